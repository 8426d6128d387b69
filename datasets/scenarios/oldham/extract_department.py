#!/usr/bin/env python3
"""extract_department.py FILE...: run by a department in its own folder. Its files have a row for an offence, a school year
or a spell; who it is stands in each. persons.csv has everybody once, under a number that means nothing elsewhere, and
NAME-rows.csv what the file says of them, without names. A spell of benefit becomes its weeks."""
import csv
import datetime
import sys

IDENTITY = ["given", "family", "dob", "gender", "postcode"]
people, first = {}, None
for name in sys.argv[1:]:
    with open(name, newline="", encoding="utf-8") as file, open(name.replace(".csv", "-rows.csv"), "w", newline="", encoding="utf-8") as out:
        rows = csv.DictReader(file)
        first = rows.fieldnames[0]
        spells = "spell_start" in rows.fieldnames
        kept = [c for c in rows.fieldnames if c not in [first, *IDENTITY]]
        writer = csv.DictWriter(out, ["person_no", *kept, *(["weeks"] if spells else [])], lineterminator="\n")
        writer.writeheader()
        for row in rows:
            number = people.setdefault(tuple(row[c] for c in [first, *IDENTITY]), f"N{len(people) + 1:07}")
            more = {}
            if spells and row["spell_start"] and row["spell_end"]:
                days = datetime.date.fromisoformat(row["spell_end"]) - datetime.date.fromisoformat(row["spell_start"])
                more = {"weeks": str(days.days // 7)}
            writer.writerow({"person_no": number, **{c: row[c] for c in kept}, **more})
with open("persons.csv", "w", newline="", encoding="utf-8") as out:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["person_no", "known", first, *IDENTITY])
    writer.writerows([number, "1", *identity] for identity, number in people.items())
