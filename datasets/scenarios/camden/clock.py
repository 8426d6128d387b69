#!/usr/bin/env python3
"""Which days retention is tried on, and what is there on each: `clock.py days` prints them, `clock.py seen DAY WHAT` notes.

Run in the scenario's folder. When a row is due is worked out from the custodian's own rows by the rule of the notice, with
Python's calendar: the fifth birthday, the twenty-fifth with a family worker, 1 March for who is born on 29 February. Each
is tried on the day before and on the day, in examiner/clock, where the parties' folders are copies. A note is a line of
examiner/retention.tsv: what, what was seen, what must be.
"""
import csv
import datetime
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from reading import table_file  # noqa: E402

CUSTODIANS = {"cnwl-hv": "rows_of", "camden-cc": "person_ref", "tavi-camhs-slt": "rows_of"}
RESEARCHERS = ("ieys-analysis", "ipinfa")


def birthday(born, years):
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # 29 February: 1 March
        return datetime.date(born.year + years, 3, 1)


def due_days(party):
    """row token -> (due day, years, born), of what the custodian encoded; without a birth date there is no due day."""
    with open(f"{party}/rows.csv", encoding="utf-8") as file:
        rows = {row[CUSTODIANS[party]]: row for row in csv.DictReader(file)}
    due = {}
    for line in table_file(f"{party}/encoded/stays-here/ledger.table"):
        if line["row"] == "0":
            continue
        row = rows[line["record_id"]]
        born = row["clock_from" if party == "camden-cc" else "dob"]
        if born:
            years = 25 if row.get("family_worker") == "Y" else 5
            due[line["row_token"]] = (birthday(datetime.date.fromisoformat(born), years), years, born)
        else:
            due[line["row_token"]] = (datetime.date.max, 0, "")
    return due


def days():
    due = due_days("camden-cc").values()
    today = datetime.date.today() + datetime.timedelta(30)
    fifth = min(day for day, years, _ in due if years == 5 and day > today)
    leap = min((day for day, years, born in due if years == 5 and born.endswith("-02-29") and day > today), default=None)
    worker = min(day for day, years, _ in due if years == 25)
    for day, what in sorted((day, what) for day, what in ((fifth, "a fifth birthday"), (leap, "born on 29 February"), (worker, "twenty-five with a family worker")) if day):
        print(day - datetime.timedelta(1), "the day before " + what, sep="\t")
        print(day, "the day of " + what, sep="\t")


def tokens(path):
    """Row tokens in a table file; none where the file is destroyed."""
    path = pathlib.Path(path)
    return {row["row_token"] for row in table_file(path)} if path.exists() else set()


def places():
    """(who, file of row tokens), in the parties' folders."""
    for party in CUSTODIANS:
        yield party, f"{party}/encoded/stays-here/ledger.table"
        yield party, f"{party}/encoded/to-ieys-analysis/{party}.payload"
        for to in RESEARCHERS:
            yield to, f"{to}/inbox/{party}.payload"
    for to in RESEARCHERS:
        yield to, f"{to}/inbox/{to}.map"
    yield "ttp", "ttp/linked/persons.table"


def seen(day, what):
    due = {token: when for party in CUSTODIANS for token, (when, _, _) in due_days(party).items()}
    today = datetime.date.fromisoformat(day)
    told = {}
    for who, path in places():
        before, now = tokens(path) & due.keys(), tokens(f"examiner/clock/{path}") & due.keys()
        early, late, kept = told.get(who, (0, 0, 0))
        told[who] = (early + sum(due[t] > today for t in before - now), late + sum(due[t] <= today for t in now), kept + len(now))
    with open("examiner/retention.tsv", "a", encoding="utf-8") as file:
        for who, (early, late, kept) in told.items():
            print(f"{what}, {day}: {who}", f"{early} gone early, {late} still there", "0 gone early, 0 still there", sep="\t", file=file)
            print(f"   {what}, {day}, {who}: {kept} kept, {early} gone early, {late} still there")


if __name__ == "__main__":
    {"days": days, "seen": seen}[sys.argv[1]](*sys.argv[2:])
