#!/usr/bin/env python3
"""check.py OUT: the marks of Oldham, C1 to C12 and a to h (docs/scenarios.md)."""

import collections
import hashlib
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import marks  # noqa: E402
from marks import Examiner, Release, Scenario, Source, link_quality, pairs_within  # noqa: E402
from reading import csv_rows, table_file  # noqa: E402

out = pathlib.Path(sys.argv[1]).resolve()
councils, departments = ("oldham", "la-2", "la-3"), ("moj", "dfe", "dwp")
custodians = councils + departments
NAMES = ["given", "family", "dob", "postcode"]
FIRST = {"moj": "pnc_ref", "dfe": "upn", "dwp": "nino"}
FILES = {"moj": ["moj_pnc.csv", "moj_prison.csv"], "dfe": ["dfe_npd.csv", "dfe_ilr.csv"], "dwp": ["dwp_wpls.csv"]}


class Programme(Scenario):
    """Departments' people have a number of the extract, which the truth does not name: it names rows of their files."""

    def references_in_truth(self):
        of_row = {(r["party"], r["file"], int(r["row"])): r["person"] for r in csv_rows(self.truth / "truth.csv")}
        known = {(p, r["person_ref"]): of_row[p, "la_family.csv", n] for p in councils for n, r in enumerate(csv_rows(self.out / p / "la_family.csv"), 1)}
        for party, files in FILES.items():
            for name in files:
                people = csv_rows(self.out / party / name.replace(".csv", "-rows.csv"))
                for number, row in enumerate(people, 1):
                    known[party, row["person_no"]] = of_row[party, name, number]
        return known


scene = Programme(
    out, unit="ttp", key_holders=custodians, parties=custodians + ("ttp", "researcher", "second-team", "oldham-reader", "dluhc"),
    sources=[Source(p, "rows.csv", "person_ref", NAMES + ["family_ref", "person_ref", "nino", "upn"], truth_file="la_family.csv") for p in councils]
    + [Source(p, "persons.csv", "person_no", NAMES + [FIRST[p]], truth_file=FILES[p][0]) for p in departments],
    releases=(Release("researcher", "researcher", link_map="inbox/researcher.map"), Release("second-team", "second-team", link_map="inbox/second-team.map")),
    linked_artefacts=("researcher/post/researcher.map.age", "second-team/post/second-team.map.age"), shut_out=custodians,
    story=str(pathlib.Path(__file__).resolve().parent / "run.sh"))


def c4_programme():
    """Pairs that the scenario asks for: a programme record with a department's, and the councils' among themselves."""
    truth, person = scene.references_in_truth(), scene.persons_found()
    wanted = lambda pairs: {p for p in pairs if p[0][0] in councils or p[1][0] in councils}  # noqa: E731
    in_programme = {truth[key] for key in person if key[0] in councils}
    found_in = {person[key] for key in person if key[0] in councils}
    kept = {k: v for k, v in person.items() if k in truth and (truth[k] in in_programme or v in found_in)}
    true, found = wanted(pairs_within({k: truth[k] for k in kept})), wanted(pairs_within(kept))
    right = len(true & found)
    precision, recall = right / max(len(found), 1), right / max(len(true), 1)
    figure = f"precision {precision:.4f}, recall {recall:.4f} ({len(true)} true pairs, {len(found)} found, of the programme)"
    strict = marks.strict_recall(scene, lambda key: True)
    if strict[0] is None:
        return False, f"{figure}; strict: {strict[1]}"
    return precision >= .99 and recall >= .95 and strict[0] >= recall - .02, f"{figure}; strict recall {strict[0]:.4f} of all pairs"


def a_nothing_back():
    return marks.c7_nobody_else_opens(scene)


def b_no_reference():
    """No family_ref, person_ref, NINO, UPN or PNC id in the researchers' cohorts, plain or under the hashes that everybody knows."""
    secrets = set()
    for party in councils:
        for row in csv_rows(out / party / "la_family.csv"):
            secrets |= {row[c] for c in ("family_ref", "person_ref", "nino", "upn") if row[c]}
    for party in departments:
        secrets |= {row[FIRST[party]] for row in csv_rows(out / party / "persons.csv") if row[FIRST[party]]}
    tokens = {r["row_token"] for r in table_file(out / "ttp/linked/persons.table")}
    forms = set(tokens)
    for text in secrets:
        for spelling in {text, text.lower()}:
            forms |= {spelling} | {hashlib.new(h, spelling.encode()).hexdigest() for h in ("md5", "sha1", "sha256", "sha512")}
    hits, cells, files = set(), 0, 0
    for team in ("researcher", "second-team"):
        for path in (out / team / "cohort").glob("*.csv"):
            files += 1
            seen = set(re.split(r"[,\n\"]", path.read_text(encoding="utf-8")))
            cells += len(seen)
            hits |= seen & forms
    if not files:
        return False, scene.undone("cohort") or "there is no cohort"
    return not hits, f"{len(hits)} hits; {len(secrets)} references and {len(tokens)} tokens, plain and by four hashes, against {cells} different cells of {files} files"


def c_no_lookup():
    text = (out / "examiner/research-help.txt").read_text()
    verbs = re.findall(r"^  ([a-z][a-z -]*?)  +", text.split("verbs:")[1], re.M)
    bad = [v for v in verbs if re.search(r"look|find|search|who|person|query|alert|score", v)]
    persons = [str(p.relative_to(out)) for t in ("researcher", "second-team") for p in (out / t / "cohort").glob("*.csv") if "study_id" in p.open().readline()]
    cohort = (out / "researcher/cohort/families.csv").exists()
    return cohort and not bad and not persons, f"verbs: {', '.join(verbs)}; {len(persons)} tables with a person's id" + ("" if cohort else "; " + (scene.undone("cohort") or "no families.csv"))


def d_own_area():
    undone = scene.undone("disclose-oldham", "release-oldham", "open-tables", "cohort")
    refused, told = scene.was_refused("a council with a handful of families")
    if undone:
        return False, f"{undone}; {told}"
    areas = collections.Counter()
    for path in (out / "oldham-reader/inbox").rglob("*.csv"):
        text = path.read_text()
        areas.update({name for name in ("la-2", "la-3") if name in text})
    return refused and not areas, f"other areas in Oldham's tables: {dict(areas) or 'none'}; {told}"


def e_counted_once():
    split = {r["person"] for r in csv_rows(scene.truth / "planted.csv") if r["planted"] == "family split across two councils"}
    families = collections.defaultdict(set)
    for row in csv_rows(scene.truth / "families.csv"):
        families[row["family"]].add(row["person"])
    wanted = [members for members in families.values() if members & split]
    path = out / "ttp/linked/families.table"
    if not path.exists():
        return False, "no families.table: the linkage unit found no families"
    tokens, truth = scene.tokens(), scene.references_in_truth()
    of = {tokens[r["row_token"]]: r["family"] for r in table_file(path) if r["row_token"] in tokens}
    once = 0
    for members in wanted:
        ids = {family for key, family in of.items() if key[0] in councils and truth.get(key) in members}
        once += len(ids) == 1
    return bool(wanted) and once == len(wanted), f"{once} of {len(wanted)} families in two councils' files are one family"


def policy_says(name, word):
    said = (out / f"examiner/{name}.txt").read_text()
    line = next((l.strip() for l in said.splitlines() if re.search(word, l, re.I)), "")
    return bool(line), line[:200] or f"{name}.toml was not refused for {word}"


def h_two_people():
    refused, told = scene.was_refused("one signature")
    undone = scene.undone("disclose", "release")
    return refused and not undone and (out / "researcher/tables-dluhc.age").exists(), f"{told}; two different people: " + (undone or "accepted")


examiner = Examiner(scene)
examiner.common(C4=c4_programme)
examiner.mark("a", "no council and no department opens anything linked", a_nothing_back)
examiner.mark("b", "no reference of anybody in the cohort", b_no_reference)
examiner.mark("c", "no way to look somebody up", c_no_lookup)
examiner.mark("d", "a council sees its area, and nothing of a handful", d_own_area)
examiner.mark("e", "a family of two councils counts once", e_counted_once)
examiner.mark("f", "crimes need Article 10", lambda: policy_says("no-article-10", "art10|article 10|criminal"))
examiner.mark("g", "nobody outside UK and EEA", lambda: policy_says("abroad", "territor|US"))
examiner.mark("h", "one signature no, two people yes", h_two_people)
sys.exit(examiner.end())
