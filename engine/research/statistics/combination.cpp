#include "engine/research/statistics/combination.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::research::statistics {

namespace {

constexpr std::size_t most_spelt_out = 12; // flags whose combinations are all named behind "other"

bool is_had(std::string_view cell)
{
    std::string small(cell);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return !small.empty() && small != "0" && small != "n" && small != "no" && small != "false";
}

// What all names begin with, and end with, at an underscore: svc_hv_band, svc_bf_band -> hv, bf.
std::vector<std::string> short_names(const std::vector<std::string>& names)
{
    const auto common = [&](bool at_end) {
        std::size_t length = names.front().size();
        for (const std::string& name : names) {
            std::size_t same = 0;
            const auto letter = [&](const std::string& of, std::size_t i) {
                return at_end ? of[of.size() - 1 - i] : of[i];
            };
            while (same < std::min(length, name.size()) && letter(name, same) == letter(names.front(), same))
                ++same;
            length = same;
        }
        while (length > 0 &&
               (at_end ? names.front()[names.front().size() - length] : names.front()[length - 1]) != '_')
            --length;
        return length;
    };
    std::vector<std::string> cut = names;
    if (names.size() < 2) return cut;
    const std::size_t front = common(false), back = common(true);
    if (std::ranges::any_of(names, [&](const auto& name) { return name.size() <= front + back; })) return cut;
    for (std::string& name : cut) name = name.substr(front, name.size() - front - back);
    return cut;
}

std::string label(std::uint32_t services, const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (services >> i & 1) text += (text.empty() ? "" : " + ") + names[i];
    return text.empty() ? "none" : text;
}

std::vector<std::uint32_t> services_of_rows(const StoredTable& stored, const std::vector<std::string>& flags)
{
    std::vector<std::uint32_t> services(stored.rows);
    for (std::size_t i = 0; i < flags.size(); ++i) {
        const Column& column = stored.column(flags[i]);
        std::vector<bool> had;
        for (const std::string& value : column.values) had.push_back(is_had(value));
        for (std::size_t row = 0; row < stored.rows; ++row)
            if (had[column.codes[row]]) services[row] |= 1u << i;
    }
    return services;
}

} // namespace

Combinations combine(const StoredTable& stored, const std::vector<std::string>& flags, std::size_t top,
                     const std::vector<bool>& counted)
{
    const std::vector<std::string> names = short_names(flags);
    const std::vector<std::uint32_t> services = services_of_rows(stored, flags);
    std::map<std::uint32_t, std::uint64_t> frequent;
    for (std::size_t row = 0; row < stored.rows; ++row)
        if (counted[row]) ++frequent[services[row]];
    std::vector<std::pair<std::uint32_t, std::uint64_t>> ranked(frequent.begin(), frequent.end());
    std::ranges::sort(ranked, [&](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : label(a.first, names) < label(b.first, names);
    });
    if (ranked.size() > top) ranked.resize(top);
    Combinations result;
    disclosure::Axis& axis = result.axis;
    axis.variable = fmt::format("combination of {}", fmt::join(flags, ", "));
    std::map<std::uint32_t, std::uint32_t> place;
    for (const auto& [combination, people] : ranked) {
        place.emplace(combination, static_cast<std::uint32_t>(axis.values.size()));
        axis.values.push_back(label(combination, names));
        axis.made_of.push_back({axis.values.back()});
    }
    const auto other = static_cast<std::uint32_t>(axis.values.size());
    axis.values.emplace_back("other");
    axis.made_of.emplace_back();
    // "other" is all that are not named, whether anybody had them or not. Too many to spell out are what
    // occurs.
    const bool all = flags.size() <= most_spelt_out;
    const auto spell = [&](std::uint32_t one) {
        if (!place.contains(one)) axis.made_of.back().push_back(label(one, names));
    };
    if (all)
        for (std::uint32_t one = 0; one < 1u << flags.size(); ++one) spell(one);
    else
        for (const auto& [one, people] : frequent) spell(one);
    if (axis.made_of.back().empty()) axis.values.pop_back(), axis.made_of.pop_back(); // all are named
    result.place_of_row.reserve(stored.rows);
    for (const std::uint32_t one : services) {
        const auto found = place.find(one);
        result.place_of_row.push_back(found == place.end() ? other : found->second);
    }
    return result;
}

} // namespace gauze::research::statistics
