// The limit of what any open comparison can hide, for one custodian's file (length.md, section 2). Views are
// compared by how far their hidden filters are apart; whoever sets how far a match may be sets two things at
// once: how many true pairs can be found, and how many people have somebody else - a relative, a housemate, a
// namesake - as near as that. Who knows that somebody in the clear can recognise them. No code hides it,
// however long; so the second number is an upper bound for what an attacker learns from the views alone.
//
// Distance: the share of base-filter bits in which two records differ; of several views the nearest counts.
#pragma once

#include "engine/custodian/suggest_sample.hpp"
#include "engine/project/policy.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace gauze::custodian {

inline constexpr std::array<double, 6> front_radii{.02, .04, .06, .07, .08, .09};
inline constexpr std::size_t most_front_rows = 20'000;
inline constexpr std::size_t most_front_bytes = std::size_t{256} << 20; // of filters

struct FrontPoint {
    double radius = 0;
    // Share of made-up second records (suggest_slips.hpp) that are this near to the first in some view.
    double found_careful = 0, found_careless = 0;
    // Share of records that have another record of the file this near in some view. Counted when all rows of
    // the file are compared, else what the rate of such pairs means for a file of this size (an upper bound).
    double people_near = 0;
};

struct LimitFront {
    std::vector<FrontPoint> points; // by radius
    std::size_t rows = 0;           // that were compared, each with each
    bool is_whole_file = false;
};

// `policy` has the views. Costs rows^2 / 2 comparisons a view: half a minute for 20,000 rows and two views on
// two processors. Memory: the filters.
LimitFront limit_front(const project::Policy& policy, const SampledRows& rows, std::string_view party);

} // namespace gauze::custodian
