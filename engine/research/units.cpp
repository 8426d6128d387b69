#include "engine/research/units.hpp"

#include <algorithm>
#include <cassert>

namespace gauze::research {

Units::Units(project::Unit unit, const People& people, const std::vector<Source>& sources)
    : unit_(unit), people_(people), sources_(sources), orders_(sources.size())
{
    for (std::size_t s = 0; s < sources.size(); ++s) {
        const Records& records = sources[s].records;
        if (unit == project::Unit::person) {
            sizes_.push_back(records.joined());
            continue;
        }
        assert(people.groups(unit));
        const std::vector<std::uint32_t>& of = people.groups(unit)->of;
        const auto group = [&](std::uint32_t record) {
            return of[static_cast<std::size_t>(records.person(record))];
        };
        for (std::uint32_t i = 0; i < records.joined(); ++i)
            if (group(i) != no_group) orders_[s].push_back(i);
        std::ranges::sort(orders_[s], {}, [&](std::uint32_t i) { return std::pair(group(i), i); });
        outside_ += records.joined() - orders_[s].size();
        sizes_.push_back(orders_[s].size());
    }
}

std::uint32_t Units::unit_of(const Source& source, std::size_t place, std::size_t i) const noexcept
{
    if (unit_ == project::Unit::person) return static_cast<std::uint32_t>(source.records.person(i));
    return people_.groups(unit_)->of[static_cast<std::size_t>(source.records.person(orders_[place][i]))];
}

std::size_t Units::count() const noexcept
{
    return unit_ == project::Unit::person ? people_.size() : people_.groups(unit_)->ids.size();
}

std::string_view Units::id(std::uint32_t unit) const noexcept
{
    return unit_ == project::Unit::person ? people_.study_id(static_cast<Person>(unit))
                                          : people_.groups(unit_)->ids[unit];
}

void Units::each(const std::function<void(std::uint32_t, std::span<const RecordRun>)>& visit) const
{
    std::vector<std::size_t> at(sources_.size());
    std::vector<RecordRun> runs;
    for (std::uint32_t unit = 0; unit < count(); ++unit) {
        bool any = false;
        runs.clear();
        for (std::size_t s = 0; s < sources_.size(); ++s) {
            const std::size_t first = at[s];
            while (at[s] < sizes_[s] && unit_of(sources_[s], s, at[s]) == unit) ++at[s];
            runs.emplace_back(sources_[s].records, orders_[s], first, at[s]);
            any = any || at[s] > first;
        }
        if (any) visit(unit, runs);
    }
}

} // namespace gauze::research
