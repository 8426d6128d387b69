"""The files that encoding.py compares, read after docs/file-formats.md."""

import hashlib
import json
import struct
import sys


def require(condition, otherwise):
    if not condition:
        sys.exit(otherwise)


class EncodedFile:
    """PARTY.gauze: the header, and for each section its bytes row by row."""

    def __init__(self, path):
        data = open(path, "rb").read()
        magic, version, length = struct.unpack_from("<8sII", data)
        require(magic == b"GAUZEENC", f"{path} is no encoded file")
        digest = hashlib.sha256(data[48 : 48 + length]).digest()
        require(digest == data[16:48], f"{path}: the header is damaged")
        self.header = json.loads(data[48 : 48 + length])
        expected = 3 if "blocks" in self.header else 2
        require(version == expected, f"{path} is of version {version}, not {expected}")
        at, self.rows, self.sections = 48 + length, self.header["rows"]["encoded"], {}
        for section in self.header["sections"]:
            at = (at + 63) // 64 * 64
            content = data[at : at + section["bytes"]]
            name, digest = section["name"], hashlib.sha256(content).hexdigest()
            require(digest == section["sha256"], f"{path}: section {name} is damaged")
            width = section["bytes"] // max(self.rows, 1)
            self.sections[name] = [content[i : i + width] for i in range(0, len(content), width)]
            at += section["bytes"]


def unescaped(cell):
    if b"\\" not in cell:
        return cell
    marks = {b"\\": b"\\", b"t": b"\t", b"n": b"\n", b"r": b"\r", b"0": b"\0"}
    pieces, at = [], 0
    while (slash := cell.find(b"\\", at)) >= 0:
        pieces += [cell[at:slash], marks[cell[slash + 1 : slash + 2]]]
        at = slash + 2
    return b"".join(pieces) + cell[at:]


def read_table(path):
    """A table file: its rows as dictionaries of bytes."""
    lines = open(path, "rb").read().split(b"\n")
    require(lines[0] == b"gauze-table 1", f"{path} is no table file")
    columns = json.loads(lines[1])["columns"]
    return [dict(zip(columns, map(unescaped, line.split(b"\t")))) for line in lines[2:-2]]


def read_key(path):
    """A key file without a passphrase: project, wave, secret."""
    lines = dict(line.split(" ", 1) for line in open(path).read().splitlines())
    require(lines["gauze-project-key"] == "1", f"{path} is no plain key file")
    return lines["project"], lines.get("wave", ""), bytes.fromhex(lines["secret"])


def read_explained(path):
    """What `encode --explain all --json` said, by row number."""
    with open(path, encoding="utf-8") as lines:
        return {row["row"]: row for row in map(json.loads, lines)}
