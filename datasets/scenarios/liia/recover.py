#!/usr/bin/env python3
"""recover.py [SEEDS]: do 95 % intervals of LIIA's odds ratios hold what the generator planted, 95 times in a hundred?

Over 20 seeds (or so many), all boroughs' fast sets, each child counted once as the truth has it: whether the linkage
counts children once is what mark b asks. Takes a few seconds of a processor for each seed. A cell with an empty corner
has no odds ratio and is counted apart. Ends with `pass` if 93 to 97 % of cells hold."""

import collections
import math
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from reading import csv_rows  # noqa: E402

TABLES = {"section 47": ("s47", None), "child-protection plan": ("cp", None), "care order": ("cla", ("C1", "C2"))}


def cells_of(made):
    """(ethnicity, intervention) -> (planted, met, not met) of children counted once."""
    truth = {(r["party"], r["reference"]): r["person"] for r in csv_rows(made / "truth/truth.csv") if r["file"] == "child.csv"}
    boroughs = sorted({party for party, _ in truth})
    ethnicity, met = collections.defaultdict(collections.Counter), {name: set() for name in TABLES}
    for borough in boroughs:
        for row in csv_rows(made / borough / "child.csv"):
            ethnicity[truth[borough, row["la_child_id"]]][row["ethnicity18"]] += 1
        for name, (table, codes) in TABLES.items():
            met[name] |= {truth[borough, r["la_child_id"]] for r in csv_rows(made / borough / f"{table}.csv") if codes is None or r["legal_status"] in codes}
    counts = collections.Counter()
    for child, codes in ethnicity.items():
        group = min((-n, code) for code, n in codes.items())[1]
        for name in TABLES:
            counts[group, name, child in met[name]] += 1
    planted = {(r["ethnicity"], r["intervention"]): float(r["planted_odds_ratio"]) for r in csv_rows(made / "truth/odds_ratios.csv")}
    return {key: (value, counts[(*key, True)], counts[(*key, False)]) for key, value in planted.items()}


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    held = asked = empty = 0
    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory() as folder:
            made = pathlib.Path(folder) / "made"
            subprocess.run(["gauze-synth", "scenario", "liia", "--seed", str(seed), "--out", made, "--quiet"], check=True, stdout=subprocess.DEVNULL)
            cells = cells_of(made)
        now = 0
        for (group, name), (planted, a, b) in cells.items():
            if group == "WBRI":
                continue
            _, c, d = cells["WBRI", name]
            if 0 in (a, b, c, d):
                empty += 1
                continue
            ratio, width = a * d / (b * c), 1.959963984540054 * math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
            now += abs(math.log(ratio / planted)) <= width
            asked += 1
        held += now
        print(f"seed {seed}: {now} of {len(cells) - 3}", flush=True)
    share = held / asked
    print(f"{'pass' if .93 <= share <= .97 else 'fail'}: {held} of {asked} cells of {seeds} seeds hold what was planted, {share:.2%} ({empty} cells had an empty corner)")
    return 0 if .93 <= share <= .97 else 1


sys.exit(main())
