"""What the examiner reads: CSV files, table files of the programs, statements, logs (docs/file-formats.md)."""

import base64
import csv
import json
import pathlib


def csv_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def table_file(path):
    """Rows of a table file, as dictionaries; the about of its header is lost."""
    lines = pathlib.Path(path).read_text(encoding="utf-8").split("\n")
    columns = json.loads(lines[1])["columns"]
    undo = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r", "\\0": "\0"}

    def cell(text):
        if "\\" not in text:
            return text
        out, i = [], 0
        while i < len(text):
            out.append(undo.get(text[i:i + 2], text[i]))
            i += 2 if text[i:i + 2] in undo else 1
        return "".join(out)

    rows = []
    for line in lines[2:]:
        if line.startswith("end ") and "\t" not in line:
            break
        rows.append(dict(zip(columns, map(cell, line.split("\t")))))
    return rows


def statement(path):
    """The predicate of a DSSE file, unchecked: `gauze verify` and verify.py check signatures."""
    return json.loads(base64.b64decode(json.loads(pathlib.Path(path).read_bytes())["payload"]))["predicate"]


def log_lines(evidence):
    """All lines of the log in a party's evidence folder."""
    lines = []
    for path in sorted(pathlib.Path(evidence).glob("*.log")):
        lines += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return lines


def tabbed(path):
    """A file of the examiner's, as run.sh wrote it: lines of cells, none if there is no such file."""
    path = pathlib.Path(path)
    return [line.split("\t") for line in path.read_text().splitlines()] if path.exists() else []
