#!/usr/bin/env python3
"""Attacks what random_releases prints: one cohort a line, the tables as a reader sees them.

Knows nothing of the program but what a reader knows: texts of cells, categories, slices, and the profile's
rules. Holds the whole joint table over all variables and asks HiGHS, a solver of whole numbers, for people behind
everything published with the least small count in a withheld cell, and with the most: a cell withheld as small
must remain possible over all small counts, one withheld for others' sake must have two possible values (`why` of
the line is for this judgement only). For a cell that is narrowed, its interval is computed. Prints one line a
cohort with such a cell, and a sum.

datasets/scenarios/recheck.py attacks what real readers got with the same `attack`; such releases may be larger, have
categories that are all the rest of their axis ({"rest": true}), cells that nobody printed (text None) and cells of
which other numbers say more than their text (`bounds`, by the cell's number).

    attack.py FILE [first] [rooms]     exit code 0: nothing narrowed, 1: something was (first: stop there), 77: no
                                       scipy; rooms: as if all cohorts were large
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
LARGEST_JOINT = 400  # kinds of people that are held in one joint table; more are held in rooms


def values_of(category):
    return category.get("values", [])


def categories(cohort):
    """All values of each variable that any table names, and one for the rest where no table names all."""
    values, complete = {}, set()
    for table in cohort["releases"]:
        sliced = {where["variable"] for where in table["where"]}
        for axis in table["axes"]:
            known = values.setdefault(axis["variable"], set())
            for category in axis["categories"]:
                known.update(values_of(category))
            if axis["variable"] not in sliced and not any(category.get("rest") for category in axis["categories"]):
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


def place_of(axis, value):
    """The number of the category that holds this value; None: none does."""
    rest = None
    for number, category in enumerate(axis["categories"]):
        if value in values_of(category):
            return number
        rest = number if category.get("rest") else rest
    return rest


def cells_with(table, person):
    """All cells of the table that count this person."""
    if any(person[where["variable"]] not in where["values"] for where in table["where"]):
        return []
    places = [place_of(axis, person[axis["variable"]]) for axis in table["axes"]]
    return itertools.product(*((None,) if place is None else (place, None) for place in places))


def variables_of(table):
    return {axis["variable"] for axis in table["axes"]} | {where["variable"] for where in table["where"]}


def rooms(cohort, variables, largest):
    """Sets of variables whose joint tables are held, and which two of them must agree on what (room, room, variables).

    All variables in one room, if that is small. Else variables are taken out one by one, each with all that some table
    or an earlier room crosses it with: then every table is in a room, the rooms are a tree, and whole people who agree
    wherever two rooms meet are always some whole population's (the rooms are decomposable).
    """
    if math.prod(len(values) for values in variables.values()) <= largest:
        return [frozenset(variables)], []
    beside = {variable: set() for variable in variables}
    for table in cohort["releases"]:
        for variable in variables_of(table):
            beside[variable] |= variables_of(table) - {variable}
    order, found = [], {}
    while beside:
        taken = min(sorted(beside), key=lambda v: math.prod(len(variables[w]) for w in beside[v] | {v}))
        near = beside.pop(taken)
        for one in near:
            beside[one] = (beside[one] | near) - {one, taken}
        order.append(taken)
        found[taken] = near
    agreements = []
    for number, taken in enumerate(order[:-1]):
        other = next((later for later in order[number + 1:] if later in found[taken]), order[-1])
        agreements.append((number, order.index(other), found[taken]))
    return [frozenset(found[taken] | {taken}) for taken in order], agreements


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
    if text is None or text == cohort["symbol"]:
        return 0, math.inf
    base, shown = rounding(cohort, table, cell), int(text)
    possible = [count for count in range(max(0, shown - base), shown + base + 1)
                if math.floor(count / base + 0.5) * base == shown
                and (count >= cohort["threshold"] or (count == 0 and not cohort["zero_is_small"]))]
    return min(possible), max(possible)


def small(cohort):
    return (0 if cohort["zero_is_small"] else 1), cohort["threshold"] - 1


class Contradiction(Exception):
    """Nobody can be behind these tables."""


class Reader:
    def __init__(self, cohort, largest=LARGEST_JOINT):
        self.variables = categories(cohort)
        self.rooms, agreements = rooms(cohort, self.variables, largest)
        self.people, self.first = [], [0]  # of each room, and where they begin among the columns
        for room in self.rooms:
            named = sorted(room)
            self.people.append([dict(zip(named, values)) for values in itertools.product(*(self.variables[v] for v in named))])
            self.first.append(self.first[-1] + len(self.people[-1]))
        self.size = self.first[-1]
        rows = [self.agreed(*agreement) for agreement in agreements]
        rows = [row for both in rows for row in both]
        least, most = [0] * len(rows), [0] * len(rows)
        self.withheld = []
        for table in cohort["releases"]:
            members_of = self.members_of_cells(table)
            for number, (cell, text, why) in enumerate(zip(cells_of(table), table["texts"], table["why"])):
                members = members_of[number]
                low, high = table.get("bounds", {}).get(number) or known(cohort, table, cell, text)
                if text == cohort["symbol"]:
                    self.withheld.append((table["name"], cell, why, members))
                elif text is not None:
                    rows.append((members, [1] * len(members)))
                    least.append(low)
                    most.append(high)
        columns = [number for members, _ in rows for number in members]
        signs = [sign for _, ones in rows for sign in ones]
        starts = numpy.cumsum([0] + [len(members) for members, _ in rows])
        self.matrix = csr_matrix((numpy.array(signs, dtype=float), columns, starts), shape=(len(rows), self.size))
        self.least, self.most = numpy.array(least, dtype=float), numpy.array(most, dtype=float)
        self.seen = []

    def members_of_cells(self, table):
        """The columns that each cell of the table adds up, of the smallest room that holds its variables."""
        own = variables_of(table)
        room = min((r for r in range(len(self.rooms)) if own <= self.rooms[r]), key=lambda r: len(self.people[r]))
        kinds = {}  # people whom the table treats alike
        for number, person in enumerate(self.people[room]):
            kinds.setdefault(tuple(person[v] for v in sorted(own)), []).append(self.first[room] + number)
        members_of = {cell: [] for cell in cells_of(table)}
        for values, members in kinds.items():
            for cell in cells_with(table, dict(zip(sorted(own), values))):
                members_of[cell] += members
        return list(members_of.values())

    def agreed(self, one, other, shared):
        """For each value of what two rooms share, a row that says they count as many people."""
        both = {}
        for room, sign in ((one, 1), (other, -1)):
            for number, person in enumerate(self.people[room]):
                columns, signs = both.setdefault(tuple(person[v] for v in sorted(shared)), ([], []))
                columns.append(self.first[room] + number)
                signs.append(sign)
        return list(both.values())

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
            raise Contradiction(f"the releases contradict one another: {answer.message}")
        return answer.fun

    def interval(self, members):
        low = self.least_of(members, 1)
        high = -self.least_of(members, -1)
        return max(0, math.ceil(low - 1e-6)), math.inf if high == math.inf else math.floor(high + 1e-6)

    def whole_people(self, members, low, high):
        """Whether whole people can be behind everything published with low <= cell <= high."""
        if any(low <= sum(seen[members]) <= high for seen in self.seen):
            return True
        constraints = [LinearConstraint(csr_matrix(self.vector(members)), low, high)]
        if len(self.least) > 0:
            constraints.append(LinearConstraint(self.matrix, self.least, self.most))
        # HiGHS' presolve (1.2, of scipy 1.10) sometimes takes a question that has an answer for infeasible: asked again
        # without it. An answer is believed when it is one.
        for presolve in (True, False):
            answer = milp(numpy.zeros(self.size), integrality=numpy.ones(self.size), bounds=Bounds(0, math.inf),
                          constraints=constraints, options={"presolve": presolve})
            if answer.x is not None and self.is_behind(numpy.rint(answer.x)):
                self.seen.append(numpy.rint(answer.x))
                return True
        return False

    def is_behind(self, people):
        sums = self.matrix @ people if len(self.least) > 0 else numpy.zeros(0)
        return bool((people >= 0).all() and (sums >= self.least).all() and (sums <= self.most).all())


def differs(reader, members):
    """Two possible values: among the people seen so far, or looked for."""
    here = {round(sum(seen[members])) for seen in reader.seen}
    return (len(here) > 1 or reader.whole_people(members, min(here) + 1, math.inf)
            or reader.whole_people(members, -math.inf, min(here) - 1))


def attack(cohort, largest=LARGEST_JOINT):
    """How many withheld cells were looked at, and those narrowed, with the interval."""
    reader, narrowed, looked_at = Reader(cohort, largest), [], 0
    bottom, top = small(cohort)
    if not reader.whole_people([], -math.inf, math.inf):
        raise Contradiction("the releases contradict one another")
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
            looked_at, narrowed = attack(cohort, 0 if "rooms" in sys.argv[2:] else LARGEST_JOINT)
            cohorts += 1
            releases += len(cohort["releases"])
            cells += looked_at
            if narrowed:
                failed.append(cohort["seed"])
                print(f"seed {cohort['seed']} ({cohort['profile']}): {len(narrowed)} narrowed, first {narrowed[0]}",
                      flush=True)
                if "first" in sys.argv[2:]:
                    break
    print(f"{cohorts} cohorts, {releases} releases, {cells} withheld cells attacked, "
          f"{len(failed)} cohorts with a narrowed cell")
    return 1 if failed or cohorts == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
