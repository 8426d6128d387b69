// Rules for what may leave a cohort, as data: one row a profile. A policy names one of them ([disclosure]
// profile); nothing here can be set one by one, so that two tables "under dfe" mean the same.
//
// Follows privacy.md 5.1; profile.cpp says of every number where it comes from.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace gauze::research::disclosure {

struct Profile {
    std::string_view name;
    // A count below it is small and withheld: 1 to threshold - 1, and 0 too if zero_is_small.
    std::uint64_t threshold = 10;
    bool zero_is_small = false;
    // Shown counts are rounded to the nearest multiple (halves up); 1: not rounded. Every count is rounded by
    // itself, totals too, so that rounded parts need not add up.
    std::uint64_t rounding = 1;
    // The same for counts over all areas together (Shape::area); 1: as all others.
    std::uint64_t rounding_of_all_areas = 1;
    std::string_view symbol; // of every withheld cell, small or not: the reader is not told which it is
    // Means, medians and standard deviations need so many people.
    std::uint64_t least_for_means = 10;
    // Each of the four cells behind an odds ratio.
    std::uint64_t least_for_odds = 10;
    std::uint64_t least_degrees = 10; // residual degrees of freedom of a fitted model
    bool extremes = false;            // whether minimum, maximum and median may be shown as they are
    // Sums of money: not if the largest two contributions are this share of it or more, nor if the second
    // largest contributor could bound the largest within this share (p % rule).
    std::uint32_t dominance_percent = 90, p_percent = 10;
    std::uint64_t k = 5;             // microdata: people who share quasi-identifiers
    std::uint64_t l = 3;             // and different values of each special column among them
    std::size_t most_variables = 4;  // crossed in one table
    std::uint32_t rate_decimals = 1; // of rates and percentages, computed from what is shown

    // The small counts: a cell withheld as small must stay possible over all of them.
    std::uint64_t least_small() const noexcept { return zero_is_small ? 0 : 1; }
    std::uint64_t most_small() const noexcept { return threshold - 1; }
    bool is_small(std::uint64_t count) const noexcept
    {
        return count < threshold && (count > 0 || zero_is_small);
    }
};

std::span<const Profile> profiles(); // in order of their names in the policy's documentation
// Throws Error(configuration) naming those that there are.
const Profile& profile_named(std::string_view name);

} // namespace gauze::research::disclosure
