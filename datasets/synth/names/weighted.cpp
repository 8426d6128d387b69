#include "datasets/synth/names/weighted.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace gauze::synth {

NameNumber NamePool::add(std::string_view name)
{
    const auto found = numbers_.find(name);
    if (found != numbers_.end()) return found->second;
    const auto number = static_cast<NameNumber>(names_.size());
    names_.emplace_back(name);
    numbers_.emplace(names_.back(), number);
    return number;
}

void Weights::add(NameNumber name, std::uint32_t weight)
{
    if (weight == 0) return;
    names_.push_back(name);
    up_to_.push_back(total() + weight);
}

void Weights::make_ready()
{
    if (empty()) return;
    starts_.resize(pieces + 1);
    std::size_t at = 0;
    for (std::size_t piece = 0; piece <= pieces; ++piece) {
        // The first name that a drawn number of this piece may mean.
        const auto lowest = static_cast<std::uint32_t>(std::uint64_t{total()} * piece / pieces);
        while (at + 1 < up_to_.size() && up_to_[at] <= lowest) ++at;
        starts_[piece] = static_cast<std::uint32_t>(at);
    }
}

NameNumber Weights::draw(Draws& draws) const
{
    assert(!starts_.empty());
    const std::uint32_t number = draws.below(up_to_.back());
    const auto piece = static_cast<std::size_t>(std::uint64_t{number} * pieces / up_to_.back());
    std::size_t at = starts_[piece];
    for (; at + 16 < up_to_.size() && up_to_[at + 15] <= number; at += 16) {
    }
    while (up_to_[at] <= number) ++at;
    return names_[at];
}

void YearTable::add(int year, Weights column)
{
    assert(years_.empty() || years_.back() < year);
    column.make_ready();
    years_.push_back(year);
    columns_.push_back(std::move(column));
}

YearTable::Place YearTable::place(int year) const
{
    assert(!empty());
    if (year <= years_.front()) return {0, 0, 1};
    if (year >= years_.back()) return {columns_.size() - 1, 0, 1};
    const auto after = std::upper_bound(years_.begin(), years_.end(), year);
    const auto before = static_cast<std::size_t>(after - years_.begin()) - 1;
    return {before, static_cast<std::uint32_t>(year - years_[before]),
            static_cast<std::uint32_t>(*after - years_[before])};
}

NameNumber YearTable::draw(int year, Draws& draws) const
{
    const Place p = place(year);
    const bool next = p.past > 0 && draws.below(p.span) < p.past;
    return columns_[p.before + (next ? 1 : 0)].draw(draws);
}

void YearTable::shares(int year, std::uint64_t share, Parts& to) const
{
    const Place p = place(year);
    const auto add = [&](const Weights& column, std::uint64_t part) {
        // Two steps, so that nothing overflows: 10^12 times a weight fits, times a second one does not.
        const std::uint64_t unit = part / column.total(), rest = part % column.total();
        for (std::size_t i = 0; i < column.size(); ++i)
            to[column.name(i)] += unit * column.weight(i) + rest * column.weight(i) / column.total();
    };
    add(columns_[p.before], share / p.span * (p.span - p.past));
    if (p.past > 0) add(columns_[p.before + 1], share / p.span * p.past);
}

std::string_view next_word(std::string_view& text)
{
    constexpr std::string_view blanks = " \n";
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(blanks)));
    const std::string_view word = text.substr(0, text.find_first_of(blanks));
    text.remove_prefix(word.size());
    return word;
}

namespace {

int read_figure(std::string_view digits)
{
    int figure = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), figure);
    assert(error == std::errc() && end == digits.data() + digits.size() && "a name is followed by figures");
    static_cast<void>(end), static_cast<void>(error);
    return figure;
}

} // namespace

YearTable read_table(std::string_view text, std::span<const int> years, NamePool& pool)
{
    std::vector<Weights> columns(years.size());
    std::string spelled;
    for (std::string_view word = next_word(text); !word.empty(); word = next_word(text)) {
        spelled = word;
        std::replace(spelled.begin(), spelled.end(), '_', ' ');
        const NameNumber name = pool.add(spelled);
        for (std::size_t column = 0; column < columns.size();) {
            const int figure = read_figure(next_word(text));
            if (figure >= 0) columns[column].add(name, static_cast<std::uint32_t>(figure));
            column += figure >= 0 ? 1 : static_cast<std::size_t>(-figure);
        }
    }
    YearTable table;
    for (std::size_t i = 0; i < years.size(); ++i) table.add(years[i], std::move(columns[i]));
    return table;
}

} // namespace gauze::synth
