#!/usr/bin/env python3
"""A custodian's own extract, made in its own folder before anything is encoded: rows.csv has one row for each person.

  extract.py universal|earlyhelp|hospital|schools|housing|benefits|police

A file that shows a person many times shows the linkage unit who is in it many times, and `gauze encode` refuses it. So
  universal   becomes a row a child with a flag for each service and the day of its latest use. Who asked one service to stop
              loses that service's use and keeps the others (stop_requests.csv; the list is the custodian's own)
  police      becomes a row a child; what it did and what was done to it are two columns and are never added up
  housing     becomes a row a tenant
and every file that has an address gets `home`: the address in one form (with_homes), in the first row of each home
alone, so that no two rows of one file show the linkage unit that their people live together. `household_ref` is the custodian's
name for the home of a row; it travels to the researcher as a pseudonym and to nobody else.
"""
import collections
import csv
import datetime
import difflib
import re
import sys

KINDS = {"St": "Street", "Rd": "Road", "Ave": "Avenue", "Cl": "Close", "Dr": "Drive", "Ln": "Lane", "Cres": "Crescent",
         "Gdns": "Gardens", "Terr": "Terrace", "Pl": "Place", "Ct": "Court", "Gr": "Grove", "Sq": "Square"}
STREETS = {word.upper() for word in list(KINDS.values()) + ["Way", "Walk", "Mews", "Rise", "View", "Row", "Hill", "Square"]}
SHORT = {brief.upper(): full.upper() for brief, full in KINDS.items()}
COUNTIES = {("WEST", "YORKSHIRE")}


def read(name):
    with open(name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def standard_address(text):
    """(dwelling, town): capitals, words, FLAT for its synonyms, the street's kind written out, no county. The town is what
    stands behind the street's kind, and may be missing."""
    words = re.sub(r"[^A-Z0-9 ]", " ", text.upper().replace("'", "")).split()
    if tuple(words[-2:]) in COUNTIES:
        words = words[:-2]
    if words[:1] == ["NO"]:
        words = words[1:]
    if words[:1] and words[0] in ("APARTMENT", "APT", "UNIT"):
        words[0] = "FLAT"
    at = max((i for i, word in enumerate(words) if i > 0 and (word in STREETS or word in SHORT)), default=None)
    if at is None:
        return " ".join(words), ""
    words[at] = SHORT.get(words[at], words[at])
    return " ".join(words[:at + 1]), " ".join(words[at + 1:])


def street_of(dwelling):
    return re.sub(r"^(FLAT \S+ )?(\d+[A-Z]?|\S+ \S+) ", "", dwelling)


def district_of(row):
    """Of a postcode that has the shape of one, else nothing."""
    found = re.fullmatch(r"([A-Z]{1,2}[0-9][0-9A-Z]?) ?[0-9][A-Z]{2}", row["postcode"].strip().upper())
    return found[1] if found else ""


def with_homes(rows, column):
    """Adds household_ref and home to every row: the dwelling and its postcode district, since one street name stands in
    several towns and twice in one. Where the file has a street in one district, a slip in a single postcode does not count;
    a dwelling whose district cannot be told is no home."""
    dwellings = [standard_address(row[column])[0] for row in rows]
    of_street = collections.defaultdict(collections.Counter)
    for row, dwelling in zip(rows, dwellings):
        if dwelling and district_of(row):
            of_street[street_of(dwelling)][district_of(row)] += 1
    shown = set()
    for row, dwelling in zip(rows, dwellings):
        seen = of_street[street_of(dwelling)]
        known = {district for district, times in seen.items() if times > 1 or 10 * times >= sum(seen.values())}
        district = district_of(row) if district_of(row) in known else next(iter(known)) if len(known) == 1 else ""
        home = f"{dwelling} {district}" if dwelling and district else ""
        row["household_ref"] = home
        row["home"] = home if home and home not in shown else ""
        shown.add(home)
    return rows


def housing():
    """The landlord's file has the UPRN of each home and no postcode. Which postcode a UPRN has is public: the National
    Statistics UPRN Lookup."""
    postcodes = {row["uprn"]: row["postcode"] for row in read("uprn_postcodes.csv")}
    rows = read("housing.csv")
    for at, row in enumerate(rows):
        row["row_no"], row["postcode"] = str(at + 1), postcodes.get(row["uprn"], "")
    write(with_homes(rows, "address"))


def write(rows):
    with open("rows.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def flag_name(word):
    return "uses_" + re.sub(r"[^a-z0-9]+", "_", word.lower()).strip("_")


def one_of(uses, but):
    """The child as most of its uses write it; a birth date that no child can have counts only where there is no other."""
    def most(name):
        cells = [use[name] for use in uses if use[name]]
        if name == "dob":
            cells = [cell for cell in cells if can_be_born(cell)] or cells
        return collections.Counter(cells).most_common(1)[0][0] if cells else ""
    return {name: most(name) for name in uses[0] if name not in but}


def can_be_born(cell):
    try:
        return datetime.datetime.strptime(cell, "%d/%m/%Y").date() <= datetime.date.today()
    except ValueError:
        return False


def day(text):  # dd/mm/yyyy sorts
    return tuple(reversed(text.split("/")))


def universal():
    stopped = {(row["person_ref"], row["service"]) for row in read("stop_requests.csv")}
    uses = read("universal.csv")
    services = sorted({use["service"] for use in uses})
    kept = [use for use in uses if (use["person_ref"], use["service"]) not in stopped]
    print(f"{len(uses)} uses of services, {len(uses) - len(kept)} of them stopped by {len(stopped)} requests")
    of_child, children = collections.defaultdict(list), {}
    for use in kept:
        of_child[use["person_ref"]].append(use)
    for use in kept:
        child = children.setdefault(use["person_ref"], one_of(of_child[use["person_ref"]], ("service", "last_used"))
                                    | {"last_used": use["last_used"], "services": 0} | {flag_name(one): "N" for one in services})
        child[flag_name(use["service"])] = "Y"
        child["services"] += 1
        child["last_used"] = max(child["last_used"], use["last_used"], key=day)
    write(with_homes(list(children.values()), "address"))


def near(one, other, share):
    return bool(one and other) and difflib.SequenceMatcher(None, one.lower(), other.lower()).ratio() >= share


def given_alike(one, other):
    names = one["given"].lower(), other["given"].lower()
    return not all(names) or names[0][0] == names[1][0] or near(*names, 0.5)


def near_date(one, other):
    """The same day, or a day and a month that changed places, or one wrong digit."""
    return bool(one and other) and (sorted(one) == sorted(other) or sum(a != b for a, b in zip(one, other)) <= 1)


def of_one_child(one, other):
    """Born on one day, and the family or the home is the same; or one home and family, and a birth date with one slip or
    none written, where the given name is the same as well. Brothers and sisters share home and family, twins the day too."""
    if not given_alike(one, other):
        return False
    family = near(one["family"], other["family"], 0.6)
    home = bool(one["postcode"]) and one["postcode"] == other["postcode"]
    if one["dob"] and one["dob"] == other["dob"]:
        return family or home
    slip = near_date(one["dob"], other["dob"]) or not (one["dob"] and other["dob"])
    return slip and family and home and near(one["given"], other["given"], 0.7)


def police():
    """A row a child, as far as the incidents show it."""
    incidents = [dict(row, role="offence", ref=row["offence_ref"]) for row in read("police_offences.csv")]
    incidents += [dict(row, role="victim", ref=row["victim_ref"]) for row in read("police_victims.csv")]
    parent, by_key = list(range(len(incidents))), collections.defaultdict(list)

    def root(at):
        while parent[at] != at:
            at = parent[at]
        return at

    for at, row in enumerate(incidents):
        for key in (row["dob"], row["postcode"], (row["family"].lower()[:3], row["given"].lower()[:2])):
            if not key:
                continue
            for other in by_key[key]:
                if of_one_child(row, incidents[other]):
                    one, two = root(at), root(other)
                    parent[max(one, two)] = min(one, two)
            by_key[key].append(at)
    children = collections.defaultdict(list)
    for at in range(len(incidents)):
        children[root(at)].append(incidents[at])
    rows = []
    for of_one in children.values():
        row = {name: next((one[name] for one in reversed(of_one) if one[name]), "") for name in ("ref", "given", "family", "dob", "gender", "postcode")}
        roles = collections.Counter(one["role"] for one in of_one)
        rows.append(row | {"offence_flag": "Y" if roles["offence"] else "N", "victim_flag": "Y" if roles["victim"] else "N",
                           "refs": " ".join(one["ref"] for one in of_one)})
    write(rows)


def benefits():
    rows = with_homes(read("dwp.csv"), "address")
    for at, row in enumerate(rows):
        row["workless"] = "N" if row["workless_to"] else "Y"
        row["row_no"] = str(at + 1)
    write(rows)


def plain(name, address=None):
    rows = read(name)
    for at, row in enumerate(rows):
        row["row_no"] = str(at + 1)  # a reference of its own, where the file has none that is one row's alone
    write(with_homes(rows, address) if address else rows)


if __name__ == "__main__":
    {"universal": universal, "police": police, "benefits": benefits,
     "earlyhelp": lambda: write(with_homes(read("earlyhelp.csv"), "address")), "hospital": lambda: plain("bthft.csv", "address"),
     "schools": lambda: plain("schools.csv"), "housing": housing}[sys.argv[1]]()
