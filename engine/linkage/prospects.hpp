// What a decision would make of the candidates at every cut at once. Candidates are worth what the mixture
// says of their evidence, and less when a record has another candidate as good, since it has one partner at
// most; then they are taken from the surest down, as a decision takes them.
#pragma once

#include "engine/linkage/cut.hpp"
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
};
Sources sources_of(const Parties& parties);

// Where a party holds a person once, a record of another has at most one partner in it. Which of its
// candidates that is, if any, is a matching, in which each pair weighs its odds; what each pair is worth then
// is found by belief propagation on the candidates (Zdeborova and Mezard 2006, "The number of matchings in
// random graphs"). Returns log-odds by candidate. The odds that are given are those of a pair by itself, as
// the mixture has them, in which `matches` (by party pair, as the candidates come) were expected: with one
// partner at most, a record that most others of its kind have found theirs for is likelier to have found its
// own, and how much so is learned here. `pairs` by party pair, then row a, then row b. Pairs of parties of
// which neither is clean, and pairs within one party, keep their odds. The same for any number of threads.
// Holds 40 bytes a candidate of one party pair.
std::vector<double> among_rivals(std::span<const Pair> pairs, std::span<const double> log_odds,
                                 std::span<const double> matches, const Sources& sources);

// The links a decision would make if it took every candidate, greedily from the likeliest down. `log_odds` by
// candidate, as `among_rivals` gives them.
Prospects prospects_of(std::span<const Pair> pairs, std::span<const double> log_odds, const Sources& sources);

} // namespace gauze::linkage
