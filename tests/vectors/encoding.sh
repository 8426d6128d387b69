#!/usr/bin/env bash
# Encodes made-up records with the real program and once more with encoding.py, which was written from
# docs/encoding.md and docs/normalisation.md, and compares every value of every record, profile by profile.
#
#   tests/vectors/encoding.sh [RECORDS] [gauze-custodian]     RECORDS of each profile, 2100 if not said
#
# Needs python3 with the package python3-cryptography; without it ends with 77, which ctest counts as skipped.
set -euo pipefail
records=${1:-2100}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=
for candidate in python3 /usr/bin/python3; do
  if [[ -z $python ]] && "$candidate" -c 'import cryptography' 2>/dev/null; then python=$candidate; fi
done
if [[ -z $python ]]; then
  echo "skipped: python3-cryptography is not installed" >&2
  exit 77
fi
export PYTHONDONTWRITEBYTECODE=1
custodian=$(realpath "${2:-${GAUZE_BIN:-$here/../../build/release/bin}/gauze-custodian}")

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for profile in plain standard tolerant strict custom; do
  mkdir "$profile"
  "$python" "$here/random_records.py" "$profile" "$records" "$profile"
  common=(--policy "$profile/policy.toml" --party here --test-seed "$profile" --quiet)
  "$custodian" key new --policy "$profile/policy.toml" --out "$profile/project.key" --quiet >/dev/null
  "$custodian" encode "${common[@]}" --key "$profile/project.key" --out "$profile/out" \
    "$profile/records.csv" >/dev/null
  "$custodian" encode "${common[@]}" --explain all --json "$profile/records.csv" >"$profile/explained.jsonl"
  printf '%-9s ' "$profile"
  "$python" "$here/encoding.py" --key "$profile/project.key" --seed "$profile" \
    --explained "$profile/explained.jsonl" --ledger "$profile/out/stays-here/ledger.table" \
    "$profile/out/to-linkage-unit/here.gauze"
done
