#include "engine/research/people.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace gauze::research {

namespace {

// The distinct texts in order, and of each row the place of its own.
void number(const Ids& said, Ids& distinct, std::vector<std::uint32_t>& of)
{
    std::vector<std::uint32_t> order(said.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [&](std::uint32_t i) { return said[i]; });
    of.resize(said.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        const std::string_view id = said[order[k]];
        if (k == 0 || id != said[order[k - 1]]) distinct.add(id);
        of[order[k]] = static_cast<std::uint32_t>(distinct.size() - 1);
    }
}

} // namespace

void Ids::add(std::string_view id)
{
    text_ += id;
    ends_.push_back(text_.size());
}

// The map as its rows stand; the texts are let go once they are numbers.
struct People::Read {
    std::vector<RowToken> tokens = {};
    Ids study_ids = {}, families = {}, households = {};

    void add(const RowToken& token, std::string_view study, std::string_view family,
             std::string_view household)
    {
        tokens.push_back(token);
        study_ids.add(study);
        families.add(family);
        households.add(household);
    }
};

People::People(const std::vector<link_map::Entry>& entries)
{
    Read read;
    bool families = false, households = false;
    for (const link_map::Entry& entry : entries) {
        read.add(entry.token, entry.study_id, entry.family_id, entry.household_id);
        families = families || !entry.family_id.empty();
        households = households || !entry.household_id.empty();
    }
    take(std::move(read), families, households);
}

People::People(const std::filesystem::path& map, link_map::LinkMap& head)
{
    Read read;
    head = link_map::read(map, [&](const link_map::Row& row) {
        read.add(row.token, row.study_id, row.family_id, row.household_id);
    });
    take(std::move(read), head.families, head.households);
}

void People::take(Read&& read, bool families, bool households)
{
    if (read.tokens.size() >= std::numeric_limits<std::uint32_t>::max())
        throw Error(Exit::bad_data, "the link map has more than 2^32 - 2 entries", "split the project");
    tokens_ = std::move(read.tokens);
    std::vector<std::uint32_t> of;
    number(read.study_ids, study_ids_, of);
    read.study_ids = {};
    persons_.reserve(of.size());
    for (const std::uint32_t place : of) persons_.push_back(static_cast<Person>(place));
    if (families) set_groups(read.families, families_);
    read.families = {};
    if (households) set_groups(read.households, households_);
}

void People::set_groups(const Ids& said, std::optional<Groups>& into)
{
    constexpr std::uint32_t unsaid = no_group - 1;
    Groups groups;
    std::vector<std::uint32_t> of;
    number(said, groups.ids, of);
    // The empty text stands before all others, and is no group.
    const bool some_without = groups.ids.size() > 0 && groups.ids[0].empty();
    if (some_without) {
        Ids named;
        for (std::size_t i = 1; i < groups.ids.size(); ++i) named.add(groups.ids[i]);
        groups.ids = std::move(named);
    }
    groups.of.assign(size(), unsaid);
    for (std::size_t row = 0; row < of.size(); ++row) {
        const std::uint32_t group = !some_without ? of[row] : of[row] == 0 ? no_group : of[row] - 1;
        std::uint32_t& held = groups.of[static_cast<std::size_t>(persons_[row])];
        if (held != unsaid && held != group)
            throw Error(Exit::bad_data, "the link map gives one person two families or households",
                        "the linkage unit must issue the link map again");
        held = group;
    }
    into = std::move(groups);
}

const std::optional<Groups>& People::groups(project::Unit unit) const noexcept
{
    assert(unit != project::Unit::person);
    return unit == project::Unit::family ? families_ : households_;
}

std::string_view People::group_id(project::Unit unit, Person person) const noexcept
{
    const std::optional<Groups>& all = groups(unit);
    if (!all) return {};
    const std::uint32_t group = all->of[static_cast<std::size_t>(person)];
    return group == no_group ? std::string_view() : all->ids[group];
}

} // namespace gauze::research
