#!/usr/bin/env bash
# What each blocking method finds, costs and loses on the public sets with truth, and whether the loss that a sample states
# is the true one: `gauze-lab blocking` set by set, with the fields of fields/ and the token blocks of blocks/.
#
#     bench/quality/blocking.sh [build/release/bin] [SET...]      all sets take half an hour, historical50k most of it
#
# A line has the set, the profile and the method; the share of true pairs that share a block; different candidates for each
# record of the first file; the rows of the largest block; and of the pairs that views show to be alike the share that is
# lost: the true one, what a sample of a tenth of the records states, with its interval, whether that holds the true
# one, and how many of ten such samples (of each party pair) do.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=${1:-$here/../../build/release/bin}
shift || true
data=${GAUZE_DATA:-$here/../../../shared/data}
wanted=" $* "
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

headed=
while read -r set fields blocks records parties options; do
  [[ $wanted =~ ^\ *$ || $wanted == *" $set "* ]] || continue
  [ -d "$data/$set" ] || { echo "$set is not in $data: skipped" >&2; continue; }
  files=()
  for party in ${parties//,/ }; do files+=("$data/$set/$party.csv.gz"); done
  { cat "$here/fields/$fields.toml"; sed "s/^records = .*/records = $records/" "$here/blocks/$blocks.toml"; } > "$work/fields.toml"
  # shellcheck disable=SC2086
  "$bin/gauze-lab" blocking "$work/fields.toml" "${files[@]}" $options --truth "$data/$set/clusters.csv.gz" --quiet > "$work/lines"
  [ -n "$headed" ] || { printf '%-14s' set; head -1 "$work/lines"; headed=yes; }
  tail -n +2 "$work/lines" | while IFS= read -r line; do printf '%-14s%s\n' "$set" "$line"; done
done << 'SETS'
febrl1 febrl4 febrl 1000 A --dedup
febrl2 febrl4 febrl 5000 A --dedup
febrl3 febrl4 febrl 5000 A --dedup
febrl4 febrl4 febrl 5000 A,B
febrl5party febrl5party febrl5party 3260 A,B,C,D,E
rldata500 rldata rldata 500 A --dedup
rldata10000 rldata rldata 10000 A --dedup
fake1000 fake1000 fake1000 1000 A --dedup
historical50k historical50k historical50k 50578 A --dedup
SETS
