// Children of synthetic places, as one custodian's file: brothers and sisters share a family name and a home,
// twins a birthday too. One cell in fifty is blank and one name in thirty has a slip, so that a file looks as
// files do; the register of an audit holds the same words.
#pragma once

#include "datasets/synth/five/population.hpp"
#include "datasets/synth/world/world.hpp"

#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace gauze::test {

inline constexpr std::string_view children_header = "id,given,family,dob,sex,postcode\n";

inline std::string children_policy(std::string_view profile, std::string_view more = "")
{
    std::string text = fmt::format("[project]\nid = \"children\"\nprofile = \"{}\"\n{}[[party]]\nname = "
                                   "\"council\"\nid = \"id\"\n",
                                   profile,
                                   profile == "strict"     ? "wave = \"w1\"\n"
                                   : profile == "tolerant" ? "tolerant = true\n"
                                                           : "");
    const auto field = [&](std::string_view name, std::string_view kind) {
        text += fmt::format("[[field]]\nname = \"{}\"\nkind = \"{}\"\n", name, kind);
    };
    field("given", "given-name"), field("family", "family-name"), field("dob", "date"), field("sex", "sex");
    field("postcode", "postcode");
    return text + std::string(more);
}

class ChildrenFile {
public:
    explicit ChildrenFile(std::uint64_t seed) : random_(seed), text_(children_header) {}
    void add(std::string given, std::string family, std::chrono::year_month_day born, bool girl,
             std::string postcode)
    {
        text_ +=
            fmt::format("{},{},{},{},{},{}\n", ++rows_, word(std::move(given)), word(std::move(family)),
                        fmt::format("{:04}-{:02}-{:02}", static_cast<int>(born.year()),
                                    static_cast<unsigned>(born.month()), static_cast<unsigned>(born.day())),
                        girl ? "F" : "M", random_() % 50 == 0 ? "" : postcode);
    }
    const std::string& text() const { return text_; }
    std::size_t rows() const { return rows_; }

private:
    std::string word(std::string text)
    {
        if (text.size() > 3 && random_() % 30 == 0) text.erase(1 + random_() % (text.size() - 2), 1);
        for (char& c : text)
            if (c == ',' || c == '"') c = ' ';
        return text;
    }
    std::mt19937_64 random_;
    std::string text_;
    std::size_t rows_ = 0;
};

// Five school years of one town.
inline std::string town_children(std::size_t count, std::uint64_t seed = 3)
{
    const synth::five::Population town(seed, count);
    ChildrenFile file(seed);
    for (std::uint64_t n = 0; n < count; ++n) {
        const auto child = town.person(n);
        file.add(child.given, child.family, child.birth, child.sex == decltype(child.sex)::female,
                 child.home.postcode);
    }
    return file.text();
}

// Those below five years in a part of the synthetic country.
inline std::string children_of(std::string_view area, std::size_t count, std::uint64_t seed = 5)
{
    const synth::World world({.seed = seed, .area = std::string(area), .lists = {}});
    const synth::Day today = world.options().today;
    ChildrenFile file(seed);
    for (std::uint64_t n = 0; file.rows() < count; ++n) {
        const synth::Neighbourhood around = world.neighbourhood(n);
        for (const synth::Person& person : around.people) {
            if (file.rows() == count || person.miscarried || person.unborn(today) || !person.alive(today) ||
                person.age(today) >= 5)
                continue;
            const synth::Name& name = person.name_on(today).name;
            file.add(name.given, name.family, std::chrono::year_month_day(person.birth),
                     person.sex_on(today) == synth::Sex::female,
                     around.homes[person.stay_on(today).home].postcode);
        }
    }
    return file.text();
}

} // namespace gauze::test
