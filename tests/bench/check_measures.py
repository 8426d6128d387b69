#!/usr/bin/env python3
"""Recomputes by definition what `gauze-lab evaluate` prints, on many small made-up truths and results.

    check_measures.py PROGRAM [--rounds N]

Pairs are counted by looking at all of them; B-cubed record by record; people, violations and candidates one
by one. The interval is held against another bootstrap with other random numbers.
The standard library only, and nothing of the program that is checked.
"""
import argparse
import csv
import itertools
import json
import pathlib
import random
import subprocess
import sys
import tempfile


def near(name, told, expected, within=1e-9):
    if abs(told - expected) > within:
        sys.exit(f"{name}: the program says {told}, the definition {expected}")


def divide(part, whole, of_nothing=1.0):
    return part / whole if whole else of_nothing


class Case:
    """Records of some parties, each of somebody; ids are unique over all parties, or not."""

    def __init__(self, rng):
        self.rng = rng
        self.dedup = rng.random() < .3
        self.parties = ["A"] if self.dedup else ["A", "B", "C", "D"][:rng.randint(2, 4)]
        self.records, self.person = [], {}
        for party in self.parties:
            for n in range(rng.randint(3, 25)):
                record = (party, f"{party}{n}")
                self.records.append(record)
                self.person[record] = f"e{rng.randint(0, 18)}"
        self.repeats = [p for p in self.parties if rng.random() < .3]

    def counts(self, a, b):
        return a != b and (self.dedup or a[0] != b[0])

    def all_pairs(self):
        return [(a, b) for a, b in itertools.combinations(sorted(self.records), 2) if self.counts(a, b)]

    def true_pairs(self):
        return {(a, b) for a, b in self.all_pairs() if self.person[a] == self.person[b]}

    def some_pairs(self, wrong):
        return [p for p in self.all_pairs() if self.rng.random() < (.7 if p in self.true_pairs() else wrong)]


def write(path, header, rows):
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(header)
        out.writerows(rows)


def close(records, pairs):
    """What pairs join, as a list of sets."""
    cluster = {r: {r} for r in records}
    for a, b in pairs:
        if cluster[a] is cluster[b]:
            continue
        cluster[a] |= cluster[b]
        for r in cluster[b]:
            cluster[r] = cluster[a]
    return list({id(c): c for c in cluster.values()}.values())


def check_quality(name, told, found, truth):
    right = len(found & truth)
    near(name + " found", told["found_pairs"], len(found))
    near(name + " right", told["right_pairs"], right)
    near(name + " truth", told["true_pairs"], len(truth))
    near(name + " precision", told["precision"], divide(right, len(found)))
    near(name + " recall", told["recall"], divide(right, len(truth)))
    near(name + " F1", told["f1"], divide(2 * right, len(found) + len(truth)))


def check_b_cubed(told, case, clusters):
    found = {r: c for c in clusters for r in c}
    real = {r: {s for s in case.records if case.person[s] == case.person[r]} for r in case.records}
    n = len(case.records)
    precision = sum(len(found[r] & real[r]) / len(found[r]) for r in case.records) / n
    recall = sum(len(found[r] & real[r]) / len(real[r]) for r in case.records) / n
    near("B-cubed precision", told["precision"], precision)
    near("B-cubed recall", told["recall"], recall)
    near("B-cubed F1", told["f1"], 2 * precision * recall / (precision + recall))


def check_recovered(told, case, clusters):
    people = {}
    for record in case.records:
        people.setdefault(case.person[record], set()).add(record)
    exact = [p for p in people.values() if p in clusters]
    near("people", told["people"], len(people))
    near("exactly", told["exactly"], len(exact))
    near("several", told["of_two_records_and_more"], sum(len(p) > 1 for p in people.values()))
    near("several exactly", told["of_these_exactly"], sum(len(p) > 1 for p in exact))


def check_curve(told, scores, truth):
    best, best_threshold, average, at_99, at_999, before = -1, None, 0, 0, 0, 0
    for threshold in sorted(set(scores.values()), reverse=True):
        taken = {p for p, s in scores.items() if s >= threshold}
        right = len(taken & truth)
        precision, recall = right / len(taken), divide(right, len(truth))
        f1 = 2 * right / (len(taken) + len(truth))
        average += precision * (recall - before)
        before = recall
        if f1 > best:
            best, best_threshold = f1, threshold
        at_99 = max(at_99, recall if precision >= .99 else 0)
        at_999 = max(at_999, recall if precision >= .999 else 0)
    near("best F1", told["best"]["f1"], best)
    near("best threshold", told["best"]["threshold"], best_threshold)
    near("average precision", told["average_precision"], average)
    near("recall at .99", told["recall_at_precision_99"], at_99)
    near("recall at .999", told["recall_at_precision_999"], at_999)


def check_party_pairs(told, case, found, truth):
    def between(pairs, a, b):
        return {p for p in pairs if {p[0][0], p[1][0]} == {a, b}}
    for one in told:
        a, b = one["party_a"], one["party_b"]
        check_quality(f"{a} and {b}", one, between(found, a, b), between(truth, a, b))
    near("party pairs", sum(one["true_pairs"] for one in told), len(truth))
    near("party pairs", sum(one["found_pairs"] for one in told), len(found))


def check_interval(told, case, found, truth):
    """A bootstrap of our own: people drawn one by one, a found pair half to each of its two."""
    people = sorted(set(case.person.values()))
    halves, right, true = ({p: 0 for p in people} for _ in range(3))
    for a, b in found:
        halves[case.person[a]] += 1
        halves[case.person[b]] += 1
        right[case.person[a]] += case.person[a] == case.person[b]
    for a, b in truth:
        true[case.person[a]] += 1
    values = []
    rng = random.Random(5)
    for _ in range(4000):
        drawn = rng.choices(people, k=len(people))
        whole = sum(halves[p] for p in drawn) / 2 + sum(true[p] for p in drawn)
        values.append(divide(2 * sum(right[p] for p in drawn), whole))
    # Of a thousand draws the share below the 2.5th of a hundred has a deviation of .005.
    for end, expected in (("low", .025), ("high", .975)):
        at = told["f1_interval"][end]
        below = sum(v < at - 1e-9 for v in values) / len(values)
        up_to = sum(v <= at + 1e-9 for v in values) / len(values)
        if below > expected + .022 or up_to < expected - .022:
            sys.exit(f"{end} end of the interval of F1: {below} of other draws are below it, {up_to} not above")


def violations_of_clusters(case, clusters):
    clean = [p for p in case.parties if p not in case.repeats]
    return sum(sum(r[0] == p for r in c) > 1 for c in clusters for p in clean)


def violations_of_pairs(case, pairs):
    clean = [p for p in case.parties if p not in case.repeats]
    partners = {}
    for a, b in pairs:
        partners.setdefault((a, b[0]), set()).add(b)
        partners.setdefault((b, a[0]), set()).add(a)
    return sum(len(s) > 1 for (r, p), s in partners.items() if p in clean)


def run_case(program, folder, seed):
    rng = random.Random(seed)
    case = Case(rng)
    write(folder / "truth.csv", ["party", "id", "entity"], [(*r, case.person[r]) for r in case.records])
    truth = case.true_pairs()
    options, scores, candidates = [], None, set(case.some_pairs(.2))
    if rng.random() < .5:
        pairs = case.some_pairs(.03)
        scores = {p: round(rng.random(), 2) for p in pairs}
        write(folder / "result.csv", ["party_a", "id_a", "party_b", "id_b", "score"],
              [(*a, *b, scores[a, b]) for a, b in pairs])
        found, clusters = set(pairs), close(case.records, pairs)
        violations = violations_of_pairs(case, pairs)
    else:
        clusters = close(case.records, case.some_pairs(.01))
        listed = [c for c in clusters if len(c) > 1 or rng.random() < .5]  # others are alone anyway
        write(folder / "result.csv", ["party", "id", "cluster"],
              [(*r, n) for n, c in enumerate(listed) for r in sorted(c)])
        found = {p for c in clusters for p in itertools.combinations(sorted(c), 2) if case.counts(*p)}
        violations = violations_of_clusters(case, clusters)
    write(folder / "candidates.csv", ["id_a", "id_b"], [(b[1], a[1]) for a, b in candidates])
    for name in case.repeats:
        options += ["--repeats", name]
    if case.dedup:
        options += ["--dedup"]
    told = json.loads(subprocess.run(
        [program, "evaluate", str(folder / "result.csv"), "--truth", str(folder / "truth.csv"), "--candidates",
         str(folder / "candidates.csv"), "--json", *options], check=True, capture_output=True, text=True).stdout)

    check_quality("all", told, found, truth)
    right = len(found & truth)
    near("F*", told["f_star"], divide(right, len(found | truth)))
    check_b_cubed(told["b_cubed"], case, clusters)
    check_recovered(told["recovered"], case, clusters)
    check_party_pairs(told["party_pairs"], case, found, truth)
    check_interval(told, case, found, truth)
    if not case.dedup:
        near("violations", told["one_to_one_violations"], violations)
    if scores:
        check_curve(told, scores, truth)
    blocked, all_pairs = told["candidates"], len(case.all_pairs())
    near("completeness", blocked["pairs_completeness"], divide(len(candidates & truth), len(truth)))
    near("pairs quality", blocked["pairs_quality"], divide(len(candidates & truth), len(candidates)))
    near("reduction", blocked["reduction_ratio"], 1 - divide(len(candidates), all_pairs, 0))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program")
    options.add_argument("--rounds", type=int, default=40)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(asked.rounds):
            run_case(asked.program, pathlib.Path(folder), seed)
    print(f"{asked.rounds} results were measured as by definition")


if __name__ == "__main__":
    main()
