// The people of a cohort, as the link map knows them: study ids in order, and which of them each row token
// means. A person is a number here, the place of the study id in that order, so that millions of rows are
// sorted and merged without a text being compared.
#pragma once

#include "engine/project/link_map.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

enum class Person : std::uint32_t {};

// Immutable; any number of threads may read. Holds about 70 bytes a person and 20 a row token.
class People {
public:
    // Takes the entries out of the map. Throws Error(bad_data) for more than 2^32 - 1 of them.
    explicit People(std::vector<link_map::Entry> entries);

    std::size_t size() const noexcept { return study_ids_.size(); }
    std::string_view study_id(Person person) const noexcept
    {
        return study_ids_[static_cast<std::size_t>(person)];
    }

    // The row tokens of the map, ascending, and beside each the person it belongs to.
    std::span<const RowToken> tokens() const noexcept { return tokens_; }
    Person person_of(std::size_t token) const noexcept { return persons_[token]; }

private:
    std::vector<std::string> study_ids_;
    std::vector<RowToken> tokens_;
    std::vector<Person> persons_;
};

} // namespace gauze::research
