#include "engine/research/counts.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

#include <fmt/format.h>

namespace gauze::research {

namespace {

// The sum of what is withheld (which the total gives away), and what bounds its parts.
struct Hidden {
    std::int64_t small = 0, others = 0; // rows
    std::int64_t sum = 0;
    std::int64_t least_shown = std::numeric_limits<std::int64_t>::max(); // of others, none is above it
};

Hidden hidden(const CountTable& table)
{
    Hidden hidden;
    for (const SourceCount& row : table.rows) {
        const auto persons = static_cast<std::int64_t>(row.persons);
        if (row.shown == Shown::exactly) {
            hidden.least_shown = std::min(hidden.least_shown, persons);
        } else {
            ++(row.shown == Shown::small ? hidden.small : hidden.others);
            hidden.sum += persons;
        }
    }
    return hidden;
}

bool is_protected(const CountTable& table)
{
    const Hidden now = hidden(table);
    if (now.small == 0) return true;
    if (now.small + now.others < 2 || now.sum < table.smallest_count) return false;
    // Half of the numbers from 1 to smallest_count - 1, never fewer than two; one if there is only one.
    const std::uint64_t numbers = table.smallest_count - 1;
    const std::uint64_t enough = std::min(numbers, std::max<std::uint64_t>(2, (numbers + 1) / 2));
    const Range range = still_possible(table);
    return range.most - range.least + 1 >= enough;
}

// The smallest count that is still shown, or nothing.
SourceCount* next_smallest(std::vector<SourceCount>& rows)
{
    SourceCount* next = nullptr;
    for (SourceCount& row : rows)
        if (row.shown == Shown::exactly && (next == nullptr || row.persons < next->persons)) next = &row;
    return next;
}

} // namespace

std::uint64_t CountTable::withheld() const
{
    return static_cast<std::uint64_t>(
        std::ranges::count_if(rows, [](const SourceCount& row) { return row.shown != Shown::exactly; }));
}

// A small count is what the sum leaves when the others are as small, or as large, as they can be.
Range still_possible(const CountTable& table)
{
    const Hidden now = hidden(table);
    assert(now.small > 0);
    const std::int64_t smallest_count = table.smallest_count;
    const std::int64_t most = now.sum - (now.small - 1) - now.others * smallest_count;
    std::int64_t least = now.sum - (now.small - 1) * (smallest_count - 1);
    if (now.others > 0) // where nothing is shown, they have no upper bound
        least = now.least_shown >= now.sum ? 1 : least - now.others * now.least_shown;
    return {static_cast<std::uint64_t>(std::max<std::int64_t>(1, least)),
            static_cast<std::uint64_t>(std::min(smallest_count - 1, most))};
}

CountTable withhold_small_counts(std::vector<SourceCount> counts, std::uint32_t smallest_count)
{
    CountTable table{smallest_count, std::move(counts), true};
    for (SourceCount& row : table.rows)
        row.shown = row.persons < smallest_count ? Shown::small : Shown::exactly;
    while (!is_protected(table)) {
        SourceCount* next = next_smallest(table.rows);
        if (next == nullptr) {
            table.holds = false;
            break;
        }
        next->shown = Shown::withheld;
    }
    return table;
}

std::string shown_persons(const SourceCount& row, std::uint32_t smallest_count)
{
    switch (row.shown) {
    case Shown::exactly: return fmt::format("{}", row.persons);
    case Shown::small: return fmt::format("<{}", smallest_count);
    case Shown::withheld: return "withheld";
    }
    return {};
}

std::string reason(const SourceCount& row, std::uint32_t smallest_count)
{
    switch (row.shown) {
    case Shown::exactly: return {};
    case Shown::small: return fmt::format("fewer than {} persons", smallest_count);
    case Shown::withheld: return "withheld so that a smaller count cannot be worked out from the total";
    }
    return {};
}

} // namespace gauze::research
