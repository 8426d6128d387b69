#!/usr/bin/env python3
"""Makes a policy and made-up records of every kind of field, clean, dirty and missing, the same every time.

    random_records.py PROFILE COUNT FOLDER      writes FOLDER/policy.toml and FOLDER/records.csv

PROFILE is plain, standard, tolerant, strict or custom; the last has views, keys and blocks of other sizes
and of every level. The party is called "here".
"""

import csv
import random
import sys
from pathlib import Path

KINDS = {
    "given": "given-name",
    "family": "family-name",
    "whole": "full-name",
    "dob": "date",
    "seen": "date",
    "sex": "sex",
    "postcode": "postcode",
    "street": "address-line",
    "town": "place",
    "nhs": "nhs-number",
    "upn": "upn",
    "nino": "nino",
    "phone": "phone",
    "email": "email",
    "code": "code",
    "weight": "number",
    "note": "text",
}

PROFILE_LINES = {
    "tolerant": "tolerant = true\n",
    "strict": 'wave = "2026-autumn"\n',
    "custom": 'decoys = "0.1"\n',
}

# Lengths that are no multiple of anything, every way of counting positions, every hardening that can be
# repeated.
CUSTOM = """
[[view]]
name = "odd"
bits = 1031
fields = ["given", "family", "dob", "whole", "note", "weight"]
hashes = { given = 1, family = 64, dob = 3 }
padding = 20
[[view]]
name = "small"
bits = 500
fields = ["given", "sex", "phone", "email"]
value_bits = { given = 60, phone = 7 }
symbols = 7
samples = 13
padding = 9
[[view]]
name = "large"
bits = 131072
fields = ["dob", "code", "street", "postcode"]
value_bits = 2048
symbols = 300
samples = 96
[[view]]
name = "alone"
bits = 64
fields = ["given"]
hashes = 1
symbols = 1
samples = 1
[[view]]
name = "diffused"
bits = 1000
fields = ["given", "family", "dob", "phone"]
density = "0.3"
harden = { kind = "diffuse", bits = 40, samples = 11 }
[[view]]
name = "folded"
bits = 1000
fields = ["family", "town", "upn"]
harden = { kind = "fold", times = 3 }
[[view]]
name = "neighbours"
bits = 777
fields = ["family", "nino", "weight"]
harden = { kind = "rule90" }
joined = false
"""
CUSTOM_KEYS = [
    ["nhs"],
    ["given:sound", "family:initial", "dob:year-month"],
    ["dob:month-day", "given:bigram", "given:initial"],
    ["whole:sound", "dob:year-day", "postcode:sector"],
    ["whole", "postcode:outward", "dob:year"],
    ["whole:bigram", "whole:initial", "postcode:district", "sex"],
    ["street:bigram", "town:bigram", "note:bigram", "email:bigram", "dob"],
    ["street", "town", "note", "weight"],
    ["code"],
    ["email"],
    ["upn", "nino"],
    ["phone", "given"],
    ["seen", "family:bigram", "postcode"],
]
# A filter may have blocks beside it, and so may keys.
BLOCKS = {
    "plain": [(["family:sound", "dob:year"], 7_000_000, 16)],
    "custom": [
        (["given:sound", "dob:year-month"], 300_000, 50),
        (["postcode:district", "sex"], 2, 1),
        (["family:bigram", "given:bigram", "dob:month-day"], 4_194_304, 1),
        (["town", "note:bigram"], 4_294_967_295, 1024),
        (["nhs"], 100, 7),
    ],
}


def policy(profile):
    text = f'[project]\nid = "vectors-{profile}"\nprofile = "{profile}"\nmost_repeats = "1"\n'
    text += PROFILE_LINES.get(profile, "") + '[[party]]\nname = "here"\nid = "ref"\n'
    for name, kind in KINDS.items():
        text += f'[[field]]\nname = "{name}"\nkind = "{kind}"\n'
        if name == "dob":
            text += 'formats = ["YYYY-MM-DD"]\nmissing = ["1900-01-01"]\n'
        if name == "seen":
            text += 'columns = { day = "seen_day", month = "seen_month", year = "seen_year" }\n'
            text += 'earliest = "2000-01-01"\n'
        if name == "given":
            text += "hashes = 7\n"
    if profile == "custom":
        text += CUSTOM
        for k, parts in enumerate(CUSTOM_KEYS):
            listed = ", ".join(f'"{part}"' for part in parts)
            text += f'[[key]]\nname = "k{k}"\nparts = [{listed}]\n'
    for b, (parts, records, bucket) in enumerate(BLOCKS.get(profile, [])):
        listed = ", ".join(f'"{part}"' for part in parts)
        text += f'[[block]]\nname = "k{b}"\nparts = [{listed}]\nrecords = {records}\nbucket = {bucket}\n'
    return text


# ---- cells ----



def listed(text):
    return [entry.strip() for entry in text.replace("\n", "|").split("|")]


GIVEN = listed("""Anna|Mary-Ann|Zoë|Siân|Łukasz|Bjørn|José|Nguyễn|Анна|Σοφία|محمد|小明|O|Jo|Abd|Wojciech|Đorđe
İbrahim|Þóra|Aþena|Mc|Mr.John|Baby|Twin1|Unknown|Null|Christopher|Maximilian-Alexander|Mary Ann|al Hassan
Dr Jane|John Jr|Anna Anna Anna|😀""")
GIVEN += ["  Eve  ", "Li\tWei", "Ann\u200b", "Te\u0301a"]
FAMILY = listed("""Smith|Jones|O'Brien|O’Neill|Smith-Jones|MacDonald|McDonald|Müller|Straße|Ñúñez|Øster|Knuth
Schoenhoeft|Phillipson|Pfeister|Macintosh|Westerlund|Evans|Wright|Hughes|Quinn|Kaur|Singh|Khan|Ng|X|Iñárritu
Šťastný|van der Berg|de la Cruz|Mc Kee|St John|d' Arcy|Le|Featherstonehaugh-Cholmondeley|Иванов|山田""")
TOWNS = listed("Leeds|Stoke-on-Trent|Llanfairpwllgwyngyll|York|St. Ives|Newcastle upon Tyne|Bath|Ely|Ō")
STREETS = listed("High St.|Elm Road|Elm Elm Grove|Church Lane|The Old Rectory|St Mary's Close|1st Avenue")
WORDS = "left hand scar seen twice no change review in 3 weeks ÉTÉ a b c".split()
POSTCODES = listed("SW1A 1AA|sw1a1aa|M1 1AE|B33 8TH|CR2 6XH|DN55 1PT|S014 ONX|6167|ZZ99 3WZ|D02 X285|??")
DATES = listed("1974-02-31|1974-00-00|1800-01-01|1900-01-01|197q-02-01|43831|2004-2-9|x|1999-13-45")
NUMBERS = listed("97,572.30|1.00E+11|0|-0.5|0.49999999999999994|1e3|12 kg|9999999999999999")
SMALL = "abcdefghijklmnopqrstuvwxyz"
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def digits(self, count):
        return "".join(self.random.choice("0123456789") for _ in range(count))

    def letters(self, count, alphabet=LETTERS):
        return "".join(self.random.choice(alphabet) for _ in range(count))

    def one(self, *makers):
        return self.random.choice(makers)()

    def given(self):
        return self.random.choice(GIVEN)

    def family(self):
        # Half of them from letters, so that keys are not all shared.
        if self.random.random() < 0.5:
            return self.letters(self.random.randint(1, 12), SMALL).title()
        return self.random.choice(FAMILY)

    def whole(self):
        given, family = self.given(), self.family()
        return self.random.choice([f"{given} {family}", f"{family}, {given}", family])

    def dob(self):
        r = self.random
        day = f"{r.randint(1920, 2020)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"
        return day if r.random() < 0.9 else r.choice(DATES)

    def seen(self):
        r = self.random
        return [
            r.choice(["", "1", "02", "31", "30"]),
            r.choice(["", "1", "11", "Feb", "02", "September", "13", "Foo"]),
            r.choice(["", "1999", "2004", "2015", "99", "20155"]),
        ]

    def sex(self):
        return self.random.choice("M F male Female 1 2 9 X divers".split())

    def postcode(self):
        if self.random.random() < 0.3:
            return self.random.choice(POSTCODES)
        return f"{self.letters(2)}{self.random.randint(1, 99)} {self.digits(1)}{self.letters(2)}"

    def street(self):
        return f"{self.random.randint(1, 300)}{self.random.choice(['', 'a', ','])} {self.random.choice(STREETS)}"

    def town(self):
        return self.random.choice(TOWNS)

    def nhs(self):
        digits = self.digits(9)
        check = (11 - sum(int(d) * (10 - i) for i, d in enumerate(digits)) % 11) % 11 % 10
        plain = digits + str(check)
        return self.one(
            lambda: plain,
            lambda: f"{plain[:3]} {plain[3:6]} {plain[6:]}",
            lambda: self.digits(10),
            lambda: plain[:4] + "O" + plain[5:],
            lambda: self.random.choice(["9999999999", "9.43E+09", "123", plain + ".0"]),
        )

    def upn(self):
        return self.random.choice(LETTERS) + self.digits(11) + self.random.choice("0123456789AB")

    def nino(self):
        return self.letters(2) + self.digits(6) + self.random.choice(["A", "B", "C", "D", "", "E"])

    def phone(self):
        number = "7" + self.digits(9)
        return self.random.choice(["0" + number, "+44 (0)" + number, number[:5], self.digits(6)])

    def email(self):
        name = self.random.choice(["jo", "a.b", "jo.bloggs", "x"]) + self.digits(self.random.randint(0, 4))
        ends = ["@NHS.uk", "@ex@mple.org", "", " @example.org"]
        return self.random.choice([" " + name + self.random.choice(ends), "@", "é@é.fr"])

    def code(self):
        return self.random.choice([f"ab-{self.digits(4)}", self.digits(90), "X" + self.digits(2), "--", "n/a"])

    def weight(self):
        r = self.random
        drawn = [r.randint(-99, 99), r.randint(0, 10**6), r.randint(-(10**15), 10**15)]
        whole = r.choice(drawn + [32, 64, -32, 47])
        return r.choice([str(whole), f"{whole}.5", f"{whole}.{self.digits(3)}", r.choice(NUMBERS)])

    def note(self):
        return " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(1, 9)))

    def cells(self, name):
        """The cells of a field: one, or three of a date in parts."""
        value = getattr(self, name)()
        value = value if isinstance(value, list) else [value]
        lost = self.random.random()
        if lost < 0.06:
            return [""] * len(value)
        return [" NULL "] * len(value) if lost < 0.07 else value


def write_records(path, count, seed):
    maker = Maker(seed)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        columns = list(KINDS)
        seen = columns.index("seen")
        columns[seen : seen + 1] = ["seen_day", "seen_month", "seen_year"]
        out.writerow(["ref"] + columns)
        for row in range(count):
            ref = f"R{row}" if row % 50 else f"é\t{row}\\"
            if row % 97 == 96:  # a row of nobody: left out
                out.writerow([ref] + [""] * len(columns))
            elif row % 101 == 100:  # a row that cannot be cut into cells
                out.writerow([ref, "too short"])
            else:
                out.writerow([ref] + [cell for name in KINDS for cell in maker.cells(name)])


def main():
    profile, count, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    (folder / "policy.toml").write_text(policy(profile), encoding="utf-8")
    write_records(folder / "records.csv", count, f"vectors {profile}")


if __name__ == "__main__":
    main()
