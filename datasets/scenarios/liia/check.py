#!/usr/bin/env python3
"""check.py OUT: the marks of LIIA, C1 to C12 and a to h (docs/scenarios.md)."""

import collections
import itertools
import json
import math
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from marks import Examiner, Release, Scenario, Source  # noqa: E402
from reading import csv_rows, tabbed, table_file  # noqa: E402

out = pathlib.Path(sys.argv[1]).resolve()
boroughs = tuple(sorted({r["party"] for r in csv_rows(out / "examiner/truth/truth.csv")}))
NAMES = ["la_child_id", "given", "family", "dob", "postcode", "upn"]
scene = Scenario(
    out, unit="ttp", key_holders=boroughs, parties=boroughs + ("ttp", "liia", "london-study", "directors"),
    sources=[Source(b, "rows.csv", "la_child_id", NAMES, truth_file="child.csv") for b in boroughs],
    releases=(Release("liia", "liia", link_map="inbox/liia.map"), Release("london-study", "london-study", link_map="inbox/london-study.map")),
    linked_artefacts=("liia/post/liia.map.age", "london-study/post/london-study.map.age"), shut_out=boroughs,
    born=lambda source, row: bool(row["dob"]), story=str(pathlib.Path(__file__).resolve().parent / "run.sh"))
INTERVENTIONS = {"s47-by-ethnicity": ("section 47", "s47", None), "plan-by-ethnicity": ("child-protection plan", "cp", None),
                 "care-order-by-ethnicity": ("care order", "cla", ("C1", "C2"))}


def children():
    """person of the linkage unit -> (ethnicity, interventions met): from the boroughs' plain files and no table of ours."""
    person = scene.persons_found()
    ethnicity, met = collections.defaultdict(collections.Counter), {name: set() for name in INTERVENTIONS}
    for borough in boroughs:
        for row in csv_rows(out / borough / "child.csv"):
            if (borough, row["la_child_id"]) in person and row["ethnicity18"]:
                ethnicity[person[borough, row["la_child_id"]]][row["ethnicity18"]] += 1
        for name, (_, table, codes) in INTERVENTIONS.items():
            for row in csv_rows(out / borough / f"{table}.csv"):
                key = (borough, row["la_child_id"])
                if key in person and (codes is None or row["legal_status"] in codes):
                    met[name].add(person[key])
    most = {p: min((-n, e) for e, n in counts.items())[1] for p, counts in ethnicity.items()}
    return {p: (most.get(p, ""), {n: p in met[n] for n in INTERVENTIONS}) for p in set(person.values())}


def odds_ratio(cells):
    """(odds ratio, lower, upper) of (met, not met) against the reference's; Woolf's interval."""
    (a, b), (c, d) = cells
    ratio, spread = (a * d) / (b * c), 1.959963984540054 * math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return ratio, ratio * math.exp(-spread), ratio * math.exp(spread)


def a_odds_ratios():
    undone = scene.undone("tables", "cohort", "episodes")
    if undone:
        return False, undone
    everybody, planted = children(), {(r["ethnicity"], r["intervention"]): float(r["planted_odds_ratio"]) for r in csv_rows(scene.truth / "odds_ratios.csv")}
    worst, cells, recovered, recoverable = 0.0, 0, 0, 0
    for name, (word, _, _) in INTERVENTIONS.items():
        counts = collections.defaultdict(lambda: [0, 0])
        for ethnicity, met in everybody.values():
            counts[ethnicity][0 if met[name] else 1] += 1
        rows = [r for r in csv_rows(out / f"liia/exact/{name}.csv") if r.get("la_code", "all") == "all"]
        if not rows:
            return False, f"exact/{name}.csv has no rows for all of London"
        for row in rows:
            group = row["ethnicity"]
            if group in ("all", "WBRI", "not known", "") or group not in counts or 0 in (*counts[group], *counts["WBRI"]):
                continue
            wanted = odds_ratio((counts[group], counts["WBRI"]))
            got = [float(row[c]) for c in ("odds_ratio", "lower", "upper") if c in row] or [float(row[c]) for c in row if re.match("odds_ratio|or", c)]
            worst = max([worst] + [abs(g - w) / w for g, w in zip(got, wanted)])
            cells += 1
            if (group, word) in planted:
                recoverable += 1
                recovered += wanted[1] <= planted[group, word] <= wanted[2]
    share = recovered / max(recoverable, 1)
    return cells > 0 and worst <= 1e-9 and share >= .93, (f"{cells} odds ratios, greatest relative difference {worst:.1e}; planted values in {recovered} of {recoverable} "
                                                          f"intervals ({share:.1%}); over 20 seeds: recover.py")


def b_counted_once():
    undone = scene.undone("cohort")
    if undone:
        return False, undone
    truth, person = scene.references_in_truth(), scene.persons_found()
    rows = len(csv_rows(out / "liia/cohort/cohort.csv"))
    went = {truth[key] for key in person}
    found = len(set(person.values()))
    return rows == found == len(went), f"{len(person)} rows of boroughs; {rows} children in the cohort, {len(went)} by truth ({rows - len(went):+d})"


def c_refused():
    told, good = [], True
    for column in ("postcode", "dob", "la_child_id"):
        said = (out / f"examiner/payload-{column}.txt").read_text()
        bad = column in said and re.search(r"error|problem|refuse|must|may not|cannot|exclude", said, re.I)
        good = good and bool(bad)
        told.append(f"{column}: {next((l.strip() for l in said.splitlines() if column in l), 'NOT REFUSED')[:90]}")
    return good, "; ".join(told)


def d_shared_key():
    said = (out / "examiner/shared-key.txt").read_text()
    line = next((l.strip() for l in said.splitlines() if "liia" in l and "key" in l), "")
    return bool(line), line[:200] or "the agreement with one key for waltham-forest and liia was not refused"


def e_uniqueness():
    refused, told = scene.was_refused("rows of children for the Directors")
    sheets = sorted((out / "liia/uniqueness").glob("*.csv"))
    return refused and bool(sheets), f"{told}; " + (f"uniqueness sheet of {sum(len(csv_rows(s)) for s in sheets)} lines" if sheets else scene.undone("uniqueness") or "no uniqueness sheet")


def f_boroughs_learn_nothing():
    """What a borough has after the run is its own: no token of another borough, no person of the linkage unit, no study id."""
    token_of = {key: token for token, key in scene.tokens().items()}
    person = scene.persons_found()
    study = {r["study_id"] for r in csv_rows(out / "liia/cohort/cohort.csv")} if (out / "liia/cohort/cohort.csv").exists() else set()
    foreign, read = 0, 0
    for borough in boroughs:
        others = {t for (b, _), t in token_of.items() if b != borough} | set(person.values()) | study
        for path in (out / borough).rglob("*"):
            if path.is_file():
                text = path.read_bytes().decode("latin-1")
                read += len(text)
                foreign += len(set(re.findall(r"[0-9a-f]{32}|[A-Z2-7]{26}", text)) & others)
        if (out / borough / "post").exists():
            return False, f"something was sent to {borough}"
    return foreign == 0, f"{foreign} tokens of others, persons or study ids in {read / 1e6:.0f} MB of 33 folders; nothing was sent to a borough"


def g_no_subtraction():
    from marks import c9_tables
    good, told = c9_tables(scene)
    return good, told


def h_time():
    seconds = {line[0]: float(line[1]) for line in tabbed(out / "examiner/seconds.tsv")}
    total = seconds["encode"] + seconds["link"]
    return total <= 60, f"33 encodes {seconds['encode']:.0f} s + link {seconds['link']:.0f} s = {total:.0f} s"


examiner = Examiner(scene)
examiner.common()
examiner.mark("a", "odds ratios equal a reference and recover what was planted", a_odds_ratios)
examiner.mark("b", "every child counted once", b_counted_once)
examiner.mark("c", "no postcode, birth date or borough's number in a payload", c_refused)
examiner.mark("d", "a borough and LIIA share no key", d_shared_key)
examiner.mark("e", "uniqueness is told, rows are refused", e_uniqueness)
examiner.mark("f", "no borough learns that a child is known elsewhere", f_boroughs_learn_nothing)
examiner.mark("g", "no borough's table can be subtracted from London's", g_no_subtraction)
examiner.mark("h", "33 encodes and the link in 60 s", h_time)
sys.exit(examiner.end())
