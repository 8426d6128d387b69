#!/usr/bin/env python3
"""allowed_list.py NUMBERS: the list that came back from the National Data Opt-out service, in the form it comes in.

The made-up list has one NHS number a line; the service's has a comma behind each, and its name says mailbox and day.
Run by the trust, in its own folder; prints the name of the file."""
import datetime
import sys

name = f"X26HC-{datetime.datetime.now(datetime.timezone.utc):%d%m%y}-0001.dat"
with open(sys.argv[1]) as numbers, open(name, "w", newline="") as out:
    out.writelines(f"{line.strip()},\n" for line in numbers)
print(name)
