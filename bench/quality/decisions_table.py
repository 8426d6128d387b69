#!/usr/bin/env python3
"""The table of decisions.sh, from the results that `gauze-lab run` has written: what was decided without labels, the best
cut, what was stated, the price of privacy; and whether each goal is met.

    decisions_table.py RESULTS --sets SET... [--profiles LIST] [--markdown] [--into FILE]
"""
import argparse
import json
import pathlib
import subprocess
import sys

# Least F1 of the self-chosen cut, rounded to its three places: the goals of the project, from measured prototypes.
GOALS = {
    "febrl1": (.998, .975, .955), "febrl2": (.997, .975, .955), "febrl3": (.997, .975, .955),
    "febrl4": (1.000, .995, .99), "febrl5party": (.97, .82, .72), "rldata10000": (.965, .95, .90),
    "fake1000": (.90, .875, .74), "historical50k": (.86, .79, .70), "uk3k": (.99, .985, .985),
    "uk100k": (.99, .985, .975),
}
PROFILES = ("plain", "tolerant", "standard")
PRICE = .003  # F1 of the twin, less F1 of `plain`
BEGIN, END = "<!-- table -->", "<!-- end of table -->"


def most_below_best(name, profile):
    """How much F1 the self-chosen cut may lose to the best one."""
    if profile == "plain":
        return .005
    return .02 if name.startswith("uk") else .06


def met(good):
    return "met" if good else "**not met**"


def stated_is_right(stated, true, tolerance):
    inside = "low" in stated and stated["low"] <= true <= stated["high"]
    return inside or abs(stated["value"] - true) <= tolerance


def figure(stated):
    text = f"{stated['value']:.4f}"
    return text + (f" ({stated['low']:.4f}-{stated['high']:.4f})" if "low" in stated else "")


def rows_of(run):
    return " + ".join(f"{party['encoded']:,}" for party in run["rows"])


def decision_row(name, profile, run):
    f1, best = run["f1"], run["best"]["f1"]
    goal = GOALS.get(name, (None,) * 3)[PROFILES.index(profile)]
    twin = run.get("twin")
    price = twin["price_of_privacy"] if twin else None
    return [name, profile, f"{run['precision']:.4f}", f"{run['recall']:.4f}", f"{f1:.4f}",
            f"{run['f1_interval']['low']:.4f}-{run['f1_interval']['high']:.4f}",
            "" if goal is None else f"{goal:.3f} {met(round(f1, 3) >= goal)}",
            f"{best:.4f} {met(best - f1 <= most_below_best(name, profile) + 5e-5)}",
            f"{run['best_of_score']['f1']:.4f}",
            f"{twin['f1']:.4f} {met(price <= PRICE + 5e-5)}" if twin else ""]


def stated_row(name, profile, run):
    stated = run["stated"]
    cells = [name, profile]
    for what, tolerance in (("precision", .01), ("recall", .02)):
        right = stated_is_right(stated[what], run[what], tolerance)
        cells += [figure(stated[what]), f"{run[what]:.4f}", met(right)]
    return cells + [rows_of(run), str(run.get("one_to_one_violations", "")),
                    f"{sum(stage['seconds'] for stage in run['stages']):.0f}"]


DECISIONS = ["set", "profile", "precision", "recall", "F1", "its 95 % interval", "goal of F1", "best cut", "best Dice",
             "plaintext twin"]
STATED = ["set", "profile", "stated precision", "true", "", "stated recall", "true", "", "records", "one-to-one violations",
          "seconds"]


def markdown(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def plain(header, rows):
    rows = [[cell.replace("**", "") for cell in row] for row in [header, *rows]]
    widths = [max(len(row[c]) for row in rows) for c in range(len(header))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)


def machine():
    facts = dict(line.split(":", 1) for line in subprocess.run(["lscpu"], capture_output=True, text=True, check=False)
                 .stdout.splitlines() if ":" in line)
    memory = pathlib.Path("/proc/meminfo").read_text().split()[1]
    return (f"{facts.get('CPU(s)', '?').strip()} processors ({facts.get('Model name', 'unknown').strip()}), "
            f"{int(memory) / 2**20:.0f} GiB of memory")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("results", type=pathlib.Path)
    options.add_argument("--sets", nargs="+", default=list(GOALS))
    options.add_argument("--profiles", default=",".join(PROFILES))
    options.add_argument("--markdown", action="store_true")
    options.add_argument("--into", type=pathlib.Path)
    asked = options.parse_args()
    decided, stated, kernel, program = [], [], "", ""
    for name in asked.sets:
        for profile in asked.profiles.split(","):
            path = asked.results / f"{name}-{profile}.json"
            if not path.exists():
                continue
            run = json.loads(path.read_text())
            decided.append(decision_row(name, profile, run))
            stated.append(stated_row(name, profile, run))
            kernel, program = run["kernel"], run["program"]
    if not decided:
        sys.exit("decisions_table.py: error: no results")
    form = markdown if asked.markdown or asked.into else plain
    goals = [cell for row in decided + stated for cell in row if cell.endswith(("met", "met**"))]
    text = "\n\n".join([form(DECISIONS, decided), form(STATED, stated),
                        f"{sum('not' not in cell for cell in goals)} of {len(goals)} goals are met.",
                        f"By {program} with the {kernel} kernel on {machine()}."])
    if not asked.into:
        print(text)
        return
    document = asked.into.read_text()
    if document.count(BEGIN) != 1 or document.count(END) != 1 or document.index(BEGIN) > document.index(END):
        sys.exit(f"decisions_table.py: error: {asked.into.name} has not one {BEGIN} and one {END} behind it")
    before, after = document.split(BEGIN)[0], document.split(END)[1]
    asked.into.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}")


if __name__ == "__main__":
    main()
