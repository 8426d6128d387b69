// A1, frequency: what is shown equal for equal values can be ordered by how often it occurs, and so can the
// values of a register; the two orders are laid side by side. Where several values are equally frequent the
// attacker must guess among them; what is counted is what he can expect to get right. Records that are equal
// in every field count once.
#pragma once

#include "engine/custodian/audit/attack.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gauze::custodian {

struct FrequencyLeak {
    std::string slot;         // "view record", "key key-1"
    bool judged = true;       // false: a key that a family is meant to share
    double reidentified = 0;  // records, in expectation
    std::size_t largest = 0;  // people who share one shown value
    double largest_share = 0; // of those who have it
};

// `people`: by register row, equal if and only if two rows are equal in every field. Views and keys; blocks
// are meant to be shared.
std::vector<FrequencyLeak> frequency_leaks(const Attacked& attacked,
                                           const std::vector<std::uint64_t>& people);

} // namespace gauze::custodian
