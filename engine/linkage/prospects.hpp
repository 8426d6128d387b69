// What a decision would make of the candidates at every cut at once: they are taken from the surest down, as
// a decision takes them, so the links at a cut are the first of the links at none.
#pragma once

#include "engine/linkage/cut.hpp"
#include "engine/linkage/rivals.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage {

// The numbers of the candidates that a greedy decision links when no cut holds it back, surest first: neither
// record has a surer partner in the other's party, where that holds a person once, and no clean party would
// be held twice in the person that comes of it. Of equal log-odds the earlier candidate goes first.
std::vector<std::uint32_t> greedy_links(std::span<const Pair> pairs, std::span<const double> log_odds,
                                        const Sources& sources);

// Those links' log-odds, with the true pairs expected among all candidates. `log_odds` by candidate, as
// `among_rivals` gives them.
Prospects prospects_of(std::span<const Pair> pairs, std::span<const double> log_odds, const Sources& sources);

} // namespace gauze::linkage
