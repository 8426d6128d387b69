#!/usr/bin/env bash
# Known answers for bloom/keyed, made with openssl's command line from the description in keyed_hash.hpp alone:
# HMAC-SHA-256 of (length of the token as 32 bits, big-endian) || token || counter, cut into 32-bit big-endian words,
# each mapped into the filter by word * bits >> 32.
#
#   tests/vectors/keyed_hash.sh KEY BITS HASHES TOKEN
set -euo pipefail
key=$1 bits=$2 hashes=$3 token=$4
printf -v length '\\x%02x\\x%02x\\x%02x\\x%02x' 0 0 0 ${#token}
positions=()
for ((counter = 0; ${#positions[@]} < hashes; counter++)); do
  printf -v last '\\x%02x' "$counter"
  digest=$(printf "$length$token$last" | openssl dgst -sha256 -mac HMAC -macopt "key:$key" -r | cut -d' ' -f1)
  for ((word = 0; word < 8 && ${#positions[@]} < hashes; word++)); do
    positions+=($((0x${digest:8*word:8} * bits >> 32)))
  done
done
(IFS=,; echo "{${positions[*]}}")
