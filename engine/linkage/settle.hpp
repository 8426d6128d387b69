// From candidates to persons: every candidate is judged, the cut chosen, persons decided, and it is said how
// wrong all that is expected to be. One function; what it comes to is a value that the run writes down.
//
// Where somebody fixed a threshold, pairs at or above it are links as far as one-to-one allows, and nothing
// is stated: what lies below the threshold was never looked at.
#pragma once

#include "engine/linkage/cut.hpp"
#include "engine/linkage/decide.hpp"
#include "engine/linkage/judge.hpp"
#include "engine/linkage/plan.hpp"
#include "engine/linkage/stated_curve.hpp"
#include "engine/linkage/stated_error.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gauze::linkage {

// What may be asked of a decision.
struct DecisionWishes {
    std::optional<CutRule> cut = {};    // instead of the policy's cost
    std::optional<CutRule> review = {}; // pairs between the two cuts are for people to look at
    Assignment assignment = Assignment::greedy;
    double lead = 0;                  // least log-odds that a link is ahead of the runner-up
    std::uint32_t top = 0;            // best candidates of each record that are written down
    std::filesystem::path known = {}; // known links and non-links (known_pairs.hpp); empty: none
    bool levels = false;              // persons at the strict, the balanced and the broad cut as well
    bool any() const noexcept;        // asks for something that a fixed threshold cannot give
};

struct Settled {
    std::optional<Judgement> judgement; // nothing if the threshold was fixed
    std::vector<double> log_odds;       // by candidate, among its rivals; empty if the threshold was fixed
    std::optional<Cut> cut;
    Decided decided;
    struct Level {
        std::string name; // "strict", "balanced", "broad"
        Cut cut;
        std::vector<Person> persons;
    };
    std::vector<Level> levels;
    std::vector<LostShare> lost; // of the matches, by party pair, if candidates were sought by blocks
    std::optional<StatedError> stated;
    std::vector<CurvePoint> curve;
    std::vector<std::string> warnings; // in words
};

// What a decision starts from.
struct Candidates {
    std::span<const Pair> pairs;                  // by party pair, then row a, then row b
    std::optional<project::Threshold> fixed = {}; // the least Dice of a link, if it is fixed
    // How they were sought, to say what blocking lost of the matches; nothing: every pair was compared.
    const Plan* plan = nullptr;
    bool within = false; // duplicates within one file
};

// Throws Error(usage) for wishes that a fixed threshold, or one file, cannot grant. The same for any number
// of threads. Holds the candidates several times over, beside their evidence.
Settled settle(const project::Policy& policy, const Parties& parties, const Candidates& candidates,
               const DecisionWishes& wishes);

} // namespace gauze::linkage
