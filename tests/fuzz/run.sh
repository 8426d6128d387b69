#!/usr/bin/env bash
# Runs every fuzz target for SECONDS_EACH (default 60) from the committed seeds. A finding stops the run.
#
#   cmake --preset fuzz && cmake --build --preset fuzz && tests/fuzz/run.sh [SECONDS_EACH]
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
bin=${GAUZE_FUZZ_BIN:-build/fuzz/bin}
for target in "$bin"/*_fuzz; do
  name=$(basename "$target" _fuzz)
  work=$(mktemp -d)
  seeds=tests/fuzz/seeds/$name
  [ -d "$seeds" ] && cp "$seeds"/* "$work"/
  [ "$name" = policy ] && cp datasets/*.policy.toml datasets/fixtures/*.policy.toml "$work"/
  echo "== $name: $seconds s"
  "$target" -max_total_time="$seconds" -max_len=65536 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$work/finding-" "$work" 2>&1 | grep -E 'stat::number_of_executed_units|ERROR|SUMMARY|finding' || true
  if compgen -G "$work/finding-*" >/dev/null; then
    echo "$name: a finding is in $work" >&2
    exit 1
  fi
  rm -rf "$work"
done
