"""From a normal form to tokens and parts, written from docs/encoding.md and docs/normalisation.md.

Slow and plain, in another language and shape than engine/custodian: where the two agree, the documents say enough.
"""

from math import floor

NAMES = ("given-name", "family-name", "full-name")


def bigrams(texts):
    """Bigrams of the texts, each once, in the order in which they occur first."""
    seen = {}
    for text in texts:
        for i in range(len(text) - 1):
            seen.setdefault(text[i : i + 2])
    return list(seen)


def padded(words, pad="_"):
    return [pad + word + pad for word in words if word]


def places(text):
    return [f"{i}:{c}" for i, c in enumerate(text)]


def places_from_back(text):
    return [f"-{i}:{c}" for i, c in enumerate(reversed(text), 1)]


def date_tokens(date):
    tokens = []
    for name, start, length in (("y", 0, 4), ("m", 4, 2), ("d", 6, 2)):
        part = date[start : start + length]
        tokens += [f"{name}{i}:{c}" for i, c in enumerate(part) if c != "?"]
        if "?" not in part:
            tokens.append(f"{name}:{part}")
    return tokens


def postcode_tokens(postcode):
    outward, _, inward = postcode.partition(" ")
    return places(outward) + places_from_back(inward) + bigrams(padded([outward + inward]))


def coarse(value):
    """One step a unit below 32, from there 16 steps a doubling; in double precision."""
    size = abs(value)
    if size < 32:
        return value
    doublings = 0
    while size >= 32 * 2 ** (doublings + 1):
        doublings += 1
    step = 32 + 16 * doublings + (size / (32 * 2**doublings) - 1) * 16
    return step if value > 0 else -step


def number_tokens(decimal):
    value = float(decimal)
    if abs(value) > 10**15:
        return []
    tokens = []
    for scale, position in (("unit", value), ("step", coarse(value))):
        nearest = floor(position + 0.5)  # the sum rounded, as everywhere here
        tokens += [f"{scale}{step}" for step in range(nearest - 2, nearest + 3)]
    return tokens


def email_tokens(address):
    local, at, domain = address.rpartition("@")
    return bigrams(padded([local, domain], "@") if at else padded([address], "@"))


def tokens_of(kind, normal):
    """The tokens of a value, in the order in which they are cut. None for a value that is missing."""
    if not normal:
        return []
    words = normal.split(" ")
    if kind in NAMES or kind in ("place", "text"):
        return bigrams(padded(words))
    if kind == "address-line":
        return bigrams(padded(words)) + ["=" + word for word in sorted(set(words))]
    if kind == "date":
        return date_tokens(normal)
    if kind == "sex":
        return [normal]
    if kind == "postcode":
        return postcode_tokens(normal)
    if kind in ("nhs-number", "upn", "nino"):
        return places(normal)
    if kind == "phone":
        return places_from_back(normal) + bigrams([normal])
    if kind == "email":
        return email_tokens(normal)
    if kind == "code":
        return ["=" + normal] + places(normal[:64])
    if kind == "number":
        return number_tokens(normal)
    raise ValueError(f"no such kind: {kind}")


# ---- parts of match keys ----

VOWELS = "AEIOU"


def nysiis(word):
    """The code of a word, after the rules at the top of engine/custodian/nysiis.hpp."""
    word = "".join(c for c in word if "A" <= c <= "Z")
    if not word:
        return ""
    for old, new in (("MAC", "MCC"), ("KN", "NN"), ("K", "C"), ("PH", "FF"), ("PF", "FF"), ("SCH", "SSS")):
        if word.startswith(old):
            word = new + word[len(old) :]
            break
    for ends, new in ((("EE", "IE"), "Y"), (("DT", "RT", "RD", "NT", "ND"), "D")):
        if word.endswith(ends):
            word = word[:-2] + new
            break
    letters = list(word)
    code = letters[0]
    for i in range(1, len(letters)):
        letters[i:] = list(sounded(letters[i - 1], "".join(letters[i:])))
        if letters[i] != letters[i - 1]:
            code += letters[i]
    return shortened(code)[:6]


def sounded(before, rest):
    """What stands from one letter on, that letter and the ones that belong to it in their phonetic form."""
    behind = rest[1:2]
    for old, new in (("EV", "AF"), ("SCH", "SSS"), ("PH", "FF"), ("KN", "NN")):
        if rest.startswith(old):
            return new + rest[len(old) :]
    letter = rest[0]
    if letter in VOWELS:
        letter = "A"
    elif letter in "QZMK":
        letter = {"Q": "G", "Z": "S", "M": "N", "K": "C"}[letter]
    elif letter == "H" and not (before in VOWELS and behind and behind in VOWELS):
        letter = before
    elif letter == "W" and before in VOWELS:
        letter = before
    return letter + rest[1:]


def shortened(code):
    if len(code) > 1 and code.endswith("S"):
        code = code[:-1]
    if len(code) > 2 and code.endswith("AY"):
        code = code[:-2] + "Y"
    if len(code) > 1 and code.endswith("A"):
        code = code[:-1]
    return code


DATE_PARTS = {"exact": "ymd", "year-month": "ym", "month-day": "md", "year-day": "yd", "year": "y"}


def date_part(level, date):
    text = ""
    for letter in DATE_PARTS[level]:
        part = {"y": date[:4], "m": date[4:6], "d": date[6:]}[letter]
        if not part.isdigit() or int(part) == 0:
            return None
        text += part
    return text


def postcode_part(level, postcode):
    outward, blank, inward = postcode.partition(" ")
    if not blank:
        return None
    if level == "sector":
        return outward + inward[0]
    if level == "district" and not outward[-1].isdigit():
        return outward[:-1]
    return outward


def part_of(kind, level, normal):
    """The part of a value, or None where it has none. A bigram is chosen under the key: not here."""
    if not normal:
        return None
    words = normal.split(" ")
    if kind == "date":
        return date_part(level, normal)
    if level == "exact":
        if kind == "full-name":
            words = sorted(words)
        return "".join(words)[:8] if kind == "nino" else "".join(words)
    if level == "initial":
        return normal[0]
    if level == "sound":
        codes = sorted(nysiis(word) for word in words) if kind == "full-name" else [nysiis(words[0])]
        return "".join(codes) or None
    return postcode_part(level, normal)
