#!/usr/bin/env bash
# One question: how fast is `gauze encode` as a command, reading a file and writing a folder, with two threads, and how
# much memory does it take? Prints records a second beside the one-core yardstick of encode_bench, and the peak memory at
# two sizes, which must not differ much.
#
#     bench/speed/encode_command.sh [ROWS] [FOLDER]       10 million rows need 10 GB in FOLDER for a while
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=${GAUZE_BIN:-$PWD/build/release/bin} rows=${1:-10000000} work=$(mktemp -d -p "${2:-${TMPDIR:-/tmp}}")
trap 'rm -rf "$work"' EXIT
yardstick=$("$bin/encode_bench" 200000 | sed -n 's/^yardstick[^0-9]*a token *\([0-9]*\).*/\1/p')
echo "yardstick: $yardstick records a second on one core"
printf '%-10s %12s %10s %12s %10s %12s\n' profile rows seconds records/s ratio 'peak MiB'
for n in $((rows / 10)) "$rows"; do
  "$bin/write_records" "$n" > "$work/records.csv"
  for profile in plain standard; do
    "$bin/write_records" policy "$profile" > "$work/policy.toml"
    [ "$profile" = standard ] || printf '[[view]]\nname = "record"\nhashes = 20\n' >> "$work/policy.toml"
    rm -f "$work/project.key"
    "$bin/gauze-custodian" key new --policy "$work/policy.toml" --out "$work/project.key" > /dev/null
    start=$(date +%s.%N)
    "$bin/gauze-custodian" encode --policy "$work/policy.toml" --key "$work/project.key" --party p --out "$work/out" \
      --threads 2 --quiet --json "$work/records.csv" > "$work/summary.json"
    end=$(date +%s.%N)
    peak=$(sed -n 's/.*"peak_memory_bytes": \([0-9]*\).*/\1/p' "$work/summary.json" | tail -1)
    awk -v p="$profile" -v n="$n" -v s="$start" -v e="$end" -v y="$yardstick" -v m="$peak" \
      'BEGIN { t = e - s; printf "%-10s %12d %10.1f %12.0f %10.1f %12.0f\n", p, n, t, n / t, n / t / y, m / 1048576 }'
    rm -rf "$work/out"
  done
done
