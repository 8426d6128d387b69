"""The marks that all five systems share, C1 to C12, and how marks are told (docs/scenarios.md).

The examiner is omniscient: it reads every party's folder, brings ledgers of custodians together with the persons of
the linkage unit and with the truth, which nobody in the story may. It is no party and its folder is nobody's.

A scenario's check.py describes itself once and then says its marks:

    scene = Scenario(out, unit="ttp", sources=[Source("nhs-a", "nhs_a.csv", "service_ref", identifiers=[...])], ...)
    examiner = Examiner(scene)
    examiner.common()                                  # C1 to C12
    examiner.mark("a", "what it says", function)       # function() -> (passed, figure or reason)
    sys.exit(examiner.end())

A function that raises fails its mark, with the reason. No mark is left out.
"""

import base64
import collections
import dataclasses
import datetime
import itertools
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from reading import csv_rows, log_lines, statement, tabbed, table_file  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
TREE = HERE.parent.parent


@dataclasses.dataclass
class Source:
    """A custodian's main file, and what was made of it."""
    party: str
    file: str                     # in the party's folder: what was encoded
    reference: str                # its column of references; its cell is `reference` in truth.csv
    identifiers: list             # columns that nobody but the custodian may read
    encoder: str = ""             # who encoded: the party itself if empty, else its intake
    run: str = "encoded"          # folder of the encode run, at the encoder
    truth_file: str = ""          # file name in truth.csv where it differs from `file`
    audit: str = "audit.dsse"     # at the encoder

    @property
    def at(self):
        return self.encoder or self.party


@dataclasses.dataclass
class Release:
    """Rows that one recipient got: the folder of its cohort, at its member, and the opened link map."""
    recipient: str
    member: str
    cohort: str = "cohort"
    link_map: str = ""
    ids: tuple = ("study_id", "family_id", "household_id")


@dataclasses.dataclass
class Scenario:
    out: pathlib.Path
    sources: list
    unit: str = "ttp"
    linked: str = "linked"
    key_holders: tuple = ()
    releases: tuple = ()
    parties: tuple = ()
    linked_artefacts: tuple = ()  # sealed files that hold anything linked, relative to out; each is tried by ...
    shut_out: tuple = ()          # ... these parties
    born: object = None           # (source, row of the file) -> False for records that C4 leaves to the mark about the unborn
    twins_by: tuple = ("mother", "birth")  # columns of truth/persons.csv
    story: str = ""               # run.sh, for C12
    link_words: tuple = ()        # options of the story's `gauze link`, for C4's comparison with the profile strict
    today: str = ""

    def __post_init__(self):
        self.out = pathlib.Path(self.out).resolve()
        self.truth = self.out / "examiner" / "truth"

    # ---- who is who ----

    def references_in_truth(self):
        files = {(s.party, s.truth_file or s.file): s.party for s in self.sources}
        return {(r["party"], r["reference"]): r["person"] for r in csv_rows(self.truth / "truth.csv")
                if (r["party"], r["file"]) in files}

    def rows_of(self, source):
        return csv_rows(self.out / source.party / source.file)

    def tokens(self):
        """row token -> (party, reference), from the ledgers of all custodians."""
        found = {}
        for source in self.sources:
            rows = self.rows_of(source)
            for line in table_file(self.out / source.at / source.run / "stays-here" / "ledger.table"):
                if line["row"] == "0":
                    continue
                reference = line["record_id"] or rows[int(line["row"]) - 1][source.reference]
                found[line["row_token"]] = (source.party, reference)
        return found

    def persons_found(self, linked=None):
        """(party, reference) -> person of the linkage unit."""
        tokens = self.tokens()
        table = table_file(self.out / self.unit / (linked or self.linked) / "persons.table")
        return {tokens[r["row_token"]]: r["person"] for r in table if r["row_token"] in tokens}

    def truth_persons(self):
        return {r["person"]: r for r in csv_rows(self.truth / "persons.csv")}

    def is_born(self):
        if not self.born:
            return lambda key: True
        unborn = {(s.party, row[s.reference]) for s in self.sources for row in self.rows_of(s) if not self.born(s, row)}
        return lambda key: key not in unborn

    def undone(self, *labels):
        """Why a step was not done, or "" if all were."""
        for line in tabbed(self.out / "examiner" / "undone.tsv"):
            if any(line[0].startswith(label) for label in labels):
                return f"{line[0]} was not done: {line[3][:160]}"
        return ""

    def refusals(self):
        return {line[0]: line for line in tabbed(self.out / "examiner" / "refused.tsv")}

    def was_refused(self, *labels):
        """(whether all of these were refused, each with the code that was wanted; in words)"""
        told, good = [], True
        for label in labels:
            line = self.refusals().get(label)
            if not line:
                return False, f"{label}: not tried{'; ' + self.undone(label) if self.undone(label) else ''}"
            _, party, wanted, found, status = line
            right = status != "0" and (wanted == "any" or wanted == found)
            good = good and right
            told.append(f"{label}: {party} got {found or 'no code'} ({status})" + ("" if right else f", not {wanted}"))
        return good, "; ".join(told)


def pairs_within(groups):
    """All pairs of keys with the same value."""
    by_value = collections.defaultdict(list)
    for key, value in groups.items():
        by_value[value].append(key)
    return {pair for keys in by_value.values() for pair in itertools.combinations(sorted(keys), 2)}


def gauze(*words, where=None):
    """Runs a program of ours; (exit status, everything it said)."""
    ran = subprocess.run(["gauze", *map(str, words)], cwd=where, capture_output=True, text=True, errors="replace")
    return ran.returncode, ran.stdout + ran.stderr


def link_quality(scene, person, keep=lambda key: True):
    """precision, recall, true pairs, found pairs, over records that were linked."""
    truth = scene.references_in_truth()
    kept = {key: value for key, value in person.items() if keep(key) and key in truth}
    true, found = pairs_within({key: truth[key] for key in kept}), pairs_within(kept)
    right = len(true & found)
    return right / max(len(found), 1), right / max(len(true), 1), len(true), len(found)


# ---- C1 to C12 ---------------------------------------------------------------------------------------------------

def c1_one_secret(scene):
    values = {}
    for holder in scene.key_holders:
        told = (scene.out / holder / "check-value.txt").read_text() + (scene.out / holder / "ceremony.txt").read_text()
        values[holder] = re.search(r"[Cc]heck value:?\s+((?:[0-9a-f]{4} ?){4,})", told).group(1).strip()
    if len(set(values.values())) != 1:
        return False, "check values differ: " + ", ".join(f"{k} {v}" for k, v in values.items())
    refused, told = scene.was_refused("wrong-key")
    left = [str(p.relative_to(scene.out)) for p in scene.out.glob("examiner/wrong-key/**/*.gauze.age")]
    return refused and not left, (f"{len(values)} parties hold one secret; somebody with another was stopped ({told})"
                                  + (f", but encodings left: {left}" if left else "; no encoding left"))


def marked_cells(scene, wanted=200):
    """The identifier cells of `wanted` records, chosen by a fixed lot, of six characters and more."""
    lot, cells = random.Random(2026), set()
    rows = [(source, row) for source in scene.sources for row in scene.rows_of(source)]
    for source, row in lot.sample(rows, min(wanted, len(rows))):
        cells |= {row[column].strip() for column in source.identifiers if len(row.get(column, "").strip()) >= 6}
    return {cell for cell in cells if "\n" not in cell}


def forms_of(cell):
    text = cell.encode()
    return {text, cell.upper().encode(), cell.lower().encode(), cell[::-1].encode(), base64.b64encode(text).rstrip(b"=")}


def search(patterns, places, any_case=False):
    """Which of the patterns (bytes without line feeds) stand in files below these places; grep reads all of it. The bodies
    of signed statements are read as well, not only their base64."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "patterns").write_bytes(b"\n".join(sorted(patterns)) + b"\n")
        (folder / "bodies").mkdir()
        read = 0
        for number, path in enumerate(p for place in places for p in sorted(pathlib.Path(place).rglob("*.dsse"))):
            try:
                (folder / "bodies" / str(number)).write_bytes(base64.b64decode(re.search(rb'"payload" ?: ?"([^"]*)"', path.read_bytes()).group(1)))
            except Exception:  # noqa: BLE001 - not a statement; its bytes are searched all the same
                pass
        for place in places:
            place = pathlib.Path(place)
            read += sum(p.stat().st_size for p in (place.rglob("*") if place.is_dir() else [place]) if p.is_file())
        ran = subprocess.run(["grep", "-raoFhi" if any_case else "-raoFh", "-f", folder / "patterns", *map(str, places), folder / "bodies"],
                             capture_output=True, env={**os.environ, "LC_ALL": "C"})
        if ran.returncode > 1:
            raise RuntimeError(ran.stderr.decode(errors="replace"))
        return {line for line in ran.stdout.split(b"\n") if line}, read


def search_for_people(scene, places, cells=None):
    """(hits, what was searched in words). Cells that are words of the public agreement, of public lists or of the programs, in
    capitals or not, tell nothing in any form and are passed over; that the search finds what is there is seen in the
    custodians' own files."""
    cells = cells or marked_cells(scene)
    forms = {cell: forms_of(cell) for cell in cells}
    bin_folder = pathlib.Path(shutil.which("gauze")).parent
    found, _ = search({form for one in forms.values() for form in one}, [scene.out / "agreement.toml", bin_folder / "gauze-linkage", bin_folder / "gauze-custodian"]
                      + [p for p in [scene.out / "made" / "public"] if p.exists()], any_case=True)
    found = {word.lower() for word in found}
    public = {cell for cell in forms if cell.encode().lower() in found}
    patterns = {form for cell, one in forms.items() if cell not in public for form in one if form.lower() not in found}
    own, _ = search({cell.encode() for cell in cells}, [scene.out / s.party / s.file for s in scene.sources])
    missing = len(cells) - len({o for o in own})
    hits, read = search(patterns, [p for p in places if pathlib.Path(p).exists()])
    words = f"{len(patterns)} markers of {len(cells) - len(public)} cells in {read / 1e6:.1f} MB"
    if public:
        words += f", {len(public)} cells that are public words passed over"
    if missing > len(cells) // 20:  # overlapping matches hide a few
        return {b"self-check"}, f"the search itself found only {len(own)} of {len(cells)} cells where they must be"
    return hits, words


def c2_nothing_readable(scene):
    image = memory_image(scene)
    hits, words = search_for_people(scene, [scene.out / scene.unit] + ([image[0]] if image[0] else []))
    return not hits and bool(image[0]), f"{len(hits)} hits; {words}; {image[1]}"


def memory_image(scene):
    """(folder with the memory of `gauze-linkage link` when it exits or None, in words)."""
    folder = scene.out / "examiner" / "memory"
    told = tabbed(scene.out / "examiner" / "memory.tsv")
    images = sorted(folder.glob(f"{scene.unit}-*.image")) if folder.exists() else []
    if images:
        return folder, f"memory at exit of {len(images)} programs, {sum(p.stat().st_size for p in images) / 1e6:.0f} MB"
    return None, "no memory image: " + ("; ".join(" ".join(t) for t in told) or "none was taken (run.sh: imaged)")


def c3_counts_balance(scene):
    told = []
    for source in scene.sources:
        lines = [l for l in log_lines(scene.out / source.at / "evidence")
                 if l["verb"] in ("encode", "intake") and l["outcome"] == "done" and l["source"] in ("", source.party)
                 and "read" in l["counts"]]
        lines = [l for l in lines if source.at == source.party or l["source"] == source.party]
        if not lines:
            return False, f"{source.party}: no encode run in the evidence"
        for line in lines[:1]:
            counts = line["counts"]
            out = sum(v for k, v in counts.items() if k.startswith(("excluded.", "rejected.")))
            rows = len(scene.rows_of(source))
            if counts["read"] != counts["encoded"] + out or counts["read"] != rows:
                return False, f"{source.party}: {rows} rows, read {counts['read']}, encoded {counts['encoded']}, out {out}"
            told.append(f"{source.party} {counts['read']} = {counts['encoded']} + {out}")
    return True, ", ".join(told[:6]) + (f" and {len(told) - 6} more" if len(told) > 6 else "")


def c4_links(scene):
    born = scene.is_born()
    person = scene.persons_found()
    precision, recall, true, found = link_quality(scene, person, born)
    figure = f"precision {precision:.4f}, recall {recall:.4f} ({true} true pairs, {found} found)"
    strict = strict_recall(scene, born)
    if strict[0] is None:
        return False, f"{figure}; strict: {strict[1]}"
    return precision >= .99 and recall >= .95 and strict[0] >= recall - .02, f"{figure}; strict recall {strict[0]:.4f}"


def strict_recall(scene, born):
    """The same rows under the profile strict, in the examiner's laboratory: what went in is known from the ledgers."""
    lab = scene.out / "examiner" / "strict"
    shutil.rmtree(lab, ignore_errors=True)
    lab.mkdir(parents=True)
    laboratory(scene, "strict", lab / "policy.toml")
    steps = [["key", "new", "--policy", "policy.toml", "--out", "project.key"], ["identity", "new", "--out", "identity.key"]]
    went = set(scene.tokens().values())
    for source in scene.sources:
        rows = [row for row in scene.rows_of(source) if (source.party, row[source.reference]) in went]
        write_csv(lab / f"{source.party}.csv", rows)
        steps.append(["encode", "--policy", "policy.toml", "--key", "project.key", "--party", source.party, "--out", source.party, f"{source.party}.csv"])
    steps.append(["link", "--policy", "policy.toml", "--identity", "identity.key", "--out", "linked", *scene.link_words] + [f"{s.party}/to-linkage-unit/{s.party}.gauze" for s in scene.sources])
    for step in steps:
        status, said = gauze(*step, where=lab)
        if status:
            return None, f"gauze {step[0]} under strict: {error_in(said)}"
    tokens = {line["row_token"]: (s.party, line["record_id"]) for s in scene.sources
              for line in table_file(lab / s.party / "stays-here" / "ledger.table") if line["row"] != "0"}
    person = {tokens[r["row_token"]]: r["person"] for r in table_file(lab / "linked" / "persons.table") if r["row_token"] in tokens}
    return link_quality(scene, person, born)[1], ""


def error_in(said):
    lines = [line for line in said.splitlines() if "error:" in line]
    return (lines or said.splitlines() or [""])[0][:200]


def write_csv(path, rows):
    import csv
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]) if rows else ["empty"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def laboratory(scene, profile, into):
    """The same fields under another profile, as a policy of the laboratory."""
    made = subprocess.run([sys.executable, HERE / "laboratory.py", profile, scene.out / "agreement.toml"], capture_output=True, text=True, check=True)
    pathlib.Path(into).write_text(made.stdout)


def c5_kin_apart(scene):
    truth, people = scene.references_in_truth(), scene.truth_persons()
    born, found = scene.is_born(), collections.defaultdict(set)
    for key, person in scene.persons_found().items():
        if key in truth and born(key):
            found[truth[key]].add(person)
    by_mother = collections.defaultdict(list)
    for child in found:
        if child in people and people[child]["mother"]:
            by_mother[people[child]["mother"]].append(child)
    merged = {"siblings": [0, 0], "twins": [0, 0]}
    for children in by_mother.values():
        for a, b in itertools.combinations(children, 2):
            kind = merged["twins" if people[a]["birth"] == people[b]["birth"] else "siblings"]
            kind[0] += 1
            kind[1] += bool(found[a] & found[b])
    shares = {k: v[1] / max(v[0], 1) for k, v in merged.items()}
    words = ", ".join(f"{v[1]} of {v[0]} pairs of {k} merged ({shares[k]:.2%})" for k, v in merged.items())
    return shares["siblings"] <= .005 and shares["twins"] <= .02 and all(v[0] for v in merged.values()), words


def c6_audits(scene, tried=4):
    """Passed under the profile, by the signed statements; must fail under plain, for the first `tried` sources."""
    told = []
    for source in scene.sources:
        path = next((p for p in (scene.out / source.at / source.audit, scene.out / source.at / f"audit-{source.party}.dsse") if p.exists()), None)
        if not path:
            return False, f"{source.party}: no audit; {scene.undone('audit')}"
        verdict = statement(path)["figures"].get("verdict")
        if verdict != "pass":
            return False, f"{source.party}: the audit under the profile says {verdict}"
    with tempfile.TemporaryDirectory() as folder:
        laboratory(scene, "plain", pathlib.Path(folder) / "plain.toml")
        for source in scene.sources[:tried]:
            status, said = gauze("audit", "--no-front", "--people", 600, "--known", 120, "--test-seed", "plain", "--policy", pathlib.Path(folder) / "plain.toml",
                                 "--party", source.party, scene.out / source.party / source.file)
            if status == 0 or "FAIL" not in said:
                return False, f"{source.party}: under plain the audit does not fail: {error_in(said)}"
            named = re.search(r"m3_known_\d+ +([0-9.]+ %)", said.split("m3_known_50")[-1])
            told.append(f"{source.party}" + (f" {named.group(1)}" if named else ""))
    return True, f"{len(scene.sources)} pass under the profile; under plain fail {', '.join(told)} (named by who knows some)"


def c7_nobody_else_opens(scene):
    """Each shut-out party tries with the program, and with its bare key on the age header."""
    tried = refused = 0
    for name in scene.linked_artefacts:
        path = scene.out / name
        if not path.exists():
            return False, f"there is no {name}"
        for party in scene.shut_out:
            with tempfile.TemporaryDirectory() as folder:
                status, _ = gauze("open", "--policy", "policy.toml", "--as", "me.party", "--out", f"{folder}/x", path, where=scene.out / party)
                tried += 1
                refused += status != 0 and not opens(scene.out / party / "me.party", path)
    for release in scene.releases:  # the control: the key that it is for does open it
        mine = [n for n in scene.linked_artefacts if f"{release.member}/" in n]
        if mine and not opens(scene.out / release.member / "me.party", scene.out / mine[0]):
            return False, f"the examiner's own opener does not open {mine[0]} for {release.member}"
    return tried > 0 and tried == refused, f"{refused} of {tried} attempts refused ({len(scene.shut_out)} parties, {len(scene.linked_artefacts)} artefacts, by program and by bare key)"


def opens(key_file, sealed):
    """Whether this party's secret unwraps the file key of an age file (C2SP age, X25519 stanza)."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF
    secret = X25519PrivateKey.from_private_bytes(bytes.fromhex(re.search(r"^encryption ([0-9a-f]{64})$", key_file.read_text(), re.M).group(1)))
    mine = secret.public_key().public_bytes_raw()
    header = sealed.read_bytes()[:1 << 17].split(b"\n--- ")[0].decode()
    for share, body in re.findall(r"-> X25519 (\S+)\n(\S+)", header):
        share, body = (base64.b64decode(t + "=" * (-len(t) % 4)) for t in (share, body))
        shared = secret.exchange(X25519PublicKey.from_public_bytes(share))
        key = HKDF(hashes.SHA256(), 32, share + mine, b"age-encryption.org/v1/X25519").derive(shared)
        try:
            ChaCha20Poly1305(key).decrypt(bytes(12), body, b"")
            return True
        except InvalidTag:
            pass
    return False


def c8_pseudonyms(scene):
    """No id of one release in another, in any table; and a join on any other column that is not payload finds nothing."""
    ids, tables = [], []
    for release in scene.releases:
        seen = set()
        for path in sorted((scene.out / release.member / release.cohort).glob("*.csv")):
            rows = csv_rows(path)
            for column in release.ids:
                if rows and column in rows[0]:
                    seen |= {row[column] for row in rows if row[column]}
        if not seen:
            return False, f"{release.recipient} has no study id; {scene.undone('cohort')}"
        ids.append(seen)
        tokens = set()
        for path in (scene.out / release.member).rglob("*.csv"):
            first = path.open(encoding="utf-8", errors="replace").readline()
            if "row_token" in first:
                tokens.add(str(path))
        tables.append(tokens)
    if len(ids) < 2:
        return False, "there is one release only"
    shared = sum(len(a & b) for a, b in itertools.combinations(ids, 2))
    own = {line for r in scene.references_in_truth() for line in [r[1]] if len(line) >= 6}
    kept = sum(len(seen & own) for seen in ids)
    return shared == 0 and kept == 0 and not any(tables), (f"{' and '.join(str(len(s)) for s in ids)} ids, {shared} shared; "
                                                            f"{kept} custodians' references among them; no row token in any table")


def c9_tables(scene):
    from recheck import recheck
    return recheck(scene)


def c10_retention(scene):
    """examiner/retention.tsv, as run.sh noted it: label, what was seen, what should be; and what could not be done."""
    lines = tabbed(scene.out / "examiner" / "retention.tsv")
    undone = scene.undone("retain")
    if undone or not lines:
        return False, undone or "no retention was played"
    wrong = [" ".join(line) for line in lines if line[1] != line[2]]
    return not wrong, "; ".join(wrong) if wrong else "; ".join(f"{line[0]}: {line[1]}" for line in lines)


def evidence_folders(scene):
    return [scene.out / party / "evidence" for party in scene.parties if (scene.out / party / "evidence").is_dir()]


def c11_evidence(scene, flips=1000):
    """Whole and offline by two programs; then `flips` copies with one byte changed, each checked by `gauze verify` (a few by
    verify.py too, which takes seconds)."""
    with tempfile.TemporaryDirectory() as folder:
        packs = []
        for copy in range(2):
            pack = pathlib.Path(folder) / str(copy)
            for path in evidence_folders(scene):
                shutil.copytree(path, pack / path.parent.name / "evidence")
            shutil.copy(scene.out / "agreement.toml", pack)
            shutil.copy(scene.out / "agreement.toml.dsse", pack)
            packs.append(pack)

        def verified(pack):
            return gauze("verify", "--quiet", *sorted(p.relative_to(pack) for p in pack.glob("*/evidence")), where=pack)

        status, said = verified(packs[0])
        if status:
            return False, "gauze verify: " + "; ".join(said.splitlines()[-3:])[:300]
        python = lambda pack: subprocess.run([sys.executable, "-B", TREE / "docs" / "verify.py", *sorted(p for p in pack.glob("*/evidence"))], capture_output=True, text=True)  # noqa: E731
        ran = python(packs[0])
        if ran.returncode:
            return False, "verify.py: " + "; ".join(ran.stdout.splitlines()[-3:])[:300]
        files = sorted(str(p.relative_to(packs[0])) for p in packs[0].glob("*/evidence/**/*") if p.is_file())
        lot = random.Random(11)
        changes = [(name := lot.choice(files), lot.randrange((packs[0] / name).stat().st_size), lot.randrange(1, 256)) for _ in range(flips)]

        def survives(pack, change):
            name, place, by = change
            path = pack / name
            before = path.read_bytes()
            path.write_bytes(before[:place] + bytes([before[place] ^ by]) + before[place + 1:])
            try:
                return verified(pack)[0] == 0
            finally:
                path.write_bytes(before)

        with ThreadPoolExecutor(2) as pool:
            halves = [pool.submit(lambda p, part: [c for c in part if survives(p, c)], packs[i], changes[i::2]) for i in (0, 1)]
            unseen = [c for half in halves for c in half.result()]
    kinds = collections.Counter(pathlib.Path(c[0]).suffix for c in unseen)
    return not unseen, (f"{len(files)} files verify with gauze verify and verify.py; {flips - len(unseen)} of {flips} flipped bytes seen"
                        + (f"; not seen in {dict(kinds)}, for example {unseen[0][0]} byte {unseen[0][1]}" if unseen else ""))


COMPARED = (".gauze", ".payload", ".episodes", ".map", ".table")


def c12_again(scene):
    """The story is played once more with the same keys and inputs; encodings and tables must be the same bytes."""
    again = scene.out / "examiner" / "again"
    ran = subprocess.run([scene.story, "--like", scene.out, "--out", again, "--no-check"], capture_output=True, text=True, errors="replace")
    if ran.returncode:
        return False, f"the second run ended with {ran.returncode}: {error_in(ran.stdout + ran.stderr)}"

    def compared(out):
        found = {}
        for party in scene.parties:
            for path in sorted((out / party).rglob("*")):
                name = path.relative_to(out)
                if path.is_file() and (path.suffix in COMPARED or any(p.startswith(("cohort", "tables", "proposal")) for p in name.parts[1:-1]) and path.suffix == ".csv"):
                    found[str(name)] = path.read_bytes()
        return found
    one, other = compared(scene.out), compared(again)
    differ = sorted(n for n in one.keys() | other.keys() if one.get(n) != other.get(n))
    shutil.rmtree(again, ignore_errors=True)
    return bool(one) and not differ, (f"{len(one)} encodings and tables, {sum(map(len, one.values())) / 1e6:.1f} MB, are the same bytes"
                                      if not differ else f"{len(differ)} of {len(one)} differ: {', '.join(differ[:4])}")


class Examiner:
    def __init__(self, scene):
        self.scene, self.passed, self.failed = scene, 0, 0

    def mark(self, name, what, function):
        began = datetime.datetime.now()
        try:
            good, figure = function()
        except Exception as wrong:  # noqa: BLE001 - a mark that cannot be examined has failed
            good, figure = False, f"cannot be examined: {type(wrong).__name__}: {wrong}"
        self.passed, self.failed = self.passed + bool(good), self.failed + (not good)
        took = (datetime.datetime.now() - began).total_seconds()
        print(f"{'pass' if good else 'fail'}  {name:<4}{what}: {' '.join(str(figure).split())}" + (f"  [{took:.0f} s]" if took > 20 else ""), flush=True)

    def common(self, **changed):
        marks = [("C1", "one secret, and no other", c1_one_secret), ("C2", "the linkage unit can read nobody", c2_nothing_readable),
                 ("C3", "read = encoded + excluded + rejected", c3_counts_balance), ("C4", "links", c4_links),
                 ("C5", "brothers, sisters and twins stay apart", c5_kin_apart), ("C6", "audit", c6_audits),
                 ("C7", "nothing linked opens for a custodian", c7_nobody_else_opens), ("C8", "two recipients share no pseudonym", c8_pseudonyms),
                 ("C9", "released tables, checked again", c9_tables), ("C10", "retention", c10_retention),
                 ("C11", "evidence", c11_evidence), ("C12", "once more, the same bytes", c12_again)]
        for name, what, function in marks:
            given = changed.get(name)
            self.mark(name, what, (lambda g=given: g()) if given else (lambda f=function: f(self.scene)))

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 0 if self.failed == 0 else 1
