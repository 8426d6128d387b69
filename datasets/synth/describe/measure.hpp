// What is counted for a sheet, subject by subject. Each measure sees one neighbourhood after the other, keeps
// only running sums, and at the end gives its sections. None of them knows how people are made: they read the
// people as they are and would measure another generator's as well.
#pragma once

#include "datasets/synth/describe/shares.hpp"
#include "datasets/synth/describe/sheet.hpp"
#include "datasets/synth/world/world.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace gauze::synth::describe {

// One line about part `which` of `shares`; a part that nobody is in may have any number that is not in use.
Figure figure(std::string name, const Shares& shares, std::size_t which,
              std::optional<double> documented = std::nullopt, std::string source = {});

// How many there are, and of which kind.
class Overview {
public:
    void see(const Neighbourhood& around, Day today);
    std::vector<std::pair<std::string, std::string>> facts() const;

private:
    std::uint64_t neighbourhoods_ = 0, people_ = 0, alive_ = 0, dead_ = 0, unborn_ = 0, households_ = 0,
                  families_ = 0, names_ = 0, homes_ = 0;
};

// Ages and sexes of the living.
class Ages {
public:
    void see(const Neighbourhood& around, Day today);
    Section section() const;

private:
    static constexpr std::size_t bands = 19;
    Shares both_{bands}, by_sex_{2 * bands}, broad_{3};
    std::array<std::uint64_t, 130> years_{};
};

// Birth dates, as they are and as documents have them; twins; due dates.
class Births {
public:
    void see(const Neighbourhood& around, Day today);
    Section section() const;

private:
    void see_documents(const Person& person);
    void see_date(const Person& person);
    void see_maternity(const Neighbourhood& around, std::size_t slot);
    void add_charts(Section& section) const;
    Shares weekdays_{7}, months_{12}, boys_{1}, maternities_{1}, of_september_{1}, of_december_{1};
    Shares native_january_{1}, abroad_january_{1}, native_first_{1}, abroad_first_{1};
    Shares due_{7}; // born so many days from the day expected
};

// Households by size and kind; families; with whom children live.
class Households {
public:
    void see(const Neighbourhood& around, Day today);
    Section households() const;
    Section families() const;

private:
    void see_child(const Neighbourhood& around, const Person& child, std::span<const std::size_t> home_of);
    Shares sizes_{6}, kinds_{4}, mean_{1}, children_{4}, parents_{2}, couples_{1}, young_adults_{1};
};

class EthnicGroups {
public:
    void see(const Neighbourhood& around, Day today);
    Section section() const;

private:
    Shares groups_{18}, broad_{5}, communities_, born_abroad_{1};
};

// Moves, postcodes, and how alike neighbours are called.
class Places {
public:
    void see(const Neighbourhood& around, Day today);
    Section section() const;

private:
    void see_moves(const Person& person, Day today);
    void see_postcodes(const Neighbourhood& around, Day today);
    Shares moved_{1}, stays_{5}, people_{1}, households_{1}, pairs_{2};
    std::array<Shares, 9> moved_by_age_;
};

// Numbers that must be valid and nobody else's.
class Numbers {
public:
    void see(const Neighbourhood& around, Day today);
    Section section() const;

private:
    struct Kind {
        std::uint64_t there = 0, broken = 0, issued = 0, sampled = 0, twice = 0;
        std::unordered_map<std::uint64_t, std::uint32_t> seen; // digests below `limit`
        std::uint64_t limit = ~std::uint64_t{0};
        void see(std::string_view number);
    };
    std::array<Kind, 3> kinds_;
    Shares has_nhs_{1}, has_upn_{1}, has_nino_{1};
};

bool is_nhs_number(std::string_view digits); // ten digits, the last by the modulus-11 rule
bool is_upn(std::string_view upn); // a letter by the modulus-23 rule, and twelve digits or a temporary one's
bool is_nino(std::string_view nino);               // two letters, six digits, A to D
bool could_be_issued_nhs(std::string_view digits); // outside the ranges that are never issued (999...)
bool could_be_issued_nino(std::string_view nino);  // a prefix that is given to people

} // namespace gauze::synth::describe
