// What a record is coarsely, for those who must see whether some people are linked worse than others: an age
// band, a group of origin, urban or rural. A stratum has few values, all listed in the policy, and one byte
// of each record says which; the names of the values stay in the policy. It is sent beside the encodings and
// decides no link.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

inline constexpr std::size_t most_strata = 8, most_stratum_values = 32;

struct Stratum {
    std::string name;
    // What is looked at: the normal form of a field, or else a column of the stratum's own.
    std::string field;
    std::optional<std::string> column; // at every party that `columns` does not name
    std::map<std::string, std::string> columns;
    struct Value {
        std::string name;
        std::vector<std::string> codes = {};    // what stands for it, trimmed and in lower case, or
        std::uint32_t youngest = 0, oldest = 0; // whole years of age on the day `at`, both within
    };
    std::vector<Value> values;        // in the policy's order; byte 2 is the first
    std::vector<std::string> missing; // what says "not known" beside a blank, as codes are
    std::uint32_t at = 0;             // YYYYMMDD; 0 where values have codes
    bool is_by_age() const noexcept { return at != 0; }
    // Nothing where the party does not hold it, or where it is that of a field.
    const std::string* column_of(std::string_view party) const;
    // "not known" is 0, "other" 1, then `values`.
    std::string_view name_of(std::uint8_t byte) const;
    std::uint32_t bytes() const noexcept { return static_cast<std::uint32_t>(values.size()) + 2; }
};

// Cells and codes are compared trimmed and without (ASCII) case.
std::string folded_code(std::string_view text);

// The line of the policy's settings, with all that decides a byte.
std::string settings_line(const Stratum& stratum);

// What a policy with rarity classes gives away, for whoever signs it.
inline constexpr std::string_view rarity_warning =
    "rarity classes tell the linkage unit of each record how common its hidden value is: who has a list of "
    "names with their frequencies can guess common values among some hundred instead of all, and knows which "
    "records have a value that nobody shares";

} // namespace gauze::project
