#!/usr/bin/env python3
"""Makes known answers for the encoder: normal forms, and what docs/encoding.md makes of them.

    known_answers.py gauze-custodian > known_answers/encoding.json

Of the program nothing but the settings lines are taken, which are its reading of a policy and part of the
input; all bits, symbols and keys are computed here. tests/engine/custodian/known_answers_test.cpp checks the
encoder against the file, so that Python is needed only to make it anew, when a version of the specification
changes.
"""

import hashlib
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from artefacts import EncodedFile
from construction import Construction, Settings, Value, hmac_of, lp

RECORDS = 64  # of each profile
PROJECT, WAVE = "answers", "2026-autumn"
FIELDS = {
    "given": "given-name",
    "family": "family-name",
    "dob": "date",
    "sex": "sex",
    "postcode": "postcode",
    "town": "place",
    "nhs": "nhs-number",
    "phone": "phone",
}
# The profile "blocks" is the standard one with these beside its own keys.
BLOCKS = [
    ("names", ["given:sound", "family:sound"], 300_000, 50),
    ("key-1", ["postcode:outward", "dob:year-month"], 70_000_000, 16),
    ("coarse", ["dob:year"], 200, 100),
    ("chosen", ["family:bigram", "given:initial", "dob:month-day"], 4_194_304, 1),
]
# Each is its own normal form.
GIVEN = """ANNA MARY_ANN ZOE JOHN CHRISTOPHER O KATHERINE CATHERINE WOJCIECH MAXIMILIAN_ALEXANDER LI
SIAN""".split()
FAMILY = """SMITH SMITH_JONES OBRIEN MACDONALD MCDONALD KNUTH SCHOENHOEFT VANDERBERG NG X WESTERLUND
PFEISTER""".split()
TOWNS = "LEEDS STOKE_ON_TRENT YORK ST_IVES LLANFAIRPWLLGWYNGYLL ELY".split()
POSTCODES = "SW1A_1AA M1_1AE B33_8TH CR2_6XH DN55_1PT SO14_0NX 6167".split()


def policy(profile):
    named = "standard" if profile == "blocks" else profile
    text = f'[project]\nid = "{PROJECT}"\nprofile = "{named}"\nmost_repeats = "1"\n'
    text += {"tolerant": "tolerant = true\n", "strict": f'wave = "{WAVE}"\n'}.get(profile, "")
    text += '[[party]]\nname = "here"\n'
    for name, kind in FIELDS.items():
        text += f'[[field]]\nname = "{name}"\nkind = "{kind}"\n'
        text += 'formats = ["YYYYMMDD"]\n' if kind == "date" else ""
    for name, parts, records, bucket in BLOCKS if profile == "blocks" else ():
        listed = ", ".join(f'"{part}"' for part in parts)
        text += f'[[block]]\nname = "{name}"\nparts = [{listed}]\nrecords = {records}\nbucket = {bucket}\n'
    return text


def nhs_number(draw):
    while True:
        digits = f"{draw.randrange(4 * 10**8, 8 * 10**8)}"
        check = (11 - sum(int(d) * (10 - i) for i, d in enumerate(digits)) % 11) % 11
        if check < 10:
            return digits + str(check)


def normal_forms(draw):
    day = f"{draw.randint(1930, 2019)}{draw.randint(1, 12):02}{draw.randint(1, 31):02}"  # some are impossible
    record = [
        draw.choice(GIVEN),
        draw.choice(FAMILY),
        day,
        draw.choice("MF"),
        draw.choice(POSTCODES),
        draw.choice(TOWNS),
        nhs_number(draw),
        f"7{draw.randrange(10**8, 10**9)}",
    ]
    return ["" if draw.random() < 0.1 else value.replace("_", " ") for value in record]


def settings_of(custodian, profile, secret, wave, rows):
    """The lines that the program makes of the policy, from the header of any file that it encodes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "policy.toml").write_text(policy(profile))
        check = hmac_of(secret, lp("gauze-key-file", PROJECT, *([wave] if wave else []))).hex()[:8]
        of_wave = f"wave {wave}\n" if wave else ""
        key = folder / "project.key"
        key.touch(mode=0o600)
        lines = f"project {PROJECT}\n{of_wave}secret {secret.hex()}\ncheck {check}\n"
        key.write_text("gauze-project-key 1\n" + lines)
        (folder / "rows.csv").write_text("\n".join(",".join(row) for row in [list(FIELDS)] + rows) + "\n")
        command = [custodian, "encode", "--policy", "policy.toml", "--key", "project.key", "--party", "here"]
        subprocess.run(command + ["--out", "out", "rows.csv"], cwd=folder, check=True, capture_output=True)
        return EncodedFile(folder / "out/to-linkage-unit/here.gauze").header["settings"]


def answer(construction, row):
    settings = construction.settings
    values = {field: Value(kind, normal) for (field, kind), normal in zip(FIELDS.items(), row)}
    views = []
    for view in settings.views.values():
        shown = construction.shown(view, values)
        if shown is None:
            views.append("-")
        else:
            views.append(shown.hex() if view.symbols else hashlib.sha256(shown).hexdigest()[:32])
    keys = [construction.match_key(name, values) for name in settings.keys]
    present = "".join("1" if values[field].tokens else "0" for field in FIELDS)
    keys = ["-" if key is None else key.hex() for key in keys]
    blocks = [construction.block_token(name, values) for name in settings.blocks]
    blocks = {"blocks": ["-" if token is None else token.hex() for token in blocks]} if blocks else {}
    return {"normal": row, "present": present, "views": views, "keys": keys} | blocks


def main():
    profiles = []
    for profile in ("plain", "standard", "tolerant", "strict", "blocks"):
        draw = random.Random(profile)
        secret = hashlib.sha256(f"known answers {profile}".encode()).digest()
        wave = WAVE if profile == "strict" else ""
        rows = [normal_forms(draw) for _ in range(RECORDS)]
        lines = settings_of(sys.argv[1], profile, secret, wave, rows)
        construction = Construction(Settings(lines), secret, PROJECT, wave)
        profiles.append(
            {
                "profile": profile,
                "secret": secret.hex(),
                "policy": policy(profile),
                "settings": lines,
                "specification": construction.settings.specification,
                "records": [answer(construction, row) for row in rows],
            }
        )
    about = "by tests/vectors/known_answers.py; views as hex of symbols or 32 digits of a filter's SHA-256"
    text = json.dumps({"about": about, "profiles": profiles}, indent=None, separators=(",", ":"))
    print(text.replace('{"normal"', '\n{"normal"').replace('{"profile"', '\n{"profile"'))


if __name__ == "__main__":
    main()
