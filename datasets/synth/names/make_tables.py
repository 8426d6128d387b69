#!/usr/bin/env python3
"""Writes the tables of British given names and family names, british_given.cpp and british_families.cpp.

Usage: make_tables.py LISTS OUT
  LISTS  folder with uk_baby_names_1974_2020.csv.gz and ew_top100_1904_1994.csv.gz (ONS, NRS, NISRA: Open
         Government Licence v3; packaged by mine-cetinkaya-rundel/ukbabynames, CC0), lastname_uk.csv.gz (ONS, in
         cran/sdglinkage, MIT)
  OUT    folder of the sources that are written: the folder of this script

What is written are rounded weights of the commoner names, per 100,000 births. England and Wales before 1996 are
known by ranks alone: the weight of rank r is proportional to 1 / (r + b)^2 (Zipf and Mandelbrot), which fits the
counts of Scotland in 1974 and of England and Wales in 1996; b and the share of the hundred commonest names
are estimates for each list. Names that the tables of other communities (names_of_*.cpp beside this script) hold
and the old British lists do not are left out: they are drawn for those communities.
"""
import collections
import csv
import gzip
import pathlib
import re
import sys

RANKS = list(range(1904, 1995, 10))
ENGLISH_YEARS = RANKS + [2000, 2005, 2010, 2015, 2020]
SCOTTISH_YEARS = [1904, 1924, 1944, 1964, 1974, 1979, 1984, 1989, 1994, 1999, 2004, 2009, 2014, 2020]
NORTHERN_IRISH_YEARS = [1904, 1924, 1944, 1964, 1984, 1997, 2002, 2007, 2013, 2020]
# Estimates: b of the law of ranks, and the share of births (percent) with one of the hundred commonest names.
LAW_B = {"M": [9, 10, 12, 14, 14, 16, 18, 20, 21, 24], "F": [12, 14, 16, 18, 18, 20, 23, 26, 24, 28]}
TOP_HUNDRED = {"M": [93, 92, 92, 92, 92, 92, 92, 90, 88, 79], "F": [88, 87, 87, 87, 86, 85, 83, 79, 76, 67]}
SMALLEST = {"M": 11, "F": 15}  # of 100,000 births in some year, or the name goes to the tail
COMPOSED = 0.75  # of the tail; the rest are names of other communities, by the look of the lists


def proper(name):
    """JEAN-LUC to Jean-Luc, O'SHEA to O'Shea, D'ARCY to D'Arcy."""
    name = re.sub(r"[A-Za-zÀ-ÿ]+", lambda m: m.group().capitalize(), name)
    return re.sub(r"'([A-Z])(?![a-z])", lambda m: "'" + m.group(1).lower(), name)


def rows(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def words_of_tables(folder, names):
    found = set()
    for path in sorted(folder.glob(names)):
        for text in re.findall(r'R"\((.*?)\)"', path.read_text(encoding="utf-8"), re.S):
            found.update(w.replace("_", " ").upper() for w in re.findall(r"[^\s\d*]\S*", text))
    return found


def rounded(x):
    """Two significant figures, whole."""
    if x < 10:
        return round(x)
    digits = 10 ** (len(str(int(x))) - 2)
    return round(x / digits) * digits


def figures(weights):
    """"0 0 0 12" is written "-3 12"."""
    words, zeros = [], 0
    for w in [*weights, None]:
        if w == 0:
            zeros += 1
            continue
        if zeros:
            words.append("0" if zeros == 1 else f"-{zeros}")
            zeros = 0
        if w is not None:
            words.append(str(w))
    return " ".join(words)


def law_of_ranks(sex, at, names):
    b, share = LAW_B[sex][at], TOP_HUNDRED[sex][at] * 1000
    raw = {name: 1 / (r + b) ** 2 for r, name in enumerate(names, 1)}
    total = sum(raw.values())
    return {name: share * w / total for name, w in raw.items()}


def smear(known, years, year):
    """What a name that is not in this year's hundred may have had: less than the hundredth, and the less the
    farther the list is that has it."""
    limit = min(known[year].values()) * 0.7
    tail = collections.Counter()
    for other in years:
        for name, w in known[other].items():
            if name not in known[year]:
                faded = min(limit, w * 0.35 ** (abs(other - year) / 10))
                tail[name] = max(tail[name], faded)
    return tail


def english(sex, counts, ranks):
    births = lambda nation, year: sum(counts[nation, year, sex].values())
    share = lambda nation, year: {n: 1e5 * c / births(nation, year) for n, c in counts[nation, year, sex].items()}
    known = {y: law_of_ranks(sex, i, ranks[y, sex]) for i, y in enumerate(RANKS)}
    table = {}
    for year in RANKS:
        column = dict(known[year])
        tail = smear(known, RANKS, year)
        if year >= 1974:  # Scotland counts, at a third of its weight: a tail of the right time
            for name, w in share("S" if year < 1994 else "EW", year if year < 1994 else 1996).items():
                if name not in column:
                    tail[name] = max(tail[name], w * (0.4 if year < 1994 else 1.0))
        rest = 1e5 - sum(column.values())
        scale = min(1.0, rest * 0.9 / sum(tail.values()))
        column.update({n: w * scale for n, w in tail.items()})
        table[year] = column
    for year in ENGLISH_YEARS[len(RANKS):]:
        table[year] = share("EW", year)
    return table


def counted(nation, sex, counts, years, of_england):
    """Before the first count: England's names, each as much commoner or rarer as it is in the first count; and
    names that England hardly has, fading backwards. An estimate."""
    first = min(y for y in years if (nation, y, sex) in counts)
    table = {}
    for year in years:
        if year < first:
            continue
        pooled = collections.Counter()
        for y in (year - 1, year, year + 1):  # small nations: three years together
            pooled.update(counts.get((nation, y, sex), {}))
        births = sum(pooled.values())
        table[year] = {n: 1e5 * c / births for n, c in pooled.items()}
    near = of_england[1974 if first == 1974 else 1994]
    for year in (y for y in years if y < first):
        column = {}
        for name, w in of_england[year].items():
            ratio = table[first].get(name, 0.3 * near.get(name, w)) / near.get(name, w)
            column[name] = w * min(4, max(0.25, ratio))
        for name, w in table[first].items():
            if near.get(name, 0) < 0.3 * w:
                column[name] = max(column.get(name, 0), w * 0.9 ** ((first - year) / 10) * 0.8)
        total = sum(column.values())
        table[year] = {n: 97_000 * w / total for n, w in column.items()}
    return table


def write_given(out, label, years, table, foreign, smallest):
    names = collections.Counter()
    for column in table.values():
        for name, w in column.items():
            names[name] = max(names[name], w)
    kept = [n for n in names if names[n] >= smallest and n not in foreign]
    kept.sort(key=lambda n: (-sum(table[y].get(n, 0) for y in years), n))
    lines = []
    tail = []
    for y in years:
        of_others = sum(w for n, w in table[y].items() if n in foreign)
        covered = sum(table[y].get(n, 0) for n in kept)
        tail.append(rounded(max(1e5 - covered - of_others, 0) * COMPOSED))
    lines.append("* " + figures(tail))
    for name in kept:
        lines.append(proper(name).replace(" ", "_") + " " + figures([rounded(table[y].get(name, 0)) for y in years]))
    print(f"{label}: {len(kept)} names, tail {tail}", file=sys.stderr)
    out.append(f'std::string_view {label}()\n{{\n    return R"(\n' + "\n".join(lines) + '\n)";\n}\n')


HEAD = """// {what}
// Written by make_tables.py; do not edit. {source}
#include "datasets/synth/names/british.hpp"

namespace gauze::synth {{

"""


def main():
    lists, folder = map(pathlib.Path, sys.argv[1:3])
    counts = collections.defaultdict(collections.Counter)
    early = collections.Counter()
    for row in rows(lists / "uk_baby_names_1974_2020.csv.gz"):
        counts[row["nation"], int(row["year"]), row["sex"]][row["name"].upper()] += int(row["n"])
        if row["nation"] == "S" and int(row["year"]) < 1992:
            early[row["name"].upper()] += int(row["n"])
    ranks = collections.defaultdict(list)
    for row in rows(lists / "ew_top100_1904_1994.csv.gz"):
        ranks[int(row["year"]), row["sex"]].append(row["name"].upper())
    old = {n for names in ranks.values() for n in names} | {n for n, c in early.items() if c >= 40}
    kept_here = words_of_tables(pathlib.Path(__file__).parent, "names_used_here.cpp")
    foreign_given = (words_of_tables(pathlib.Path(__file__).parent, "names_of_*.cpp") - (old - MUSLIM)) - kept_here - AT_HOME
    out = [HEAD.format(what="Given names by year of birth: England and Wales, Scotland, Northern Ireland; per 100,000 births.",
                       source="Rounded facts from ONS, NRS and NISRA\n// (Open Government Licence v3).")]
    for sex, word in (("F", "girls"), ("M", "boys")):
        of_england = english(sex, counts, ranks)
        write_given(out, f"english_{word}", ENGLISH_YEARS, of_england, foreign_given, SMALLEST[sex])
        write_given(out, f"scottish_{word}", SCOTTISH_YEARS,
                    counted("S", sex, counts, SCOTTISH_YEARS, of_england), foreign_given, 25)
        write_given(out, f"northern_irish_{word}", NORTHERN_IRISH_YEARS,
                    counted("NI", sex, counts, NORTHERN_IRISH_YEARS, of_england), foreign_given, 35)
    (folder / "british_given.cpp").write_text("\n".join(out) + "\n} // namespace gauze::synth\n", encoding="utf-8")
    write_families(lists, folder)


MUSLIM = {"MOHAMMED", "MOHAMMAD", "MUHAMMAD", "MOHAMED", "ALI", "IMRAN", "AHMED", "OMAR", "AISHA", "AYESHA", "KIRAN", "SANA"}
# British by now, whatever other tables hold them too.
AT_HOME = set("""ETHAN LUCAS KYLE SEBASTIAN EVA SOFIA LUCA ALEXANDRA JOEL EMILIA FRANCESCA JUDE KIAN HUGO SAMANTHA LARA
EDEN JULIA ROMAN CHRISTIAN COLE ARIA ELENA LEILA LAYLA NATALIA NINA CLAUDIA HANNA TARA LENA XAVIER ADRIAN ROSA KIRA JASMIN
ARIANA HELENA LUKAS LANA ANTONIA KARA HANA RIA ELSA LILIANA SERENA NICOLAS MATHEW STEFAN LUIS CHRISTINA CARLA ALINA LORENZO
KYLA FABIAN JAI KRISTIAN DIANA IVAN RHEA ENZO KAYA ANTONY MATTEO ARON VALENTINA MARCO ROMEO ABEL ALBA CARMEN KALEB DION NIKOLA
ALESSIA ANDREA ANGELA TANYA DARIUS KARINA BIANCA ASHA DANA BRUNO CAMILLA CRUZ ANGELICA DANIELA ADRIANA CHIARA MARIO MILENA
ANDREAS ALIA KURT ANGELO KRISTINA ALISA MINA SIMEON CYRUS ADEN KIANA ANITA JOCELYN MIAH SUNNY PAULA GEORGIANA MYRA RITA DAN
CHERRY ROAN MARIANA KIM MAGDALENA CAROLINA PAULINA SABINA JOHAN UMA BEA DINA BO MIRA FRANCO LUCIA AURORA LEONARDO MAYA MILA
LUNA MIA ZARA ANASTASIA AMALIA ALISHA GEORGIA JOANNA LAURA SARA NADIA YASMIN BARBARA""".split())
SURNAMES_WITH_O = set("""obrien oneill oconnor osullivan oleary odonnell oreilly oneil ohara okeefe okane orourke ohagan oshea
odonoghue odriscoll ogorman ohanlon otoole odea oconnell ohalloran ohare oloughlin omalley omara omahony orielly oriordan
odowd odwyer ofarrell oflaherty oflynn ogrady okelly olone oregan oryan ostaff""".split())
MAC_WITH_CAPITAL = set("""macdonald mackenzie macleod macgregor macfarlane macintyre macrae maclean macpherson macmillan
macdougall macarthur macneil macphail macaulay macdonnell macinnes mackinnon maclennan macqueen macnab macbeth macfadyen
macallister macintosh maclachlan maclaren maclellan macnally macnamara macneill macphee macqueen mactaggart macewan
macauley maccallum macconnell maccormack maccormick macdermott macdowall macduff macewen macglashan macgowan macgrath
macgillivray macguire macivor mackay macklin maclaughlin macmahon macmaster macnair macpherson macritchie macsween
mactavish macvicar macwilliam""".split())


def proper_family(name):
    if name in SURNAMES_WITH_O:
        return "O'" + name[1:].capitalize()
    if name.startswith("mc") and len(name) > 4:
        return "Mc" + name[2:].capitalize()
    if name in MAC_WITH_CAPITAL:
        return "Mac" + name[3:].capitalize()
    return proper(name.upper()).replace(" ", "_")


def write_families(lists, folder):
    foreign = words_of_tables(pathlib.Path(__file__).parent, "names_of_*.cpp") - words_of_tables(
        pathlib.Path(__file__).parent, "names_used_here.cpp")
    freq = [(r["surname"], float(r["freq"])) for r in rows(lists / "lastname_uk.csv.gz")]
    own = [(n, f) for n, f in freq if n.upper() not in foreign or n in FAMILIES_OF_HERE]
    lines = [f"{proper_family(n)} {round(f * 100000)}" for n, f in own[:2500]]
    rest = sum(f for _, f in own[2500:])
    text, line = [], ""
    for entry in [f"* {round(rest * 100000)}"] + lines:
        if len(line) + len(entry) > 108:
            text.append(line)
            line = ""
        line = (line + " " + entry).strip()
    text.append(line)
    print(f"families: {len(lines)}, tail {rest:.3f}", file=sys.stderr)
    head = HEAD.format(what="Family names of Great Britain and Ireland, per 100,000 people.",
                       source="Rounded facts from frequencies that ONS gave to\n// cran/sdglinkage (MIT).")
    (folder / "british_families.cpp").write_text(
        head + 'std::string_view british_families()\n{\n    return R"(\n' + "\n".join(text) + '\n)";\n}\n\n} // namespace gauze::synth\n',
        encoding="utf-8")


FAMILIES_OF_HERE = set("""smith jones taylor williams brown johnson thomas joseph george francis campbell clarke grant henry
charles lewis reid gordon walker bailey morgan lee thompson james edwards robinson stewart wright green scott davis martin
barrett graham morris samuel alexander daniel king allen mitchell anderson phillips roberts simon lawrence john peter matthew
philip gray white young harris green rose day may martin ross marks harris cohen levy davis levi morris myers samuels isaacs
benjamin solomon jacobs abrahams harrison marsh gill mann bell bird beckford gayle powell blake dixon wilson hall hill nelson
hunt lord mills pope page best hope long law young low""".split())

if __name__ == "__main__":
    main()
