#!/usr/bin/env bash
# Known answers for bloom/keyed/diffuse, made with openssl's command line from the description in its header alone: the
# subset of output j is drawn from HMAC-SHA-256(key, j || counter), both 32 bits, big-endian, cut into 32-bit
# big-endian words, each mapped into the base by word * bits >> 32; a position drawn twice is skipped.
#
#   tests/vectors/diffuse.sh KEY BASE_BITS SAMPLES OUTPUT
set -euo pipefail
key=$1 bits=$2 samples=$3 output=$4
u32() { printf '\\x%02x\\x%02x\\x%02x\\x%02x' $(($1 >> 24 & 255)) $(($1 >> 16 & 255)) $(($1 >> 8 & 255)) $(($1 & 255)); }
positions=()
for ((counter = 0; ${#positions[@]} < samples; counter++)); do
  digest=$(printf "$(u32 "$output")$(u32 "$counter")" | openssl dgst -sha256 -mac HMAC -macopt "key:$key" -r | cut -d' ' -f1)
  for ((word = 0; word < 8 && ${#positions[@]} < samples; word++)); do
    drawn=$((0x${digest:8*word:8} * bits >> 32))
    [[ " ${positions[*]} " == *" $drawn "* ]] || positions+=("$drawn")
  done
done
(IFS=,; echo "{${positions[*]}}")
