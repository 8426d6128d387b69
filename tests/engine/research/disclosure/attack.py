#!/usr/bin/env python3
"""Attacks what random_releases prints: one cohort a line, the tables as a reader sees them.

Knows nothing of the program but what a reader knows: texts of cells, categories, slices, and the profile's
rules. Holds the whole joint table over all variables and asks HiGHS, a solver of whole numbers, for people behind
everything published with the least small count in a withheld cell, and with the most: a cell withheld as small
must remain possible over all small counts, one withheld for others' sake must have two possible values (`why` of
the line is for this judgement only). For a cell that is narrowed, its interval is computed. Prints one line a
cohort with such a cell, and a sum.

    attack.py FILE [first]     exit code 0: nothing narrowed, 1: something was (first: stop there), 77: no scipy
"""
import itertools
import json
import math
import sys

try:
    import numpy
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix
except ImportError:
    print("skipped: python3-scipy is not installed")
    sys.exit(77)

REST = "\0rest"


def categories(cohort):
    """All values of each variable that any table names, and one for the rest where no table names all."""
    values, complete = {}, set()
    for table in cohort["releases"]:
        sliced = {where["variable"] for where in table["where"]}
        for axis in table["axes"]:
            known = values.setdefault(axis["variable"], set())
            for category in axis["categories"]:
                known.update(category["values"])
            if axis["variable"] not in sliced:
                complete.add(axis["variable"])
        for where in table["where"]:
            values.setdefault(where["variable"], set()).update(where["values"])
    for variable, known in values.items():
        if variable not in complete:
            known.add(REST)
    return {variable: sorted(known) for variable, known in sorted(values.items())}


def cells_of(table):
    """The cells in published order: for each axis a category's number or None for all."""
    places = [list(range(len(axis["categories"]))) + [None] for axis in table["axes"]]
    return list(itertools.product(*places))


def in_cell(table, cell, person):
    for where in table["where"]:
        if person[where["variable"]] not in where["values"]:
            return False
    for axis, place in zip(table["axes"], cell):
        if place is not None and person[axis["variable"]] not in axis["categories"][place]["values"]:
            return False
    return True


def rounding(cohort, table, cell):
    area = table["area"]
    if not area or any(where["variable"] == area for where in table["where"]):
        return cohort["rounding"]
    for axis, place in zip(table["axes"], cell):
        if axis["variable"] == area and place is not None:
            return cohort["rounding"]
    return cohort["rounding_of_all_areas"]


def known(cohort, table, cell, text):
    """What the text alone says: every count that would be printed so."""
    if text == cohort["symbol"]:
        return 0, math.inf
    base, shown = rounding(cohort, table, cell), int(text)
    possible = [count for count in range(max(0, shown - base), shown + base + 1)
                if math.floor(count / base + 0.5) * base == shown
                and (count >= cohort["threshold"] or (count == 0 and not cohort["zero_is_small"]))]
    return min(possible), max(possible)


def small(cohort):
    return (0 if cohort["zero_is_small"] else 1), cohort["threshold"] - 1


class Reader:
    def __init__(self, cohort):
        variables = categories(cohort)
        people = [dict(zip(variables, values)) for values in itertools.product(*variables.values())]
        rows, least, most = [], [], []
        self.withheld = []
        for table in cohort["releases"]:
            for cell, text, why in zip(cells_of(table), table["texts"], table["why"]):
                members = [number for number, person in enumerate(people) if in_cell(table, cell, person)]
                low, high = known(cohort, table, cell, text)
                if text == cohort["symbol"]:
                    self.withheld.append((table["name"], cell, why, members))
                else:
                    rows.append(members)
                    least.append(low)
                    most.append(high)
        self.size = len(people)
        columns = [number for members in rows for number in members]
        starts = numpy.cumsum([0] + [len(members) for members in rows])
        self.matrix = csr_matrix((numpy.ones(len(columns)), columns, starts), shape=(len(rows), self.size))
        self.least, self.most = numpy.array(least, dtype=float), numpy.array(most, dtype=float)
        self.seen = []

    def vector(self, members):
        vector = numpy.zeros(self.size)
        vector[members] = 1
        return vector

    def least_of(self, members, sign):
        """The least of sign * cell, fractions of people allowed."""
        constraints = [LinearConstraint(self.matrix, self.least, self.most)] if len(self.least) > 0 else []
        answer = milp(sign * self.vector(members), bounds=Bounds(0, math.inf), constraints=constraints)
        if answer.status == 3:
            return -math.inf
        if answer.status != 0:
            raise SystemExit(f"the releases contradict one another: {answer.message}")
        return answer.fun

    def interval(self, members):
        low = self.least_of(members, 1)
        high = -self.least_of(members, -1)
        return max(0, math.ceil(low - 1e-6)), math.inf if high == math.inf else math.floor(high + 1e-6)

    def whole_people(self, members, low, high):
        """Whether whole people can be behind everything published with low <= cell <= high."""
        if any(low <= sum(seen[members]) <= high for seen in self.seen):
            return True
        vector = self.vector(members)
        constraints = [LinearConstraint(csr_matrix(vector), low, high)]
        if len(self.least) > 0:
            constraints.append(LinearConstraint(self.matrix, self.least, self.most))
        answer = milp(numpy.zeros(self.size), integrality=numpy.ones(self.size), bounds=Bounds(0, math.inf),
                      constraints=constraints)
        if answer.x is None:
            return False
        self.seen.append(numpy.rint(answer.x))
        return True


def differs(reader, members):
    """Two possible values: among the people seen so far, or looked for."""
    if not reader.seen:
        reader.whole_people(members, -math.inf, math.inf)
    here = {round(sum(seen[members])) for seen in reader.seen}
    return (len(here) > 1 or reader.whole_people(members, min(here) + 1, math.inf)
            or reader.whole_people(members, -math.inf, min(here) - 1))


def attack(cohort):
    """How many withheld cells were looked at, and those narrowed, with the interval."""
    reader, narrowed, looked_at = Reader(cohort), [], 0
    bottom, top = small(cohort)
    for name, cell, why, members in reader.withheld:
        if why == "whole-table":
            continue
        looked_at += 1
        if why == "small":
            wide = (reader.whole_people(members, -math.inf, bottom)
                    and reader.whole_people(members, top, math.inf))
        else:
            wide = differs(reader, members)
        if not wide:
            low, high = reader.interval(members)
            narrowed.append(f"{name} {cell} {why}: {low} to {high}")
    return looked_at, narrowed


def main():
    cohorts = cells = releases = 0
    failed = []
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            cohort = json.loads(line)
            looked_at, narrowed = attack(cohort)
            cohorts += 1
            releases += len(cohort["releases"])
            cells += looked_at
            if narrowed:
                failed.append(cohort["seed"])
                print(f"seed {cohort['seed']} ({cohort['profile']}): {len(narrowed)} narrowed, first {narrowed[0]}",
                      flush=True)
                if sys.argv[2:] == ["first"]:
                    break
    print(f"{cohorts} cohorts, {releases} releases, {cells} withheld cells attacked, "
          f"{len(failed)} cohorts with a narrowed cell")
    return 1 if failed or cohorts == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
