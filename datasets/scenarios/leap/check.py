#!/usr/bin/env python3
"""check.py OUT: the marks of LEAP, C1 to C12 and a to h (docs/scenarios.md)."""

import collections
import itertools
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from marks import Examiner, Release, Scenario, Source, pairs_within, search_for_people  # noqa: E402
from reading import csv_rows, log_lines, table_file  # noqa: E402

NAMES = ["service_ref", "child_given", "child_family", "child_dob", "mother_given", "mother_family", "mother_dob", "child_postcode", "parent_postcode"]
out = pathlib.Path(sys.argv[1]).resolve()
custodians = ("nhs-a", "nhs-b", "council", "charity")
scene = Scenario(
    out, unit="ttp", key_holders=custodians + ("intake",),
    parties=custodians + ("intake", "ttp", "leap-eval", "specialist", "funder"),
    sources=[Source(p, f"{p}-rows.csv", "service_ref", NAMES + ["nhs_number"], truth_file=f"{p.replace('-', '_')}.csv") for p in ("nhs-a", "nhs-b")]
    + [Source(p, f"{p}-rows.csv", "service_ref", NAMES, encoder="intake", run=f"encoded-{p}", audit=f"audit-{p}.dsse", truth_file=f"{p}.csv") for p in ("council", "charity")],
    releases=(Release("leap-eval", "leap-eval", link_map="inbox/leap-eval.map"), Release("specialist", "specialist", link_map="inbox/specialist.map")),
    linked_artefacts=("leap-eval/post/leap-eval.map.age", "specialist/post/specialist.map.age", "leap-eval/post/nhs-a.payload.age", "specialist/post/charity.payload.age"),
    shut_out=custodians, born=lambda source, row: bool(row["child_dob"] or row.get("age")),
    story=str(pathlib.Path(__file__).resolve().parent / "run.sh"))


def planted(what):
    return [r for r in csv_rows(scene.truth / "planted.csv") if r["planted"] == what]


def counts(party):
    source = next(s for s in scene.sources if s.party == party)
    lines = [l for l in log_lines(out / source.at / "evidence") if l["verb"] in ("encode", "intake") and l["outcome"] == "done"
             and (source.at == party or l["source"] == party)]
    return lines[0]["counts"]


def a_blank_consent():
    seen = {p: counts(p).get("excluded.not-consented-blank", 0) for p in ("council", "charity")}
    wanted = collections.Counter(r["party"] for r in planted("consent blank"))
    return seen == dict(wanted), f"{sum(seen.values())} rows without an answer are out, {sum(wanted.values())} were planted"


def persons_by_token():
    return {r["row_token"]: r["study_id"] for r in table_file(out / "leap-eval/inbox/leap-eval.map")}


def b_withdrawn():
    """The service's row is gone from the stored table; the trust's row of the same child is there."""
    undone = scene.undone("withdraw", "cohort")
    if undone:
        return False, undone
    token_of = {key: token for token, key in scene.tokens().items()}
    ids = persons_by_token()
    truth = scene.references_in_truth()
    by_child = collections.defaultdict(list)
    for key in token_of:
        by_child[truth[key]].append(key)
    after = {r["study_id"]: r for r in csv_rows(out / "leap-eval/cohort/cohort.csv")}
    before = {r["study_id"]: r for r in csv_rows(out / "leap-eval/cohort-before/cohort.csv")}
    # A child has one row at a service's file, for all that it used there; its reference is the row's or one of the others'.
    row_of = {(p, ref): row for p in ("council", "charity") for row in csv_rows(out / p / f"{p}-rows.csv") for ref in [row["service_ref"], *row["also_ref"].split()]}
    gone = kept = checked = 0
    for planted_row in planted("withdrawn after the first release"):
        party = planted_row["party"]
        record = row_of[party, planted_row["reference"]]
        key = (party, record["service_ref"])
        if key not in token_of:
            continue
        study = ids[token_of[key]]
        others = [k for k in token_of if ids.get(token_of[k]) == study and k != key]
        used = {f"svc_{name[5:]}_sessions_band" for name, cell in record.items() if name.startswith("used_") and cell == "Y"}
        used -= {f"svc_{name[5:]}_sessions_band" for k in others if k[0] == party for name, cell in row_of[k].items() if name.startswith("used_") and cell == "Y"}
        checked += 1
        gone += all(before[study][column] != "0" for column in used) and (study not in after or all(after[study][column] == "0" for column in used))
        kept += not any(k[0].startswith("nhs") for k in others) or study in after
    receipts = len(list((out / "leap-eval/cohort").glob("receipts/*")))
    return checked > 0 and gone == kept == checked, f"{checked} of 25 withdrawn rows had gone out: sessions gone for {gone}, the trust's child there for {kept}; {receipts} receipts"


def d_counted_apart():
    told, good = [], True
    for party in ("nhs-a", "nhs-b"):
        got = counts(party)
        objected, opted = got.get("excluded.objected", 0), got.get("excluded.opted-out", 0)
        want = [sum(r["party"] == party for r in planted(w)) for w in ("objected", "opted out nationally")]
        good = good and [objected, opted] == want
        told.append(f"{party}: {objected} objected, {opted} opted out (planted {want[0]}, {want[1]})")
    return good, "; ".join(told)


def e_wards_and_age():
    """Everybody outside, or four and older, by truth: none went out; and the reasons are in the counts."""
    went = set(scene.tokens().values())
    wrong = [r for w in ("lives outside the four wards", "four or older") for r in planted(w) if (r["party"], r["reference"]) in went]
    reasons = collections.Counter()
    for party in custodians:
        for name, count in counts(party).items():
            if name in ("excluded.outside-wards", "excluded.too-old", "excluded.no-postcode", "excluded.postcode-unknown", "excluded.no-birth-date"):
                reasons[name.split(".")[1]] += count
    return not wrong and reasons["outside-wards"] > 0 and reasons["too-old"] > 0, f"{len(wrong)} went out; out are " + ", ".join(f"{v} {k}" for k, v in sorted(reasons.items()))


def f_unborn():
    born = scene.is_born()
    person, truth = scene.persons_found(), scene.references_in_truth()
    mixed = lambda pair: born(pair[0]) != born(pair[1])  # noqa: E731
    # A record made before birth is one child's; it is right if the child's born records are its person.
    def of_records(groups):
        by = collections.defaultdict(lambda: (set(), set()))
        for key, value in groups.items():
            by[value][0 if born(key) else 1].add(key)
        return {(u, b) for bs, us in by.values() for u in us for b in bs}
    true, found = of_records({k: truth[k] for k in person}), of_records(person)
    right = len(true & found)
    precision, recall = right / max(len(found), 1), right / max(len(true), 1)
    return recall >= .9 and precision >= .98, f"precision {precision:.4f}, recall {recall:.4f} ({len(true)} true pairs, {len(found)} found)"


def g_ledger():
    path = out / "nhs-a/answer.json"
    if not path.exists():
        return False, scene.undone("ledger") or "no answer"
    people = json.loads(path.read_text())["people"]
    release = people[0]["releases"][0]
    sent = release["sent"]
    who = sent if isinstance(sent, list) else list(sent.values())
    good = len(people) == 1 and release["policy"] and who and all(s.get("time") and s.get("columns") for s in who)
    return bool(good), f"one child: {len(who)} recipients, {', '.join(str(len(s['columns'])) + ' columns' for s in who)}, with times, policy and notice"


def h_nothing_at_intake():
    hits, words = search_for_people(scene, [out / "intake", out / "examiner/memory"])
    images = sorted((out / "examiner/memory").glob("intake-*.image"))
    cells = hits
    return not hits and len(images) > 0, f"{len(cells)} hits; {words}; {len(images)} memory images of intake at exit"


examiner = Examiner(scene)
examiner.common()
examiner.mark("a", "no answer is no consent", a_blank_consent)
examiner.mark("b", "withdrawn at a service, kept at the trust", b_withdrawn)
examiner.mark("c", "a trust's file with names is refused", lambda: scene.was_refused("nhs-in-clear", "nhs-in-clear-to-ttp"))
examiner.mark("d", "objections and the national opt-out are counted apart", d_counted_apart)
examiner.mark("e", "other wards and ages are out, with reason", e_wards_and_age)
examiner.mark("f", "unborn and born are joined", f_unborn)
examiner.mark("g", "what was released of one child", g_ledger)
examiner.mark("h", "the platform keeps nothing in clear", h_nothing_at_intake)
sys.exit(examiner.end())
