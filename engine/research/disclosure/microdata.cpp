#include "engine/research/disclosure/microdata.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <set>
#include <string_view>

#include <fmt/format.h>

namespace gauze::research::disclosure {

namespace {

// People in an order in which classes stand together.
std::vector<std::size_t> by_class(std::span<const MicroColumn> quasi, std::size_t people)
{
    std::vector<std::size_t> order(people);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t one, std::size_t other) {
        for (const MicroColumn& column : quasi)
            if (const int way = column.cells[one].compare(column.cells[other]); way != 0) return way < 0;
        return one < other;
    });
    return order;
}

bool alike(std::span<const MicroColumn> quasi, std::size_t one, std::size_t other)
{
    return std::ranges::all_of(
        quasi, [&](const MicroColumn& column) { return column.cells[one] == column.cells[other]; });
}

void count_special(SpecialColumn& result, const MicroColumn& column, std::span<const std::size_t> people,
                   const Profile& profile)
{
    std::set<std::string_view> values;
    for (const std::size_t person : people) values.insert(column.cells[person]);
    if (result.least_values == 0 || values.size() < result.least_values) result.least_values = values.size();
    if (values.size() >= profile.l) return;
    ++result.classes_below;
    result.people_below += people.size();
}

} // namespace

Uniqueness uniqueness(std::span<const MicroColumn> quasi, std::span<const MicroColumn> special,
                      const Profile& profile)
{
    Uniqueness result;
    for (const MicroColumn& column : special) result.special.push_back({column.name});
    result.people = !quasi.empty() ? quasi[0].cells.size() : special.empty() ? 0 : special[0].cells.size();
    const std::vector<std::size_t> order = by_class(quasi, result.people);
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from + 1;
        while (to < order.size() && alike(quasi, order[from], order[to])) ++to;
        const std::span<const std::size_t> people(order.data() + from, to - from);
        ++result.classes;
        result.unique += people.size() == 1;
        if (people.size() < profile.k) result.below_k += people.size();
        if (result.smallest_class == 0 || people.size() < result.smallest_class)
            result.smallest_class = people.size();
        for (std::size_t i = 0; i < special.size(); ++i)
            count_special(result.special[i], special[i], people, profile);
        from = to;
    }
    result.holds = result.below_k == 0 &&
                   std::ranges::all_of(result.special,
                                       [](const SpecialColumn& column) { return column.classes_below == 0; });
    return result;
}

std::vector<std::string> sheet_lines(const Uniqueness& numbers, const Profile& profile)
{
    std::vector<std::string> lines{
        fmt::format("people {}", numbers.people),
        fmt::format("classes of people alike in all quasi-identifiers {}", numbers.classes),
        fmt::format("smallest class {}", numbers.smallest_class),
        fmt::format("people alone in their class {} ({:.1f} %)", numbers.unique, numbers.unique_percent()),
        fmt::format("people in classes of fewer than {} {}", profile.k, numbers.below_k)};
    for (const SpecialColumn& column : numbers.special)
        lines.push_back(fmt::format("{}: classes with fewer than {} different values {}, people in them {}",
                                    column.name, profile.l, column.classes_below, column.people_below));
    lines.push_back(
        fmt::format("k = {} and l = {} {}", profile.k, profile.l, numbers.holds ? "hold" : "do not hold"));
    return lines;
}

} // namespace gauze::research::disclosure
