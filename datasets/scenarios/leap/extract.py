#!/usr/bin/env python3
"""A custodian's own extract: one row a child, of a file that has one for each service the child used.

Run by each custodian in its own folder, before anything is encoded or sealed: a file that shows a child twice shows whoever
knows one row the other, and the audit refuses it. Two rows are one child's when they are of different services (nobody is
listed twice by one), agree in one of the rules of `agreements`, differ in no NHS number and not in sex or given name, and
no third row could be meant. What is left apart is left to the linkage. A yes is for the service it was given to (L53): a row
without one stays by itself, to be counted, and what tells who it is about does not go to the platform. Where one of a
child's references objects, the child's row has that one.

A row made before the birth meets its child by the mother and the month expected, `due`. Who is expected as a twin has none:
nobody could say which of the two it will be.

Brothers and sisters are found by their mother (L25); but a mother that every child of hers shows would show who in one file
belongs together. So she stands in kin_given, kin_family and kin_dob once in a file, and families of different
files still meet. That children of one file have one mother the custodian tells the researchers itself, by
`family_ref`, a number of its own that leaves as a pseudonym.

  extract.py nhs_a.csv rows.csv [objections.csv]
"""
import collections
import csv
import datetime
import difflib
import re
import sys
import unicodedata

MOTHER = ("mother_given", "mother_family", "mother_dob")
WHO = ("child_given", "child_family", "child_dob", "edd", "due", *MOTHER, "child_postcode", "parent_postcode")
PLACEHOLDER = re.compile(r"(unborn)?(baby|twin|infant)|unborn")
SERVICE = ("service_code", "sessions", "first_date", "last_date", "domain", "outcome_pre", "outcome_post")


def letters(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if c.isalpha())


def day(text):
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            pass
    return None


# The surest first.
RULES = ("number", "names", "given, mother's birth", "names, mother's birth", "birth, mother's birth", "birth, home", "birth, mother",
         "given, home", "given, mother", "given, birth", "kin", "kin, home", "kin, family", "kin by name")
MOTHERS = [name for name in RULES if name.startswith("kin")]


class Row:
    """What is compared of a row."""

    def __init__(self, cells):
        self.cells, self.service = cells, cells["service_code"]
        self.number = cells.get("nhs_number", "")
        self.given, self.family = letters(cells["child_given"]), letters(cells["child_family"])
        self.twin = "".join(c for c in cells["child_given"] if c.isdigit()) if self.given.startswith("twin") else ""
        if PLACEHOLDER.match(self.given) or difflib.SequenceMatcher(None, self.given, "unbornbaby").ratio() > .8:
            self.given = ""
        self.born, self.due = cells["child_dob"], day(cells["child_dob"]) or day(cells["edd"])
        self.home = letters(cells["child_postcode"]) and cells["child_postcode"].replace(" ", "").upper()
        self.mother = tuple(sorted((letters(cells["mother_given"]), letters(cells["mother_family"])))) # they change places
        self.m_given, self.m_family, self.m_born = letters(cells["mother_given"]), letters(cells["mother_family"]), cells["mother_dob"]
        self.unborn = not cells["child_dob"] and not cells.get("age")

    def agreements(self):
        """What rows of one child may share, by rule; a rule with a blank in it does not count."""
        name = (self.given, self.family)
        yield "number", self.number
        yield "names", *name, self.born
        yield "given, mother's birth", self.given, self.born, self.m_born
        yield "names, mother's birth", *name, self.m_born
        yield "birth, mother's birth", self.born, self.m_born
        yield "birth, home", self.born, self.home
        yield "birth, mother", self.born, *self.mother
        yield "given, home", self.given, self.home, self.m_born
        yield "given, mother", self.given, *self.mother
        yield "given, birth", self.given, self.born, self.m_given
        # The mother's: for a row made before the birth, and one that may be of its child.
        yield "kin", self.m_given, self.m_born
        yield "kin, home", self.m_born, self.home
        yield "kin, family", self.m_family, self.m_born
        yield "kin by name", *self.mother, self.home

    def may_be(self, other, rule):
        if self.service == other.service or len({self.number, other.number} - {""}) > 1:
            return False
        if len({self.cells["sex"], other.cells["sex"]} & {"M", "F"}) > 1:
            return False
        if self.twin and other.twin and self.twin != other.twin:
            return False
        if self.unborn or other.unborn:  # at most six weeks beside the day expected
            return bool(self.due and other.due) and abs((self.due - other.due).days) <= 42
        if rule in MOTHERS:
            return False
        alike = not self.given or not other.given or difflib.SequenceMatcher(None, self.given, other.given).ratio() >= .6
        return alike or self.given[0] == other.given[0]


def children(rows):
    """Lists of rows, each of one child."""
    partner, rules = {}, {name: collections.defaultdict(list) for name in RULES}
    for at, row in enumerate(rows):
        for rule in row.agreements():
            if all(rule):  # the name of the rule, and what must be equal
                rules[rule[0]][rule].append(at)
    for name, groups in rules.items():
        for members in groups.values():
            free = [at for at in members if at not in partner]
            could = {at: [o for o in free if o != at and rows[at].may_be(rows[o], name)] for at in free}
            for at, others in could.items():
                if len(others) == 1 and could[others[0]] == [at]:
                    partner[at] = others[0]
    return [[at, partner[at]] if at in partner else [at] for at in range(len(rows)) if at < partner.get(at, len(rows))]


def one_row(members, services, objecting):
    """What the latest row says, of the child as it was born; what that leaves blank, the other one may say."""
    rows = sorted(members, key=lambda r: (not r.unborn, bool(r.given), day(r.cells["last_date"]) or datetime.date.min), reverse=True)
    child = {name: next((r.cells[name] for r in rows if r.cells[name]), "") for name in rows[0].cells if name not in SERVICE}
    references = sorted((r.cells["service_ref"] for r in rows), key=lambda reference: reference not in objecting)
    child |= {"service_ref": references[0], "also_ref": " ".join(references[1:])}
    used = {r.service: r.cells for r in rows}
    for service in services:
        child[f"used_{service}"] = "Y" if service in used else "N"
        child[f"sessions_{service}"] = used.get(service, {}).get("sessions", "")
    child["due"] = "" if rows[0].unborn and any(letters(r.cells["child_given"]).startswith("twin") for r in rows) else child["edd"]
    child["domain"] = rows[0].cells["domain"]
    child["first_date"] = min((r.cells["first_date"] for r in rows), key=lambda text: day(text) or datetime.date.max)
    for name in ("outcome_pre", "outcome_post"):
        values = [float(r.cells[name]) for r in rows if r.cells[name]]
        child[name] = f"{sum(values) / len(values):g}" if values else ""
    return child


def main(source, target, objections=None):
    with open(source, newline="", encoding="utf-8") as file:
        rows = [Row(cells) for cells in csv.DictReader(file)]
    objecting = {line["service_ref"] for line in csv.DictReader(open(objections, encoding="utf-8"))} if objections else set()
    services = sorted({row.service for row in rows})
    yes = [row for row in rows if row.cells.get("consent", "Y") == "Y"]
    found = [one_row([yes[at] for at in members], services, objecting) for members in children(yes)]
    found += [one_row([row], services, objecting) | dict.fromkeys(WHO, "") for row in rows if row.cells.get("consent", "Y") != "Y"]
    found.sort(key=lambda child: child["service_ref"])  # in no order of families
    numbers = {}
    for at, child in enumerate(found, 1):
        mother = (letters(child["mother_given"]), child["mother_dob"])
        first = all(mother) and mother not in numbers
        child |= {to: child[of] if first else "" for to, of in zip(("kin_given", "kin_family", "kin_dob"), MOTHER)}
        child["family_ref"] = f"F{numbers.setdefault(mother, at) if all(mother) else at}"
    with open(target, "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(found)
    print(f"{len(rows)} rows of services are {len(found)} rows of children")


if __name__ == "__main__":
    main(*sys.argv[1:])
