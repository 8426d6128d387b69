// Oldham, Supporting Families: three councils know families in a programme, three departments know some of
// their members among many others. Departments are linked to the programme only; persons roll up to families,
// and one family may stand in two councils' files.
//
// The page leaves open, and we choose: Rochdale and Tameside are the other councils; a department's rows are
// shared out as police 48,000 and prison 12,000, schools 96,000 and learners over sixteen 24,000; a person
// has as many rows as offences, school years, spells. Ten families stand in a second council's file, with one
// parent and one child, as rows beyond the 15,000. Programme adults are eighteen or older at the cut-off;
// children in schools' files are four or older. Councils write dates dd/mm/yyyy, departments ISO.
#include "datasets/synth/scenario/oldham.hpp"

#include <array>
#include <map>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace oldham {

namespace time = std::chrono;
using time::days;

namespace {

struct Council {
    std::string_view party, area, family_prefix, person_prefix;
    std::uint64_t families, persons;
};
constexpr std::array<Council, 3> councils{{{"oldham", "Oldham", "OF", "OP", 1'800, 6'750},
                                           {"la-2", "Rochdale", "RF", "RP", 1'200, 4'500},
                                           {"la-3", "Tameside", "TF", "TP", 1'000, 3'750}}};

} // namespace

std::vector<Somebody> Programme::members_of(const Region& region,
                                            const std::shared_ptr<Neighbourhood>& around,
                                            const Family& family) const
{
    std::vector<Somebody> members;
    bool child = false, adult = false;
    for (const Slot slot : family.members) {
        const Somebody who{&region.world(), around, slot};
        if (!who->alive(cut_off)) continue;
        (is_child(who) ? child : adult) = true;
        members.push_back(who);
    }
    if (!child || !adult || members.front()->need < 400'000) members.clear();
    return members;
}

bool Programme::keeps_the_share_at_school(const std::vector<Somebody>& members)
{
    std::uint64_t children = children_, small = small_;
    for (const Somebody& who : members) {
        children += is_child(who) ? 1 : 0;
        small += who->age(cut_off) < pupil_from ? 1 : 0;
    }
    if (small > small_ && small * 100 > children * 11) return false;
    children_ = children, small_ = small;
    return true;
}

void Programme::enter(std::vector<Somebody> members, std::size_t council)
{
    ProgrammeFamily family;
    family.council = council;
    Draws draws = setting_.draws(members.front().number(), "programme");
    family.start =
        Day(time::year{2019} / 9 / 1) + days{draws.below(1'095)}; // two years on both sides are known
    if (draws.below(100) < 85) family.end = family.start + days{120 + draws.below(420)};
    for (const Somebody& who : members) people.insert(who.number());
    family.members = std::move(members);
    families.push_back(std::move(family));
}

void Programme::choose(const Region& region, std::size_t council)
{
    Balance balance(setting_.size(councils[council].families),
                    {{setting_.size(councils[council].persons), 2, 5}});
    region.walk("families of the programme", [&](const std::shared_ptr<Neighbourhood>& around) {
        for (const Family& family : around->families) {
            std::vector<Somebody> members = members_of(region, around, family);
            const std::array<std::uint64_t, 1> size{members.size()};
            if (members.empty() || !balance.fits(size) || !keeps_the_share_at_school(members)) continue;
            balance.take(size);
            enter(std::move(members), council);
        }
        return !balance.done();
    });
}

namespace {

Public others(const Setting& setting, const Region& england, const Programme& programme)
{
    Public all;
    const auto add = [&](const World& world, const std::shared_ptr<const Neighbourhood>& around) {
        for (Slot slot = 0; slot < around->people.size(); ++slot) {
            const Somebody who{&world, around, slot};
            if (!who->alive(cut_off) || programme.people.contains(who.number())) continue;
            const int age = who->age(cut_off);
            if (age >= adult_from && age < 67) all.adults.push_back(who);
            if (age >= pupil_from && age < adult_from) all.pupils.push_back(who);
            if (age >= 16 && age < 40) all.learners.push_back(who);
        }
    };
    std::set<std::uint64_t> seen; // the programme's own neighbours first
    for (const ProgrammeFamily& family : programme.families)
        if (const Somebody& who = family.members.front(); seen.insert(who.around->number).second)
            add(*who.world, who.around);
    const std::uint64_t adults = setting.size(75'000), pupils = setting.size(24'000),
                        learners = setting.size(22'000);
    england.walk("adults and pupils", [&](const std::shared_ptr<Neighbourhood>& around) {
        if (all.adults.size() >= adults && all.pupils.size() >= pupils && all.learners.size() >= learners)
            return false;
        add(england.world(), around);
        return true;
    });
    return all;
}

constexpr std::array<std::string_view, 6> reasons{"CRIME", "ATTENDANCE", "CHILDREN",
                                                  "WORK",  "ABUSE",      "HEALTH"};
constexpr std::array<std::string_view, 5> involvements{"early help", "social care", "school", "health",
                                                       "housing"};

template <std::size_t N>
std::string some_of(const std::array<std::string_view, N>& words, std::uint32_t percent, Draws& draws)
{
    std::vector<std::string_view> chosen;
    for (const std::string_view word : words)
        if (draws.below(100) < percent) chosen.push_back(word);
    if (chosen.empty()) chosen.push_back(words[draws.below(static_cast<std::uint32_t>(N))]);
    return fmt::format("{}", fmt::join(chosen, ";"));
}

struct FamilyRow {
    const ProgrammeFamily* family;
    Somebody who;
    std::size_t council;
    std::string family_ref, person_ref;
    std::string postcode; // of an address in a second council; "" otherwise
};

std::string role_in(const FamilyRow& row)
{
    if (is_child(row.who)) return "child";
    for (const Somebody& other : row.family->members)
        if (other->mother == row.who.slot || other->father == row.who.slot) return "parent";
    return "partner";
}

std::string language_of(const Person& person)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> languages{
        {{"English", "English"},
         {"Welsh", "English"},
         {"Scottish", "English"},
         {"Irish", "English"},
         {"Northern Irish", "English"},
         {"Pakistani", "Urdu"},
         {"Bangladeshi", "Bengali"},
         {"Punjabi Sikh", "Punjabi"},
         {"Polish", "Polish"},
         {"Romanian", "Romanian"}}};
    for (const auto& [community, language] : languages)
        if (communities()[person.community].name == community) return std::string(language);
    return "other";
}

Row family_row(const Setting& setting, const FamilyRow& row, ErrorCounts& counts)
{
    Lens lens;
    lens.preset = &standard_corruption();
    lens.captured = cut_off;
    lens.variant = 400 + static_cast<std::uint32_t>(row.council);
    Record record = look_at(row.who, lens, 0, counts);
    if (!row.postcode.empty()) record.home.street.clear(), record.home.postcode = row.postcode;
    Draws draws = setting.draws(row.family->members.front().number(), "family in programme");
    const std::string why = some_of(reasons, 35, draws), who_helps = some_of(involvements, 30, draws);
    return {row.who.number(),
            {row.family_ref, row.person_ref, role_in(row), record.given, record.family,
             sex_letter(record.sex), slashes(record.birth), address_line(record.home), record.home.postcode,
             record.nino, record.upn, std::string(ethnicities()[row.who->ethnicity].code),
             language_of(*row.who), why, who_helps, slashes(row.family->start),
             row.family->end ? slashes(*row.family->end) : ""}};
}

// One parent and one child of ten families live in another council's area now, and are known there too.
struct SecondRegistration {
    const ProgrammeFamily* family;
    std::vector<Somebody> members;
    std::size_t council;
};

std::vector<SecondRegistration> split_families(const Setting& setting, const Programme& programme)
{
    std::vector<SecondRegistration> split;
    const auto& families = programme.families;
    for (const std::size_t i :
         setting.choose("split families", families.size(), setting.size(10),
                        [&](std::size_t f) { return families[f].members.size() >= 3; })) {
        SecondRegistration second{&families[i], {}, (families[i].council + 1) % councils.size()};
        bool child = false, adult = false;
        for (const Somebody& who : families[i].members) {
            bool& have = is_child(who) ? child : adult;
            if (!have) second.members.push_back(who);
            have = true;
        }
        split.push_back(std::move(second));
    }
    return split;
}

void make_councils(const Setting& setting, const Programme& programme)
{
    const std::vector<SecondRegistration> split = split_families(setting, programme);
    Planted& planted =
        setting.files.planted("family split across two councils", "one at least; 10 (our choice)");
    for (const SecondRegistration& second : split) planted.people.push_back(second.members.front().number());
    for (std::size_t council = 0; council < councils.size(); ++council) {
        const Council& about = councils[council];
        Table& table = setting.files.file(std::string(about.party), "la_family.csv",
                                          {"family_ref", "person_ref", "role", "given", "family", "gender",
                                           "dob", "address", "postcode", "nino", "upn", "ethnicity",
                                           "language", "reasons", "involvement", "start", "end"},
                                          "person_ref");
        References families(setting.seed(), static_cast<std::uint32_t>(50 + 2 * council),
                            std::string(about.family_prefix));
        References persons(setting.seed(), static_cast<std::uint32_t>(51 + 2 * council),
                           std::string(about.person_prefix));
        std::vector<FamilyRow> rows;
        std::string local_postcode;
        for (const ProgrammeFamily& family : programme.families) {
            if (family.council != council) continue;
            const std::string reference = families.next();
            for (const Somebody& who : family.members)
                rows.push_back({&family, who, council, reference, persons.next(), ""});
            local_postcode = home_of(family.members.front(), cut_off).postcode;
        }
        const std::size_t once = rows.size();
        for (const SecondRegistration& second : split) {
            if (second.council != council) continue;
            const std::string reference = families.next();
            for (const Somebody& who : second.members)
                rows.push_back({second.family, who, council, reference, persons.next(), local_postcode});
        }
        fill(table, rows,
             [&](const FamilyRow& row, ErrorCounts& counts) { return family_row(setting, row, counts); });
        Planted& again = setting.files.planted("row of a split family in its second council", "two for each");
        for (std::size_t row = once; row < table.size(); ++row) again.add(table, row);
    }
}

void write_truth(const Setting& setting, const Programme& programme)
{
    PartyFiles& files = setting.files;
    Table& table = files.truth("families.csv", {"family", "council", "person", "child", "start"});
    std::size_t number = 0;
    for (const ProgrammeFamily& family : programme.families) {
        ++number;
        for (const Somebody& who : family.members) {
            files.person(who);
            table.add(who.number(), {fmt::format("SF{}", number), std::string(councils[family.council].party),
                                     to_text(who.number()), is_child(who) ? "Y" : "N", iso(family.start)});
        }
    }
    files.statistic(Json()
                        .set("statistic", "attendance_pct of programme children, whole school years")
                        .set("before_start", before_start)
                        .set("after_start", after_start)
                        .set("standard_deviation", spread_of_attendance));
    files.statistic(Json()
                        .set("statistic", "offences of programme adults known to MoJ in two years")
                        .set("before_start", 2.5)
                        .set("after_start", 1.5));
}

} // namespace

} // namespace oldham

void make_oldham(const Setting& setting)
{
    using namespace oldham;
    PartyFiles& files = setting.files;
    for (const Council& council : councils) files.party(council.party, "custodian and reader");
    for (const auto* department : {"moj", "dfe", "dwp"}) files.party(department, "custodian");
    files.party("ttp", "linkage unit");
    files.party("researcher", "researcher");
    files.party("dluhc", "reader");

    std::vector<std::unique_ptr<Region>> regions;
    Programme programme(setting);
    for (std::size_t council = 0; council < councils.size(); ++council) {
        regions.push_back(
            std::make_unique<Region>(setting.country(cut_off), councils[council].area, council));
        programme.choose(*regions.back(), council);
    }
    const Region england(setting.country(cut_off), "England", councils.size());
    const Public all = others(setting, england, programme);
    // From here on it is settled who is in the programme and who is not.

    make_councils(setting, programme);
    make_departments(setting, programme, all);
    write_truth(setting, programme);
}

} // namespace gauze::synth::scenario
