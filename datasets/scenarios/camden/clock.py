#!/usr/bin/env python3
"""Which days retention is tried on, and what was there: `clock.py days` prints them, `clock.py seen` notes what was found.

Run in the scenario's folder. Days are worked out from the custodian's own rows by the rule of the notice, with Python's
calendar: the day before and the day of a fifth birthday, of one on 29 February, and of a twenty-fifth with a family worker.
"""
import csv
import datetime
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from reading import table_file  # noqa: E402


def birthday(born, years):
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # 29 February: 1 March
        return datetime.date(born.year + years, 3, 1)


def due_days():
    """reference -> (due day, years), of what camden-cc encoded."""
    rows = {row["person_ref"]: row for row in csv.DictReader(open("camden-cc/rows.csv", encoding="utf-8"))}
    sent = [line["record_id"] for line in table_file("camden-cc/encoded/stays-here/ledger.table") if line["row"] != "0"]
    due = {}
    for reference in sent:
        row = rows[reference]
        if row["clock_from"]:
            years = 25 if row["family_worker"] == "Y" else 5
            due[reference] = (birthday(datetime.date.fromisoformat(row["clock_from"]), years), years, row)
    return due


def days():
    due = due_days()
    today = datetime.date.today()
    fives = sorted(day for day, years, _ in due.values() if years == 5 and day > today + datetime.timedelta(30))
    leap = sorted(day for day, years, row in due.values() if years == 5 and row["clock_from"].endswith("02-29") and day > today)
    workers = sorted(day for day, years, _ in due.values() if years == 25)
    for day, what in ((fives[0], "a fifth birthday"), (leap[0] if leap else None, "born on 29 February"), (workers[0], "twenty-five, with a family worker")):
        if day:
            for one in (day - datetime.timedelta(1), day):
                print(one, "camden-cc", what + (", the day before" if one < day else ", the day"), sep="\t")


def seen():
    due = due_days()
    with open("examiner/retention.tsv", "w", encoding="utf-8") as file:
        for line in open("examiner/days.tsv", encoding="utf-8"):
            day, party, what = line.rstrip("\n").split("\t")
            folder = pathlib.Path(f"examiner/clock/{party}-{day}")
            if not (folder / "retained").exists():
                continue
            left = {row["record_id"] for row in table_file(folder / "encoded/stays-here/ledger.table")}
            wanted = {ref for ref, (when, _, _) in due.items() if when > datetime.date.fromisoformat(day)}
            known = set(due)
            early, late = len(wanted - left), len((left & known) - wanted)
            certificates = len(list((folder / "retained").rglob("*.dsse")))
            print(f"{what} {day}", f"{early} gone early, {late} still there, {bool(certificates)}", "0 gone early, 0 still there, True", sep="\t", file=file)


if __name__ == "__main__":
    {"days": days, "seen": seen}[sys.argv[1]]()
