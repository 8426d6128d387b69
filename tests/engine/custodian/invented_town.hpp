// People for the tests of `policy suggest`: made of syllables, the same in every run, and nobody's name.
#pragma once

#include "engine/custodian/suggest_draws.hpp"
#include "engine/project/policy.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace gauze::custodian {

inline constexpr std::string_view town_header = "forename,surname,born,pc\n";

inline constexpr std::string_view town_draft = R"(
[project]
id = "town"
profile = "standard"
[[party]]
name = "hospital"
[[field]]
name = "given"
kind = "given-name"
column = "forename"
[[field]]
name = "family"
kind = "family-name"
column = "surname"
[[field]]
name = "dob"
kind = "date"
column = "born"
formats = ["YYYY-MM-DD"]
[[field]]
name = "postcode"
kind = "postcode"
column = "pc"
)";

inline project::Policy town_policy() { return project::parse_policy(town_draft, "draft.toml"); }

class InventedTown {
public:
    explicit InventedTown(std::uint64_t seed) : draws_(seed) {}
    std::string name(std::size_t syllables)
    {
        constexpr std::string_view known[] = {"BRA", "DOL", "FEN", "GIR", "HAV", "JUL", "KES", "LOM", "MIR",
                                              "NAD", "POR", "QUI", "RES", "SIV", "TAM", "VOR", "WEL", "ZUN"};
        std::string name;
        for (std::size_t s = 0; s < syllables; ++s) name += known[draws_.below(std::size(known))];
        return name;
    }
    std::string day()
    {
        return fmt::format("{}-{:02}-{:02}", 1930 + draws_.below(80), 1 + draws_.below(12),
                           1 + draws_.below(28));
    }
    std::string postcode()
    {
        constexpr std::string_view letters = "ABDEFGHJLN";
        return fmt::format("{}{}{} {}{}{}", letters[draws_.below(10)], letters[draws_.below(10)],
                           1 + draws_.below(9), draws_.below(10), letters[draws_.below(10)],
                           letters[draws_.below(10)]);
    }
    std::string row(std::string_view given, std::string_view family, std::string_view born,
                    std::string_view home)
    {
        return fmt::format("{},{},{},{}\n", given, family, born, home);
    }
    std::string stranger() { return row(name(2), name(3), day(), postcode()); }
    // So many people, no two of whom have anything to do with each other.
    std::string strangers(std::size_t count)
    {
        std::string rows(town_header);
        for (std::size_t i = 0; i < count; ++i) rows += stranger();
        return rows;
    }
    // Households of four, all of one family name and home.
    std::string families(std::size_t count)
    {
        std::string rows(town_header);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string family = name(3), home = postcode();
            for (int member = 0; member < 4; ++member) rows += row(name(2), family, day(), home);
        }
        return rows;
    }
    // Twins: of one day, name and home, and given names that are nearly the same.
    std::string twins(std::size_t count)
    {
        std::string rows(town_header);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string given = name(3), family = name(3), born = day(), home = postcode();
            rows += row(given + "A", family, born, home) + row(given + "O", family, born, home);
        }
        return rows;
    }

private:
    Draws draws_;
};

} // namespace gauze::custodian
