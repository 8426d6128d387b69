// Persons from the numbers of their records.
#pragma once

#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace gauze::linkage {

// `number` by record, party after party: less than the number of records, and the same if and only if they
// are one person. By smallest record; ids not yet given.
inline std::vector<Person> numbered_persons(std::span<const std::uint32_t> number, const Parties& parties)
{
    constexpr auto nowhere = std::numeric_limits<std::uint32_t>::max();
    std::vector<Person> persons;
    std::vector<std::uint32_t> place(number.size(), nowhere); // by number
    std::size_t record = 0;
    for (std::uint32_t p = 0; p < parties.size(); ++p)
        for (std::uint32_t r = 0; r < parties[p].rows(); ++r) {
            std::uint32_t& at = place[number[record++]];
            if (at == nowhere) {
                at = static_cast<std::uint32_t>(persons.size());
                persons.emplace_back();
            }
            persons[at].records.push_back({p, r});
        }
    return persons;
}

} // namespace gauze::linkage
