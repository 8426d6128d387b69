#!/usr/bin/env bash
# One question: how fast is `gauze-linkage score` as a command, from two encoded files of 1,024 bits to the table of pairs,
# with two threads, beside what one core does the way the field's engines compare, and how much memory does it take? The
# peer-style rate is measured before and after each run, and the faster one counts. Seconds are the wall's; memory is what
# was resident at most, mapped files included.
#
#     bench/speed/score_command.sh [ROWS] [FOLDER]       a million rows a side need 300 MB in FOLDER for a while
#
# Goals at a million rows on the reference machine: 70 times at 0.8, 140 times at 0.9, under 1.5 GiB.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
[ -x /usr/bin/time ] || { echo "/usr/bin/time is missing: install the package time" >&2; exit 78; }
bin=${GAUZE_BIN:-$PWD/build/release/bin} rows=${1:-1000000} work=$(mktemp -d -p "${2:-${TMPDIR:-/tmp}}")
trap 'rm -rf "$work"' EXIT
value() { sed -n "s/.*\"$1\": \([0-9.e+-]*\),\{0,1\}\$/\1/p" "$2" | head -1; }

"$bin/write_filters" "$rows" "$work"
printf '%-9s %12s %8s %12s %12s %12s %8s %10s\n' threshold rows seconds pairs/s found 'peer pairs/s' times 'peak MiB'
for threshold in 0.8 0.9; do
  before=$("$bin/write_filters" peer "$threshold")
  /usr/bin/time -f '%e %M' -o "$work/cost" "$bin/gauze-linkage" score --threshold "$threshold" --pairs "$work/pairs.csv" \
    --threads 2 --quiet --json --force "$work/a.gauze" "$work/b.gauze" > "$work/summary.json"
  after=$("$bin/write_filters" peer "$threshold")
  read -r seconds peak < "$work/cost"
  awk -v t="$threshold" -v n="$rows" -v s="$seconds" -v m="$peak" -v one="$before" -v other="$after" \
    -v pairs="$(value pairs_compared "$work/summary.json")" -v found="$(value pairs_at_or_above_threshold "$work/summary.json")" \
    'BEGIN { peer = one > other ? one : other; rate = pairs / (s > 0 ? s : .01)
             printf "%-9s %12d %8.2f %12.3g %12d %12.3g %8.1f %10.0f\n", t, n, s, rate, found, peer, rate / peer, m / 1024 }'
done
