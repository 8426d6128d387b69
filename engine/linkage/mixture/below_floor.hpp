// What the floor of candidates hides. A match whose fields agree too little in all is no candidate, and the
// mixture, which learns from candidates, knows nothing of it and takes records to be better than they are.
// But from how often each field errs follows how often so many err together: the tables are learned as from a
// sample that is cut off below (Dempster, Laird and Rubin 1977, section 4.2), with what is missing put back.
#pragma once

#include "engine/linkage/mixture/fit.hpp"

#include <span>
#include <vector>

namespace gauze::linkage::mixture {

// How the likeness that candidates are chosen by comes of a field: its weight, and what each of its levels
// shows. A pair's likeness is the mean over the fields that both records have, by weight: the Dice of filters
// laid end to end, when weights are their shares of the bits.
struct Showing {
    double weight = 1;
    std::vector<double> alike; // by level, 0 to 1
};

// Each field's part of the likeness is rounded to so many parts of 1.
inline constexpr double likeness_steps = 1'000;

// Of all matches, the share below the floor; low and high 95 %, from tables drawn anew around those learned.
struct BelowFloor {
    double share = 0, low = 0, high = 0;
};

// `showing` by field of the evidence. A few hundredths of a second.
BelowFloor below_floor(const PatternEvidence& evidence, const Fit& fit, std::span<const Showing> showing,
                       double floor);

} // namespace gauze::linkage::mixture
