"""The numbers beside a released table's counts, for mark C9: whether each may stand there, and what it says of the counts."""

import collections
import itertools
import math

import numpy

NONE = ":"       # a number that does not exist
Z = 1.959963984540054


def faults(table):
    found = []
    for places, line in table.lines.items():
        if "odds" in line:
            found += odds_faults(table, places, line)
        elif any(figure.startswith("rate_per_") for figure in line):
            found += rate_faults(table, places, line)
        elif "mean" in line:
            found += mean_faults(table, places, line)
    if table.measure:
        found += means_that_follow(table)
    return found


def decimals_of(text):
    return len(text.partition(".")[2])


def prints(text, number):
    """Whether the number, printed to as many decimals, is this text."""
    return abs(float(text) - number) <= .5 * 10.0 ** -decimals_of(text) + 1e-9


# ---- rates: out of counts that are shown, and so nothing new ----

def wilson(with_it, people):
    share, squared = with_it / people, Z * Z
    middle = (share + squared / (2 * people)) / (1 + squared / people)
    half = Z / (1 + squared / people) * math.sqrt(share * (1 - share) / people + squared / (4 * people * people))
    return (0 if with_it == 0 else middle - half), (1 if with_it == people else middle + half)


def rate_faults(table, places, line):
    name = next(figure for figure in line if figure.startswith("rate_per_"))
    texts, label = (line[name], line["low"], line["high"]), table.label(places)
    symbol, per = table.profile.symbol, int(name.removeprefix("rate_per_"))
    if symbol in (line["people"], line["with"]):
        return [] if texts == (symbol,) * 3 else [f"{label} has a rate beside a withheld count"]
    people, with_it = int(line["people"]), int(line["with"])
    if people == 0:
        return [] if texts == (NONE,) * 3 else [f"{label} has a rate of nobody"]
    low, high = wilson(min(with_it, people), people)
    right = all(decimals_of(text) <= table.profile.rate_decimals for text in texts)
    right = right and prints(texts[0], per * with_it / people) and prints(texts[1], per * low) and prints(texts[2], per * high)
    return [] if right else [f"{label} has a rate that is not that of the counts shown"]


# ---- means: of enough people, and not to be worked out where they are withheld ----

def mean_faults(table, places, line):
    text, label, profile = line["mean"], table.label(places), table.profile
    if text in (profile.symbol, NONE):
        return [] if line["low"] == line["high"] == text else [f"{label} has an interval without a mean"]
    values = table.values.get(places, [])
    if table.is_withheld(places) or len(values) < profile.least_for_means:
        return [f"{label} has a mean of {len(values)} people{', whose number is withheld' if table.is_withheld(places) else ''}"]
    found = [] if decimals_of(text) <= 2 and prints(text, math.fsum(values) / len(values)) else [f"{label} has a mean that is not the cohort's"]
    return found + (dominance(profile, label, values) if table.request.get("money") else [])


def dominance(profile, label, values):
    first, second = sorted(map(abs, values), reverse=True)[:2]
    whole = math.fsum(map(abs, values))
    if sum(value != 0 for value in values) < profile.least_for_means:
        return [f"{label} has a mean of too few amounts"]
    if (first + second) * 100 >= whole * profile.dominance_percent:
        return [f"{label} has a mean of which two people have {profile.dominance_percent} %"]
    if (whole - first - second) * 100 < first * profile.p_percent:
        return [f"{label} has a mean from which one person could tell another's amount"]
    return []


def means_that_follow(table):
    """Sums of single groups, or of too few people, that are sums and differences of those whose means are shown."""
    interior = [places for places in itertools.product(*(range(len(axis["categories"])) for axis in table.axes))]

    def row(places):
        return [all(place in (None, own) for place, own in zip(places, cell)) for cell in interior]
    shown = [places for places, line in table.lines.items() if line["mean"] not in (table.profile.symbol, NONE)]
    if not shown:
        return []
    # Groups of nobody add nothing.
    somebody = numpy.array([table.truth[cell] > 0 for cell in interior])
    known = numpy.array([row(places) for places in shown], dtype=float)[:, somebody]
    found = []
    for places, line in table.lines.items():
        people = table.truth[places]
        if line["mean"] != table.profile.symbol or people == 0 or (None in places and people >= table.profile.least_for_means):
            continue
        wanted = numpy.array(row(places), dtype=float)[somebody]
        weights = numpy.linalg.lstsq(known.T, wanted, rcond=None)[0]
        if numpy.abs(known.T @ weights - wanted).max() < 1e-7:
            found.append(f"{table.label(places)} has a withheld mean that follows from those shown")
    return found


# ---- odds ----

def four_cells(table, places):
    """Exposed with and without, reference with and without; None for the reference itself."""
    exposure = len(table.axes) - 2
    reference = table.texts_of_axes[exposure].index(table.request["reference"])
    if places[exposure] == reference:
        return None
    other = places[:exposure] + (reference,)
    return [group + (place,) for group in (places[:-1], other) for place in (0, 1)]


def odds_faults(table, places, line):
    label, symbol, least = table.label(places), table.profile.symbol, table.profile.least_for_odds
    found = []
    if line["odds"] != symbol:
        if symbol in (line["with"], line["without"]) or min(int(line["with"]), int(line["without"])) < least:
            found.append(f"{label} has odds of withheld or few people")
        elif not prints(line["odds"], int(line["with"]) / int(line["without"])):
            found.append(f"{label} has odds that are not those of the counts shown")
    cells = four_cells(table, places)
    if cells is None:
        return found + ([] if (line["odds_ratio"], line["low"], line["high"]) == ("1", "", "") else [f"{label} is compared with itself"])
    if line["odds_ratio"] == symbol:
        return found + ([] if line["low"] == line["high"] == symbol else [f"{label} has an interval without an odds ratio"])
    if any(table.is_withheld(cell) or table.truth[cell] < least for cell in cells):
        return found + [f"{label} has an odds ratio, and one of the four cells is withheld or below {least}"]
    wanted = ratio_and_interval(*(table.truth[cell] for cell in cells))
    if not all(prints(text, number) for text, number in zip((line["odds_ratio"], line["low"], line["high"]), wanted)):
        found.append(f"{label} has an odds ratio that is not the cohort's")
    return found


def ratio_and_interval(a, b, c, d):
    ratio = a * d / (b * c)
    factor = numpy.exp(Z * numpy.sqrt(1 / a + 1 / b + 1 / c + 1 / d))
    return ratio, ratio / factor, ratio * factor


# ---- what these numbers say of rounded counts ----

def said_besides(table):
    """Bounds of counts that follow from odds ratios and means printed beside them: {places: (least, most)}."""
    if any(text != table.profile.symbol and not (text.isdigit() and table.possible(places)) for places, text in table.text.items()):
        return {}
    if table.kind == "odds":
        return said_by_ratios(table)
    return said_by_means(table) if table.measure else {}


def said_by_ratios(table):
    """All ratios of one block are against one reference: what they leave of it, together, and then of each group."""
    blocks = collections.defaultdict(list)
    for places, line in table.lines.items():
        cells = four_cells(table, places)
        if cells and line["odds_ratio"] != table.profile.symbol and not any(table.is_withheld(cell) for cell in cells):
            if any(len(table.possible(cell)) > 1 for cell in cells):
                blocks[cells[2]].append((cells, [line["odds_ratio"], line["low"], line["high"]]))
    bounds = {}
    for ratios in blocks.values():
        fits = []  # of each ratio: which counts print so
        for cells, texts in ratios:
            grid = numpy.meshgrid(*(numpy.array(table.possible(cell), dtype=float) for cell in cells), indexing="ij", sparse=True)
            with numpy.errstate(divide="ignore", invalid="ignore"):
                fits.append(numpy.logical_and.reduce([numpy.abs(float(text) - number) <= .5 * 10.0 ** -decimals_of(text) + 1e-9
                                                      for text, number in zip(texts, ratio_and_interval(*grid))]))
        reference = numpy.logical_and.reduce([fit.any(axis=(0, 1)) for fit in fits])
        if not reference.any():
            continue  # numbers that are nobody's: told as a fault already
        for (cells, _), fit in zip(ratios, fits):
            fit = fit & reference
            for axis, cell in enumerate(cells):
                left = numpy.array(table.possible(cell))[fit.any(axis=tuple(a for a in range(4) if a != axis))]
                before = bounds.get(cell, (0, math.inf))
                bounds[cell] = (max(before[0], int(left.min())), min(before[1], int(left.max())))
    return bounds


def said_by_means(table):
    """A mean of whole multiples of a step is not every number of people's."""
    values, step = {value for own in table.values.values() for value in own}, 1.0
    while step > 1e-6 and any(abs(value / step - round(value / step)) > 1e-6 for value in values):
        step /= 10
    bounds = {}
    for places, line in table.lines.items():
        if line["mean"] in (table.profile.symbol, NONE) or table.is_withheld(places):
            continue
        slack, mean = .5 * 10.0 ** -decimals_of(line["mean"]) + 1e-9, float(line["mean"])
        left = [people for people in table.possible(places)
                if people == 0 or math.floor((mean + slack) * people / step + 1e-6) >= math.ceil((mean - slack) * people / step - 1e-6)]
        bounds[places] = (min(left), max(left))
    return bounds
