// What would be stated at other cuts, for a threshold explorer. Decided greedily from the surest candidate
// down, so it is near what a run with that cut would state, and the same where the run decides greedily.
#pragma once

#include "engine/linkage/stated_error.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace gauze::linkage {

struct CurvePoint {
    double cut = 0; // least log-odds of a link
    double links = 0;
    StatedPairs all;                  // figures without intervals: low = value = high
    std::vector<StatedPairs> by_pair; // party pairs in order
};

// At most `points` cuts, falling: half of them spread evenly by log-odds from 20 down, half by number of
// links; none after the first at which fewer than one pair in fifty is expected to be right. Empty if there
// is no candidate. One pass over the candidates in order; holds 16 bytes for each of them.
std::vector<CurvePoint> stated_curve(const ToState& run, std::size_t points = 100);

// `names` by party.
Json to_json(const CurvePoint& point, std::span<const std::string> names);

} // namespace gauze::linkage
