#!/usr/bin/env python3
"""Holds report.json against its schema, and report.html against report.json: the same figures, read by another
program. Exit code 77 (skipped) without python3-jsonschema.

    schema.py SAMPLE_REPORT
"""

import copy
import html.parser
import json
import pathlib
import subprocess
import sys
import tempfile

FAILED = []


def check(holds, sentence):
    print(("ok      " if holds else "FAILED  ") + sentence)
    if not holds:
        FAILED.append(sentence)


class Tables(html.parser.HTMLParser):
    """The tables of a page by their captions: lists of rows, which are lists of texts."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.where, self.caption = {}, None, ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "caption":
            self.where, self.caption = "caption", ""
        elif tag == "tbody":
            self.tables[self.caption] = []
        elif tag == "tr" and self.caption in self.tables:
            self.tables[self.caption].append([])
        elif tag in ("th", "td") and self.tables.get(self.caption):
            self.where = "cell"
            self.tables[self.caption][-1].append("")

    def handle_endtag(self, tag):
        if tag in ("caption", "th", "td"):
            self.where = None
        if tag == "table":
            self.caption = ""

    def handle_data(self, data):
        if self.where == "caption":
            self.caption += data
        elif self.where == "cell":
            self.tables[self.caption][-1][-1] += data.replace("\u00a0", " ")

    def starting(self, words):
        return next((rows for caption, rows in self.tables.items() if caption.startswith(words)), None)


def count(value):
    return "withheld" if value is None else f"{value:,}"


def same_share(text, share):
    number = text.split(" %")[0]
    places = len(number.partition(".")[2])
    return abs(float(number) / 100 - share) <= 0.5001 * 10 ** -(places + 2) or (share > 0.999 and number.startswith("99.9"))


def same_figures(kind, page, report):
    tables = Tables(page)
    names = [source["party"] for source in report["sources"]]
    rows = tables.starting("What other cuts")
    if report["cuts"]:
        check(len(rows) == len(report["cuts"]) and all(
            row[1] == count(cut["pairs"]) and ("precision" not in cut or all(
                same_share(text, cut[key]) for text, key in zip(row[2:], ("precision", "recall", "f1"))))
            for row, cut in zip(rows, report["cuts"])), f"{kind}: the cuts")
    rows = tables.starting("Links between parties")
    check(all(row[1] == count(one["candidates"]) and row[2] == count(one["links"]) and
              ("expected" not in one or all(same_share(text, one["expected"][key]["value"])
                                            for text, key in zip(row[3:], ("precision", "recall", "f1"))))
              for row, one in zip(rows, report["between"])) and len(rows) == len(report["between"]), f"{kind}: the party pairs")
    rows = tables.starting("Persons by number of records")
    check([row[2] for row in rows] == [count(size["persons"]) for size in report["cluster_sizes"]], f"{kind}: the cluster sizes")
    if len(names) > 1:
        rows = tables.starting("Persons by the files")
        check([(row[0].split(), row[2]) for row in rows] ==
              [(" ".join(one["parties"]).split(), count(one["persons"])) for one in report["overlap"]["combinations"]],
              f"{kind}: the combinations")
    if len(names) > 2:
        rows = tables.starting("Persons with records in both")
        check(all(rows[both["a"]][1 + both["b"]] == rows[both["b"]][1 + both["a"]] == count(both["persons"])
                  for both in report["overlap"]["in_both"]), f"{kind}: who is in both")
    for one in report["between"]:
        rows = tables.starting(f"Candidates by score, {names[one['a']]} and {names[one['b']]}")
        check(rows is None or [row[1] for row in rows] == [count(bar["candidates"]) for bar in reversed(one["histogram"])],
              f"{kind}: a histogram")
    rows = tables.starting("Records that have the field") or []
    check(all(same_share(rows[f][1 + p], fill["share"]) for p, source in enumerate(report["sources"])
              for f, fill in enumerate(source["fill"]) if fill["share"] is not None), f"{kind}: the fill")
    rows = tables.starting("How often each field agrees") or []
    check(len(rows) == len(report["classes"]) and all(same_share(text, agree["share"]) for row, one in zip(rows, report["classes"])
                                                      for text, agree in zip(row[2:], one["agree"])), f"{kind}: the classes")
    for stratum in report["strata"]:
        rows = tables.starting(stratum["stratum"] + ": ")
        check(all(row[1] == count(one["records"]) and ("share" not in one or same_share(row[2], one["share"]))
                  for row, one in zip(rows, stratum["rows"] + [stratum["whole"]])), f"{kind}: a stratum")
    rows = tables.starting("Time and memory") or []
    check(len(rows) == len(report["machine"]["stages"]), f"{kind}: the stages")


def damaged(report):
    """Reports that the schema must refuse."""
    for change in (lambda r: r.pop("cut"), lambda r: r.update(scale="furlong"), lambda r: r["run"].update(links=-1),
                   lambda r: r["run"].update(links="many"), lambda r: r["sources"][0].update(row_token="5eba"),
                   lambda r: r["cuts"][0].update(precision=1.5), lambda r: r.update(version=2)):
        other = copy.deepcopy(report)
        change(other)
        yield other


def main():
    try:
        import jsonschema
    except ImportError:
        print("skipped: python3-jsonschema is not installed")
        return 77
    top = pathlib.Path(__file__).resolve().parents[4]
    schema = json.loads((top / "docs/schemas/report.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    with tempfile.TemporaryDirectory() as name:
        for kind in ("lively", "hostile", "dice", "empty"):
            folder = pathlib.Path(name) / kind
            subprocess.run([sys.argv[1], str(folder), kind], check=True)
            report = json.loads((folder / "report.json").read_text())
            faults = [f"{list(fault.path)}: {fault.message[:120]}" for fault in validator.iter_errors(report)]
            check(not faults, f"{kind}: report.json is as its schema says {faults}")
            if kind != "hostile":
                same_figures(kind, (folder / "report.html").read_text(), report)
            if kind == "lively":
                check(not any(validator.is_valid(other) for other in damaged(report)), "the schema refuses what is no report")
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
