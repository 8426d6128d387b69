#!/usr/bin/env bash
# What linking decides without a label, beside the best that today's single score and a threshold chosen on the truth can
# do: one line a set and profile. "stated" is the precision that the pattern mixture itself expects of its links.
#
#     bench/quality/decisions.sh [build/release/bin] [SET...]     sets: febrl1 ... febrl4 febrl5party rldata10000
#                                                                 fake1000 historical50k
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=${1:-$here/../../build/release/bin}
shift || true
data=${GAUZE_DATA:-$here/../../../shared/data}
sets=("$@")
[ ${#sets[@]} -gt 0 ] || sets=(febrl1 febrl2 febrl3 febrl4 febrl5party rldata10000 fake1000 historical50k)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# The last member of that name is the mixture's, the first one the cut's.
value() { sed -n "s/.*\"$1\": \([0-9.e-]*\),\{0,1\}\$/\1/p" "$out/run/result.json" | "$2" -1; }

printf '%-15s %-10s %9s %12s %9s %9s %9s\n' set profile 'best cut' self-chosen precision recall stated
for set in "${sets[@]}"; do
  [ -d "$data/$set" ] || { echo "$set is not in $data: skipped"; continue; }
  files=()
  for file in "$data/$set"/[A-E].csv.gz; do [ -e "$file" ] && files+=("$file"); done
  more=()
  [ ${#files[@]} -gt 1 ] || more=(--dedup)
  fields=$here/fields/$set.toml
  [ -e "$fields" ] || fields=$here/fields/febrl4.toml
  [ "$set" != rldata10000 ] || fields=$here/fields/rldata.toml
  for profile in plain tolerant standard; do
    "$bin/gauze-lab" run "$fields" "${files[@]}" --truth "$data/$set/clusters.csv.gz" --profile "$profile" "${more[@]}" \
      --out "$out/run" --quiet --force > /dev/null
    printf '%-15s %-10s %9.4f %12.4f %9.4f %9.4f %9.4f\n' "$set" "$profile" "$(value f1 head)" "$(value f1 tail)" \
      "$(value precision tail)" "$(value recall tail)" "$(value stated_precision tail)"
  done
done
