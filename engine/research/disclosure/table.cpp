#include "engine/research/disclosure/table.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <fmt/format.h>

namespace gauze::research::disclosure {

std::size_t Shape::interior() const
{
    std::size_t number = 1;
    for (const Axis& axis : axes) number *= axis.categories();
    return number;
}

std::size_t Shape::cells() const
{
    std::size_t number = 1;
    for (const Axis& axis : axes) number *= axis.categories() + 1;
    return number;
}

std::vector<std::size_t> Shape::places(std::size_t cell) const
{
    std::vector<std::size_t> places(axes.size());
    for (std::size_t i = axes.size(); i-- > 0;) {
        places[i] = cell % (axes[i].categories() + 1);
        cell /= axes[i].categories() + 1;
    }
    return places;
}

std::size_t Shape::cell(std::span<const std::size_t> places) const
{
    assert(places.size() == axes.size());
    std::size_t cell = 0;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        assert(places[i] <= axes[i].categories());
        cell = cell * (axes[i].categories() + 1) + places[i];
    }
    return cell;
}

bool Shape::of_all_areas(std::size_t cell) const
{
    if (area.empty()) return false;
    if (std::ranges::any_of(where, [&](const Slice& slice) { return slice.variable == area; })) return false;
    const std::vector<std::size_t> at = places(cell);
    for (std::size_t i = 0; i < axes.size(); ++i)
        if (axes[i].variable == area && at[i] != axes[i].categories()) return false;
    return true;
}

std::string Shape::label(std::size_t cell) const
{
    const std::vector<std::size_t> at = places(cell);
    std::string text;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        if (i > 0) text += ", ";
        text += axes[i].variable;
        text += '=';
        text += at[i] == axes[i].categories() ? std::string_view("all") : axes[i].values[at[i]];
    }
    return text.empty() ? "all" : text;
}

namespace {

// The cells that an interior one counts in: itself, and every margin of it.
std::vector<std::size_t> cells_counting(const Shape& shape, std::size_t interior)
{
    std::vector<std::size_t> at(shape.axes.size());
    for (std::size_t i = shape.axes.size(); i-- > 0;) {
        at[i] = interior % shape.axes[i].categories();
        interior /= shape.axes[i].categories();
    }
    std::vector<std::size_t> cells;
    for (std::size_t margin = 0; margin < std::size_t{1} << at.size(); ++margin) {
        std::vector<std::size_t> place = at;
        for (std::size_t i = 0; i < at.size(); ++i)
            if ((margin >> i & 1) != 0) place[i] = shape.axes[i].categories();
        cells.push_back(shape.cell(place));
    }
    return cells;
}

} // namespace

std::vector<std::uint64_t> CountTable::all() const
{
    assert(counts.size() == shape.interior());
    std::vector<std::uint64_t> sums(shape.cells());
    for (std::size_t i = 0; i < counts.size(); ++i)
        for (const std::size_t cell : cells_counting(shape, i)) sums[cell] += counts[i];
    return sums;
}

// A margin is impossible when all that it adds up is.
std::vector<bool> CountTable::all_impossible() const
{
    std::vector<bool> flags(shape.cells(), !impossible.empty());
    for (std::size_t i = 0; i < impossible.size(); ++i)
        if (!impossible[i])
            for (const std::size_t cell : cells_counting(shape, i)) flags[cell] = false;
    return flags;
}

std::string_view to_text(Why why)
{
    switch (why) {
    case Why::shown: return "shown";
    case Why::impossible: return "impossible";
    case Why::small: return "small";
    case Why::secondary: return "secondary";
    case Why::whole: return "whole-table";
    }
    return {};
}

bool is_withheld(Why why) { return why == Why::small || why == Why::secondary || why == Why::whole; }

std::size_t Protected::withheld() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(cells, [](const ShownCell& cell) { return is_withheld(cell.why); }));
}

std::uint64_t rounded(std::uint64_t count, std::uint64_t base) { return (count + base / 2) / base * base; }

std::uint64_t rounding_of(const Profile& profile, const Shape& shape, std::size_t cell)
{
    return shape.of_all_areas(cell) ? profile.rounding_of_all_areas : profile.rounding;
}

// Shown counts are 0 (where zero is not small) or at least the threshold; a reader knows that too.
Interval known_alone(const Protected& table, std::size_t cell)
{
    const ShownCell& shown = table.cells[cell];
    if (is_withheld(shown.why)) return {};
    if (shown.why == Why::impossible) return {0, 0};
    const Profile& profile = profile_named(table.profile);
    const std::uint64_t base = rounding_of(profile, table.shape, cell);
    const std::uint64_t below = base / 2, above = base - 1 - below;
    const std::uint64_t least = shown.value > below ? shown.value - below : 0;
    if (least == 0 && !profile.zero_is_small && shown.value + above < profile.threshold) return {0, 0};
    return {shown.value == 0 ? 0 : std::max(least, profile.threshold), shown.value + above};
}

namespace {

std::string ratio_text(const ShownCell& part, const ShownCell& whole, double per, const Profile& profile)
{
    if (is_withheld(part.why) || is_withheld(whole.why) || whole.value == 0) return {};
    return fmt::format("{:.{}f}", per * static_cast<double>(part.value) / static_cast<double>(whole.value),
                       profile.rate_decimals);
}

} // namespace

std::string percentage(const ShownCell& part, const ShownCell& whole, const Profile& profile)
{
    return ratio_text(part, whole, 100, profile);
}

std::string rate(const ShownCell& part, const ShownCell& whole, std::uint64_t per, const Profile& profile)
{
    return ratio_text(part, whole, static_cast<double>(per), profile);
}

} // namespace gauze::research::disclosure
