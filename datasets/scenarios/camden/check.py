#!/usr/bin/env python3
"""The marks of the Camden scenario (S2), after run.sh has played it: check.py OUT."""
import collections
import itertools
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from marks import Examiner, Release, Scenario, Source, gauze  # noqa: E402
from reading import csv_rows, log_lines, table_file, tabbed  # noqa: E402

REVIEWS = ("new_birth", "6_8_weeks", "1_year", "2_2_5_years")
NAMES = ["given", "family", "dob", "postcode"]


class Camden(Scenario):
    def references_in_truth(self):
        """The trusts' rows are called by the rows of the file they were made of; the first of them says whose they are."""
        files = {("cnwl-hv", "hv.csv"), ("tavi-camhs-slt", "camhs_slt.csv")}
        by_row, found = {}, {}
        for r in csv_rows(self.truth / "truth.csv"):
            if (r["party"], r["file"]) in files:
                by_row[(r["party"], r["row"])] = r["person"]
            elif r["file"] == "cc.csv":
                found[(r["party"], r["reference"])] = r["person"]
        for party, _ in files:
            for row in csv_rows(self.out / party / "rows.csv"):
                found[(party, row["rows_of"])] = by_row[(party, row["rows_of"].split("-")[0])]
        return found


def scene_of(out):
    custodians = ("cnwl-hv", "camden-cc", "tavi-camhs-slt")
    return Camden(out, sources=[
        Source("camden-cc", "rows.csv", "person_ref", NAMES + ["address", "upn"], truth_file="cc.csv"),
        Source("cnwl-hv", "rows.csv", "rows_of", ["nhs_number", "child_given", "child_family", "dob", "address", "postcode"], truth_file="hv.csv"),
        Source("tavi-camhs-slt", "rows.csv", "rows_of", ["nhs_number"] + NAMES, truth_file="camhs_slt.csv")],
        key_holders=custodians, parties=custodians + ("ttp", "ieys-analysis", "ipinfa", "board"),
        releases=(Release("ieys-analysis", "ieys-analysis", ids=("study_id", "household_sid", "family_sid")),
                  Release("ipinfa", "ipinfa", ids=("study_id", "household_sid", "family_sid"))),
        linked_artefacts=("ttp/ieys-analysis.map.age", "ttp/ipinfa.map.age"), shut_out=custodians + ("board",),
        story=str(pathlib.Path(__file__).resolve().parent / "run.sh"))


class Marks:
    def __init__(self, scene):
        self.scene, self.out = scene, scene.out
        self.cc = {row["person_ref"]: row for row in csv_rows(self.out / "camden-cc/rows.csv")}
        self.truth = scene.references_in_truth()
        self.planted = collections.defaultdict(list)
        for row in csv_rows(scene.truth / "planted.csv"):
            self.planted[row["planted"]].append(row)
        self.sent = {line["record_id"] for line in table_file(self.out / "camden-cc/encoded/stays-here/ledger.table") if line["row"] != "0"}

    def encode_counts(self, party="camden-cc"):
        return next(l["counts"] for l in log_lines(self.out / party / "evidence") if l["verb"] == "encode" and l["outcome"] == "done")

    def payload(self):
        """person of the truth -> its rows of the council's payload, as the researchers hold them."""
        tokens = self.scene.tokens()
        found = collections.defaultdict(list)
        for row in table_file(self.out / "ieys-analysis/inbox/camden-cc.payload"):
            party, reference = tokens[row["row_token"]]
            found[self.truth[(party, reference)]].append(row)
        return found

    def a_consent_and_plan(self):
        workers = {row["family_ref"]: row for row in csv_rows(self.out / "camden-cc/family_worker.csv")}
        asked = {row["ref"] for row in csv_rows(self.out / "camden-cc/rights.csv") if row["right"] in ("restrict", "erase", "object")}
        plan = [r for r, row in self.cc.items() if (w := workers.get(row["family_ref"])) and w["cpp"] == "Y" and w["consent"] != "Y"]
        out = [r for r, row in self.cc.items() if (w := workers.get(row["family_ref"])) and w["cpp"] != "Y" and w["consent"] != "Y"]
        counts = self.encode_counts()
        listed = [r for r in plan if r in asked]
        families = {self.cc[r]["family_ref"] for r in plan}
        children = [r for r in plan if self.cc[r]["role"] == "child" and r in self.sent]
        good = (all(r in self.sent for r in plan if r not in asked) and not any(r in self.sent for r in out)
                and len(families) == 140 and counts.get("exempt.CPP", -1) in (len(plan), len(plan) - len(listed)))
        return good, (f"{len(families)} families under a plan without consent are in ({len(plan)} rows, {len(children)} of children; counted under CPP: "
                      f"{counts.get('exempt.CPP')}; {len(listed)} of them asked to be left out); {len(out)} rows without consent or plan, "
                      f"{sum(r in self.sent for r in out)} of them in")

    def b_parents_apart(self):
        payload, people = self.payload(), self.scene.truth_persons()
        children = collections.defaultdict(list)
        for person in people.values():
            for parent in (person["mother"], person["father"]):
                if parent:
                    children[parent].append(person["person"])
        together = apart = out = wrong = 0
        for row in self.planted["parent who lives elsewhere"]:
            parent = row["person"]
            pairs = [(mine, theirs) for child in children[parent] for mine in payload.get(parent, []) for theirs in payload.get(child, [])
                     if people[child]["household"] != people[parent]["household"]]
            if not pairs:
                out += 1
                continue
            one_family = any(a["family_sid"] == b["family_sid"] for a, b in pairs)
            one_roof = any(a["household_sid"] and a["household_sid"] == b["household_sid"] for a, b in pairs)
            together, apart = together + one_family, apart + (not one_roof)
            wrong += one_roof or not one_family
        planted = len(self.planted["parent who lives elsewhere"])
        return wrong == 0 and planted == 900 and together + out == 900, (
            f"{apart} of {planted - out} never share a household with their child, {together} of {planted - out} share its family; {out} of the {planted} "
            f"are not in the run with a child (no consent, or asked to be left out)")

    def c_two_families(self):
        """Every planted address: those who live there, by the families of its children. Two families have two ids if no id is in
        both. A family that is not in the run, or only under an id that the other has too, counts as not told apart."""
        payload, people = self.payload(), self.scene.truth_persons()
        by_home = collections.defaultdict(list)
        for person in people.values():
            by_home[person["household"]].append(person)
        two, out = 0, 0
        planted = self.planted["address with two unrelated families"]
        for row in planted:
            home = by_home[people[row["person"]]["household"]]
            children = {p["person"] for p in home if any(r["role"] == "child" for r in payload.get(p["person"], []))}
            families = {p["family_group"]: set() for p in home if p["person"] in children}
            for person in home:
                if person["family_group"] in families:
                    families[person["family_group"]] |= {r["family_sid"] for r in payload.get(person["person"], [])}
            out += len(families) < 2
            ids = list(families.values())
            two += len(ids) >= 2 and all(not one & other for one, other in itertools.combinations(ids, 2))
        return len(planted) == 240 and two >= .98 * len(planted), (
            f"{two} of {len(planted)} addresses have two family ids ({two / len(planted):.1%}); at {out} of the others only one family is in the run")

    def d_nurseries(self):
        good, told = self.scene.was_refused("a nursery file for evaluation")
        text = (self.out / "examiner/with-nurseries.txt").read_text()
        named = 'collected for "nursery-safety"' in text
        return good and named, f"{told}; the agreement with them in it: {'refused (purpose)' if named else 'NOT refused'}"

    def e_ipinfa(self):
        tokens = self.scene.tokens()
        pcps = {row["person_ref"]: row for row in csv_rows(self.out / "camden-cc/pcps.csv")}
        rows = table_file(self.out / "ipinfa/inbox/camden-cc.payload")
        wrong = [r for r in rows if pcps.get(tokens[r["row_token"]][1], {}).get("consent_pcps") != "Y"]
        wanted = {r for r in self.sent if self.cc[r]["consent_pcps"] == "Y"}
        got = {tokens[r["row_token"]][1] for r in rows}
        cohort = csv_rows(self.out / "ipinfa/cohort/cohort.csv")
        dead, told = self.scene.was_refused("IPINFA opens under the new agreement")
        return not wrong and got == wanted and len(cohort) <= len(rows) and dead, (
            f"{len(cohort)} children, {len(wrong)} without consent, all {len(wanted)} that the run could send; after the form was withdrawn {told}")

    def f_clock(self):
        lines = tabbed(self.out / "examiner/retention.tsv")
        wanted = ("fifth", "29 February", "twenty-five")
        undone = self.scene.undone("retain")
        missing = [w for w in wanted if sum(w in line[0] for line in lines) < 2]
        wrong = [" ".join(line) for line in lines if line[1] != line[2]]
        if undone or missing:
            return False, undone or f"not played: {', '.join(missing)}"
        days = list(dict.fromkeys(line[0].rsplit(": ", 1)[0] for line in lines if ": " in line[0]))
        return not wrong, "; ".join(wrong) or f"no row early and none late, at six parties ({len(lines)} looks), on {'; '.join(days)}"

    def g_restricted(self):
        told, good = [], True
        for party, file, column in (("camden-cc", "cc.csv", "person_ref"), ("cnwl-hv", "hv.csv", "nhs_number"), ("tavi-camhs-slt", "camhs_slt.csv", "nhs_number")):
            asked = {r["ref"] for r in csv_rows(self.out / party / "rights.csv") if r["right"] == "restrict"}
            stored = {r[column] for r in csv_rows(self.out / party / file)}
            rows = csv_rows(self.out / party / "rows.csv")
            sent = {int(line["row"]) for line in table_file(self.out / party / "encoded/stays-here/ledger.table")}
            out = [r for at, r in enumerate(rows, 1) if asked & {r[column], *r.get("also_ref", "").split()} and at in sent]
            counted = self.encode_counts(party).get("excluded.restricted", 0)
            good = good and asked <= stored and not out and counted > 0
            told.append(f"{party}: {len(asked)} asked, {len(asked & stored)} stored, {counted} excluded as restricted, {len(out)} sent")
        return good, "; ".join(told)

    def h_take_up(self):
        """The researchers' exact table, by ward, of children, of those who came to a centre, and of each review, beside the same
        table of the same rows put together by the truth. Rows that must not be in the run are in neither, and a ward is the one that
        the council's file says; how far truth/take_up.csv is, with everybody and where they really live, is told beside it."""
        cohort = csv_rows(self.out / "ieys-analysis/cohort/cohort.csv")
        seen = collections.Counter()
        for row in cohort:
            if row["role"] == "child":
                seen.update(self.take_up_of(row["ward"], row["centre_contacts_band"], [one for one in REVIEWS if row[f"review_{one}_done"] == "1"]))
        true = self.take_up_in_truth()
        apart = {what: sum(abs(seen[k] - true[k]) for k in seen.keys() | true.keys() if k[1] == what) for what in ("children", "centre", *REVIEWS)}
        told = ", ".join(f"{what} {sum(n for k, n in seen.items() if k[1] == what)} for {sum(n for k, n in true.items() if k[1] == what)}"
                         f"{f' ({apart[what]} apart over the wards)' if apart[what] else ', equal in every ward'}" for what in apart)
        everybody = {row["ward"]: int(row["children"]) for row in csv_rows(self.scene.truth / "take_up.csv")}
        moved = sum(abs(seen[(ward, "children")] - n) for ward, n in everybody.items())
        return not any(apart.values()), f"{told}; beside everybody where they really live children differ by {moved / sum(everybody.values()):.1%}"

    @staticmethod
    def take_up_of(ward, contacts, reviews):
        return [(ward, "children")] + [(ward, "centre")] * (contacts not in ("", "0")) + [(ward, review) for review in reviews]

    def take_up_in_truth(self):
        """The table over the children of the council's payload, each with all that the trust sent of it."""
        tokens, reviews = self.scene.tokens(), collections.defaultdict(set)
        for row in table_file(self.out / "ieys-analysis/inbox/cnwl-hv.payload"):
            reviews[self.truth[tokens[row["row_token"]]]] |= {one for one in REVIEWS if row[f"had_{one}"] == "Y"}
        true = collections.Counter()
        for person, rows in self.payload().items():
            child = [row for row in rows if row["role"] == "child"]
            if child:
                true.update(self.take_up_of(child[0]["ward"], child[0]["contacts_band"], reviews[person]))
        return true


def main():
    scene = scene_of(sys.argv[1])
    examiner, marks = Examiner(scene), Marks(scene)
    examiner.common()
    for name, what in (("a", "consent, or a protection plan"), ("b", "parents who live apart"), ("c", "two families at one address"),
                       ("d", "nurseries stay out"), ("e", "IPINFA gets who signed its form"), ("f", "5 and 25 years"),
                       ("g", "restricted rows are kept and stay out"), ("h", "take-up by ward")):
        function = next(getattr(marks, m) for m in dir(marks) if m.startswith(name + "_"))
        examiner.mark(name, what, function)
    return examiner.end()


if __name__ == "__main__":
    sys.exit(main())
