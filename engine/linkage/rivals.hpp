// What a candidate is worth once its rivals are known. The mixture judges a pair by itself; but where a party
// holds a person once, a record of another has at most one partner in it, and the better one candidate is the
// less the others can be.
#pragma once

#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace gauze::linkage {

// The files of a run as far as partners are concerned.
struct Sources {
    std::vector<std::size_t> rows; // by party
    std::vector<bool> clean;       // by party: holds one person at most once
    // What is thought of that word: a record that has a partner has, with this chance, another one that is it
    // too. Of two equal copies of a person each would otherwise be worth a half and neither be linked.
    double repeats = 0;
};
// Files that are called clean repeat one person in a hundred, as registers do.
Sources sources_of(const Parties& parties);

// The candidates of one party pair, of those that stand by party pair.
struct PairRange {
    PartyPair which;
    std::size_t from = 0, to = 0;
};
std::vector<PairRange> ranges_of(std::span<const Pair> pairs);

// The partners of all records are a matching in which each pair weighs its odds. What each pair is then worth
// is found by belief propagation on the candidates (Zdeborova and Mezard 2006, "The number of matchings in
// random graphs"). The odds given are those of a pair by itself, as the mixture has them, and `matches` is
// how many it expected, by party pair as the candidates come. They are odds against being no match; here a
// record has this partner, another, or none, and having none is the rarer the more records have found theirs:
// how many is learned once more here.
//
// Returns log-odds by candidate. `pairs` by party pair, then row a, then row b. Pairs within one party, and
// between parties of which neither is clean, keep their odds. The same for any number of threads. Holds 40
// bytes for each candidate of the largest party pair, and 16 for each of its records.
std::vector<double> among_rivals(std::span<const Pair> pairs, std::span<const double> log_odds,
                                 std::span<const double> matches, const Sources& sources);

} // namespace gauze::linkage
