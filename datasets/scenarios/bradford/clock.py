#!/usr/bin/env python3
"""Which days retention is tried on, and what was there: `clock.py days` prints them, `clock.py seen` notes what was found.

Run in the scenario's folder. Due days are worked out from the custodians' own rows with Python's calendar: six years after the
latest use (trust-universal), twenty-five years after birth (trust-earlyhelp). Days tried: through 2026 to 2051, a few of each
clock, each with the day before.
"""
import csv
import datetime
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from reading import table_file  # noqa: E402

CLOCKS = {"trust-universal": ("last_used", 6), "trust-earlyhelp": ("dob", 25)}


def later(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February: 1 March
        return datetime.date(day.year + years, 3, 1)


def date(cell):
    try:
        return datetime.datetime.strptime(cell, "%d/%m/%Y").date()
    except ValueError:
        return None


def due_days(party):
    column, years = CLOCKS[party]
    rows = {row["person_ref"]: row for row in csv.DictReader(open(f"{party}/rows.csv", encoding="utf-8"))}
    sent = [line["record_id"] for line in table_file(f"{party}/encoded/stays-here/ledger.table") if line["row"] != "0"]
    return {ref: later(day, years) for ref in sent if (day := date(rows[ref][column]))}


def days():
    for party in CLOCKS:
        due = sorted(day for day in due_days(party).values() if day > datetime.date.today() + datetime.timedelta(30))
        for at in (0, len(due) // 2, -1):
            for one, what in ((due[at] - datetime.timedelta(1), "the day before"), (due[at], "the day")):
                print(one, party, what, sep="\t")


def seen():
    with open("examiner/retention.tsv", "w", encoding="utf-8") as file:
        for line in open("examiner/days.tsv", encoding="utf-8"):
            day, party, what = line.rstrip("\n").split("\t")
            folder = pathlib.Path(f"examiner/clock/{party}-{day}")
            if not (folder / "retained").exists():
                continue
            due = due_days(party)
            ledger = folder / "encoded/stays-here/ledger.table"  # where all rows are due, the run itself is destroyed
            left = {row["record_id"] for row in table_file(ledger)} if ledger.exists() else set()
            wanted = {ref for ref, when in due.items() if when > datetime.date.fromisoformat(day)}
            early, late = len(wanted - left), len((left & set(due)) - wanted)
            certificates = len(list((folder / "retained").rglob("*.dsse")))
            print(f"{party} {day}, {what}", f"{early} gone early, {late} still there, {bool(certificates)}", "0 gone early, 0 still there, True", sep="\t", file=file)


if __name__ == "__main__":
    {"days": days, "seen": seen}[sys.argv[1]]()
