#!/usr/bin/env python3
"""laboratory.py PROFILE AGREEMENT: the same parties and fields as a policy of the laboratory, under another profile.

For the examiner alone: what would the audit say under plain, what would be found under strict? Views and keys stay,
but under plain, which makes its own.
"""

import json
import sys
import tomllib


def written(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {written(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (str, bool)) else str(value)


def main():
    profile, agreement = sys.argv[1:]
    with open(agreement, "rb") as file:
        policy = tomllib.load(file)
    kept = {k: v for k, v in policy["project"].items() if k in ("id", "title", "most_repeats", "smallest_count", "households")}
    print("[project]")
    for key, value in {**kept, "profile": profile, **({"wave": "examiner"} if profile == "strict" else {})}.items():
        print(f"{key} = {written(value)}")
    custodians = [{k: v for k, v in party.items() if k in ("name", "id", "clean")} for party in policy["party"] if party["role"] == "custodian"]
    tables = [("party", custodians), ("field", policy["field"])]
    if profile != "plain":
        tables += [("view", policy.get("view", [])), ("key", policy.get("key", [])), ("block", policy.get("block", []))]
    for name, entries in tables:
        for entry in entries:
            print(f"\n[[{name}]]")
            for key, value in entry.items():
                print(f"{key} = {written(value)}")


main()
