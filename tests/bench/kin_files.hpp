// Three organisations' files of a synthetic country in which families matter: who is whose child is in
// guardians' names and birth dates, with the slips of typing, and nowhere else.
//
//     council      everybody, with the address, and mother and father of those under 18
//     health       four in five of them, likewise
//     maternity    children of the last year and those to come, as they were before birth: the mother, the
//                  month expected, and no child
#pragma once

#include "datasets/synth/world/world.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace gauze::test {

// The truth about a person that appears in a file.
struct Kin {
    std::string mother = {}, father = {}; // by number, if they are registered
    std::string twin_birth = {};          // mother and birth day: the same for twins
    std::uint64_t family = 0, household = 0, home = 0;
    bool with_child = false; // of a family with somebody under 18
    bool born = true;
};

inline constexpr std::string_view kin_columns =
    "id,given,family,dob,edd,sex,address,postcode,m_given,m_family,m_dob,f_given,f_family,f_dob,ref\n";

// `reference`: the council's families have numbers.
inline std::string kin_policy(const std::string& profile, bool reference)
{
    std::string text = fmt::format("[project]\nid = \"kin\"\nprofile = \"{}\"\n{}", profile,
                                   profile == "plain" ? "" : "most_repeats = \"0.5\"\n");
    for (const std::string_view party : {"council", "health", "maternity"})
        text += fmt::format("[[party]]\nname = \"{}\"\nid = \"id\"\n", party);
    const auto field = [&](std::string_view name, std::string_view kind, bool of_family = false) {
        text += fmt::format("[[field]]\nname = \"{}\"\nkind = \"{}\"\n{}", name, kind,
                            of_family ? "about = \"family\"\n" : "");
    };
    field("edd", "date", true);
    field("given", "given-name"), field("family", "family-name"), field("dob", "date"), field("sex", "sex");
    field("address", "address-line"), field("postcode", "postcode");
    for (const std::string_view who : {"m", "f"}) {
        field(fmt::format("{}_given", who), "given-name", true);
        field(fmt::format("{}_family", who), "family-name", true);
        field(fmt::format("{}_dob", who), "date", true);
    }
    const auto key = [&](std::string_view name, std::string_view parts, std::string_view about,
                         std::string_view same_as = "") {
        text += fmt::format("[[key]]\nname = \"{}\"\nparts = [{}]\nabout = \"{}\"\n", name, parts, about);
        if (!same_as.empty()) text += fmt::format("same_as = \"{}\"\n", same_as);
    };
    key("mother", R"("m_given:sound", "m_family:sound", "m_dob")", "family");
    key("father", R"("f_given:sound", "f_family:sound", "f_dob")", "family", "mother");
    key("self", R"("given:sound", "family:sound", "dob")", "family", "mother");
    if (reference) {
        field("ref", "code", true);
        key("reference", R"("ref")", "family");
        text += "within_party = true\n";
    }
    key("home", R"("address", "postcode")", "household");
    key("expected", R"("edd:year-month", "m_given:sound", "m_dob")", "unborn");
    for (const std::string_view month : {"year-month", "month-before", "month-after"})
        key(fmt::format("born-{}", month), fmt::format(R"("dob:{}", "m_given:sound", "m_dob")", month),
            "born", "expected");
    return text;
}

class KinFiles {
public:
    KinFiles(const std::filesystem::path& folder, std::size_t people) : folder_(folder)
    {
        const synth::World world({.seed = 7, .area = "United Kingdom", .lists = {}});
        for (const char* party : {"council", "health", "maternity"}) rows_[party] = kin_columns;
        std::size_t done = 0;
        for (std::uint64_t n = 0; done < people; ++n) {
            const synth::Neighbourhood around = world.neighbourhood(n);
            for (const synth::Person& person : around.people)
                done += add(around, person, world.options().today);
        }
        for (const auto& [party, text] : rows_) std::ofstream(folder / (party + ".csv")) << text;
    }
    std::vector<std::filesystem::path> inputs() const
    {
        return {folder_ / "council.csv", folder_ / "health.csv", folder_ / "maternity.csv"};
    }
    const std::map<std::string, Kin>& kin() const { return kin_; } // by person's number

private:
    using Day = synth::Day;

    std::string date(Day day)
    {
        const std::chrono::year_month_day ymd(day);
        auto number = static_cast<unsigned>(ymd.day());
        if (random_() % 100 == 0) number = number % 28 + 1; // a slip
        return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                           static_cast<unsigned>(ymd.month()), number);
    }
    // One word in thirty has two letters turned round or one that is missing; one in fifty is not there.
    std::string word(std::string text)
    {
        if (random_() % 50 == 0) return "";
        if (text.size() > 3 && random_() % 30 == 0) {
            const std::size_t at = 1 + random_() % (text.size() - 2);
            if (random_() % 2 == 0)
                std::swap(text[at], text[at + 1]);
            else
                text.erase(at, 1);
        }
        for (char& c : text)
            if (c == ',' || c == '"') c = ' ';
        return text;
    }
    std::string guardian(const synth::Neighbourhood& around, synth::Slot slot, Day today)
    {
        if (slot == synth::nobody || random_() % 20 == 0) return ",,";
        const synth::Person& parent = around.people[slot];
        const synth::Name& name = parent.name_on(today).name;
        return fmt::format("{},{},{}", word(name.given), word(name.family), date(parent.documented_birth()));
    }
    static std::string home(const synth::Home& at)
    {
        return at.flat + (at.flat.empty() ? "" : " ") + at.house + " " + at.street;
    }
    std::string row(const synth::Neighbourhood& around, const synth::Person& person, Day today, bool unborn)
    {
        const synth::Name& name = person.name_on(today).name;
        const synth::Home& at = around.homes[person.stay_on(today).home];
        std::string line = synth::to_text(person.number);
        line += unborn ? fmt::format(",,,,{},", date(person.expected))
                       : fmt::format(",{},{},{},,{}", word(name.given), word(name.family),
                                     date(person.documented_birth()),
                                     person.sex_on(today) == synth::Sex::female ? "F" : "M");
        line += fmt::format(",{},{},", word(home(at)), random_() % 40 == 0 ? "" : at.postcode);
        if (unborn || person.age(today) < 18)
            line += guardian(around, person.mother, today) + "," +
                    (unborn ? ",," : guardian(around, person.father, today));
        else
            line += ",,,,,";
        return line + (unborn ? "," : fmt::format(",F{}", around.number * 1000 + person.family)) + "\n";
    }
    static std::string number(const synth::Neighbourhood& around, synth::Slot slot)
    {
        return slot == synth::nobody ? "" : synth::to_text(around.people[slot].number);
    }
    void note(const synth::Neighbourhood& around, const synth::Person& person, Day today)
    {
        Kin kin{.mother = number(around, person.mother), .father = number(around, person.father)};
        kin.born = !person.unborn(today);
        if (person.twin != synth::nobody) kin.twin_birth = kin.mother;
        kin.family = around.number * 1000 + person.family;
        kin.household = around.number * 1000 + person.household;
        kin.home = around.homes[person.stay_on(today).home].uprn;
        for (const synth::Slot slot : around.families[person.family].members)
            kin.with_child = kin.with_child || around.people[slot].age(today) < 18;
        kin_[synth::to_text(person.number)] = kin;
    }
    // 1 for a person that is in some file.
    std::size_t add(const synth::Neighbourhood& around, const synth::Person& person, Day today)
    {
        if (person.miscarried || (!person.unborn(today) && !person.alive(today))) return 0;
        note(around, person, today);
        const bool baby = person.age(today) < 1;
        if (baby && person.mother != synth::nobody && random_() % 4 != 0)
            rows_["maternity"] += row(around, person, today, true);
        if (person.unborn(today)) return 1;
        rows_["council"] += row(around, person, today, false);
        if (random_() % 5 != 0) rows_["health"] += row(around, person, today, false);
        return 1;
    }

    std::filesystem::path folder_;
    std::map<std::string, std::string> rows_;
    std::map<std::string, Kin> kin_;
    std::mt19937_64 random_{11};
};

} // namespace gauze::test
