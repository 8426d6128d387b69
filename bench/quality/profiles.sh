#!/usr/bin/env bash
# What each profile costs in F1 against `plain` where one score a pair and one cut decide, the cut chosen on the truth: one
# line a set and profile. What linking decides by itself is told by decisions.sh.
#
#     bench/quality/profiles.sh [build/release/bin] [SET...]      sets: febrl3 febrl4 febrl5party historical50k
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=${1:-$here/../../build/release/bin}
shift || true
data=${GAUZE_DATA:-$here/../../../shared/data}
sets=("$@")
[ ${#sets[@]} -gt 0 ] || sets=(febrl3 febrl4 febrl5party historical50k)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# Of the best threshold of the one score, which the truth has chosen.
value() { sed -n "/\"best_of_score\"/,/}/s/.*\"$1\": \([0-9.e-]*\),\{0,1\}\$/\1/p" "$2" | head -1; }

printf '%-15s %-10s %9s %9s %9s %9s %10s\n' set profile cut precision recall F1 'to plain'
for set in "${sets[@]}"; do
  [ -d "$data/$set" ] || { echo "$set is not in $data: skipped"; continue; }
  files=()
  for file in "$data/$set"/[A-E].csv.gz; do [ -e "$file" ] && files+=("$file"); done
  more=()
  [ ${#files[@]} -gt 1 ] || more=(--dedup)
  fields=$here/fields/$set.toml
  [ -e "$fields" ] || fields=$here/fields/febrl4.toml
  plain=
  for profile in plain standard tolerant strict; do
    "$bin/gauze-lab" run "$fields" "${files[@]}" --truth "$data/$set/clusters.csv.gz" --profile "$profile" "${more[@]}" \
      --out "$out/run" --quiet --force > /dev/null
    f1=$(value f1 "$out/run/result.json")
    [ -n "$plain" ] || plain=$f1
    printf '%-15s %-10s %9.4f %9.4f %9.4f %9.4f %+10.4f\n' "$set" "$profile" "$(value threshold "$out/run/result.json")" \
      "$(value precision "$out/run/result.json")" "$(value recall "$out/run/result.json")" "$f1" \
      "$(awk -v a="$f1" -v b="$plain" 'BEGIN { print a - b }')"
  done
done
