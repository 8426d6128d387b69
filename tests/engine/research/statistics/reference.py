#!/usr/bin/env python3
"""Computes the tables of a tables.toml from a stored cohort once more, and compares them to 1e-9.

    python3 reference.py COHORT tables.toml OUT

Written from docs/file-formats.md and textbooks, with Python's standard library alone: sums are fractions, square
roots and logarithms are decimals of 40 digits, Student's t is integrated. Prints each difference and ends with 1, or
prints how many numbers were the same.
"""

import csv
import functools
import itertools
import math
import pathlib
import sys
import tomllib
from decimal import Decimal, getcontext
from fractions import Fraction
from statistics import NormalDist

getcontext().prec = 40
Z = Decimal(NormalDist().inv_cdf(0.975))
UNITS = {"person": "cohort.csv", "family": "families.csv", "household": "households.csv"}


def dec(value):
    return Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(value)


@functools.lru_cache(maxsize=None)
def student(degrees):
    """t with P(T <= t) = 0.975, by Newton's steps on an integral (Simpson's rule, extrapolated)."""
    constant = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(degrees * math.pi)

    def density(x):
        return constant * (1 + x * x / degrees) ** (-(degrees + 1) / 2)

    def simpson(end, steps):
        h = end / steps
        inner = math.fsum((4 if i % 2 else 2) * density(i * h) for i in range(1, steps))
        return h / 3 * (density(0) + inner + density(end))

    t = 12.7 if degrees == 1 else 4.3 if degrees == 2 else 1.96 + 2.5 / degrees
    for _ in range(8):
        fine, coarse = simpson(t, 2000), simpson(t, 1000)
        t -= (fine + (fine - coarse) / 15 - 0.475) / density(t)
    return Decimal(t)


def wilson(x, n, per):
    if n == 0:
        return None, None, None
    x, n = Decimal(x), Decimal(n)
    root = Z * (Z * Z + 4 * x * (n - x) / n).sqrt()  # Newcombe 1998, method 3, in counts
    bounds = [(2 * x + Z * Z - root) / (2 * (n + Z * Z)), (2 * x + Z * Z + root) / (2 * (n + Z * Z))]
    return x / n * per, bounds[0] * per, bounds[1] * per


def woolf(value, parts):
    half = Z * sum(1 / Decimal(one) for one in parts).sqrt()
    return value, (value.ln() - half).exp(), (value.ln() + half).exp()


def mean(values):
    n = len(values)
    if n == 0:
        return None, None, None, None
    middle = sum(values) / n
    if n == 1:
        return dec(middle), None, None, None
    deviation = dec(sum((one - middle) ** 2 for one in values) / (n - 1)).sqrt()
    half = student(n - 1) * deviation / Decimal(n).sqrt()
    return dec(middle), deviation, dec(middle) - half, dec(middle) + half


def odds(a, b):
    if b == 0:
        return None, None, None
    return woolf(Decimal(a) / Decimal(b), (a, b)) if a else (Decimal(0), None, None)


def had(cell):
    return cell.lower() not in ("", "0", "n", "no", "false")


def combinations(rows, table):
    names = table["columns"]
    short = [name.removeprefix("svc_") for name in names]
    labels = [" + ".join(s for s, name in zip(short, names) if had(row[name])) or "none" for row in rows]
    ranked = sorted(set(labels), key=lambda one: (-labels.count(one), one))[: table.get("top", 12)]
    return [one if one in ranked else "other" for one in labels]


def expected(rows, table):
    """(texts of the axes) -> numbers, for every cell and margin."""
    for where in [table["where"]] if isinstance(table.get("where"), dict) else table.get("where", []):
        rows = [row for row in rows if row[where["column"]] in where["is"]]
    measure = table.get("measure")
    if measure:
        rows = [row for row in rows if row[measure] != ""]
    kind = table["kind"]
    names = ([table["by"]] if "by" in table else [])
    axes = [[row[name] or "not known" for row in rows] for name in names]
    if kind == "combinations":
        axes.append(combinations(rows, table))
    more = table.get("rows", []) + (table.get("columns", []) if kind != "combinations" else [])
    more += [table["exposure"]] if "exposure" in table else []
    axes += [[row[name] or "not known" for row in rows] for name in more]
    outcome = table.get("outcome")
    cells = {}
    for index, row in enumerate(rows):
        texts = [axis[index] for axis in axes]
        for all_of in itertools.product((False, True), repeat=len(texts)):
            cells.setdefault(tuple("all" if a else t for a, t in zip(all_of, texts)), []).append(row)
    result = {}
    for key, people in cells.items():
        with_it = [row for row in people if outcome and row[outcome["column"]] in outcome["is"]]
        if kind == "odds":
            reference = cells.get(key[:-1] + (table["reference"],), [])
            c = sum(row[outcome["column"]] in outcome["is"] for row in reference)
            four = (len(with_it), len(people) - len(with_it), c, len(reference) - c)
            own = odds(four[0], four[1])
            ratio = (Decimal(1), None, None) if key[-1] == table["reference"] else (None, None, None)
            if key[-1] != table["reference"] and all(four):
                ratio = woolf(Decimal(four[0]) * four[3] / (Decimal(four[1]) * four[2]), four)
            if key[-1] != "all":
                result[key] = four[:2] + own + ratio
        elif outcome:
            result[key] = (len(people), len(with_it)) + wilson(len(with_it), len(people), table.get("per", 100))
        elif measure:
            result[key] = (len(people),) + mean([Fraction(row[measure]) for row in people])
        else:
            result[key] = (len(people),)
    return result


def same(text, number):
    if number is None:
        return text == ""
    return text != "" and abs(Decimal(text) - dec(number)) <= Decimal("1e-9") * max(1, abs(dec(number)))


def compare(table, rows, out):
    wanted, compared, wrong = expected(rows, table), 0, []
    with open(out / f"{table['name']}.csv", encoding="utf-8", newline="") as file:
        header, *lines = list(csv.reader(file))
    found = {}
    if header[-1] != "mark":
        wrong.append("no mark")
    axes = len(next(iter(wanted)))
    for line in lines:
        if line[-1] != "statistics-only; not for release":
            wrong.append("a line without a mark")
        found[tuple(line[:axes])] = line[axes:-1]
    for key, numbers in wanted.items():
        texts = found.pop(key, None)
        if texts is None or len(texts) != len(numbers):
            wrong.append(f"{table['name']} {key}: not there")
            continue
        for text, number in zip(texts, numbers):
            compared += 1
            if not same(text, number):
                wrong.append(f"{table['name']} {key}: {text} and {number}")
    for key, texts in found.items():  # cells of nobody
        if any(text not in ("0", "") for text in texts) and not (table["kind"] == "odds" and texts[5] == "1"):
            wrong.append(f"{table['name']} {key}: {texts} of nobody")
    return compared, wrong


def main():
    cohort, tables, out = map(pathlib.Path, sys.argv[1:4])
    compared, wrong = 0, []
    for table in tomllib.loads(tables.read_text(encoding="utf-8"))["table"]:
        with open(cohort / UNITS[table.get("unit", "person")], encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        number, faults = compare(table, rows, out)
        compared += number
        wrong += faults
    print("\n".join(wrong[:20]) if wrong else f"{compared} numbers are the same")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
