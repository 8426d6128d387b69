#!/usr/bin/env bash
# What linking decides by itself on every set with truth, beside the best cut that the truth would have chosen, what it says
# of its own error, and for `plain` the plaintext twin; then the goals, met or not. The whole table of docs/benchmarks.md.
#
#     bench/quality/decisions.sh [OPTION...] [SET...]
#
#     --bin DIR          where gauze-lab and gauze-synth are (build/release/bin)
#     --results DIR      keep the result of each run there; a result that is newer than gauze-lab is not made again
#     --profiles LIST    of plain,tolerant,standard
#     --markdown         a table for a document instead of one for a terminal
#     --into FILE        put the table into FILE, between <!-- table --> and <!-- end of table -->
#
# Sets: febrl1 febrl2 febrl3 febrl4 febrl5party rldata10000 fake1000 historical50k (in GAUZE_DATA), and uk3k, uk100k: school
# rolls of two years, 3,000 and 100,000 children each, half of them in both, under the preset `typical` of gauze-synth. A
# minute for each of the smaller ones; historical50k and uk100k take most of the time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=$here/../../build/release/bin
data=${GAUZE_DATA:-$here/../../../shared/data}
results='' profiles=plain,tolerant,standard into='' form=()
sets=()
while (($# > 0)); do
  case $1 in
    --bin) bin=$2; shift ;;
    --results) results=$2; shift ;;
    --profiles) profiles=$2; shift ;;
    --markdown) form=(--markdown) ;;
    --into) into=$2; form=(--markdown); shift ;;
    --help) sed -n '2,/^set -e/{/^#/s/^# \{0,1\}//p}' "$0"; exit ;;
    -*) echo "decisions.sh: error: no option $1; see --help" >&2; exit 2 ;;
    *) sets+=("$1") ;;
  esac
  shift
done
[ ${#sets[@]} -gt 0 ] || sets=(febrl1 febrl2 febrl3 febrl4 febrl5party rldata10000 fake1000 historical50k uk3k uk100k)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -n "$results" ] || results=$work/results
mkdir -p "$results"

# Two school rolls a year apart, of so many people, made once.
children() { # name, people
  [ -d "$work/$1" ] || "$bin/gauze-synth" observe --people "$2" --seed 7 --lists none --common-columns --quiet --out "$work/$1" \
    --organisation "roll-2024 kind=school coverage=0.5 errors=typical duplicates=0 captured=2024-01-01" \
    --organisation "roll-2025 kind=school coverage=0.5 errors=typical duplicates=0 captured=2025-01-01" > "$work/$1.log"
}

# Sets `fields`, `truth`, `files` and `more`, or fails.
find_set() {
  more=() files=()
  case $1 in
    uk3k) children uk3k 35000 ;;
    uk100k) children uk100k 1160000 ;;
  esac
  if [ -d "$work/$1" ]; then
    fields=$work/$1/fields.toml truth=$work/$1/truth.csv
    files=("$work/$1"/roll-*/roll-*.csv)
    return
  fi
  [ -d "$data/$1" ] || return 1
  truth=$data/$1/clusters.csv.gz fields=$here/fields/$1.toml
  case $1 in
    febrl[123]) fields=$here/fields/febrl4.toml ;;
    rldata*) fields=$here/fields/rldata.toml ;;
  esac
  for file in "$data/$1"/[A-E].csv.gz; do [ ! -e "$file" ] || files+=("$file"); done
  [ ${#files[@]} -gt 1 ] || more=(--dedup)
}

for set in "${sets[@]}"; do
  for profile in ${profiles//,/ }; do
    result=$results/$set-$profile.json
    if [ "$result" -nt "$bin/gauze-lab" ]; then continue; fi
    find_set "$set" || { echo "$set is not in $data: skipped" >&2; break; }
    twin=()
    [ "$profile" != plain ] || twin=(--twin)
    "$bin/gauze-lab" run "$fields" "${files[@]}" --truth "$truth" --profile "$profile" "${more[@]}" "${twin[@]}" --out "$work/run" \
      --quiet --force > /dev/null
    cp "$work/run/result.json" "$result.new" && mv "$result.new" "$result"
    echo "$set $profile is done" >&2
  done
done

table=("$here/decisions_table.py" "$results" --sets "${sets[@]}" --profiles "$profiles" "${form[@]}")
if [ -z "$into" ]; then
  python3 "${table[@]}"
else
  python3 "${table[@]}" --into "$into"
fi
