// Which candidates may become links at all, party pair by party pair: where a party holds a person once, a
// record of another has at most one partner in it.
#pragma once

#include "engine/linkage/decide.hpp"
#include "engine/linkage/persons/known_constraints.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage {

struct Assigned {
    std::vector<bool> chosen; // by candidate: not excluded by the assignment
    std::vector<bool> leads;  // by candidate: at or above the lead over both its records' other candidates
    std::uint64_t left_to_greedy = 0; // components too large for the optimum
};

// `judged` in order of decision. Greedy assignment excludes nothing here: taking ties in order, one record of
// a clean party a person, is what `cluster` does. Candidates below the cut are never excluded.
Assigned assign(std::span<const Judged> judged, const Parties& parties, const Positions& positions,
                const DecisionRule& rule, const KnownConstraints& known);

} // namespace gauze::linkage
