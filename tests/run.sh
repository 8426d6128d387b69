#!/usr/bin/env bash
# Installs what is missing, builds once, runs the tests, and ends in a line "N passed, M failed, K skipped".
#
#   tests/run.sh                 everything but the labels `long` and `fuzz`
#   tests/run.sh -L wall         what ctest's own options select
#   GAUZE_DATA=DIR               public data sets (default ../shared/data); tests that need them are skipped without
#   GAUZE_VECTORS=DIR            known answers of other implementations (default ../shared/vectors)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

selection=(--label-exclude '^(long|fuzz)$')
if (($# > 0)); then selection=("$@"); fi

. tests/set_up.sh

GAUZE_DATA=$(realpath -m -- "${GAUZE_DATA:-../shared/data}")
GAUZE_VECTORS=$(realpath -m -- "${GAUZE_VECTORS:-../shared/vectors}")
export GAUZE_DATA GAUZE_VECTORS

results=$PWD/build/release/test-results.xml
rm -f "$results"
status=0
ctest --test-dir build/release --parallel "$(nproc)" --output-on-failure --no-tests=error --timeout 1800 \
    --output-junit "$results" "${selection[@]}" || status=$?
if [[ ! -f $results ]]; then exit "$status"; fi # asked to list or to explain, not to run

# A test that could not be started has the status of a skipped one and is told apart by its reason.
awk '
    /^\t<testcase /                     { all++ }
    /^\t<testcase .*status="run"/       { passed++ }
    /^\t<testcase .*status="disabled"/  { skipped++ }
    /^\t\t<skipped message="SKIP_/      { skipped++ }
    END { printf "%d passed, %d failed, %d skipped\n", passed, all - passed - skipped, skipped }
' "$results"
exit "$status"
