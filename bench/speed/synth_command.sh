#!/usr/bin/env bash
# One question: how fast is `gauze-synth population` as a command, beside copying the same bytes, and how much memory does
# it take? Prints people a minute, the ratio of its time to that of a copy that reaches the disk, and the peak memory at
# two sizes, which must not differ much.
#
#     bench/speed/synth_command.sh [PEOPLE] [FOLDER]       a million people need 1.2 GB in FOLDER for a while
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=${GAUZE_BIN:-$PWD/build/release/bin} people=${1:-1000000} work=$(mktemp -d -p "${2:-${TMPDIR:-/tmp}}")
trap 'rm -rf "$work"' EXIT
seconds() {
  local start end
  start=$(date +%s.%N)
  "$@" > "$work/said"
  end=$(date +%s.%N)
  awk -v s="$start" -v e="$end" 'BEGIN { print e - s }'
}
copy() { cp -r "$work/out" "$work/copy" && sync -f "$work/copy"; }
printf '%10s %10s %12s %14s %12s %10s\n' people seconds people/min bytes 'times copy' 'peak MiB'
for n in $((people / 10)) "$people"; do
  made=$(seconds "$bin/gauze-synth" population --people "$n" --seed 1 --lists none --quiet --json --out "$work/out")
  peak=$(sed -n 's/.*"peak_memory": \([0-9]*\).*/\1/p' "$work/said")
  bytes=$(du -sb --apparent-size "$work/out" | cut -f1)
  copied=$(seconds copy)
  awk -v n="$n" -v t="$made" -v c="$copied" -v b="$bytes" -v m="$peak" \
    'BEGIN { printf "%10d %10.2f %12.0f %14d %12.1f %10.0f\n", n, t, n / t * 60, b, t / c, m / 1048576 }'
  rm -rf "$work/out" "$work/copy"
done
