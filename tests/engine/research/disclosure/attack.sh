#!/usr/bin/env bash
# Releases tables of random cohorts and attacks them with a script that has a solver of its own:
#
#     attack.sh RANDOM_RELEASES COHORTS
#
# Nothing may be narrowed; and faults that are planted (no secondary suppression, every table protected as if it
# were the first) must be found, the same ones whether the joint table is held whole or, as of large releases, in rooms.
# Ends with 77 without python3-scipy.
set -euo pipefail
program=$1 cohorts=$2
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python=
for candidate in python3 /usr/bin/python3; do
  if "$candidate" -c 'import scipy' 2>/dev/null; then python=$candidate; break; fi
done
if [[ -z "$python" ]]; then
  echo "skipped: python3-scipy is not installed" >&2
  exit 77
fi

"$program" "$cohorts" 1 >"$work/releases" 2>"$work/log"
"$python" "$here/attack.py" "$work/releases"

# Twenty cohorts are enough to be caught.
for fault in no-secondary no-memory; do
  "$program" 20 1 "$fault" >"$work/faulty" 2>"$work/log"
  if "$python" "$here/attack.py" "$work/faulty" >"$work/found"; then
    echo "the attacker did not find the planted fault $fault"
    exit 1
  fi
  "$python" "$here/attack.py" "$work/faulty" rooms >"$work/in-rooms" || true
  diff "$work/found" "$work/in-rooms"
  echo "planted fault $fault: $(head -n 1 "$work/found")"
done
