// The people of a cohort, as the link map knows them: study ids in order, which of them each row token means,
// and which family and household each is of. A person is a number here, the place of the study id in that
// order, and so is a group, so that millions of rows are sorted and merged without a text being compared.
#pragma once

#include "engine/project/governance.hpp"
#include "engine/project/link_map.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

enum class Person : std::uint32_t {};

// Ids in order, without repeats, in one piece of text: a number is the place of an id. About 34 bytes an id
// of 26 characters.
class Ids {
public:
    std::size_t size() const noexcept { return ends_.size(); }
    std::string_view operator[](std::size_t place) const noexcept
    {
        const std::uint64_t start = place == 0 ? 0 : ends_[place - 1];
        return std::string_view(text_).substr(start, ends_[place] - start);
    }
    void add(std::string_view id); // behind all others

private:
    std::string text_;
    std::vector<std::uint64_t> ends_;
};

inline constexpr std::uint32_t no_group = std::numeric_limits<std::uint32_t>::max();

// Families, or households: their ids, and each person's.
struct Groups {
    Ids ids;
    std::vector<std::uint32_t> of; // by person; no_group: none
};

// Immutable; any number of threads may read. Holds about 34 bytes a person and as many a group, 8 a person
// for its groups, and 20 a row token; while it is made, 34 bytes a row token more for each id of a row.
class People {
public:
    // Throws Error(bad_data) for more than 2^32 - 2 entries, and for a person with two families or
    // households.
    explicit People(const std::vector<link_map::Entry>& entries);
    // Reads a map; `head` becomes what it says of itself, without entries.
    People(const std::filesystem::path& map, link_map::LinkMap& head);

    std::size_t size() const noexcept { return study_ids_.size(); }
    std::string_view study_id(Person person) const noexcept
    {
        return study_ids_[static_cast<std::size_t>(person)];
    }
    // Nothing where the map tells none.
    const std::optional<Groups>& families() const noexcept { return families_; }
    const std::optional<Groups>& households() const noexcept { return households_; }
    const std::optional<Groups>& groups(project::Unit unit) const noexcept; // of families or households
    // The id of a person's group, or "".
    std::string_view group_id(project::Unit unit, Person person) const noexcept;

    // The row tokens of the map, ascending, and beside each the person it belongs to.
    std::span<const RowToken> tokens() const noexcept { return tokens_; }
    Person person_of(std::size_t token) const noexcept { return persons_[token]; }

private:
    struct Read;
    void take(Read&& read, bool families, bool households);
    void set_groups(const Ids& said, std::optional<Groups>& into);
    Ids study_ids_;
    std::vector<RowToken> tokens_;
    std::vector<Person> persons_;
    std::optional<Groups> families_, households_;
};

} // namespace gauze::research
