#!/usr/bin/env python3
"""agreement.py BOROUGH... > policy.toml: the agreement of LIIA. What one borough signs, every borough signs in the same
words, so it stands here once; the boroughs' names are all that differs. Lines `# keys of NAME` are where run.sh writes
the keys that `gauze party new` prints."""

import sys

ETHNICITIES = "WBRI WIRI WIRT WROM WOTH MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH CHNE BCRB BAFR BOTH OOTH NOBT REFU".split()

HEAD = """\
[agreement]
id = "LIIA-REHEARSAL"
purpose = "improvement-and-equalities"
review_by = "2099-12-31"
controller = "London Innovation and Improvement Alliance (made up)"
registration = "ZA000003"
contact = "dpo@liia.example"
complaints = "Information Commissioner's Office, ico.org.uk/make-a-complaint"
dpia = "DPIA-LIIA-REHEARSAL"
territories = ["UK"]
rehearsal = true

# A borough may have registered one child twice (one in a hundred is), and `encode` cannot tell that from two people who
# share a name and a birthday. So the share of records that may show the same value as another is 0.05 and not 0.02.
[project]
id = "liia"
title = "LIIA Child Level Insights (synthetic)"
profile = "standard"
most_repeats = "0.05"
smallest_count = 6
"""

PARTY = """
[[party]]
name = "{name}"
role = "{role}"
body = "{body}"
territory = "UK"
{more}# keys of {name}
"""

# Views as `gauze policy suggest` proposes for a borough's own file. The keys were reasoned from what stays when a child moves
# and a record is wrong: each lets one thing go - the home, the family name, the spelling, one slip in the date. All but the
# pupil number hold the given name, since boroughs repeat children (`clean = false`) and twins would be taken for repeats. So
# many as every borough's audit bears. The unborn have no name and no birth date: a key of their own, and none that could make
# a person of two of them.
LINKAGE = """
[[field]]
name = "given"
kind = "given-name"

[[field]]
name = "family"
kind = "family-name"

[[field]]
name = "dob"
kind = "date"
formats = ["YYYY-MM-DD"]

[[field]]
name = "sex"
kind = "sex"
column = "gender"

[[field]]
name = "postcode"
kind = "postcode"

[[field]]
name = "upn"
kind = "upn"

[[field]]
name = "edd"
kind = "date"
formats = ["YYYY-MM-DD"]
about = "family"

[[view]]
name = "without-home"
fields = ["given", "family", "dob"]

[[view]]
name = "without-family"
fields = ["given", "dob", "postcode"]
"""
KEYS = [("upn",), ("given:sound", "dob"), ("given:initial", "family:sound", "dob"), ("given:sound", "family:sound", "dob:year-month"),
        ("given:sound", "family:sound", "dob:month-day"), ("given:sound", "family:sound", "dob:year-day"), ("given:sound", "dob:year", "postcode")]
UNBORN = """
[[key]]
name = "expected"
parts = ["family:sound", "postcode", "edd:year-month"]
about = "unborn"
"""

SOURCE = """
[source.{name}]
basis = {{ art6 = "6(1)(e)", art9 = "9(2)(g)", schedule1 = ["2.8", "2.18"], words = "public task" }}
notice = {{ name = "LIIA Child Level Insights", version = "1", date = "2024-01-31" }}
schema = "liia-1"

[source.{name}.columns]
la_code = {{ use = "payload", codes = ["{name}"] }}
la_child_id = {{ use = ["control", "generalise"], as = [{{ rule = "pseudonym", column = "la_pseudonym" }}] }}
given = "link"
family = "link"
dob = {{ use = ["link", "generalise"], as = [{{ rule = "age", column = "age", arguments = ["2025-01-01"] }}, {{ rule = "month", column = "month_of_birth" }}] }}
edd = {{ use = ["link", "generalise"], as = [{{ rule = "month", column = "expected_month" }}] }}
unborn = {{ use = "payload", kind = "flag" }}
gender = {{ use = ["link", "generalise"], as = [{{ rule = "groups", column = "sex", arguments = ["F=F", "M=M", "U=U"] }}] }}
ethnicity18 = {{ use = "payload", codes = [{ethnicities}], special = true }}
postcode = {{ use = ["link", "generalise"], as = [{{ rule = "sector", column = "sector" }}] }}
upn = "link"
"""
TABLES = {
    "referrals": {"date": ("month", "referred"), "referred_by": ("code", ""), "outcome": ("codes", '"NFA", "assessment"')},
    "s47": {"start": ("month", "s47_start"), "outcome": ("codes", '"conference", "no further action"')},
    "cin": {"start": ("month", "cin_start"), "end": ("month", "cin_end"), "need_code": ("code", "")},
    "cp": {"start": ("month", "cp_start"), "end": ("month", "cp_end"), "category": ("codes", '"NEG", "EMO", "PHY", "SAB"')},
    "cla": {"start": ("month", "cla_start"), "end": ("month", "cla_end"), "legal_status": ("codes", '"C1", "C2", "V2"'), "need_code": ("code", "")},
    "placements": {"start": ("month", "placed"), "end": ("month", "left"), "provider_code": ("code", ""), "placement_postcode": ("sector", "placement_sector")},
}
COLUMNS = [("la_code", "first", 'from = "la_code"'), ("boroughs", "sources", ""), ("age", "first", 'from = "age"'),
           ("month_of_birth", "first", 'from = "month_of_birth"'), ("expected_month", "first", 'from = "expected_month"'), ("unborn", "first", 'from = "unborn"'),
           ("gender", "most", 'from = "sex"'), ("ethnicity", "most", 'from = "ethnicity18"'), ("sector", "first", 'from = "sector"'),
           ("referrals", "count", 'table = "referrals"'), ("placements", "count", 'table = "placements"'),
           ("s47", "any", 'table = "s47"'), ("in_need", "any", 'table = "cin"'), ("protection_plan", "any", 'table = "cp"'), ("looked_after", "any", 'table = "cla"'),
           ("care_order", "any", 'table = "cla"\nwhere = { column = "legal_status", is = ["C1", "C2"] }')]


def table_lines(borough, table, columns):
    yield f'\n[source.{borough}.table.{table}]\nreference = "la_child_id"\n\n[source.{borough}.table.{table}.columns]\nla_child_id = "control"'
    for column, (kind, what) in columns.items():
        if kind in ("month", "sector"):
            yield f'{column} = {{ use = "generalise", as = [{{ rule = "{kind}", column = "{what}" }}] }}'
        elif kind == "codes":
            yield f'{column} = {{ use = "payload", codes = [{what}], special = true }}'
        else:
            yield f'{column} = {{ use = "payload", kind = "code" }}'


def main():
    boroughs = sys.argv[1:]
    print(HEAD)
    for borough in boroughs:
        print(PARTY.format(name=borough, role="custodian", body="Waltham Forest" if borough == "waltham-forest" else f"London Borough: {borough}",
                           more='id = "la_child_id"\nclean = false\n'))
    # Waltham Forest is a borough and the host of LIIA: two parties of one body, which share no key.
    for name, role, body in (("ttp", "linkage-unit", "Linkage Unit (made up)"), ("liia", "researcher", "Waltham Forest"),
                             ("london-study", "researcher", "London Study (made up)"), ("directors", "reader", "Directors of Children's Services")):
        print(PARTY.format(name=name, role=role, body=body, more=""))
    for name, member in (("a-okafor", "liia"), ("b-lind", "liia")):
        print(f'[[checker]]\nname = "{name}"\nmember = "{member}"\n# key of {name}\n')
    print(LINKAGE)
    for number, parts in enumerate(KEYS, 1):
        print(f'[[key]]\nname = "key-{number}"\nparts = [{", ".join(chr(34) + p + chr(34) for p in parts)}]\n')
    print(UNBORN)
    for borough in boroughs:
        print(SOURCE.format(name=borough, ethnicities=", ".join(f'"{e}"' for e in ETHNICITIES)))
        for table, columns in TABLES.items():
            print("\n".join(table_lines(borough, table, columns)))
    print('\n[[recipient]]\nname = "liia"\n\n[[recipient]]\nname = "london-study"\npayload = ["la_code", "age", "sex", "unborn"]\n\n[[recipient]]\nname = "directors"')
    print('\n[[retention]]\nname = "six-years"\nfrom = "receipt"\nyears = 6\n\n[disclosure]\nprofile = "dfe"\n\n[cohort]\nunits = ["person"]')
    for name, take, more in COLUMNS:
        print(f'\n[[cohort.column]]\nname = "{name}"\ntake = "{take}"' + (f"\n{more}" if more else ""))


main()
