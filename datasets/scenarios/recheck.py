#!/usr/bin/env python3
"""Mark C9: every released table once more, by the rules of its profile and against everything released before it.

    recheck.py OUT [FOLDER...]     the folder of a story; folders where else the requests for tables may lie

Reads what readers opened (CSV files and about.txt, inbox by inbox), the request (tables.toml) that says what its columns
mean, and, as only the examiner may, the stored cohort, counted once more, which says which withheld counts are small. The
researchers' registry says which releases there must be and of which cohort; none of its cells or reasons are used, and
no line of the program. Then:

- by itself: no small count is shown, what is shown is the true count rounded by the profile, rates and odds follow from
  shown counts, means and odds ratios stand where the profile allows them and can be worked out nowhere else
  (recheck_numbers.py);
- together: HiGHS looks for people behind all tables of one population and cohort, released to anybody, for every withheld
  count (tests/engine/research/disclosure/attack.py). A small one must be possible over all small counts, also in a table
  of which nothing is shown; every other one, in a table of which something is shown, must have two possible values.

Prints a line a fault, then a line of figures. Exit status 0: all holds; 1: something does not; 77: no scipy.
"""

import collections
import hashlib
import json
import pathlib
import re
import sqlite3
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent.parent / "tests" / "engine" / "research" / "disclosure"))


def python_with_scipy():
    """The solver may be of another Python than the examiner's; None: of no Python."""
    for python in (sys.executable, "/usr/bin/python3"):
        if pathlib.Path(python).exists() and subprocess.run([python, "-c", "import scipy"], capture_output=True).returncode == 0:
            return python
    return None


def recheck(scene):
    """For marks.py: (passed, figure)."""
    undone = scene.undone("disclose", "release", "open-tables")
    if undone:
        return False, undone
    python = python_with_scipy()
    if not python:
        return False, "cannot be examined: python3-scipy is not installed"
    ran = subprocess.run([python, "-B", __file__, scene.out, pathlib.Path(scene.story).parent], capture_output=True, text=True)
    lines = ran.stdout.splitlines() or [(ran.stderr.splitlines() or [""])[-1]]
    return ran.returncode == 0, "; ".join(lines[-1:] + lines[:-1][:3])


class Unexaminable(Exception):
    """Something that must be there to examine a release is not."""


# ---- what readers got ----

class Opened:
    """One release as its reader opened it: a folder with about.txt and a CSV file for each table."""

    def __init__(self, about):
        text = about.read_text(encoding="utf-8")
        head = re.match(r"Tables of (.*), release (\d+) of ([0-9-]+), for (.*)\n", text)
        if not head:
            raise Unexaminable(f"{about} is no page about tables")
        self.folder, self.number, self.reader = about.parent, int(head.group(2)), head.group(4)
        self.profile = re.search(r'They follow the rules "(.*)":', text).group(1)
        self.named = re.findall(r"^(\S+)\.csv: (.*) \(([a-z]+)\)$", text, re.M)
        on_disk = {path.stem for path in self.folder.glob("*.csv")}
        if on_disk != {name for name, _, _ in self.named}:
            raise Unexaminable(f"{self.folder} holds other tables than it says")


def opened_releases(out):
    abouts = sorted(path for party in out.iterdir() if party.name != "examiner" for path in party.glob("inbox*/*/about.txt"))
    return [Opened(about) for about in abouts]


def registered(out):
    """(researcher's folder, number, reader, {table: wave}) of every release that a registry names."""
    found = []
    for path in sorted(out.glob("*/releases*.sqlite")):
        if path.parent.name == "examiner":
            continue
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
            for number, reader, tables in base.execute("SELECT number, reader, tables FROM releases ORDER BY number"):
                tables = json.loads(tables)
                tables = tables if isinstance(tables, list) else tables["tables"]
                found.append((path.parent, number, reader, {table["name"]: table["wave"] for table in tables}))
    return found


def matched(out):
    """Every registered release with what its reader opened; it must be one."""
    opened, found = opened_releases(out), []
    for researcher, number, reader, waves in registered(out):
        mine = [one for one in opened if (one.number, one.reader) == (number, reader) and {n for n, _, _ in one.named} == set(waves)]
        if len(mine) != 1:
            raise Unexaminable(f"release {number} for {reader} was opened by {len(mine) or 'no'} reader{'s' if len(mine) > 1 else ''}")
        found.append((researcher, mine[0], waves))
    unknown = len(opened) - len(found)
    if not found or unknown:
        raise Unexaminable(f"{unknown} opened releases are in no registry" if unknown else "nothing was released")
    return found


def request_of(release, folders):
    """The tables.toml that asks for these tables: (area, {name: request})."""
    import tomllib
    wanted, found = sorted((name, kind) for name, _, kind in release.named), {}
    for path in sorted({path for folder in folders for path in folder.glob("*.toml")}):
        try:
            file = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue
        asked = file.get("table")
        if isinstance(asked, list) and sorted((t.get("name"), t.get("kind")) for t in asked) == wanted:
            found[json.dumps(file, sort_keys=True)] = file
    if len(found) != 1:
        raise Unexaminable(f"{len(found) or 'no'} requests for the tables of release {release.number}")
    file = next(iter(found.values()))
    return file.get("area", ""), {table["name"]: table for table in file["table"]}


def stored_cohorts(researcher):
    """SHA-256 -> file, of every stored table of a researcher."""
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path
            for name in ("cohort.csv", "families.csv", "households.csv") for path in sorted(researcher.rglob(name))}


# ---- everything together ----

def narrowed(tables):
    """Attacks all tables of one population and cohort; (number of withheld counts, those narrowed in words)."""
    from attack import Contradiction, attack
    cohort = {**tables[0].profile.rules(), "releases": [table.as_attacked() for table in tables]}
    try:
        return attack(cohort)
    except Contradiction:
        return 0, ["nobody can be behind these tables"]


def overlapping(tables):
    """Combinations of services beside another table of one of them: how they hang together is not looked at here."""
    for one in tables:
        for other in tables:
            flags, others = set(one.services), set(other.services) or other.variables()
            if flags and flags != others and flags & others:
                raise Unexaminable(f"{one.name} and {other.name} use one service in two ways")


def examine(out, folders):
    from recheck_tables import Table, profile_named, rows_of
    stored, groups, faults = {}, collections.defaultdict(list), []
    releases = matched(out)
    for researcher, release, waves in releases:
        stored.setdefault(researcher, stored_cohorts(researcher))
        area, requests = request_of(release, [researcher, *folders])
        profile = profile_named(release.profile, out / "agreement.toml")
        for name, wave in waves.items():
            cohort = stored[researcher].get(wave)
            if not cohort:
                raise Unexaminable(f"the cohort behind {name} of release {release.number} is not kept any more")
            table = Table(f"{release.number}/{name}", release.folder / f"{name}.csv", requests[name], area, profile, rows_of(cohort))
            faults += [f"{table.name}: {fault}" for fault in table.faults()]
            groups[cohort].append(table)
    withheld = 0
    for tables in groups.values():
        overlapping(tables)
        looked_at, cells = narrowed(tables)
        withheld += looked_at
        faults += [f"narrowed: {cell}" for cell in cells]
    every = [table for tables in groups.values() for table in tables]
    shown = sum(table.shown() for table in every)
    return faults, (f"{len(releases)} release{'s' if len(releases) > 1 else ''}, {len(every)} tables under {', '.join(sorted({t.profile.name for t in every}))}: "
                    f"{shown} counts shown, {withheld} withheld and attacked, {len(faults)} faults")


def main():
    out, folders = pathlib.Path(sys.argv[1]).resolve(), [pathlib.Path(folder) for folder in sys.argv[2:]]
    try:
        faults, figure = examine(out, folders)
    except Unexaminable as missing:
        faults, figure = ["unexamined"], f"cannot be examined: {missing}"
    for fault in faults:
        print(fault)
    print(figure)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
