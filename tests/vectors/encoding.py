#!/usr/bin/env python3
"""Encodes the records of an encoded file once more, by docs/encoding.md alone, and compares.

    encoding.py --key project.key --seed SEED --explained ROWS.jsonl --ledger ledger.table PARTY.gauze

ROWS.jsonl is what `gauze encode --explain all --json --test-seed SEED` printed for the same file: the normal
forms are taken from it; its tokens and parts are cut once more and compared too. Ends with the line
"N records, M values agree", or with status 1 at the first difference.
"""

import argparse
import hashlib
import sys

from artefacts import EncodedFile, read_explained, read_key, read_table
from construction import Construction, Settings, Value, hmac_of, lp
from cutting import part_of


class Comparison:
    def __init__(self):
        self.values = 0

    def same(self, where, ours, theirs):
        self.values += 1
        if ours != theirs:
            shown = [v.hex() if isinstance(v, bytes) else repr(v) for v in (ours, theirs)]
            sys.exit(f"{where} differs\n  by the document  {shown[0]}\n  by the program   {shown[1]}")


def compare_header(compare, file, construction):
    header, settings = file.header, construction.settings
    compare.same("specification", settings.specification, header["specification"])
    compare.same("check value", construction.check_value(header["policy"]), header["check"])
    compare.same("fields", list(settings.kinds), header["fields"])
    compare.same("keys", list(settings.keys), header["keys"])
    blocks = [{"name": name, "bits": block.bits} for name, block in settings.blocks.items()]
    compare.same("blocks", blocks, header.get("blocks", []))
    compare.same("views", list(settings.views), [view["name"] for view in header["views"]])
    tokens = file.sections["tokens"]
    compare.same("order of the row tokens", sorted(set(tokens)), tokens)


def values_of(settings, explained):
    normal = {field["field"]: field["normal"] for field in explained["fields"]}
    return {f: Value(kind, normal[f]) for f, kind in settings.kinds.items()}


def compare_cutting(compare, settings, explained):
    """Tokens and parts of every field, also of one that no view uses."""
    for field in explained["fields"]:
        where = f"row {explained['row']}, field {field['field']}"
        kind = settings.kinds[field["field"]]
        compare.same(f"{where}: tokens", Value(kind, field["normal"]).tokens, field["tokens"])
        asked = [*settings.keys.values(), *(block.parts for block in settings.blocks.values())]
        levels = {level for parts in asked for f, level in parts if f == field["field"]}
        if not field["tokens"]:
            levels = set()
        ours = {level: part_of(kind, level, field["normal"]) for level in levels - {"bigram"}}
        compare.same(f"{where}: parts", {k: v for k, v in ours.items() if v is not None}, field["parts"])


def compare_record(compare, file, at, construction, values, where):
    """Returns the names of the views, keys and blocks that the record has."""
    settings, sections = construction.settings, file.sections
    present = sum(1 << i for i, field in enumerate(settings.kinds) if values[field].tokens)
    compare.same(f"{where}: present", present, int.from_bytes(sections["present"][at], "little"))
    views, keys, blocks, absent = [], [], [], 0
    for v, view in enumerate(settings.views.values()):
        section = sections[f"{'symbols' if view.symbols else 'view'}:{view.name}"][at]
        shown = construction.shown(view, values)
        if shown is None:
            absent |= 1 << v
            if not view.symbols:
                compare.same(f"{where}: view {view.name}", bytes(len(section)), section)
            continue
        views.append(view.name)
        compare.same(f"{where}: view {view.name}", shown, section)
    for k, name in enumerate(settings.keys):
        value = construction.match_key(name, values)
        if value is None:
            absent |= 1 << (len(settings.views) + k)
            continue
        keys.append(name)
        compare.same(f"{where}: key {name}", value, sections["keys"][at][8 * k : 8 * k + 8])
    for b, (name, block) in enumerate(settings.blocks.items()):
        found = sections["blocks"][at][4 * b : 4 * b + 4]
        value = construction.block_token(name, values)
        if value is None:
            absent |= 1 << (len(settings.views) + len(settings.keys) + b)
            above = int.from_bytes(found, "little") >> block.bits
            compare.same(f"{where}: bits of absent block {name}", 0, above)
            continue
        blocks.append(name)
        compare.same(f"{where}: block {name}", value, found)
    if "absent" in sections:
        compare.same(f"{where}: absent", absent, int.from_bytes(sections["absent"][at], "little"))
    return views, keys, blocks


def named_in(explained):
    return explained["views"], explained["keys"]


def compare_records(compare, options, file, construction):
    rows, settings = read_explained(options.explained), construction.settings
    seed = hashlib.sha256(lp("gauze-test-seed", options.seed, file.header["party"])).digest()
    places = {token: i for i, token in enumerate(file.sections["tokens"])}
    records, decoys = 0, 0
    for entry in read_table(options.ledger):
        number, token = int(entry["row"]), bytes.fromhex(entry["row_token"].decode())
        where = f"row {number}"
        compare.same(f"{where}: row token", hmac_of(seed, entry["record_id"])[:16], token)
        if number == 0:  # a decoy, of cells that no explanation has
            decoys += 1
            places.pop(token)
            continue
        explained = rows.pop(number)
        compare.same(f"{where}: reference", entry["record_id"].decode(), explained["id"])
        compare_cutting(compare, settings, explained)
        values = values_of(settings, explained)
        has = compare_record(compare, file, places.pop(token), construction, values, where)
        compare.same(f"{where}: views, keys and blocks explained", has, (*named_in(explained), explained.get("blocks", [])))
        records += 1
    compare.same("records without a line in the ledger", 0, len(places))
    for number, row in rows.items():  # not encoded: because there is nothing to show of them
        if "rejected" not in row:
            compare.same(f"row {number}: views and keys of what was left out", ([], []), named_in(row))
    return records, decoys


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("key", "seed", "explained", "ledger"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("file")
    options = parser.parse_args()
    file, compare = EncodedFile(options.file), Comparison()
    project, wave, secret = read_key(options.key)
    settings = Settings(file.header["settings"])
    compare.same("project", project, file.header["project"])
    compare.same("wave", wave, settings.wave)
    construction = Construction(settings, secret, project, wave)
    compare_header(compare, file, construction)
    records, decoys = compare_records(compare, options, file, construction)
    print(f"{records} records, {compare.values} values agree ({decoys} decoys passed over)")


if __name__ == "__main__":
    main()
