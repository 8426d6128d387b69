#!/usr/bin/env python3
"""Holds policies against their schema, and the schema against the program: what is a policy passes both, and what has a
fault in its shape passes neither. Exit code 77 (skipped) without python3-jsonschema.

    schema.py GAUZE
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import tomllib

TOP = pathlib.Path(__file__).resolve().parents[3]
FAILED = []

# In the complete example: what is replaced, and by what.
FAULTS = [
    ('id = "ISA-2026-014"\n', ""), ('review_by = "2027-03-31"', 'review_by = "31.3.2027"'), ('review_by = "2027-03-31"', "review_by = 2027-03-31"),
    ('["UK", "IE"]', '["UK", "US"]'), ("rehearsal = true", "rehearsal = 1"), ('dpia = "DPIA-2026-07"\n', ""),
    ('complaints = ', 'complain = '), ('role = "linkage-unit"', 'role = "linkage"'), ('role = "linkage-unit"', 'role = "researcher"'),
    ('role = "reader"', 'role = "linkage-unit"'), ('role = "intake"', 'role = "intake"\nnhs = true'), ("gauze-sign-", "gauze-sing-"),
    ('encryption = "age1', 'encryption = "age2'), ('art6 = "6(1)(e)", ', ""), ('"6(1)(e)"', '"6(1)(g)"'), ('"9(2)(h)"', '"9(2)(k)"'),
    ('schedule1 = "1.2"', 'schedule1 = "1.7"'), ('"10-s10(5)"', '"s10"'), ('version = "3", ', ""), ('schema = "groups-4"\n', ""),
    ('mode = "opt-in"', 'mode = "opt-out"'), ('mode = "objection"', 'mode = "objection", column = "service_code"'), ('date = "consent_date", ', ""),
    (', exemptions = ["CPP"]', ""), ('most_days = 7 }', 'most_days = 7, reason = "x" }'), ('column = "nhs_number", most_days = 7', 'column = "nhs_number"'),
    ("months_below = 48, ", ""), (", unborn_months = 9", ""), ('notes = "drop"', 'notes = "payload"'), ('notes = "drop"', 'notes = { use = "payload" }'),
    ('notes = "drop"', 'notes = { use = "payload", kind = "text" }'), ('notes = "drop"', 'notes = { use = ["link", "payload"], kind = "flag" }'),
    ('notes = "drop"', 'notes = { use = "generalise" }'), ('notes = "drop"', 'notes = { use = "drop", kind = "flag" }'), ('rule = "pseudonym"', 'rule = "nickname"'),
    ('from = "receipt"', 'from = "now"'), ("years = 6\n", ""), ('not_before = "2028-12-31"\n', ""), ('profile = "tre10"', 'profile = "tre"'),
    ("[disclosure]", "[disclosures]"), ("[disclosure]", '[payload]\nnhs-a = ["team"]\n[disclosure]'), ("[agreement]", "[agreements]"),
    ('kind = "sex"', 'kind = "gender"'), ('profile = "standard"', 'profile = "default"'), ("smallest_count = 10", "smallest_count = 0"),
]

# Behind the complete example: what may stand there of a cohort, and its faults.
COHORT = """
[cohort]
units = ["person", "family"]
[[cohort.column]]
name = "visits"
take = "sum"
from = "sessions"
sources = ["nhs-a"]
where = { column = "disability", is = ["Y", "U"] }
bands = [0, 0.5, 3]
[[cohort.column]]
unit = "family"
name = "children"
take = "persons"
"""
COHORT_FAULTS = [
    ('"person", "family"]', '"person", "child"]'), ('"person", "family"]', '"person", "person"]'), ('"person", "family"]', "]"), ("[cohort]", "[cohort]\nrows = 1"),
    ('name = "visits"\n', ""), ('name = "visits"', 'name = "study_id"'), ('take = "sum"\n', ""), ('take = "sum"', 'take = "total"'), ('from = "sessions"\n', ""),
    ('take = "sum"', 'take = "count"'), ('take = "sum"', 'take = "values"'), ('["nhs-a"]', "[]"), (', is = ["Y", "U"]', ""), ('column = "disability", ', ""),
    ("[0, 0.5, 3]", "[]"), ("[0, 0.5, 3]", '["0", "3"]'), ('unit = "family"', 'unit = "street"'),
    ('take = "persons"', 'take = "persons"\nfrom = "sessions"'), ('take = "persons"', 'take = "persons"\nminus = "sessions"'),
]


def check(holds, sentence):
    print(("ok      " if holds else "FAILED  ") + sentence)
    if not holds:
        FAILED.append(sentence)


def accepted(gauze, text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "policy.toml"
        path.write_text(text)
        return subprocess.run([gauze, "policy", "check", str(path)], capture_output=True).returncode == 0


def main():
    try:
        import jsonschema
    except ImportError:
        print("skipped: python3-jsonschema is not installed")
        return 77
    schema = json.loads((TOP / "docs/schemas/policy.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in sorted((TOP / "datasets").rglob("*.policy.toml")):
        text = path.read_text()
        faults = [f"{list(fault.path)}: {fault.message[:120]}" for fault in validator.iter_errors(tomllib.loads(text))]
        check(not faults, f"{path.name} is as its schema says {faults}")
        check(accepted(sys.argv[1], text), f"{path.name} is accepted by gauze policy check")
    example = (TOP / "datasets/fixtures/governed.policy.toml").read_text()
    for old, by in FAULTS:
        touched = example.replace(old, by, 1)
        check(old in example and not validator.is_valid(tomllib.loads(touched)), f"the schema refuses {old!r} -> {by!r}")
        check(not accepted(sys.argv[1], touched), f"gauze policy check refuses {old!r} -> {by!r}")
    validator.validate(tomllib.loads(example + COHORT))
    check(accepted(sys.argv[1], example + COHORT), "the example with a cohort is accepted by gauze policy check")
    for old, by in COHORT_FAULTS:
        touched = example + COHORT.replace(old, by, 1)
        check(old in COHORT and not validator.is_valid(tomllib.loads(touched)), f"the schema refuses {old!r} -> {by!r}")
        check(not accepted(sys.argv[1], touched), f"gauze policy check refuses {old!r} -> {by!r}")
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
