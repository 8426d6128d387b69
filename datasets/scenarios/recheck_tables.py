"""One released table as the examiner of mark C9 knows it: its cells as a reader got them, and the stored cohort counted once
more. Shares no line with the program; rules are those of the design (docs/disclosure.md, "Profiles")."""

import collections
import csv
import dataclasses
import functools
import itertools
import tomllib

from attack import cells_of
import recheck_numbers

NOT_KNOWN = "not known"


@dataclasses.dataclass(frozen=True)
class Profile:
    name: str
    threshold: int                # counts below are small
    zero_is_small: bool
    rounding: int
    rounding_of_all_areas: int
    symbol: str
    least_for_means: int
    most_variables: int = 4
    least_for_odds: int = 10      # each of the four cells
    dominance_percent: int = 90   # of a sum of money, by the largest two
    p_percent: int = 10
    rate_decimals: int = 1

    def is_small(self, count):
        return count < self.threshold and (count > 0 or self.zero_is_small)

    def rules(self):
        return {key: getattr(self, key) for key in ("threshold", "zero_is_small", "rounding", "rounding_of_all_areas", "symbol")}


PROFILES = {profile.name: profile for profile in (
    Profile("tre10", 10, True, 5, 5, "*", 10), Profile("dfe", 6, False, 1, 10, "c", 6), Profile("hes", 8, False, 5, 5, "*", 8),
    Profile("sdap10", 10, True, 5, 5, "*", 10), Profile("council5", 5, False, 5, 5, "*", 5, most_variables=3))}


def profile_named(name, agreement):
    agreed = tomllib.loads(agreement.read_text(encoding="utf-8"))["disclosure"]["profile"]
    if name != agreed:
        raise ValueError(f"tables follow {name}, and the agreement says {agreed}")
    return PROFILES[name]


@functools.cache
def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def is_had(cell):
    return cell.lower() not in ("", "0", "n", "no", "false")


def short_names(names):
    """Names without what all begin and end with, up to an underscore."""
    def common(texts):
        length = next((i for i, letters in enumerate(itertools.zip_longest(*texts)) if len(set(letters)) > 1), len(texts[0]))
        return texts[0][:length].rfind("_") + 1
    front, back = common(names), common([name[::-1] for name in names])
    if len(names) < 2 or any(len(name) <= front + back for name in names):
        return names
    return [name[front:len(name) - back] for name in names]


def as_list(where):
    return where if isinstance(where, list) else [where]


def named(values):
    return [value or NOT_KNOWN for value in values]


class Table:
    def __init__(self, name, path, request, area, profile, rows):
        self.name, self.request, self.area, self.profile = name, request, area, profile
        self.kind = request["kind"]
        self.services = request["columns"] if self.kind == "combinations" else []
        self.outcome, self.measure = request.get("outcome"), request.get("measure", "")
        self.read(path)
        self.count(rows)

    # ---- as its reader got it ----

    def crossed(self):
        """Names of the axes, the outcome's left out."""
        names = [self.request["by"]] if self.request.get("by") else []
        if self.services:
            names.append("combination of " + ", ".join(self.services))
        names += self.request.get("rows", [])
        names += [] if self.services else self.request.get("columns", [])
        return names + ([self.request["exposure"]] if self.request.get("exposure") else [])

    def read(self, path):
        with open(path, encoding="utf-8", newline="") as file:
            header, *lines = list(csv.reader(file))
        names = self.crossed()
        if header[:len(names)] != names:
            raise ValueError(f"{self.name} has the columns {header}, and {names} were asked for")
        figures = header[len(names):]
        values = [list(dict.fromkeys(line[axis] for line in lines if line[axis] != "all")) for axis in range(len(names))]
        self.axes = [{"variable": name, "categories": [self.category(name, value) for value in own]} for name, own in zip(names, values)]
        self.texts_of_axes = values
        if self.outcome:
            self.axes.append({"variable": self.outcome["column"], "categories": [{"values": named(self.outcome["is"])}, {"rest": True}]})
        self.lines = {}  # places (of the outcome: None) -> {figure: text}
        for line in lines:
            places = tuple(None if text == "all" else own.index(text) for text, own in zip(line, values))
            self.lines[places + ((None,) if self.outcome else ())] = dict(zip(figures, line[len(names):]))
        self.text = {}
        for places, line in self.lines.items():
            for figure in ("count", "people"):
                if figure in line:
                    self.text[places] = line[figure]
            if self.outcome:
                self.text[places[:-1] + (0,)], self.text[places[:-1] + (1,)] = line["with"], line["without"]

    def category(self, variable, value):
        return {"rest": True} if self.services and variable.startswith("combination of ") and value == "other" else {"values": [value]}

    def shown(self):
        return sum(text != self.profile.symbol for text in self.text.values())

    def is_withheld(self, places):
        return self.text.get(places) in (None, self.profile.symbol)

    def label(self, places):
        words = [f"{axis['variable']}={'all' if place is None else (self.texts_of_axes[i][place] if i < len(self.texts_of_axes) else ('with', 'without')[place])}"
                 for i, (axis, place) in enumerate(zip(self.axes, places))]
        return ", ".join(words) or "all"

    # ---- as it is ----

    def counted(self, row):
        return (all((row[where["column"]] in where["is"]) for where in as_list(self.request.get("where", [])))
                and (not self.measure or row[self.measure] != ""))

    def texts_of(self, row):
        """Where a row of the cohort stands on each axis, as the table's categories are named; the outcome's is a place."""
        texts = []
        for name in self.crossed():
            if name.startswith("combination of "):
                had = [short for short, column in zip(short_names(self.services), self.services) if is_had(row[column])]
                texts.append(" + ".join(had) or "none")
            else:
                texts.append(row[name] or NOT_KNOWN)
        return tuple(texts)

    def count(self, rows):
        self.truth, self.values = collections.Counter(), collections.defaultdict(list)
        self.unmeasured = sum(row[self.measure] == "" for row in rows) if self.measure else 0
        self.foreign = 0  # rows of no category
        places_of = {}
        for row in rows:
            if not self.counted(row):
                continue
            texts = self.texts_of(row)
            if texts not in places_of:
                places_of[texts] = self.places(texts)
            places = places_of[texts]
            if None in places:
                self.foreign += 1
                continue
            if self.outcome:
                places += (0 if row[self.outcome["column"]] in self.outcome["is"] else 1,)
            self.truth[places] += 1
            if self.measure:
                self.values[places].append(float(row[self.measure]))
        for counted, empty in ((self.truth, 0), (self.values, [])):
            for places, number in list(counted.items()):
                for margin in itertools.product(*((place, None) for place in places)):
                    if margin != places:
                        counted[margin] = counted.get(margin, empty) + number

    def places(self, texts):
        return tuple(own.index(text) if text in own else own.index("other") if {"rest": True} in axis["categories"] else None
                     for text, own, axis in zip(texts, self.texts_of_axes, self.axes))

    # ---- by itself ----

    def base(self, places):
        """What this cell is rounded to."""
        area = [place for axis, place in zip(self.axes, places) if axis["variable"] == self.area]
        sliced = any(where["column"] == self.area for where in as_list(self.request.get("where", [])))
        of_all = bool(self.area) and not sliced and all(place is None for place in area)
        return self.profile.rounding_of_all_areas if of_all else self.profile.rounding

    def possible(self, places):
        """Every count that would be shown as this one is."""
        base, value = self.base(places), int(self.text[places])
        return [count for count in range(max(0, value - base), value + base + 1)
                if (count + base // 2) // base * base == value and not self.profile.is_small(count)]

    def faults(self):
        found = []
        if len(self.axes) > self.profile.most_variables:
            found.append(f"{len(self.axes)} variables are crossed")
        if self.foreign:
            found.append(f"{self.foreign} people are in none of its categories")
        for places, text in self.text.items():
            if text == self.profile.symbol:
                continue
            count, base = self.truth[places], self.base(places)
            if not text.isdigit():
                found.append(f"{self.label(places)} is no count")
            elif self.profile.is_small(count):
                found.append(f"{self.label(places)} is a small count and shown")
            elif int(text) != (count + base // 2) // base * base:
                found.append(f"{self.label(places)} is not rounded to {base}, or not what the cohort says")
        return found + (recheck_numbers.faults(self) if not found else [])

    # ---- beside the others ----

    def variables(self):
        return {axis["variable"] for axis in self.axes} | {where["column"] for where in as_list(self.request.get("where", []))}

    def as_attacked(self):
        """For tests/engine/research/disclosure/attack.py: what readers know, and which withheld cells are small."""
        where = [{"variable": one["column"], "values": named(one["is"])} for one in as_list(self.request.get("where", []))]
        if self.unmeasured:
            where.append({"variable": f"{self.measure} is known", "values": ["yes"]})
        table = {"name": self.name, "area": self.area, "axes": self.axes, "where": where}
        cells = cells_of(table)
        number_of = {places: number for number, places in enumerate(cells)}
        texts = [self.text.get(places) for places in cells]
        texts = [text if text is None or text == self.profile.symbol or text.isdigit() else None for text in texts]
        bounds = {number_of[places]: bounds for places, bounds in recheck_numbers.said_besides(self).items()}
        for places, text in self.text.items():
            if text.isdigit() and not self.possible(places):  # a fault that is told already
                bounds[number_of[places]] = (int(text), int(text))
        # What is withheld for others' sake must not be known; but where nothing of a table is shown it is not this table
        # that says it, and the profile protects small counts only.
        other = "secondary" if self.shown() else "whole-table"
        why = ["small" if self.profile.is_small(self.truth[places]) else other for places in cells]
        return {**table, "texts": texts, "why": why, "bounds": bounds}
