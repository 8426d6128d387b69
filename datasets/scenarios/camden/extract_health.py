#!/usr/bin/env python3
"""A trust's own extract: one row a child, of a file that has one for each review or course of treatment.

Run by cnwl-hv and tavi-camhs-slt, each in its own folder, before anything is encoded: a file that shows a child many times
shows the linkage unit who is in it many times, and `gauze encode` refuses it. Rows are one child's when they share the NHS
number; or, unless their NHS numbers differ, two of birth date, carer, home and names with a given name that is alike or missing. What
is left apart stays apart, since the policy says that a row is a child. A child's row says what its latest row said, and in flags
what all of them did; `rows_of` names the rows of the file it was made of.

  extract_health.py hv.csv rows.csv review_type review_date
  extract_health.py camhs_slt.csv rows.csv team closed_date
"""
import collections
import csv
import difflib
import re
import sys


class Children:
    """Rows of one child, joined one by one."""

    def __init__(self, rows, names):
        self.rows, self.given, self.family = rows, names[0], names[1]
        self.parent = list(range(len(rows)))
        self.by_key = collections.defaultdict(list)

    def root(self, row):
        while self.parent[row] != row:
            row = self.parent[row]
        return row

    def keys(self, row):
        """What rows of one child share: (key, whether given names must be alike)."""
        born, carer, home = row["dob"], row.get("carer_dob", ""), row["postcode"]
        given, family = row[self.given], row[self.family]
        return [(("number", row["nhs_number"]), False), (("name", given, family, born), False),
                (("carer", born, carer), True), (("home", born, home), True), (("names", born, family), True),
                (("carer's", carer, home, given), True), (("kin", carer, family, given), True)]

    def alike(self, one, other):
        a, b = self.rows[one], self.rows[other]
        numbers = {a["nhs_number"], b["nhs_number"]} - {""}
        names = [row[self.given].lower() for row in (a, b)]
        near = not all(names) or names[0][0] == names[1][0] or difflib.SequenceMatcher(None, *names).ratio() >= 0.5
        return len(numbers) < 2 and near

    def add(self, at):
        for key, look in self.keys(self.rows[at]):
            if not all(key):
                continue
            for other in self.by_key[key]:
                if not look or self.alike(at, other):
                    mine, theirs = self.root(at), self.root(other)
                    self.parent[max(mine, theirs)] = min(mine, theirs)
            self.by_key[key].append(at)

    def each(self):
        children = collections.defaultdict(list)
        for at in range(len(self.rows)):
            children[self.root(at)].append(at)
        return children.values()


def flag_name(kind):
    return "had_" + re.sub(r"[^a-z0-9]+", "_", kind.lower()).strip("_")


def main(source, target, kind, date):
    with open(source, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    children = Children(rows, ("child_given", "child_family") if "child_given" in rows[0] else ("given", "family"))
    for at in range(len(rows)):
        children.add(at)
    kinds = sorted({row[kind] for row in rows})
    columns = [column for column in rows[0] if column != kind] + [flag_name(one) for one in kinds] + ["rows_of"]
    with open(target, "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, columns, lineterminator="\n")
        out.writeheader()
        for members in children.each():
            out.writerow(one_row(rows, members, kind, date, kinds))


def one_row(rows, members, kind, date, kinds):
    in_order = sorted(members, key=lambda at: (rows[at][date], at), reverse=True)
    child = {}
    for name in rows[0]:
        if name != kind:  # what the latest row leaves blank, an earlier one may say
            child[name] = next((rows[at][name] for at in in_order if rows[at][name]), "")
    had = {rows[at][kind] for at in members}
    child |= {flag_name(one): "Y" if one in had else "N" for one in kinds}
    return child | {"rows_of": "-".join(str(at + 1) for at in members)}


if __name__ == "__main__":
    main(*sys.argv[1:])
