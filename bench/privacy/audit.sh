#!/usr/bin/env bash
# The audit of every profile on three synthetic populations of 4,500 children: one line a population and profile, in per
# cent: M3 at 300 known of 1,500, the same with what is shown in the clear, the same for whole households, A1,
# A4 at 20 % and 80 % known; then A5, A6 and the verdict. Some minutes.
#
#     bench/privacy/audit.sh [build/release/bin]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=${1:-$here/../../build/release/bin}
echo '| population | profile | M3 | M3 beside | M3 households | A1 | A4 20 % | A4 80 % | A5 | A6 | verdict |'
echo '|---|---|---|---|---|---|---|---|---|---|---|'
"$bin/audit_populations" --gtest_filter='AuditOfPopulationsLong.*' | grep --line-buffered '^|'
