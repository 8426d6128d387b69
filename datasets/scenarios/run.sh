#!/usr/bin/env bash
# The five systems that Gauze is for, each played from empty folders and examined mark by mark (docs/scenarios.md).
#
#   datasets/scenarios/run.sh [--full] [--out DIR] [NAME...]      NAME: leap camden liia oldham bradford (all of them)
#
# Prints every scenario's story indented and, in column 1, a line for each and at last one over all: "N passed, M failed".
# A scenario that ends before its examiner has spoken fails all its marks. Exit status 1 if a mark failed.
set -uo pipefail

options=() names=() out=""
while (($# > 0)); do
  case $1 in
    --full) options+=(--full) && shift ;;
    --out) out=$(realpath -m -- "${2:?--out takes a folder}") && shift 2 ;;
    -h | --help) sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit 0 ;;
    -*) echo "run.sh: error: there is no option $1; see --help" >&2 && exit 2 ;;
    *) names+=("$1") && shift ;;
  esac
done
((${#names[@]} > 0)) || names=(leap camden liia oldham bradford)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=${out:-$(cd "$here/../.." && pwd)/build/scenarios}
marks=20 # C1 to C12 and a to h

passed=0 failed=0 summary=""
for name in "${names[@]}"; do
  if [[ ! -x $here/$name/run.sh ]]; then
    summary+="$name: there is no datasets/scenarios/$name/run.sh; $marks marks failed"$'\n'
    failed=$((failed + marks))
    continue
  fi
  mkdir -p "$out"
  echo "== $name"
  "$here/$name/run.sh" "${options[@]}" --out "$out/$name" 2>&1 | tee "$out/$name.txt" | sed 's/^/  /'
  told=$(tail -n 1 "$out/$name.txt")
  if [[ $told =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    good=${BASH_REMATCH[1]} bad=${BASH_REMATCH[2]}
    summary+="$name: $good of $((good + bad)) marks; $(awk -F'\t' '$1 == "whole" { print $2 " s" }' "$out/$name/examiner/seconds.tsv" 2>/dev/null)"$'\n'
  else
    good=0 bad=$marks
    summary+="$name: ended before its examiner had spoken; $marks marks failed: $told"$'\n'
  fi
  passed=$((passed + good)) failed=$((failed + bad))
done
echo "== marks that failed"
for name in "${names[@]}"; do grep -h '^fail' "$out/$name.txt" 2>/dev/null | sed "s/^/  $name /"; done
printf '%s' "$summary" | sed 's/^/  /'
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
