#!/usr/bin/env python3
"""Recomputes, from the cells alone, how often each thing went wrong in files of `gauze-synth observe`.

    check_errors.py FOLDER              a folder made with --common-columns --true-cells
    check_errors.py --synth PROGRAM     makes one itself, in a temporary folder, under every preset

Three questions. Does every row differ from the truth in just the way that errors.csv says, and in no other? Is
the share of each error, counted in the cells, what was asked: within 5 % of it, or within four standard
deviations where there are few? Do all numbers that are meant to be valid pass their checks, and the broken
ones fail? The standard library only, and nothing of the program that is checked.
"""
import argparse
import collections
import csv
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
TEXTS = {"typo in given name": "given", "typo in family name": "family", "typo in postcode": "postcode"}
BLANKS = {"missing given name": "given", "missing family name": "family", "missing birth date": "dob",
          "missing sex": "sex", "missing postcode": "postcode", "missing NHS number": "nhs_number",
          "missing UPN": "upn", "missing NINO": "nino"}
GIVEN = {"short name", "twin mixed up", "typo in given name", "missing given name"}
FAMILY = {"former family name", "other hyphen", "typo in family name", "missing family name"}
EITHER_NAME = {"other spelling", "transliteration"}
OF_CELL = {"dob": {"swapped day and month", "wrong date", "default date", "missing birth date"},
           "sex": {"wrong sex", "missing sex"},
           "address": {"stale address", "typo in address", "missing address"},
           "postcode": {"stale address", "typo in postcode", "missing postcode"},
           "nhs_number": {"wrong NHS number", "invalid NHS number", "missing NHS number", "twin mixed up"},
           "upn": {"spoilt UPN", "missing UPN"},
           "nino": {"spoilt NINO", "missing NINO"}}


def nhs_passes(number):
    """Ten digits; weights 10 to 1 over all of them make a multiple of 11."""
    return re.fullmatch(r"\d{10}", number) is not None and \
        sum(int(d) * (10 - i) for i, d in enumerate(number)) % 11 == 0


def upn_passes(upn):
    """A letter that checks the twelve characters after it; the last may be a letter (a temporary number)."""
    if not re.fullmatch(r"[A-Z]\d{11}[0-9A-Z]", upn):
        return False
    values = [int(c) if c.isdigit() else CHECK_LETTERS.find(c) for c in upn[1:]]
    return CHECK_LETTERS[sum(v * (i + 2) for i, v in enumerate(values)) % 23] == upn[0]


def nino_passes(nino):
    return re.fullmatch(r"[A-Z]{2}\d{6}[A-D]", nino) is not None


PASSES = {"nhs_number": nhs_passes, "upn": upn_passes, "nino": nino_passes}


def distance(a, b):
    """Insertions, deletions and replacements between two texts."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        last, row[0] = row[0], i + 1
        for j, y in enumerate(b):
            last, row[j + 1] = row[j + 1], min(row[j + 1] + 1, row[j] + 1, last + (x != y))
    return row[-1]


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Checks:
    def __init__(self):
        self.faults = []
        self.rates = 0

    def that(self, holds, what):
        if not holds:
            self.faults.append(what)


def straightened(row, errors):
    """The row with exchanged names back in their places, and the address as one cell."""
    row = dict(row)
    if "swapped names" in errors:
        row["given"], row["family"] = row["family"], row["given"]
    row["address"] = row["address"] + "|" + row["town"]
    return row


def check_names(truth, row, errors, say):
    changed = (row["given"] != truth["given"]) + (row["family"] != truth["family"])
    said = sum(kind in GIVEN or kind in FAMILY or kind in EITHER_NAME for kind in errors)
    say(changed == said, f"{changed} names differ, {said} errors of names")
    if not EITHER_NAME & set(errors):
        say((row["given"] != truth["given"]) == bool(GIVEN & set(errors)), "given name")


def check_date(truth, row, errors, say):
    if not truth["dob"] or not row["dob"]:
        return
    (ty, tm, td), (y, m, d) = truth["dob"].split("-"), row["dob"].split("-")
    if "swapped day and month" in errors:
        say((y, m, d) == (ty, td, tm), "day and month are not exchanged")
    if "wrong date" in errors:
        say((y != ty) + (m != tm) + (d != td) == 1, "not one part of the date is off")
    if "default date" in errors:
        say(m == d and (y == ty or (y, m) in {("1900", "01"), ("1901", "01"), ("1911", "11")}),
            "the date is no default")


def check_row(truth, row, errors, say):
    check_names(truth, row, errors, say)
    check_date(truth, row, errors, say)
    for cell, kinds in OF_CELL.items():
        said = kinds & set(errors)
        if cell in ("postcode", "nhs_number"):  # a stale home may share the postcode, a twin have no number
            say(bool(said) or row[cell] == truth[cell], f"{cell} differs and no error says so")
        else:
            say((row[cell] != truth[cell]) == bool(said), f"{cell}: {sorted(said)}")
    for kind, cell in TEXTS.items():
        if kind in errors:
            base = row[cell] if "stale address" in errors else truth[cell]
            say(row[cell] != "" and distance(row[cell], base) <= 3, f"{kind} is no slip")
    for kind, cell in BLANKS.items():
        say((kind in errors) == (truth[cell] != "" and row[cell] == ""), kind)
    if "stale address" in errors:
        say(row["address"] not in ("|", truth["address"]), "the address is not stale")
    for cell, passes in PASSES.items():
        broken = {"nhs_number": "invalid NHS number", "upn": "spoilt UPN", "nino": "spoilt NINO"}[cell]
        say(truth[cell] == "" or passes(truth[cell]), f"a true {cell} fails its check")
        if row[cell]:
            say(passes(row[cell]) == (broken not in errors), f"{cell}: passes {passes(row[cell])}")


def happened_in(truth, row, errors):
    """What the cells show by themselves; the rest is taken from errors.csv, which check_row has compared."""
    kinds = collections.Counter(errors)
    seen = {kind: truth[cell] != "" and row[cell] == "" for kind, cell in BLANKS.items()}
    seen["missing address"] = truth["address"] != "|" and row["address"] == "|"
    seen["wrong sex"] = truth["sex"] != "" and row["sex"] not in ("", truth["sex"])
    seen["invalid NHS number"] = row["nhs_number"] != "" and not nhs_passes(row["nhs_number"])
    seen["spoilt UPN"] = row["upn"] != "" and not upn_passes(row["upn"])
    seen["spoilt NINO"] = row["nino"] != "" and not nino_passes(row["nino"])
    seen["wrong NHS number"] = row["nhs_number"] not in ("", truth["nhs_number"]) and \
        nhs_passes(row["nhs_number"]) and "twin mixed up" not in errors
    for kind, shown in seen.items():
        kinds[kind] = int(shown)
    return kinds


def possible_in(truth):
    """To which kinds of error a record's true cells lend themselves, where cells alone can tell."""
    kinds = {kind: truth[cell] != "" for kind, cell in {**BLANKS, **TEXTS}.items()}
    kinds["missing address"] = kinds["typo in address"] = truth["address"] != "|"
    kinds["wrong sex"] = truth["sex"] != ""
    kinds["wrong date"] = kinds["default date"] = truth["dob"] != ""
    kinds["spoilt UPN"], kinds["spoilt NINO"] = truth["upn"] != "", truth["nino"] != ""
    if truth["dob"]:
        _, month, day = truth["dob"].split("-")
        kinds["swapped day and month"] = int(day) <= 12 and day != month
    return kinds


def check_organisation(folder, about, errors, checks):
    name = about["name"]
    truth = {row["id"]: row for row in read(folder / "true-cells" / f"{name}.csv")}
    rows = read(folder / about["file"])
    checks.that(len(rows) == about["rows"] == len(truth), f"{name}: {len(rows)} rows")
    could, did = collections.Counter(), collections.Counter()
    for row in rows:
        own = errors.get((name, row["id"]), [])
        was, shows = straightened(truth[row["id"]], []), straightened(row, own)

        def say(holds, what):
            checks.that(holds, f"{name} {row['id']}: {what}")
        check_row(was, shows, own, say)
        did.update(happened_in(was, shows, own))
        could.update({kind: int(can) for kind, can in possible_in(was).items()})
    if about["kind"] == "registry":  # which day it last looked is not in the cells: no date lies after that day
        could["swapped day and month"] = next(kind["possible"] for kind in about["errors"]
                                              if kind["kind"] == "swapped day and month")
    for kind in about["errors"]:
        check_rate(name, about, kind, could, did, checks)


def check_rate(name, about, kind, could, did, checks):
    label, asked = kind["kind"], kind["rate"]
    trials, found = could.get(label, kind["possible"]), did[label]
    checks.that(abs(trials - kind["possible"]) <= 0.01 * trials + 5,
                f"{name}: {label} was possible {trials} times, not {kind['possible']}")
    checks.that(found == kind["happened"], f"{name}: {label} happened {found} times, not {kind['happened']}")
    expected = trials * asked
    few = abs(found - expected) <= 4 * math.sqrt(expected * (1 - asked)) + 1
    checks.that(few or abs(found - expected) <= 0.05 * expected,
                f"{name}: {label} happened {found} times of {trials}, asked was {asked}")
    checks.rates += 1
    share = found / trials if trials else 0
    print(f"{name:12} {about['errors_preset']:9} {label:24} {trials:8} asked {asked:.6f} found {share:.6f}")


def check(folder):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    errors = collections.defaultdict(list)
    for row in read(folder / "errors.csv"):
        errors[row["party"], row["id"]].append(row["kind"])
    checks = Checks()
    for about in manifest["organisations"]:
        check_organisation(folder, about, errors, checks)
    for fault in checks.faults[:40]:
        print("FAULT", fault, file=sys.stderr)
    print(f"{checks.rates} rates, {len(checks.faults)} faults")
    return 1 if checks.faults else 0


def made_by(synth, people, folder):
    organisations = ["gp kind=gp errors=typical", "hospital kind=hospital errors=clean duplicates=0.05",
                     "police kind=police coverage=0.6 errors=poor", "registry kind=registry errors=hard",
                     "dwp kind=dwp coverage=0.7 errors=standard", "social-care coverage=0.5 errors=poor"]
    command = [synth, "observe", "--people", str(people), "--lists", "none", "--out", str(folder), "--quiet",
               "--common-columns", "--true-cells"]
    for organisation in organisations:
        command += ["--organisation", organisation]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("folder", nargs="?", type=pathlib.Path)
    words.add_argument("--synth")
    words.add_argument("--people", type=int, default=20000)
    options = words.parse_args()
    if options.folder:
        return check(options.folder)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "made"
        made_by(options.synth, options.people, folder)
        return check(folder)


if __name__ == "__main__":
    sys.exit(main())
