#!/usr/bin/env python3
"""Checks evidence folders of any parties, from public keys alone: a second reader beside `gauze verify`.

    python3 verify.py [--policy POLICY.toml]... [--artefacts DIR] FOLDER...

Written from docs/file-formats.md ("Evidence", "Statements"), RFC 8032 and the DSSE specification, with nothing
but Python's standard library (3.11 or later, for TOML), so that whoever has to believe the evidence can read
all of what judges it. It finds the same faults as `gauze verify`, under the same codes, with one exception: what
a policy means (its canonical digest) it takes from the statement that all custodians signed. Prints one line a
fault and exits with 1, or with 0 when all is well.
"""

import argparse
import base64
import binascii
import datetime
import functools
import hashlib
import json
import pathlib
import re
import sys
import tomllib

# ---- Ed25519, RFC 8032 section 5.1: the curve -x^2 + y^2 = 1 + d x^2 y^2 over 2^255 - 19 -----------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # of -1


def plus(a, b):
    """Adds two points in extended coordinates (X, Y, Z, T), x = X/Z, y = Y/Z, xy = T/Z (5.1.4)."""
    m = (a[1] - a[0]) * (b[1] - b[0]) % P
    n = (a[1] + a[0]) * (b[1] + b[0]) % P
    c = 2 * a[3] * b[3] * D % P
    d = 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = plus(total, point)
        point = plus(point, point)
        scalar >>= 1
    return total


def decoded(text):
    """The point of 32 bytes, or None (5.1.3)."""
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def encoded(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = decoded((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


@functools.lru_cache(maxsize=None)
def is_signed(key, message, signature):
    """Whether [S]B = R + [k]A, with S below the group's order (5.1.7)."""
    point, s = decoded(key), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or point is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    minus = (P - point[0], point[1], point[2], P - point[3])
    return encoded(plus(times(s, BASE), times(k, minus))) == signature[:32]


# ---- Reading -------------------------------------------------------------------------------------------------

class Fault(Exception):
    def __init__(self, code, what):
        super().__init__(what)
        self.code = code


def need(condition, code, what):
    if not condition:
        raise Fault(code, what)


def no_repeats(pairs):
    need(len({name for name, _ in pairs}) == len(pairs), "statement-repeated", "a member stands there twice")
    return dict(pairs)


def json_object(data, code):
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=no_repeats)
    except (ValueError, RecursionError):
        raise Fault(code, "is not JSON") from None
    need(isinstance(value, dict), code, "is not a JSON object")
    return value


def one_line(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def is_hex(text, digits):
    return isinstance(text, str) and re.fullmatch("[0-9a-f]{%d}" % digits, text) is not None


def is_time(text):
    try:
        datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
    except (TypeError, ValueError):
        return False
    return re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\dZ", text, re.ASCII) is not None


def is_count(value):
    return type(value) is int and 0 <= value <= 2**53


def sha256(data):
    return hashlib.sha256(data).hexdigest()


# DSSE (protocol.md): what is signed, and the envelope.
def pre_authentication(kind, payload):
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


class Envelope:
    def __init__(self, data):
        whole = json_object(data, "statement-damaged")
        need(set(whole) == {"payload", "payloadType", "signatures"}, "statement-unknown", "is no envelope")
        try:
            self.payload = base64.b64decode(whole["payload"], validate=True)
            self.signatures = {one["keyid"]: base64.b64decode(one["sig"], validate=True) for one in whole["signatures"]}
            self.message = pre_authentication(whole["payloadType"].encode(), self.payload)
        except (TypeError, KeyError, ValueError, AttributeError, binascii.Error):
            raise Fault("statement-type", "is no envelope") from None
        need(whole["payloadType"] == "application/vnd.in-toto+json", "statement-version", "is of another type")
        again = dict(payload=base64.b64encode(self.payload).decode(), payloadType=whole["payloadType"],
                     signatures=[dict(keyid=key, sig=base64.b64encode(sig).decode()) for key, sig in self.signatures.items()])
        need(one_line(again) == data, "statement-form", "is not written as statements are")

    def is_signed_by(self, key):
        signature = self.signatures.get(key.hex())
        return signature is not None and is_signed(key, self.message, signature)


TEXTS = ("kind", "project", "policy", "party", "role", "recipient", "source", "release", "specification", "check",
         "profile", "tool", "time", "territory")


class Statement:
    def __init__(self, payload):
        whole = json_object(payload, "statement-damaged")
        need(list(whole) == ["_type", "subject", "predicateType", "predicate"], "statement-unknown", "has other members")
        need(whole["_type"] == "https://in-toto.io/Statement/v1"
             and whole["predicateType"] == "https://gauze.invalid/artefact/v1", "statement-version", "is of another type")
        said = whole["predicate"]
        need(isinstance(said, dict) and list(said) == [*TEXTS, "counts", "figures", "statistics_only"],
             "statement-unknown", "has other members")
        for name in TEXTS:
            need(isinstance(said[name], str), "statement-type", f"{name} is no text")
            setattr(self, name, said[name])
        self.counts, self.figures = said["counts"], said["figures"]
        need(isinstance(self.figures, dict), "statement-type", "figures")
        need(isinstance(self.counts, dict) and all(map(is_count, self.counts.values())), "statement-value", "counts")
        need(is_time(self.time), "statement-value", "time")
        self.cipher = self.content = self.file = None
        try:
            for subject in whole["subject"]:
                name, digest = subject["name"], subject["digest"]["sha256"]
                need(is_hex(digest, 64), "statement-value", "sha256")
                if name.endswith("#content"):
                    name, self.content = name.removesuffix("#content"), digest
                else:
                    self.cipher = digest
                need(self.file in (None, name), "statement-subject", "is about two files")
                self.file = name
        except (TypeError, KeyError, AttributeError):
            raise Fault("statement-subject", "has no subject") from None
        need(self.file is not None, "statement-subject", "has no subject")

    def is_for(self, party):
        return party in self.recipient.split(",")


class Policy:
    def __init__(self, path):
        text = path.read_bytes()
        try:
            content = tomllib.loads(text.decode("utf-8"))
            need("agreement" in content, "policy-ungoverned", "has no agreement")
            self.project = content["project"]["id"]
            self.members = {one["name"]: (one["role"], bytes.fromhex(one["signing"].removeprefix("gauze-sign-")))
                            for one in content["party"]}
            self.checkers = {one["name"]: bytes.fromhex(one["signing"].removeprefix("gauze-sign-"))
                             for one in content.get("checker", [])}
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Fault("policy-damaged", "is no policy") from None
        beside = path.with_name(path.name + ".dsse")
        need(beside.is_file(), "statement-missing", "has no signatures beside it")
        envelope = Envelope(beside.read_bytes())
        said = Statement(envelope.payload)
        need(said.kind == "policy" and said.project == self.project, "policy-signature", "is signed as something else")
        need(said.content == sha256(text), "policy-bytes", "its signatures are about another text")
        need(self.members.get(said.party, ("",))[0] == "custodian", "policy-signature", "is made by a stranger")
        custodians = {key for role, key in self.members.values() if role == "custodian"}
        self.signatures = len(envelope.signatures)
        need(set(envelope.signatures) <= {key.hex() for key in custodians}, "policy-signature", "is signed by a stranger")
        for key in custodians:
            need(key.hex() in envelope.signatures, "policy-unsigned", "is not signed by all custodians")
            need(envelope.is_signed_by(key), "policy-signature", "has a signature that is none")
        self.fingerprint = said.policy


# ---- The log -------------------------------------------------------------------------------------------------

MEMBERS = ["seq", "time", "previous", "party", "verb", "outcome", "policy", "source", "counts", "digests", "signature"]
COUNTS = set("""read encoded decoys payload_rows payload_columns custodians contributions commitments signatures sampled
    attacks passed failed files bytes recipients accepted statements rows links persons households families duplicates
    withdrawn withdrawals removed receipts released without_study_id found tables cells withheld checkers
    cut_bytes destroyed rewritten left""".split())
FAMILIES = re.compile(r"(excluded|rejected|exempt|episodes|due)\.[A-Za-z0-9_-]{1,64}")


class Line:
    def __init__(self, data):
        need(len(data) <= 65536, "log-line", "is longer than a line can be")
        try:
            value = json_object(data, "log-line")
        except Fault:
            raise Fault("log-line", "is no line of a log") from None
        need(list(value) == MEMBERS and one_line(value) == data, "log-line", "is not written as such lines are")
        texts = all(isinstance(value[name], str) for name in MEMBERS if name not in ("seq", "counts", "digests"))
        maps = isinstance(value["counts"], dict) and isinstance(value["digests"], dict)
        need(texts and maps, "log-line", "has members of other types")
        need(is_count(value["seq"]) and value["seq"] > 0, "log-order", "has a number that is none")
        need(is_time(value["time"]), "log-time", "has no time")
        need(is_hex(value["previous"], 64) and is_hex(value["policy"], 64) and is_hex(value["signature"], 128),
             "log-hex", "holds a digest that is none")
        need(re.fullmatch("[a-z -]{1,64}", value["verb"]) and re.fullmatch("[a-z0-9-]{1,64}", value["outcome"])
             and value["party"], "log-vocabulary", "names no verb, outcome or party")
        for name, count in value["counts"].items():
            need(name in COUNTS or FAMILIES.fullmatch(name), "log-vocabulary", "counts what the vocabulary does not have")
            need(is_count(count), "log-count", "holds a count that is none")
        for name, digest in value["digests"].items():
            need(re.fullmatch(r"[^./\0-\x1f\x7f][^/\0-\x1f\x7f]*", name) and len(name.encode()) <= 255,
                 "log-artefact", "names an artefact that can be no file")
            need(is_hex(digest, 64), "log-hex", "holds a digest that is none")
        self.signature = bytes.fromhex(value.pop("signature"))
        self.message = b"gauze-log-v1\n" + one_line(value)
        self.__dict__.update(value)

    def follows(self, before, before_data):
        need(self.seq == (before.seq + 1 if before else 1), "log-order", "has another number than is due")
        need(self.previous == (sha256(before_data) if before else "0" * 64), "log-chain", "does not follow the line before")
        need(not before or self.party == before.party, "log-party", "is of another party than the line before")
        need(not before or self.time >= before.time, "log-backwards", "is earlier than the line before")


class Log:
    def __init__(self, path, folder):
        self.path, self.folder, self.party, self.lines = path, folder, path.name.removesuffix(".log"), []


KINDS = {"submission": ("custodian", "intake"), "payload": ("custodian", "intake"), "episodes": ("custodian", "intake"),
         "plaintext": ("custodian",),
         "audit": ("custodian", "intake"), "commitment": ("custodian", "intake"),
         "contribution": ("custodian", "intake"), "ceremony": ("custodian", "intake"), "withdrawal": ("custodian", "intake"),
         "link-map": ("linkage-unit",),
         "cohort": ("researcher",), "tables": ("researcher",), "receipt": ("researcher", "linkage-unit"),
         "certificate": ("custodian", "intake", "linkage-unit", "researcher", "reader")}


# Who may do what. "log" is what a log says of itself.
CUSTODIAN, INTAKE, UNIT, RESEARCHER, READER = ROLES = ("custodian", "intake", "linkage-unit", "researcher", "reader")
VERBS = {"log": ROLES, "intake": (INTAKE,), "open": (RESEARCHER, READER), "retain": ROLES[:4], "close": ROLES}
VERBS |= dict.fromkeys(("policy suggest", "encode", "encode-explain", "quality", "ledger", "withdraw"), (CUSTODIAN,))
VERBS |= dict.fromkeys(("key check", "key join", "audit", "seal"), (CUSTODIAN, INTAKE))
VERBS |= dict.fromkeys(("accept", "check", "plan", "score", "merge", "link", "issue", "report", "identity new"), (UNIT,))
VERBS |= dict.fromkeys(("cohort", "tables", "disclose", "release"), (RESEARCHER,))


class Verifier:
    def __init__(self):
        self.faults, self.policies, self.logs, self.statements = [], {}, [], []
        self.counted = dict.fromkeys(("policies", "policy_signatures", "log_entries", "statements", "received", "counts-read",
                                      "counts-stated", "counts-accepted", "counts-linked", "artefacts"), 0)

    def fault(self, code, where, what):
        self.faults.append((code, str(where), what))

    def read(self, where, make):
        try:
            return make()
        except Fault as fault:
            self.fault(fault.code, where, str(fault))
            return None

    def read_policy(self, path):
        policy = self.read(path, lambda: Policy(path))
        if policy:
            self.policies[policy.fingerprint] = policy
            self.counted["policy_signatures"] += policy.signatures

    def read_log(self, path, folder):
        log, data = Log(path, folder), path.read_bytes()
        self.logs.append(log)
        if not data:
            self.fault("log-empty", path, "the log holds nothing")
        *whole, rest = data.split(b"\n")
        before = b""
        for number, text in enumerate(whole, 1):
            line = self.read(f"{path}:{number}", lambda: Line(text))
            last = log.lines[-1] if log.lines else None
            if not line or self.read(f"{path}:{number}", lambda: (line.follows(last, before), True)) is None:
                return
            if line.party != log.party:
                return self.fault("log-party", f"{path}:{number}", "is of another party than its file")
            log.lines.append(line)
            before = text
        if rest:
            self.fault("log-torn", path, "the last line is not whole")

    def read_statement(self, path, folder):
        def make():
            data = path.read_bytes()
            envelope = Envelope(data)
            need(len(envelope.signatures) == 1, "statement-form", "is not signed once")
            return path, folder, data, envelope, Statement(envelope.payload)
        kept = self.read(path, make)
        if kept:
            self.statements.append(kept)

    def read_folder(self, folder, with_policies):
        if with_policies:
            for path in sorted(folder.glob("policies/*.toml")):
                self.read_policy(path)
        logs = sorted(folder.glob("*.log"))
        if not logs:
            self.fault("log-missing", folder, "the folder holds no log")
        for path in logs:
            self.read_log(path, folder)
        for path in sorted(folder.glob("statements/*.dsse")):
            self.read_statement(path, folder)

    # ---- what is asked of all of it ----

    def check_log(self, log):
        if any(other.party == log.party for other in self.logs[:self.logs.index(log)]):
            self.fault("log-twice", log.path, "another folder holds a log of the same party")
        for line in log.lines:
            where = f"{log.path}:{line.seq}"
            self.counted["log_entries"] += 1
            policy = self.policies.get(line.policy)
            if not policy:
                self.fault("unknown-policy", where, "the policy is not known")
                continue
            if line.party not in policy.members:
                self.fault("unknown-signer", where, "the policy has no such party")
                continue
            role, key = policy.members[line.party]
            if not is_signed(key, line.message, line.signature):
                self.fault("log-signature", where, "the entry is not signed by its party")
            if role not in VERBS.get(line.verb, ()):
                self.fault("wrong-role", where, f"a {role} may not do this")
            if line.outcome == "done":
                self.check_counts(line, where)
                self.check_sealed_files(log, line, where)

    def check_sealed_files(self, log, line, where):
        for name, digest in line.digests.items():
            if name.endswith(".age") and not any(f == log.folder and s.cipher == digest for _, f, _, _, s in self.statements):
                self.fault("statement-missing", where, f"{name} has no statement")

    def balance(self, code, where, here, there):
        self.counted[code] += 1
        if here != there:
            self.fault(code, where, f"{here} and {there}")

    def stated_rows(self, line, which):
        rows = [next((s.counts["encoded"] for *_, s in self.statements
                      if s.kind == "submission" and getattr(s, which) == digest and "encoded" in s.counts), None)
                for name, digest in line.digests.items() if name.endswith((".gauze", ".gauze.age"))]
        return sum(rows) if rows and None not in rows else None

    def check_counts(self, line, where):
        counts = line.counts
        if "read" in counts and "encoded" in counts:
            parts = [v for name, v in counts.items() if name.startswith(("excluded.", "rejected."))]
            self.balance("counts-read", where, counts["read"], counts["encoded"] + sum(parts))
        for name, code, which in (("encoded", "counts-stated", "content"), ("accepted", "counts-accepted", "cipher"),
                                  ("rows", "counts-linked", "content")):
            if name in counts and (name != "rows" or line.verb == "link"):
                stated = self.stated_rows(line, which)
                if stated is not None:
                    self.balance(code, where, counts[name], stated)

    def check_statement(self, path, envelope, said):
        self.counted["statements"] += 1
        policy = self.policies.get(said.policy)
        if not policy:
            return self.fault("unknown-policy", path, "the policy is not known")
        if said.project != policy.project:
            self.fault("wrong-project", path, "it is about another project")
        if said.kind == "sign-off":  # by a person, whom the policy names
            if said.party not in policy.checkers:
                return self.fault("unknown-signer", path, "the policy has no such checker")
            if not envelope.is_signed_by(policy.checkers[said.party]):
                self.fault("wrong-signature", path, "it is not signed by the checker that it names")
            if said.role != "checker":
                self.fault("wrong-role", path, "it is a sign-off by no checker")
            return
        if said.party not in policy.members:
            return self.fault("unknown-signer", path, "the policy has no such party")
        role, key = policy.members[said.party]
        if not envelope.is_signed_by(key):
            self.fault("wrong-signature", path, "it is not signed by the party that it names")
        if said.role != role or role not in KINDS.get(said.kind, ()):
            self.fault("wrong-role", path, f"a {said.role} may not state a {said.kind}")

    def log_of(self, party):
        return next((log for log in self.logs if log.party == party), None)

    def noted(self, party, said):
        log = self.log_of(party)
        return log is None or not said.file.endswith(".age") or any(
            digest in (said.cipher, said.content) for line in log.lines for digest in line.digests.values())

    def check_release(self, path, folder, said):
        """Tables that were released have the sign-offs of two checkers beside them, where the releaser keeps its own."""
        sender = self.log_of(said.party)
        if said.kind != "tables" or not sender or sender.folder != folder:
            return
        checkers = {other.party for _, kept, _, _, other in self.statements
                    if kept == folder and other.kind == "sign-off" and other.policy == said.policy
                    and other.content == said.figures.get("proposal", 0)}
        if len(checkers) < 2:
            self.fault("one-signature", path, "it was released without two checkers' sign-offs")

    def check_flow(self, path, folder, data, said):
        sender = self.log_of(said.party)
        if not self.noted(said.party, said):
            self.fault("unsent", path, f"the log of {said.party} does not name the file")
        if sender and sender.folder == folder:
            return
        self.counted["received"] += 1
        for log in self.logs:
            if log.folder == folder:
                if said.recipient and not said.is_for(log.party):
                    self.fault("wrong-recipient", path, f"it is kept by {log.party}, whom it is not for")
                if not self.noted(log.party, said):
                    self.fault("unreceived", path, f"the log of {log.party} does not name the file")
        if sender and not any(f == sender.folder and other == data for _, f, other, _, _ in self.statements):
            self.fault("unsent", path, f"{said.party} has not kept this statement")

    def check_artefacts(self, folder):
        stated = {}
        for *_, said in self.statements:
            if said.cipher:
                stated.setdefault(said.file, set()).add(said.cipher)
        for line in (line for log in self.logs for line in log.lines):
            for name, digest in line.digests.items():
                stated.setdefault(name, set()).add(digest)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name in stated:
                self.counted["artefacts"] += 1
                if sha256(path.read_bytes()) not in stated[path.name]:
                    self.fault("file-digest", path, "the file is not the one that was stated")


def verify(folders, policies=(), artefacts=None):
    """The faults, as (code, where, what), and how much was checked."""
    all_of_it = Verifier()
    for path in policies:
        all_of_it.read_policy(path)
    for folder in folders:
        all_of_it.read_folder(folder, not policies)
    if not all_of_it.policies and not all_of_it.faults:
        all_of_it.fault("policy-missing", "", "no folder holds a policy, and none is named")
    all_of_it.counted["policies"] = len(all_of_it.policies)
    if len({policy.project for policy in all_of_it.policies.values()}) > 1:
        all_of_it.fault("wrong-project", "", "the policies are of two projects")
    for log in all_of_it.logs:
        all_of_it.check_log(log)
    for path, folder, data, envelope, said in all_of_it.statements:
        all_of_it.check_statement(path, envelope, said)
        all_of_it.check_release(path, folder, said)
        if said.kind != "sign-off":  # it travels by hand, with the proposal
            all_of_it.check_flow(path, folder, data, said)
    if artefacts:
        all_of_it.check_artefacts(artefacts)
    return all_of_it.faults, all_of_it.counted


def main():
    options = argparse.ArgumentParser(description="Checks evidence folders from public keys alone.")
    options.add_argument("--policy", type=pathlib.Path, action="append", default=[])
    options.add_argument("--artefacts", type=pathlib.Path)
    options.add_argument("folder", type=pathlib.Path, nargs="+")
    given = options.parse_args()
    for path in (*given.folder, *given.policy, *([given.artefacts] if given.artefacts else [])):
        if not path.exists():
            options.error(f"{path} is not there")
    faults, counted = verify(given.folder, given.policy, given.artefacts)
    for what, count in counted.items():
        print(f"{count:10}  {what}")
    for code, where, what in faults:
        print(f"wrong: {code} in {where} ({what})")
    print("All of this is well." if not faults else f"{len(faults)} things are wrong.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
