#include "engine/research/disclosure/profile.hpp"

#include "bloom/base/error.hpp"

#include <array>
#include <string>

#include <fmt/format.h>

namespace gauze::research::disclosure {

namespace {

// Numbers that a rule set does not say are those of the default: least_for_odds 10 is scenario S3's rule for
// odds ratios, dominance and p % are sdap10's, l is privacy.md 5.2, k is 10 in tre10 and 5 elsewhere (5.2).
constexpr std::array all{
    // UK LLC TRE (2025-26): counts below 10 withheld, zero among them; means, medians and s.d. need 10
    // people.
    // Rounding to 5 is scenario S1's. Symbol: the limit itself, as the TRE prints it.
    Profile{.name = "tre10",
            .threshold = 10,
            .zero_is_small = true,
            .rounding = 5,
            .rounding_of_all_areas = 5,
            .symbol = "*",
            .least_for_means = 10,
            .k = 10},
    // DfE Children in Need release: 1 to 5 are "c", and so is what others follow from; regional and national
    // counts to the nearest 10; rates and percentages to 1 decimal.
    Profile{.name = "dfe",
            .threshold = 6,
            .rounding = 1,
            .rounding_of_all_areas = 10,
            .symbol = "c",
            .least_for_means = 6},
    // NHS Digital HES/ECDS below national level: 1 to 7 are "*", all others to the nearest 5, totals by
    // themselves; means not for 1 to 7 people. Its national level is free; here no level is.
    Profile{.name = "hes",
            .threshold = 8,
            .rounding = 5,
            .rounding_of_all_areas = 5,
            .symbol = "*",
            .least_for_means = 8},
    // ACRO/SACRO's default file and the SDAP Handbook: 10, zero discloses, 10 residual degrees of freedom,
    // the largest two below 90 %, p % 10, base 5, no extremes.
    Profile{.name = "sdap10",
            .threshold = 10,
            .zero_is_small = true,
            .rounding = 5,
            .rounding_of_all_areas = 5,
            .symbol = "*",
            .least_for_means = 10},
    // Councils' habit; no more than three variables crossed is scenario S2's.
    Profile{.name = "council5",
            .threshold = 5,
            .rounding = 5,
            .rounding_of_all_areas = 5,
            .symbol = "*",
            .least_for_means = 5,
            .most_variables = 3},
};

} // namespace

std::span<const Profile> profiles() { return all; }

const Profile& profile_named(std::string_view name)
{
    std::string names;
    for (const Profile& profile : all) {
        if (profile.name == name) return profile;
        names += names.empty() ? "" : ", ";
        names += profile.name;
    }
    throw Error(Exit::configuration, fmt::format("there is no disclosure profile of the name \"{}\"", name),
                fmt::format("profiles are {}", names));
}

} // namespace gauze::research::disclosure
