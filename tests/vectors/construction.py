"""From tokens and parts to filters, symbols, match keys and block tokens, written from docs/encoding.md.

The lines that an encoded file calls its settings, the project secret, project and wave go in; a Construction
then gives for the values of a record what the encoded file must show of it.
"""

import hashlib
import hmac
import re
from operator import itemgetter

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cutting import part_of, tokens_of


def u32(number):
    return number.to_bytes(4, "big")


def lp(*texts):
    encoded = [text if isinstance(text, bytes) else text.encode() for text in texts]
    return b"".join(u32(len(text)) + text for text in encoded)


def hmac_of(key, message):
    return hmac.digest(key, message, "sha256")


def specification_of(lines, normalisation, unicode):
    listed = lp("gauze-specification-2", *lines)
    return hashlib.sha256(lp("gauze-specification-1", listed, normalisation, unicode)).hexdigest()


def words_of(digest):
    return [int.from_bytes(digest[i : i + 4], "big") for i in range(0, 32, 4)]


def stream(key, prefix, counter, bits):
    """Positions in [0, bits) without end. `counter` writes the number of a digest."""
    c = 0
    while True:
        for word in words_of(hmac_of(key, prefix + counter(c))):
            yield word * bits >> 32
        c += 1


class View:
    def __init__(self, name):
        self.name, self.uses = name, {}  # field: (positions, "token" or "value")
        self.bits = self.symbols = self.samples = self.padding = 0
        self.hardening = "none"

    def take(self, text):
        """One settings line, without the view's name."""
        if match := re.fullmatch(r"(\d+) bits", text):
            self.bits = int(match[1])
        elif match := re.fullmatch(r"shown as (\d+) symbols of (\d+) samples", text):
            self.symbols, self.samples = int(match[1]), int(match[2])
        elif match := re.fullmatch(r"shown as bits, hardening (.+)", text):
            self.hardening = match[1]
        elif match := re.fullmatch(r"values padded to (\d+) tokens", text):
            self.padding = int(match[1])
        elif match := re.fullmatch(r"(\S+), (\d+) positions a (token|value)", text):
            self.uses[match[1]] = (int(match[2]), match[3])
        else:
            raise ValueError(f"a line about view {self.name} says: {text}")


def parts_of(text):
    return [tuple(part.split(":")) for part in text.split()]


class Block:
    def __init__(self, text):
        match = re.fullmatch(r"(.+), (\d+) bits for buckets of (\d+) among (\d+)", text)
        self.parts = parts_of(match[1])
        self.bits, bucket, records = (int(number) for number in match.groups()[1:])
        if not bucket << self.bits <= records < bucket << (self.bits + 1):
            raise ValueError(f"not the bits for such buckets: {text}")


class Settings:
    """What the lines say. The last two, about normalisation, come apart."""

    def __init__(self, lines):
        self.lines = [line for line in lines if not line.startswith(("normalisation: ", "Unicode: "))]
        others = [line for line in lines if not line.startswith(("view ", "field ", "key ", "block "))]
        named = dict(line.split(": ", 1) for line in others)
        self.specification = specification_of(self.lines, named["normalisation"], named["Unicode"])
        self.wave = named["wave"]
        self.kinds, self.views, self.keys, self.blocks = {}, {}, {}, {}
        for line in self.lines:
            about, _, text = line.partition(":")
            what, _, name = about.partition(" ")
            if what == "field":
                self.kinds[name] = text.split(",")[0].strip()
            elif what == "view":
                self.views.setdefault(name, View(name)).take(text.strip())
            elif what == "key":
                self.keys[name] = parts_of(text)
            elif what == "block":
                self.blocks[name] = Block(text)


class Value:
    """A field of one record."""

    def __init__(self, kind, normal):
        self.kind, self.normal, self.tokens = kind, normal, tokens_of(kind, normal)


class Construction:
    def __init__(self, settings, secret, project, wave):
        self.settings = settings
        self.project = project
        self.secret = secret
        self.salt = lp("gauze-1", project, wave) if wave else lp("gauze-1", project)
        self.positions_of = {}  # (view, field, token): positions, as many as were ever asked for
        self.shows = {view.name: self.display(view) for view in settings.views.values()}

    def derive(self, *label):
        return HKDF(algorithm=SHA256(), length=32, salt=self.salt, info=lp(*label)).derive(self.secret)

    def key(self, use, *label):
        """A key of the specification; each is derived once."""
        known = self.__dict__.setdefault("keys_", {})
        if (use, label) not in known:
            known[use, label] = self.derive(use, self.settings.specification, *label)
        return known[use, label]

    def check_value(self, policy):
        key = self.derive("check")
        return hmac_of(key, lp(self.project, self.settings.specification, policy))[:16].hex()

    # ---- base filter ----

    def positions(self, view, field, token, count):
        known = self.positions_of.setdefault((view.name, field, token), [])
        if len(known) < count:
            key = self.key("bloom", view.name, field)
            known[:] = []
            draw = stream(key, lp(token), lambda c: bytes([c]), view.bits)
            known.extend(next(draw) for _ in range(count))
        return known[:count]

    def base(self, view, values):
        """The filter as a list of "0" and "1", bit by bit."""
        bits = ["0"] * view.bits
        for field, (count, per) in view.uses.items():
            tokens = list(values[field].tokens)
            if not tokens:
                continue
            tokens += [f"\1{place:02}" for place in range(len(tokens), view.padding)]
            for t, token in enumerate(tokens):
                mine = count if per == "token" else count // len(tokens) + (t < count % len(tokens))
                for position in self.positions(view, field, token, mine):
                    bits[position] = "1"
        return bits

    # ---- what is shown ----

    def display(self, view):
        """A function from the base filter to the bytes shown."""
        key = self.key("slots", view.name)
        if not view.symbols:
            return lambda bits: as_row(hardened(view, key, bits))
        places = []
        for slot in range(view.symbols):
            draw = stream(key, u32(slot), u32, view.bits)
            # the last sample first, so that the text reads as a binary number
            places += reversed([next(draw) for _ in range(view.samples)])
        pick = itemgetter(*places, 0)  # one more, so that it is always a tuple
        cipher = Cipher(algorithms.AES(self.key("symbols", view.name)), modes.ECB())

        def symbols(bits):
            samples = "".join(pick(bits))
            blocks = b"".join(
                int(samples[s * view.samples : (s + 1) * view.samples], 2).to_bytes(12, "little") + u32(s)
                for s in range(view.symbols)
            )
            return cipher.encryptor().update(blocks)[::16]

        return symbols

    def shown(self, view, values):
        """The bytes of the view in the encoded file, or None when it is missing."""
        there = sum(1 for field in view.uses if values[field].tokens)
        if there < (min(2, len(view.uses)) if view.symbols else 1):
            return None
        return self.shows[view.name](self.base(view, values))

    # ---- match keys and blocks ----

    def bigram(self, use, name, field, tokens):
        key = self.key(use, name, field)
        known = self.__dict__.setdefault("ranks_", {})
        for token in tokens:
            if (key, token) not in known:
                known[key, token] = hmac_of(key, token.encode())[:8]
        return min(tokens, key=lambda token: known[key, token])

    def conjunction(self, key, bigram_use, name, listed, values):
        """The digest of the parts, or None where one is missing."""
        parts = []
        for field, level in listed:
            value = values[field]
            if not value.tokens:
                return None
            if level == "bigram":
                parts.append(self.bigram(bigram_use, name, field, value.tokens))
            else:
                parts.append(part_of(value.kind, level, value.normal))
            if parts[-1] is None:
                return None
        return hmac_of(key, lp(*parts))

    def match_key(self, name, values):
        """Eight bytes as the file stores them, or None."""
        digest = self.conjunction(self.key("key", name), "bigram", name, self.settings.keys[name], values)
        return None if digest is None else digest[:8][::-1]

    def block_token(self, name, values):
        """Four bytes as the file stores them, or None."""
        block = self.settings.blocks[name]
        digest = self.conjunction(self.key("block", name), "block bigram", name, block.parts, values)
        if digest is None:
            return None
        return (int.from_bytes(digest, "big") >> (256 - block.bits)).to_bytes(4, "little")


def as_row(bits):
    """Bit i in byte i / 8 at place i % 8, filled up with zeros to a multiple of 512 bits."""
    length = (len(bits) + 511) // 512 * 64
    return int("".join(reversed(bits)), 2).to_bytes(length, "little")


# ---- hardening, of the profile custom: after bloom/keyed/harden.hpp and diffuse.hpp ----


def xor(bits):
    return "1" if bits.count("1") % 2 else "0"


def hardened(view, key, bits):
    rule = view.hardening
    if rule == "none":
        return bits
    if match := re.fullmatch(r"diffused to (\d+) bits of (\d+) samples each", rule):
        subsets = (subset(key, j, view.bits, int(match[2])) for j in range(int(match[1])))
        return [xor([bits[i] for i in chosen]) for chosen in subsets]
    if match := re.fullmatch(r"folded (\d+) times", rule):
        for _ in range(int(match[1])):
            half = len(bits) // 2
            bits = [xor(pair) for pair in zip(bits[:half], bits[half:])]
        return bits
    if rule == "rule 90":
        n = len(bits)
        return [xor([bits[i - 1], bits[(i + 1) % n]]) for i in range(n)]
    raise ValueError(f"cannot be computed again: {rule}")


SUBSETS = {}


def subset(key, output, bits, samples):
    if (key, output) not in SUBSETS:
        drawn = []
        for position in stream(key, u32(output), u32, bits):
            if position not in drawn:
                drawn.append(position)
            if len(drawn) == samples:
                break
        SUBSETS[key, output] = drawn
    return SUBSETS[key, output]
