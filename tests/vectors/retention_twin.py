#!/usr/bin/env python3
"""Due days of random records, a second time: written from docs/policy.md, not from the engine's code.

    retention_twin.py RECORDS > DAYS

RECORDS holds two kinds of lines, TAB between cells, days as YYYYMMDD (0: none):
    rule SET NAME SOURCE FROM YEARS NOT_BEFORE CAP FLAGGED TOGETHER     (FLAGGED, TOGETHER: 0 or 1)
    row SET SOURCE RECEIPT GROUP DAY:FLAG DAY:FLAG ...                  one DAY:FLAG for each rule of the set
One due day a row comes out, 0 for none. The calendar is walked once, day by day, and a span of years is over
on the first day on which that many years are full; no arithmetic on years is done.
"""
import bisect
import sys

START, END = 1940, 2300


def calendar():
    lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    day = [START, 1, 1]
    while day[0] < END:
        yield day[0] * 10000 + day[1] * 100 + day[2]
        leap = day[0] % 4 == 0 and (day[0] % 100 != 0 or day[0] % 400 == 0)
        last = 29 if day[1] == 2 and leap else lengths[day[1] - 1]
        day[2] += 1
        if day[2] > last:
            day[1], day[2] = day[1] + 1, 1
        if day[1] > 12:
            day[0], day[1] = day[0] + 1, 1


DAYS = list(calendar())


def full_years(since, day):
    return day // 10000 - since // 10000 - (1 if day % 10000 < since % 10000 else 0)


def first_day_with(years, since):
    """The first day of the calendar on which so many years since a day are full."""
    begin = bisect.bisect_left(DAYS, since)
    return DAYS[bisect.bisect_left(DAYS, years, lo=begin, key=lambda day: full_years(since, day))]


class Rule:
    def __init__(self, cells):
        self.name, self.source, self.start = cells[1:4]
        self.years, self.floor, self.cap = map(int, cells[4:7])
        self.flagged, self.together = cells[7] == "1", cells[8] == "1"

    def limit(self, day, receipt):
        """No later than the cap: whatever the day is, and also where there is none."""
        if self.cap == 0:
            return day
        most = first_day_with(self.cap, receipt)
        return most if day == 0 or most < day else day

    def own(self, day, receipt):
        since = {"receipt": receipt, "study-end": self.floor}.get(self.start, day)
        if since == 0:
            return self.limit(0, receipt)
        counted = first_day_with(self.years, since)
        return self.limit(counted if counted > self.floor else self.floor, receipt)


class Row:
    def __init__(self, cells, rules):
        source, self.receipt, self.group = cells[1], int(cells[2]), cells[3]
        facts = [(int(cell.split(":")[0]), cell.endswith(":1")) for cell in cells[4:]]
        mine = [(rule, day) for rule, (day, flag) in zip(rules, facts)
                if rule.source in ("*", source) and (flag or not rule.flagged)]
        mine = [pair for pair in mine if pair[0].flagged] or mine
        days = [(rule, rule.own(day, self.receipt)) for rule, day in mine]
        without = [pair for pair in days if pair[1] == 0]
        self.rule, self.day = without[0] if without else max(days, key=lambda pair: pair[1], default=(None, 0))


def main():
    rules, rows = {}, []
    for line in open(sys.argv[1], encoding="ascii"):
        kind, number, *cells = line.rstrip("\n").split("\t")
        if kind == "rule":
            rules.setdefault(number, []).append(Rule([number] + cells))
        else:
            rows.append((number, Row([number] + cells, rules[number])))
    held = {}
    for number, row in rows:
        if row.rule and row.rule.together and row.group:
            held.setdefault((number, row.rule.name, row.group), []).append(row)
    due = {}
    for rows_together in held.values():
        goes_on = any(row.day == 0 and row.rule.start == "last-use" for row in rows_together)
        latest = 0 if goes_on else max(row.day for row in rows_together)
        for row in rows_together:
            due[id(row)] = row.rule.limit(latest, row.receipt)
    for _, row in rows:
        print(due.get(id(row), row.day))


main()
