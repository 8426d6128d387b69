#!/usr/bin/env python3
"""Whether mark C9's second look (datasets/scenarios/recheck.py) passes what the programs release and finds planted faults.

    recheck_test.py PROGRAMS      the folder of gauze and gauze-research; exit code 77: no scipy

A researcher with a cohort of made-up people, two checkers and a reader play disclose, sign-off, release and open, under
every profile. Then copies of what the reader got are changed, each in one way that a broken program might have caused.
"""

import csv
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

TREE = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(TREE / "datasets" / "scenarios"))
import recheck  # noqa: E402

BY_AREA = """
area = "la_code"
[[table]]
name = "people"
title = "People by group, visits and area"
kind = "counts"
rows = ["ethnicity"]
columns = ["visits"]
by = "la_code"
[[table]]
name = "rates"
title = "Outcome by group"
kind = "rates"
rows = ["ethnicity"]
outcome = { column = "s47", is = ["1"] }
per = 10000
[[table]]
name = "change"
title = "Change by group and visits"
kind = "means"
rows = ["ethnicity", "visits"]
by = "la_code"
measure = "change"
[[table]]
name = "odds"
title = "Outcome by group, against WBRI"
kind = "odds"
exposure = "ethnicity"
reference = "WBRI"
outcome = { column = "s47", is = ["1"] }
by = "la_code"
[[table]]
name = "services"
title = "Services by visits"
kind = "combinations"
columns = ["svc_hv", "svc_bf", "svc_slt"]
top = 4
rows = ["visits"]
measure = "change"
"""
NOT_LA4 = """
[[table]]
name = "three-areas"
title = "People of three areas by group and visits"
kind = "counts"
rows = ["ethnicity", "visits"]
where = { column = "la_code", is = ["LA1", "LA2", "LA3"] }
"""


def people(number=1500):
    lot, rows = random.Random(9), []
    groups = ["WBRI", "BAFR", "APKN", 'MOTH, "other"', "", "WIRI"]
    for i in range(number):
        group = min(lot.randrange(6), lot.randrange(6))
        rows.append({"study_id": f"s{i:08}", "la_code": f"LA{1 + min(lot.randrange(4), lot.randrange(4))}", "ethnicity": groups[group],
                     "s47": "1" if lot.randrange(100) < 6 + 5 * group else "0", "svc_hv": lot.choice(["3-5", "0", "0"]),
                     "svc_bf": lot.choice("YNNN"), "svc_slt": lot.choice(["1", "", "", ""]),
                     "change": lot.choice(["", *(f"{n}.{q}" for n in range(9) for q in ("00", "25", "50"))]), "visits": lot.choice(["11+", "1-2", "1-2"])})
    return rows


class Played:
    """A researcher (evaluation), two checkers and a reader (funder), under one profile."""

    def __init__(self, folder, programs, profile):
        self.folder, self.programs = folder, programs
        text = (TREE / "datasets/fixtures/governed.policy.toml").read_text().replace('[disclosure]\nprofile = "tre10"', f'[disclosure]\nprofile = "{profile}"')
        for name in ("nhs-a", "charity", "evaluation", "funder"):
            (folder / name).mkdir()
            public = self.new_key(name, folder / name / "me.party")
            text = re.sub(rf'(name = "{name}"\nrole = [^[]*?)signing = .*\nencryption = .*\n', lambda found: found.group(1) + public, text)
        for name in ("a-okafor", "b-lind"):
            signing = self.new_key(name, folder / f"{name}.party").splitlines()[0]
            text += f'\n[[checker]]\nname = "{name}"\nmember = "evaluation"\n{signing}\n'
        (folder / "agreement.toml").write_text(text)
        for name in ("nhs-a", "charity"):
            self.run(folder, "gauze", "policy", "sign", "--as", f"{name}/me.party", "agreement.toml")
        for name in ("evaluation", "funder"):
            shutil.copy(folder / "agreement.toml", folder / name / "policy.toml")
            shutil.copy(folder / "agreement.toml.dsse", folder / name / "policy.toml.dsse")
        said = self.run(folder, "gauze", "policy", "check", "agreement.toml")
        fingerprint = next(line for line in said.splitlines() if line.startswith("Policy:"))[7:].replace(" ", "")
        (folder / "evaluation/cohort").mkdir()
        (folder / "evaluation/cohort/about.json").write_text(json.dumps({"project": "early-years", "policy": fingerprint, "recipient": "evaluation"}))
        with open(folder / "evaluation/cohort/cohort.csv", "w", newline="", encoding="utf-8") as file:
            rows = people()
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def new_key(self, name, path):
        said = self.run(self.folder, "gauze", "party", "new", "--name", name, "--out", path)
        return "".join(f"{line}\n" for line in said.splitlines() if line.startswith(("signing = ", "encryption = ")))

    def run(self, where, program, *words):
        ran = subprocess.run([self.programs / program, *words], cwd=where, capture_output=True, text=True)
        if ran.returncode:
            raise SystemExit(f"{program} {' '.join(map(str, words))}: {ran.stderr or ran.stdout}")
        return ran.stdout

    def release(self, name, tables, registry="releases.sqlite"):
        mine, common = self.folder / "evaluation", ["--policy", "policy.toml", "--as", "me.party"]
        (mine / f"{name}.toml").write_text(tables)
        self.run(mine, "gauze-research", "disclose", *common, "--cohort", "cohort", "--tables", f"{name}.toml", "--registry", registry, "--to", "fund-tables",
                 "--out", f"proposal-{name}")
        signed = []
        for checker in ("a-okafor", "b-lind"):
            self.run(mine, "gauze-research", "sign-off", "--policy", "policy.toml", "--checker", f"../{checker}.party", "--name", checker, "--out",
                     f"{name}-{checker}.dsse", f"proposal-{name}")
            signed += ["--signed", f"{name}-{checker}.dsse"]
        self.run(mine, "gauze-research", "release", *common, "--proposal", f"proposal-{name}", *signed, "--registry", registry, "--out", f"{name}.age")
        reader = self.folder / "funder"
        for file in (f"{name}.age", f"{name}.age.dsse"):
            shutil.copy(mine / file, reader)
        self.run(reader, "gauze-research", "open", *common, "--out", "inbox", f"{name}.age")


def looked_at(folder):
    """(faults, figure) as recheck.py would say them."""
    try:
        return recheck.examine(folder, [])
    except recheck.Unexaminable as missing:
        return ["unexamined"], f"cannot be examined: {missing}"


def with_lines(path, change):
    """Changes the lines of a CSV file: change(header, lines) -> whether there was something to change."""
    path.chmod(0o600)
    with open(path, newline="", encoding="utf-8") as file:
        header, *lines = list(csv.reader(file))
    assert change(header, lines), f"nothing in {path.name} to plant the fault in"
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *lines])


def exact(folder, name):
    """The true table of the same request: {texts of axes: count}."""
    from recheck_tables import PROFILES, Table, rows_of
    import tomllib
    request = next(t for t in tomllib.loads(BY_AREA)["table"] if t["name"] == name)
    return Table(name, folder / f"funder/inbox/first/{name}.csv", request, "la_code", PROFILES["tre10"], rows_of(folder / "evaluation/cohort/cohort.csv"))


def plant_counts(folder, which):
    """Shows the withheld counts of `people` that `which` (true count) says, each rounded as it would be."""
    table = exact(folder, "people")
    place = {tuple("all" if p is None else own[p] for p, own in zip(places, table.texts_of_axes)): places for places in table.lines}

    def change(_, lines):
        planted = 0
        for line in lines:
            count = table.truth[place[tuple(line[:3])]]
            if line[3] == "*" and which(count):
                line[3], planted = str((count + 2) // 5 * 5), planted + 1
        return planted
    with_lines(folder / "funder/inbox/first/people.csv", change)


def plant(folder, table, column, wanted, text, beside=None):
    """Writes `text` into the first line whose `column` is withheld (wanted) or is not; `beside` is withheld there too."""
    def change(header, lines):
        at = header.index(column)
        mine = [line for line in lines if (line[at] == "*") == wanted and line[at] not in ("1", "")
                and (not beside or line[header.index(beside)] == "*")]
        for line in mine[:1]:
            line[at] = text(line[at]) if callable(text) else text
            if wanted:
                line[header.index("low")], line[header.index("high")] = text, text
        return mine
    with_lines(folder / f"funder/inbox/first/{table}.csv", change)


def plant_margins(folder):
    """Shows the mean of every margin of `change` whose count is shown and of enough people, whatever follows from them."""
    table = exact(folder, "change")

    def change(header, lines):
        planted = 0
        for line, places in zip(lines, table.lines):
            if line[3] != "*" and line[4] == "*" and len(table.values[places]) >= 10:
                mean = sum(table.values[places]) / len(table.values[places])
                line[4:], planted = [f"{mean:.2f}"] * 3, planted + 1
        return planted
    with_lines(folder / "funder/inbox/first/change.csv", change)


# What was broken, and a word of what the second look must say of it.
FAULTS = {
    "small counts are shown": (lambda f: plant_counts(f, lambda count: 5 <= count < 10), "small count"),
    "nothing is withheld for others' sake": (lambda f: plant_counts(f, lambda count: count >= 10), "narrowed"),
    "a count is not rounded": (lambda f: plant(f, "people", "count", False, lambda text: str(int(text) + 2)), "not rounded"),
    "a rate is of true counts": (lambda f: plant(f, "rates", "rate_per_10000", False, lambda text: f"{float(text) + 1:.1f}"), "rate"),
    "a mean of few people is shown": (lambda f: plant(f, "change", "mean", True, "3.1"), "mean"),
    "margins give a mean away": (plant_margins, "follows"),
    "an odds ratio lacks a cell": (lambda f: plant(f, "odds", "odds_ratio", True, "1.5", "with"), "one of the four cells"),
    "odds are not of shown counts": (lambda f: plant(f, "odds", "odds", False, lambda text: f"{float(text) + .01:.4f}"), "odds"),
    "a release was opened by nobody": (lambda f: shutil.rmtree(f / "funder/inbox/first"), "opened by no reader"),
    "a table is missing": (lambda f: (f / "funder/inbox/first/odds.csv").unlink(), "other tables"),
    "the cohort is another": (lambda f: open(f / "evaluation/cohort/cohort.csv", "a").write("x\n"), "not kept"),
}


def main():
    python = recheck.python_with_scipy()
    if not python:
        print("skipped: python3-scipy is not installed")
        return 77
    if python != sys.executable:
        os.execv(python, [python, "-B", *sys.argv])
    programs, failed = pathlib.Path(sys.argv[1]).resolve(), 0

    def expect(what, holds, told):
        nonlocal failed
        failed += not holds
        print(f"{'ok  ' if holds else 'FAIL'} {what}: {told}", flush=True)

    with tempfile.TemporaryDirectory() as made:
        made = pathlib.Path(made)
        for profile in ("tre10", "council5", "dfe", "sdap10", "hes"):
            folder = made / profile
            folder.mkdir()
            played = Played(folder, programs, profile)
            played.release("first", BY_AREA)
            played.release("second", NOT_LA4)
            faults, figure = looked_at(folder)
            expect(f"{profile} holds", not faults, f"{figure} {faults[:2]}")
        for what, (break_it, word) in FAULTS.items():
            copy = made / "broken"
            shutil.copytree(made / "tre10", copy)
            break_it(copy)
            faults, figure = looked_at(copy)
            expect(what, any(word in said for said in [*faults, figure]) and faults, f"{len(faults)} faults, first {(faults or [''])[0]}; {figure}")
            shutil.rmtree(copy)
        folder = made / "forgetful"
        folder.mkdir()
        played = Played(folder, programs, "tre10")
        played.release("first", BY_AREA)
        played.release("second", NOT_LA4, registry="releases-2.sqlite")  # protected as if it were the first
        faults, figure = looked_at(folder)
        expect("an earlier release is forgotten", any("narrowed" in fault for fault in faults), f"{figure} {faults[:2]}")
    print(f"{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
