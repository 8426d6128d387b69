// Names in tables with weights, ready for drawing. A name stands once in a pool, whichever tables it is in; a
// table holds its number. A table may have several columns, one for each of some years: what is drawn for a
// year between two columns comes from either, the nearer the likelier, which is linear interpolation of the
// shares without any rounding.
#pragma once

#include "datasets/synth/draws.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gauze::synth {

using NameNumber = std::uint32_t; // position in a pool

// Every name once. Not for several threads while names are added.
class NamePool {
public:
    NameNumber add(std::string_view name);
    bool holds(std::string_view name) const { return numbers_.contains(name); }
    const std::string& operator[](NameNumber number) const { return names_[number]; }
    std::size_t size() const noexcept { return names_.size(); }

private:
    std::deque<std::string> names_; // where a name stands it stays: the keys below look into it
    std::unordered_map<std::string_view, NameNumber> numbers_;
};

// One column. After the last name is added it is made ready. A draw costs one look into a table of starts and
// a few steps from there.
class Weights {
public:
    void add(NameNumber name, std::uint32_t weight); // nothing for weight 0
    void make_ready();
    bool empty() const noexcept { return names_.empty(); }
    std::size_t size() const noexcept { return names_.size(); }
    std::uint32_t total() const noexcept { return up_to_.empty() ? 0 : up_to_.back(); }
    NameNumber name(std::size_t at) const { return names_[at]; }
    std::uint32_t weight(std::size_t at) const { return up_to_[at] - (at == 0 ? 0 : up_to_[at - 1]); }
    NameNumber draw(Draws& draws) const;

private:
    std::vector<NameNumber> names_;
    std::vector<std::uint32_t> up_to_; // weights summed up to and with each name
    static constexpr std::size_t pieces = 256;
    std::vector<std::uint32_t> starts_; // of the numbers that may be drawn, cut into pieces: where to begin
};

// Parts of a whole, kept exact enough to be added up: per 10^12.
using Parts = std::map<NameNumber, std::uint64_t>;
inline constexpr std::uint64_t whole = 1'000'000'000'000;

// Columns by year, oldest first.
class YearTable {
public:
    void add(int year, Weights column);
    bool empty() const noexcept { return columns_.empty(); }
    NameNumber draw(int year, Draws& draws) const;
    // Adds `share` (per 10^12) times the shares of the names in this year.
    void shares(int year, std::uint64_t share, Parts& to) const;
    const std::vector<int>& years() const noexcept { return years_; }
    const Weights& column(std::size_t at) const { return columns_[at]; }

private:
    struct Place {
        std::size_t before;       // column
        std::uint32_t past, span; // years past it, and up to the next one
    };
    Place place(int year) const;
    std::vector<int> years_;
    std::vector<Weights> columns_;
};

// Reads "Olivia 3 160 Amelia 12 150": each name is followed by one weight for each year; "-3" is
// short for "0 0 0". In a name '_' stands for a blank. The name "*" stands for names that are composed
// (composed.hpp).
YearTable read_table(std::string_view text, std::span<const int> years, NamePool& pool);

// Cuts the next word off the front; "" at the end.
std::string_view next_word(std::string_view& text);

} // namespace gauze::synth
