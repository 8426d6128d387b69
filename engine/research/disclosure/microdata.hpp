// How much rows of people stand out: k-anonymity of quasi-identifiers, l-diversity of special columns,
// uniqueness. For the sheet that says why microdata stay where they are; never a value of anybody.
#pragma once

#include "engine/research/disclosure/profile.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gauze::research::disclosure {

struct MicroColumn {
    std::string name;
    std::span<const std::string> cells; // one a person; blank is a value like any other
};

struct SpecialColumn {
    std::string name;
    std::uint64_t least_values = 0;                    // fewest different values within one class
    std::uint64_t classes_below = 0, people_below = 0; // classes with fewer than l, people in them
};

struct Uniqueness {
    std::uint64_t people = 0, classes = 0;
    std::uint64_t smallest_class = 0; // the k of these rows; 0 without rows
    std::uint64_t unique = 0;         // people alone in their class
    std::uint64_t below_k = 0;        // people in classes of fewer than the profile's k
    std::vector<SpecialColumn> special;
    bool holds = true; // k and every l of the profile
    double unique_percent() const
    {
        return people == 0 ? 0 : 100.0 * static_cast<double>(unique) / static_cast<double>(people);
    }
};

// Classes are people who agree on all quasi columns. All columns have the same number of cells. Memory: some
// tens of bytes a person.
Uniqueness uniqueness(std::span<const MicroColumn> quasi, std::span<const MicroColumn> special,
                      const Profile& profile);

// The sheet's lines: "people 12000", "alone in their class 431 (3.6 %)", ...
std::vector<std::string> sheet_lines(const Uniqueness& numbers, const Profile& profile);

} // namespace gauze::research::disclosure
