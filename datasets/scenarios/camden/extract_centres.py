#!/usr/bin/env python3
"""The council's own extract: what its systems know of a person, in one row a registration.

Run by camden-cc in its own folder, before anything is encoded. Reads cc.csv (registrations), relationships.csv,
family_worker.csv and the council's list of PCPS consents (pcps.csv); writes rows.csv. Nothing in it leaves but by
`gauze encode`, under the policy. What it adds to a registration:

  ground, consent, consent_date   why a row may be in: universal services need no consent; families with a family worker
                                  are in with consent, or under a child-protection plan (CPP) without
  family_worker, retention_class  whether the rows are kept until 5 or until 25
  clock_from                      the birth date that clock counts from: the child's own, a parent's youngest child's
  household_ref                   one for those whom relationships.csv puts under one roof; who is tied to them and lives
                                  elsewhere has another, and so have strangers who share an address
  consent_pcps, form_version      of the list for IPINFA
  work_status3, basis_class       groups of codes that the researchers asked for

A second registration that agrees with an earlier one of the family letter for letter in given name, family name and birth
date is not written again (`also_ref` names it); one that differs is left to the linkage.
"""
import collections
import csv

CHILD = "child"


def read(name):
    with open(name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Households:
    """Who lives under one roof, as relationships.csv says: same_household = Y, passed on."""

    def __init__(self, rows, ties):
        self.parent = {row["person_ref"]: row["person_ref"] for row in rows}
        for tie in ties:
            if tie["same_household"] == "Y":
                self.parent[self.of(tie["person_ref"])] = self.of(tie["related_ref"])

    def of(self, person):
        while self.parent[person] != person:
            self.parent[person] = self.parent[self.parent[person]]
            person = self.parent[person]
        return person


def household_refs(rows, ties):
    """By registration: who lives under one roof has one reference. A second registration has no ties of its own: it is of the
    household of whoever in the family has its birth date or its given name; of none, if that tells two households."""
    households = Households(rows, ties)
    tied = {person for tie in ties for person in (tie["person_ref"], tie["related_ref"])}
    alike = collections.defaultdict(set)
    for row in rows:
        if row["person_ref"] in tied:
            for cell in (row["dob"], row["given"]):
                alike[(row["family_ref"], cell)].add(households.of(row["person_ref"]))
    refs = {}
    for row in rows:
        refs[row["person_ref"]] = "H" + households.of(row["person_ref"])
        if row["person_ref"] not in tied:
            found = alike[(row["family_ref"], row["dob"])] | alike[(row["family_ref"], row["given"])]
            if found:
                refs[row["person_ref"]] = "H" + next(iter(found)) if len(found) == 1 else ""
    return refs


def grounds(workers):
    """By family: (ground, consent, its date). A family worker's family is in by consent or under a plan, or not at all."""
    of_family = {}
    for worker in workers:
        ground = "CPP" if worker["cpp"] == "Y" else ""
        of_family[worker["family_ref"]] = (ground, worker["consent"], worker["start"])
    return of_family


def once_each(rows):
    """Without second registrations that agree with an earlier one; each with the references it had."""
    first = {}
    for row in rows:
        names = (row["family_ref"], row["given"], row["family"], row["dob"])
        same = first.setdefault(names if all(names) else row["person_ref"], row)
        same.setdefault("also_ref", "")
        if same is not row:
            same["also_ref"] = f"{same['also_ref']} {row['person_ref']}".strip()
            same["attendances"] = str(max(int(same["attendances"] or 0), int(row["attendances"] or 0))) if row["role"] == CHILD else ""
            same["postcode"], same["address"] = same["postcode"] or row["postcode"], same["address"] or row["address"]
    return list(first.values())


def main():
    rows, ties = read("cc.csv"), read("relationships.csv")
    household, ground = household_refs(rows, ties), grounds(read("family_worker.csv"))
    pcps = {row["person_ref"]: row for row in read("pcps.csv")}
    youngest = collections.defaultdict(str)
    for row in rows:
        if row["role"] == CHILD:
            youngest[row["family_ref"]] = max(youngest[row["family_ref"]], row["dob"])
    rows = once_each(rows)
    columns = list(rows[0]) + ["household_ref", "ground", "consent", "consent_date", "family_worker",
                               "retention_class", "clock_from", "basis_class", "work_status3", "consent_pcps",
                               "form_version"]
    with open("rows.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, columns, lineterminator="\n")
        out.writeheader()
        for row in rows:
            out.writerow(row | of_row(row, household, ground, youngest, pcps))


def of_row(row, household, ground, youngest, pcps):
    has_worker = row["family_ref"] in ground
    code, consent, date = ground.get(row["family_ref"], ("UNIVERSAL", "", ""))
    basis = "universal" if not has_worker else "consent" if consent == "Y" else "exempt"
    work = {"full-time": "in work", "part-time": "in work", "not working": "not in work"}
    form = pcps.get(row["person_ref"], {})
    return {"household_ref": household[row["person_ref"]], "ground": code, "consent": consent,
            "consent_date": date, "family_worker": "Y" if has_worker else "N",
            "retention_class": "25" if has_worker else "5",
            "clock_from": row["dob"] if row["role"] == CHILD else youngest[row["family_ref"]],
            "basis_class": basis, "work_status3": work.get(row["work_status"], "not known" if row["work_status"] else ""),
            "consent_pcps": form.get("consent_pcps", ""), "form_version": form.get("form_version", "")}


if __name__ == "__main__":
    main()
