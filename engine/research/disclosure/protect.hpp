// From a table of counts to one that may be published: small counts withheld, others rounded, more withheld
// by cost so that no withheld one can be worked out, and then proved, against every earlier release.
//
// What is proved. A reader has all tables released so far and this one, knows the profile, adds, subtracts
// and knows that people are whole. For every cell withheld as small, in this table or an earlier one, there
// are two populations of whole people that agree with everything published, one with the least small count
// in the cell and one with the most; they are found by linear programming and checked in whole numbers. So
// nobody can conclude more of it than "small" already says. For every other withheld cell there are two that
// differ in it.
//
// What is not. A reader who reruns this program on every conceivable population may learn from what it
// withheld. Populations of different texts, and waves (unless `only_added`), are taken as independent: what
// two waves show by their difference is not looked at. Means, rates and odds ratios are numbers.hpp's.
#pragma once

#include "engine/research/disclosure/table.hpp"

#include <span>

namespace gauze::research::disclosure {

// What is known of waves of one population.
enum class Waves {
    independent,
    only_added, // people are added, none leaves and nobody's values change: a later count is no smaller
};

// How large a question may be. Deterministic: no clock.
struct Limits {
    std::size_t most_joint_cells = 20000; // of all linked tables together (joint.hpp)
    std::size_t most_pivots = 2'000'000;  // of all programs solved for one table
};

// `earlier`: all releases of the project, in their order; those of other populations are passed over. The
// same input gives the same output. One thread; seconds for some hundreds of cells. Withholds everything
// (whole_withheld, and a note why) when nothing less can be proved within the limits. Throws:
//   Error(refused)  "too-many-variables", "too-many-cells" (not verifiable), "releases-contradict" (what was
//                   released cannot be of this population and wave)
// An empty axis, or counts of another number than the shape's, is a programming fault.
Protected protect(const CountTable& table, const Profile& profile, std::span<const Protected> earlier,
                  Waves waves = Waves::independent, const Limits& limits = {});

} // namespace gauze::research::disclosure
