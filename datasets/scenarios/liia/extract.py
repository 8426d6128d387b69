#!/usr/bin/env python3
"""extract.py BOROUGH: run by a borough in its own folder. rows.csv is its child.csv with two columns that it knows and the
file does not say: which authority it is, and whether the child is not born yet. In referrals.csv, `source` becomes
`referred_by`: in a cohort table `source` is the borough that a row is from."""
import csv
import sys

with open("child.csv", newline="", encoding="utf-8") as file, open("rows.csv", "w", newline="", encoding="utf-8") as out:
    rows = csv.DictReader(file)
    writer = csv.DictWriter(out, ["la_code", "unborn", *rows.fieldnames], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({"la_code": sys.argv[1], "unborn": "0" if row["dob"] else "1", **row})

with open("referrals.csv", encoding="utf-8") as file:
    header, *lines = file.readlines()
with open("referrals.csv", "w", encoding="utf-8") as out:
    out.writelines([header.replace("source", "referred_by"), *lines])
