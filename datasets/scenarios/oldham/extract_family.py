#!/usr/bin/env python3
"""extract_family.py COUNCIL: run by a council in its own folder. rows.csv is its la_family.csv with the set of reasons as
one flag each, the start as a half-year, a flag for children, and which council it is. Nothing else is looked at."""
import csv
import sys

REASONS = ["CRIME", "ATTENDANCE", "CHILDREN", "WORK", "ABUSE", "HEALTH"]
with open("la_family.csv", newline="", encoding="utf-8") as file, open("rows.csv", "w", newline="", encoding="utf-8") as out:
    rows = csv.DictReader(file)
    kept = [c for c in rows.fieldnames if c not in ("reasons", "involvement", "language", "address")]
    writer = csv.DictWriter(out, ["la_code", "child", "adult", *(f"issue_{r.lower()}" for r in REASONS), *kept], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        reasons = row["reasons"].split(";")
        child = row["role"] == "child"
        writer.writerow({"la_code": sys.argv[1], "child": "1" if child else "", "adult": "" if child else "1",
                         **{f"issue_{r.lower()}": "1" if r in reasons else "0" for r in REASONS}, **{c: row[c] for c in kept}})
