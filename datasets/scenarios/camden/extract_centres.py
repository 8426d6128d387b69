#!/usr/bin/env python3
"""The council's own extract: what its systems know of a person, in one row a registration.

Run by camden-cc in its own folder, before anything is encoded. Reads cc.csv (registrations), relationships.csv,
family_worker.csv and the council's list of PCPS consents (pcps.csv); writes rows.csv. Nothing in it leaves but by
`gauze encode`, under the policy. What it adds to a registration:

  ground, consent, consent_date   why a row may be in: universal services need no consent; families with a family worker
                                  are in with consent, or under a child-protection plan (CPP) without
  family_worker, retention_class  whether the rows are kept until 5 or until 25
  clock_from                      the birth date that clock counts from: the child's own, a parent's youngest child's
  carer_dob                       of a child: its mother's birth date, where relationships.csv names her; else that of its only
                                  parent under the same roof; none of a parent who asked not to be in
  household_ref                   one for those whom relationships.csv puts under one roof; who is tied to them and lives
                                  elsewhere has another, and so have strangers who share an address
  consent_pcps, form_version      of the list for IPINFA
  work_status3, basis_class       groups of codes that the researchers asked for

A second registration, which has no ties of its own, is not written again where its family has one person whom it can be
(`also_ref` names it); requests under rights then count for the row that is left (lists.csv). The few that nobody can place are
left as they are.
"""
import collections
import csv
import difflib

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


def carers(rows, ties, asked):
    """By registration of a child: the birth date of the carer whom a health visitor writes down, its mother. A second registration
    has no ties of its own: it has the carer of whichever child of the family has its birth date or its given name."""
    by_ref = {row["person_ref"]: row for row in rows}
    parents = collections.defaultdict(list)
    for tie in ties:
        if tie["relation"] == "parent":
            parents[tie["related_ref"]].append((by_ref[tie["person_ref"]], tie["same_household"]))
    carer, alike = {}, collections.defaultdict(set)
    for row in rows:
        if row["role"] != CHILD or row["person_ref"] not in parents:
            continue
        both = parents[row["person_ref"]]
        found = [p for p, _ in both if p["sex"] == "F"] or [p for p, roof in both if roof == "Y"]
        if len(found) == 1 and found[0]["person_ref"] not in asked:
            carer[row["person_ref"]] = found[0]["dob"]
            for cell in (row["dob"], row["given"]):
                alike[(row["family_ref"], cell)].add(found[0]["dob"])
    for row in rows:
        if row["role"] == CHILD and row["person_ref"] not in parents:
            found = alike[(row["family_ref"], row["dob"])] | alike[(row["family_ref"], row["given"])]
            if len(found) == 1:
                carer[row["person_ref"]] = next(iter(found))
    return carer


def grounds(workers):
    """By family: (ground, consent, its date). A family worker's family is in by consent or under a plan, or not at all."""
    of_family = {}
    for worker in workers:
        ground = "CPP" if worker["cpp"] == "Y" else ""
        of_family[worker["family_ref"]] = (ground, worker["consent"], worker["start"])
    return of_family


def likeness(one, other):
    """Of two given names, one of which may be misspelt."""
    return difflib.SequenceMatcher(None, one["given"].lower(), other["given"].lower()).ratio()


def registered_before(row, family):
    """The registration of the family that this one, which has no ties, repeats; none if nobody can tell which it is: who has its
    birth date, of twins the one whose given name is more alike; if nobody has, the only one whose given name is alike."""
    same = [known for known in family if known["role"] == row["role"]]
    born = [known for known in same if row["dob"] and known["dob"] == row["dob"]]
    if len(born) == 1:
        return born[0]
    found = [known for known in born or same if likeness(known, row) >= 0.6]
    if born and len(found) > 1:
        best = max(likeness(known, row) for known in found)
        found = [known for known in found if likeness(known, row) == best]
    return found[0] if len(found) == 1 else None


def once_each(rows, ties):
    """Without second registrations; each row with the references it had (also_ref), and what a second one says that the first
    leaves blank. Whoever has ties in relationships.csv is a person of their own there."""
    tied = {ref for tie in ties for ref in (tie["person_ref"], tie["related_ref"])}
    families, once = collections.defaultdict(list), []
    for row in sorted(rows, key=lambda row: row["person_ref"] not in tied):
        row["also_ref"] = ""
        first = None if row["person_ref"] in tied else registered_before(row, families[row["family_ref"]])
        if first is None:
            families[row["family_ref"]].append(row)
            once.append(row)
            continue
        first["also_ref"] = f"{first['also_ref']} {row['person_ref']}".strip()
        if row["role"] == CHILD:
            first["attendances"] = str(max(int(first["attendances"] or 0), int(row["attendances"] or 0)))
        for column in ("given", "family", "dob", "address", "postcode"):
            first[column] = first[column] or row[column]
    return once


def write_requests(rows, asked):
    """lists.csv: requests under rights, each by the reference of the row that is left."""
    left = {ref: row["person_ref"] for row in rows for ref in [row["person_ref"], *row["also_ref"].split()]}
    with open("lists.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, list(asked[0]), lineterminator="\n")
        out.writeheader()
        for request in asked:
            out.writerow(request | {"ref": left.get(request["ref"], request["ref"])})


def main():
    rows, ties = read("cc.csv"), read("relationships.csv")
    household, ground = household_refs(rows, ties), grounds(read("family_worker.csv"))
    asked = read("rights.csv")
    carer = carers(rows, ties, {row["ref"] for row in asked if row["right"] != "rectify"})
    pcps = {row["person_ref"]: row for row in read("pcps.csv")}
    youngest = collections.defaultdict(str)
    for row in rows:
        if row["role"] == CHILD:
            youngest[row["family_ref"]] = max(youngest[row["family_ref"]], row["dob"])
    order = {row["person_ref"]: at for at, row in enumerate(rows)}
    rows = sorted(once_each(rows, ties), key=lambda row: order[row["person_ref"]])
    write_requests(rows, asked)
    columns = list(rows[0]) + ["carer_dob", "household_ref", "ground", "consent", "consent_date", "family_worker",
                               "retention_class", "clock_from", "basis_class", "work_status3", "consent_pcps",
                               "form_version"]
    with open("rows.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, columns, lineterminator="\n")
        out.writeheader()
        for row in rows:
            extra = {"carer_dob": carer.get(row["person_ref"], "")}
            out.writerow(row | extra | of_row(row, household, ground, youngest, pcps))


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
