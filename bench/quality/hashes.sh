#!/usr/bin/env bash
# One question: how many positions should a token of the profile `plain` get? Prints the best F1 on the public sets for
# each number, one line a set, as docs/decisions.md quotes it.
#
#   GAUZE_DATA=DIR bench/quality/hashes.sh [2 4 6 10 20]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
data=${GAUZE_DATA:-../shared/data} lab=${GAUZE_LAB:-build/release/bin/gauze-lab}
(($# > 0)) || set -- 2 4 6 10 20
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '%-14s' set; printf ' %8s' "$@"; echo
while read -r name fields parties options; do
  files=()
  for party in ${parties//,/ }; do files+=("$data/$name/$party.csv.gz"); done
  printf '%-14s' "$name"
  for hashes in "$@"; do
    sed "s/^kind = .*/&\nhashes = $hashes/" "bench/quality/fields/$fields.toml" >"$work/fields.toml"
    # shellcheck disable=SC2086
    "$lab" run "$work/fields.toml" "${files[@]}" $options --truth "$data/$name/clusters.csv.gz" --out "$work/out" --force --quiet --json |
      sed -n '/"best_of_score"/,/}/s/^ *"f1": \([0-9.]*\),*$/\1/p' | xargs printf ' %8.4f'
  done
  echo
done <<'SETS'
febrl4 febrl4 A,B
febrl5party febrl5party A,B,C,D,E
febrl1 febrl4 A --dedup
febrl2 febrl4 A --dedup
febrl3 febrl4 A --dedup
rldata10000 rldata A --dedup
fake1000 fake1000 A --dedup
SETS
