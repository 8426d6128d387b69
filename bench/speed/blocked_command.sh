#!/usr/bin/env bash
# One question: does a run by token blocks take time in proportion to its candidates, and how much memory? Files of made
# filters with three token blocks of 30 records each (90 candidates a record) go through `plan --candidates blocks` and
# `score`, with two threads. Seconds are the wall's; memory is what was resident at most, mapped files included.
#
#     bench/speed/blocked_command.sh [ROWS...]                 1000000 if none is named; 10 million need 4 GB in TMPDIR
#     bench/speed/blocked_command.sh 1000000 10000000          ... and what a candidate costs against the first
#
# Goals: under 8 GiB at ten million rows a side, and a candidate costs the same as at a million, within 1.3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=${GAUZE_BIN:-$PWD/build/release/bin}
(($# > 0)) || set -- 1000000
[ -x /usr/bin/time ] || { echo "/usr/bin/time is missing: install the package time" >&2; exit 78; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
value() { sed -n "s/.*\"$1\": \([0-9.e+-]*\),\{0,1\}\$/\1/p" "$2" | head -1; }

first=
printf '%10s %13s %12s %11s %9s %10s %12s %14s %9s\n' rows candidates 'a record' 'plan s' 'score s' found 'peak MiB' 'ns a candidate' 'to first'
for rows in "$@"; do
  "$bin/write_filters" "$rows" "$work" 30 3
  /usr/bin/time -f '%e %M' -o "$work/plan.cost" "$bin/gauze-linkage" plan --policy "$work/policy.toml" --candidates blocks \
    --out "$work/plan.json" --threads 2 --quiet --json --force "$work/a.gauze" "$work/b.gauze" > "$work/planned.json"
  /usr/bin/time -f '%e %M' -o "$work/score.cost" "$bin/gauze-linkage" score --policy "$work/policy.toml" --plan "$work/plan.json" \
    --scores "$work/scores" --threads 2 --quiet --json > "$work/summary.json"
  read -r plan plan_peak < "$work/plan.cost"
  read -r score score_peak < "$work/score.cost"
  candidates=$(value pairs_compared "$work/summary.json")
  cost=$(awk -v s="$score" -v c="$candidates" 'BEGIN { print 1e9 * s / c }')
  first=${first:-$cost}
  awk -v n="$rows" -v c="$candidates" -v p="$plan" -v s="$score" -v pm="$plan_peak" -v sm="$score_peak" -v each="$cost" -v one="$first" \
    -v found="$(value pairs_at_or_above_threshold "$work/summary.json")" \
    'BEGIN { printf "%10d %13d %12.1f %11.2f %9.2f %10d %12.0f %14.2f %9.2f\n", n, c, c / n, p, s, found, (pm > sm ? pm : sm) / 1024, each, each / one }'
  rm -rf "$work"/*
done
