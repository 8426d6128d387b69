#!/usr/bin/env python3
"""The marks of the Bradford scenario (S5), after run.sh has played it: check.py OUT."""
import collections
import itertools
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from extract import standard_address  # noqa: E402
from marks import Examiner, Release, Scenario, Source, gauze  # noqa: E402
from reading import csv_rows, log_lines, table_file  # noqa: E402

NAMES = ["given", "family", "dob", "postcode"]
FILES = {"trust-universal": ("universal.csv", "person_ref"), "trust-earlyhelp": ("earlyhelp.csv", "person_ref"), "bthft": ("bthft.csv", "row_no"),
         "schools": ("schools.csv", "row_no"), "incommunities": ("housing.csv", "row_no"), "dwp": ("dwp.csv", "row_no"), "police": ("", "ref")}
HOMES = ("trust-universal", "trust-earlyhelp", "bthft", "dwp")


class Bradford(Scenario):
    def references_in_truth(self):
        found = {}
        for r in csv_rows(self.truth / "truth.csv"):
            if r["party"] in FILES:
                by_row = FILES[r["party"]][1] == "row_no"
                found[(r["party"], r["row"] if by_row else r["reference"])] = r["person"]
        return found


def scene_of(out):
    custodians = tuple(FILES)
    more = {"incommunities": ["tenant_given", "tenant_family", "tenant_dob", "address", "uprn"], "bthft": ["nhs_number", "address"] + NAMES,
            "schools": ["upn"] + NAMES, "dwp": ["nino", "address"] + NAMES, "police": NAMES}
    return Bradford(out, sources=[Source(p, "rows.csv", FILES[p][1], more.get(p, NAMES + ["address"]), truth_file=FILES[p][0]) for p in FILES],
                    key_holders=custodians, parties=custodians + ("ttp", "policy-research", "ofsted", "public"),
                    releases=(Release("policy-research 1", "policy-research", "cohort"), Release("policy-research 2", "policy-research", "cohort-2")),
                    linked_artefacts=("ttp/policy-research-1.map.age", "ttp/policy-research-2.map.age"), shut_out=custodians + ("ofsted", "public"),
                    link_words=("--candidates", "keys", "--precision", "0.99"), story=str(pathlib.Path(__file__).resolve().parent / "run.sh"))


class Marks:
    def __init__(self, scene):
        self.scene, self.out = scene, scene.out
        self.truth, self.people = scene.references_in_truth(), scene.truth_persons()
        self.planted = collections.defaultdict(list)
        for row in csv_rows(scene.truth / "planted.csv"):
            self.planted[row["planted"]].append(row)

    def counts(self, party):
        return next(l["counts"] for l in log_lines(self.out / party / "evidence") if l["verb"] == "encode" and l["outcome"] == "done")

    def a_stop_requests(self):
        uses = collections.defaultdict(set)
        for row in csv_rows(self.out / "trust-universal/universal.csv"):
            uses[row["person_ref"]].add(row["service"])
        stops = collections.defaultdict(set)
        for row in csv_rows(self.out / "trust-universal/stop_requests.csv"):
            stops[row["person_ref"]].add(row["service"])
        tokens, flags = self.scene.tokens(), {}
        for row in table_file(self.out / "policy-research/inbox/trust-universal.payload"):
            flags[tokens[row["row_token"]][1]] = {name for name, cell in row.items() if name.startswith("uses_") and cell == "Y"}
        name = lambda service: "uses_" + re.sub(r"[^a-z0-9]+", "_", service.lower()).strip("_")  # noqa: E731
        wrong = [p for p, asked in stops.items() if flags.get(p, set()) != {name(s) for s in uses[p] - asked}]
        untouched = [p for p in flags if p not in stops and flags[p] != {name(s) for s in uses[p]}]
        early = {row["person_ref"] for row in csv_rows(self.out / "trust-earlyhelp/stop_requests.csv")}
        sent = {tokens[row["row_token"]][1] for row in table_file(self.out / "policy-research/inbox/trust-earlyhelp.payload")}
        elsewhere = len({self.truth[("trust-earlyhelp", p)] for p in early} & {self.truth[("trust-universal", p)] for p in flags})
        return not wrong and not untouched and not early & sent, (
            f"{len(stops)} children lost one universal service and kept the others ({len(wrong)} wrong), nobody else lost one ({len(untouched)}); "
            f"{len(early)} left early help ({len(early & sent)} still in), {elsewhere} of them are still in universal services")

    def b_both_roles(self):
        """Every row's flags are the roles of its own incidents, and each of the planted children has both. Children who seem both
        because the police or the linkage unit took two for one are told, and are C4's to judge."""
        tokens = self.scene.tokens()
        found = self.scene.persons_found()
        refs = {row["ref"]: row["refs"].split() for row in csv_rows(self.out / "police/rows.csv")}
        offences = {row["offence_ref"] for row in csv_rows(self.out / "police/police_offences.csv")}
        victims = {row["victim_ref"] for row in csv_rows(self.out / "police/police_victims.csv")}
        roles, wrong = collections.defaultdict(lambda: [False, False]), 0
        for row in table_file(self.out / "policy-research/inbox/police.payload"):
            key = tokens[row["row_token"]]
            flags = [row["offence_flag"] == "Y", row["victim_flag"] == "Y"]
            wrong += flags != [bool(offences & set(refs[key[1]])), bool(victims & set(refs[key[1]]))]
            roles[found[key]] = [a or b for a, b in zip(roles[found[key]], flags)]
        persons = collections.defaultdict(set)
        for key, person in found.items():
            if key[0] == "police":
                persons[self.truth[key]].add(person)
        planted = {row["person"] for row in self.planted["offender and victim"]}
        both = sum(any(all(roles[p]) for p in persons[child]) for child in planted)
        mixed = sum(all(roles[p]) for child, mine in persons.items() if child not in planted for p in mine)
        return both == len(planted) == 70 and wrong == 0, (
            f"{both} of {len(planted)} children who are both have both flags, each in its own column; {wrong} rows have a flag that is not their incidents'; "
            f"{mixed} others seem both because they were joined with another child")

    def c_clock(self):
        return next(f for f in (lambda: __import__("marks").c10_retention(self.scene),))()

    def d_quality(self):
        """The report is of the file as it came, so each planted cell counts. It holds counts and names of columns only."""
        wanted = {"NHS number not valid as written": ("bthft", "nhs_number"), "UPN not valid as written": ("schools", "upn"),
                  "postcode not valid as written": ("trust-universal", "postcode"), "birth date not valid as written": ("trust-universal", "dob")}
        told, good, shown = [], True, 0
        for planted, (party, column) in wanted.items():
            text = (self.out / party / "quality.json").read_text()
            found, cells = faults_of(json.loads(text), column), self.planted[planted]
            file = csv_rows(self.out / party / FILES[party][0])
            shown += sum(file[int(cell["row"]) - 1][column] in text for cell in cells)
            listed = {int(cell["row"]) for cell in cells}
            beyond = sum(column == "postcode" and at not in listed and outside_london(row[column]) for at, row in enumerate(file, 1))
            good = good and found == len(cells) + beyond and not shown
            told.append(f"{column} of {party}: {found} found of {len(cells)} planted" + (f" and {beyond} more that are none of the UK's" if beyond else ""))
        return good, "; ".join(told) + f"; {shown} of these values stand in the reports"

    def e_narrative(self):
        good, told = self.scene.was_refused("a narrative column")
        text = (self.out / "examiner/narrative.txt").read_text()
        return good and "column-text" in text, f"{told}; as payload in an agreement: {'refused (column-text)' if 'column-text' in text else 'NOT refused'}"

    def f_usage(self):
        roles, opened = {}, collections.Counter()
        role = name = None
        for line in (self.out / "agreement.toml").read_text().splitlines():
            if line.startswith("name ="):
                name = line.split('"')[1]
            elif line.startswith("role ="):
                roles[name] = line.split('"')[1]
        for party in self.scene.parties:
            for line in log_lines(self.out / party / "evidence"):
                if line["verb"] in ("open", "accept"):
                    opened[(roles[party], line["verb"], line["outcome"])] += max(len(line["digests"]), 1)
        status, said = gauze("usage", "--json", "--policy", "agreement.toml", *[f"{p}/evidence" for p in self.scene.parties if (self.out / p / "evidence").is_dir()], where=self.out)
        if status:
            return False, f"gauze usage ends with {status}: {said[:200]}"
        told = collections.Counter()
        for one in json.loads(said)["openings"]:
            told[(one["role"], one["verb"], one["outcome"])] += one["files"]
        return told == opened, "files by role, as gauze usage tells and as the logs have them: " + ", ".join(
            f"{role} {verb} {outcome} {told[(role, verb, outcome)]} and {n}" for (role, verb, outcome), n in sorted(opened.items()))

    def g_addresses(self):
        """Homes as the linkage unit names them: each landlord's row beside those rows of other files that show the same home,
        by the truth about who lives where and by what the row itself says (an older address is another home)."""
        home = {}
        tokens = self.scene.tokens()
        for row in table_file(self.out / "ttp/linked/households.table"):
            home[tokens[row["row_token"]]] = row["household"]
        other = collections.defaultdict(set)
        for party in HOMES:
            for row in csv_rows(self.out / party / "rows.csv"):
                key = (party, row[FILES[party][1]])
                if row["home"] and key in home and key in self.truth:
                    other[(self.people[self.truth[key]]["uprn"], standard_address(row["address"])[0])].add(home[key])
        landlord = collections.defaultdict(set)
        for row in csv_rows(self.out / "incommunities/rows.csv"):
            if ("incommunities", row["row_no"]) in home:
                landlord[row["uprn"]].add(home[("incommunities", row["row_no"])])
        joined = asked = 0
        for variant in csv_rows(self.scene.truth / "address_variants.csv"):
            theirs = other.get((variant["uprn"], standard_address(variant["address"])[0]), set())
            if theirs:
                asked += 1
                joined += bool(theirs & landlord.get(variant["uprn"], set()))
        flats = collections.defaultdict(dict)
        for row in csv_rows(self.out / "incommunities/rows.csv"):
            text = " ".join(standard_address(row["address"])).strip()
            if (m := re.match(r"FLAT (\S+) (.*)", text)) and ("incommunities", row["row_no"]) in home:
                flats[m[2]][row["uprn"]] = home[("incommunities", row["row_no"])]
        pairs = [a != b for homes in flats.values() for a, b in itertools.combinations(homes.values(), 2)]
        return asked > 0 and joined >= .97 * asked and sum(pairs) >= .99 * len(pairs), (
            f"{joined} of {asked} addresses in another form joined with the same home in another file ({joined / max(asked, 1):.1%}); "
            f"{sum(pairs)} of {len(pairs)} pairs of flats in one building apart ({sum(pairs) / max(len(pairs), 1):.1%})")

    def h_no_alerts(self):
        verbs = collections.defaultdict(list)
        for program in ("gauze", "gauze-custodian", "gauze-linkage", "gauze-research"):
            import subprocess
            said = subprocess.run([program, "--help"], capture_output=True, text=True).stdout
            verbs[program] = re.findall(r"^  ([a-z][a-z-]+(?: [a-z-]+)?)  ", said, re.M)
        words = ("alert", "score-person", "rank", "lookup", "notify", "watch", "trigger", "risk", "predict")
        bad = [v for named in verbs.values() for v in named if any(w in v for w in words)]
        return bool(verbs["gauze"]) and not bad, f"{sum(map(len, verbs.values()))} verbs of four programs, {len(bad)} of them about single persons {bad or ''}"


def outside_london(postcode):
    """The generator calls a postcode valid by its shape; a district that ends with a letter is also one of eight areas' alone."""
    district = re.fullmatch(r"([A-Z]{1,2})[0-9][A-Z] ?[0-9][A-Z]{2}", postcode.upper())
    return bool(district) and district[1] not in ("E", "N", "W", "EC", "NW", "SE", "SW", "WC")


def faults_of(quality, column):
    """How many cells of a column the report calls at fault, of whatever kind; it has counts only."""
    for one in quality.get("columns", []):
        if one.get("column", one.get("name")) == column:
            faults = one.get("faults", {})
            return sum(faults.values()) if isinstance(faults, dict) else sum(f.get("cells", f.get("count", 0)) for f in faults)
    return -1


def main():
    scene = scene_of(sys.argv[1])
    examiner, marks = Examiner(scene), Marks(scene)
    examiner.common()
    for name, what in (("a", "a stop request stops one service"), ("b", "offenders and victims"), ("c", "two clocks"), ("d", "data quality"),
                       ("e", "narrative is refused"), ("f", "usage by role"), ("g", "addresses"), ("h", "no alerts about people")):
        function = next(getattr(marks, m) for m in dir(marks) if m.startswith(name + "_"))
        examiner.mark(name, what, function)
    return examiner.end()


if __name__ == "__main__":
    sys.exit(main())
