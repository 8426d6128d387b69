// A table of counts, before and after protection. "The table" is always its interior and all its margins: a
// reader adds up anyway.
//
// Cells are numbered row-major over the axes with one more place on each: place categories() of an axis is
// "all of them". So a table of 2 x 3 has 3 x 4 cells, the last is the grand total.
#pragma once

#include "engine/research/disclosure/profile.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research::disclosure {

// A variable that is crossed, and its categories in published order. An axis is complete: every one of the
// table's people is in exactly one category (put "not known" among them).
struct Axis {
    std::string variable; // the cohort's column: tables are linked by this name
    std::vector<std::string> values;
    // Where categories are groups: what each is made of, as the finest table of this variable names them
    // ("0-4": {"0-1", "2-4"}). Empty: each category is itself. Groups of one axis do not overlap.
    std::vector<std::vector<std::string>> made_of = {};
    bool sensitive = false; // an outcome: lines that are 0 % or 100 % in one category are flagged
    std::size_t categories() const noexcept { return values.size(); }
};

// Only people whose `variable` is one of `values`: the table is a slice of its population.
struct Slice {
    std::string variable;
    std::vector<std::string> values;
};

struct Shape {
    std::string name;
    // Who is counted, in canonical text ("person"; with whatever is no slice of a variable). Tables of one
    // population and wave count the same people: they are linked, and verified together. Tables of two are
    // not: it is the caller who must not give one population two texts.
    std::string population;
    // Which state of it ("" where there is one; the digest or day of the cohort otherwise).
    std::string wave = {};
    std::vector<Axis> axes = {};
    std::vector<Slice> where = {};
    // The variable that says in which area people are, if the project has one ("la_code"). A count that is
    // of no area (not along its axis, nor sliced to one) is one over all areas.
    std::string area = {};

    std::size_t interior() const; // number of cells without margins
    std::size_t cells() const;    // with them
    // The place of each axis, or categories() for all.
    std::vector<std::size_t> places(std::size_t cell) const;
    std::size_t cell(std::span<const std::size_t> places) const;
    std::size_t total() const { return cells() - 1; }
    bool of_all_areas(std::size_t cell) const;
    // "ethnicity=WBRI, s47=all"
    std::string label(std::size_t cell) const;
};

struct CountTable {
    Shape shape;
    std::vector<std::uint64_t> counts; // interior, row-major
    std::vector<bool> impossible =
        {}; // interior cells that nobody can be in, as everybody knows; empty: none
    std::vector<std::uint64_t> all() const; // counts of all cells, margins added up
    std::vector<bool> all_impossible() const;
};

enum class Why {
    shown,
    impossible, // shown as "z": nobody can be in it
    small,      // withheld: a small count
    secondary,  // withheld: others could be worked out from it
    whole,      // withheld with the whole table
};
std::string_view to_text(Why why);
bool is_withheld(Why why);

struct ShownCell {
    Why why = Why::shown;
    std::uint64_t value = 0; // rounded; 0 when withheld
    std::string text;        // "120", the profile's symbol, "z"
};

// A line along a sensitive axis with everybody, or nobody, in one category: for the checker to judge.
struct ClassFlag {
    std::size_t cell = 0; // that category's cell
    bool everybody = false;
};

// A table as it may be published: `cells` show what a reader sees (text, or value where why is shown); which
// of the withheld cells is small is for the checkers and the registry, never for readers.
struct Protected {
    Shape shape;
    std::string profile;
    std::vector<ShownCell> cells;
    bool whole_withheld = false; // nothing of it can be shown
    // For the checkers:
    std::vector<ClassFlag> flags = {};
    std::vector<std::string> notes = {}; // sentences: what was done, what was not verified, why
    std::size_t demands = 0;             // ranges that had to stay possible, of this table and earlier ones
    std::size_t withheld() const;
    const ShownCell& at(std::span<const std::size_t> places) const { return cells[shape.cell(places)]; }
};

// What a reader who knows the profile concludes from one cell alone: no less, no more. `most` is `unbounded`
// for a withheld one.
inline constexpr std::uint64_t unbounded = ~std::uint64_t{0};
struct Interval {
    std::uint64_t least = 0, most = unbounded;
    bool operator==(const Interval&) const = default;
};
Interval known_alone(const Protected& table, std::size_t cell);

// Rounds to the nearest multiple, halves up.
std::uint64_t rounded(std::uint64_t count, std::uint64_t base);
// The base by which this cell is rounded.
std::uint64_t rounding_of(const Profile& profile, const Shape& shape, std::size_t cell);
// A share of `whole` in percent from shown counts, to the profile's decimals: "12.5", "" where a count is
// withheld or `whole` is 0.
std::string percentage(const ShownCell& part, const ShownCell& whole, const Profile& profile);
// The same per `per` people: "41.3".
std::string rate(const ShownCell& part, const ShownCell& whole, std::uint64_t per, const Profile& profile);

} // namespace gauze::research::disclosure
