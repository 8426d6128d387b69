// Oldham, Supporting Families: three councils know families in a programme, three departments know some of
// their members among many others. Departments are linked to the programme only; persons roll up to families,
// and one family may stand in two councils' files.
//
// The page leaves open, and we choose: Rochdale and Tameside are the other councils; a department's rows are
// shared out as police 48,000 and prison 12,000, schools 96,000 and learners over sixteen 24,000; a person
// has as many rows as offences, school years, spells. Ten families stand in a second council's file, with one
// parent and one child, as rows beyond the 15,000. Programme adults are eighteen or older at the cut-off;
// children in schools' files are four or older. Councils write dates dd/mm/yyyy, departments ISO.
#include "bloom/base/error.hpp"
#include "datasets/synth/scenario/setting.hpp"

#include <array>
#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace {

namespace time = std::chrono;
using time::days;

constexpr Day cut_off = Day(time::year{2025} / 1 / 1);
constexpr int adult_from = 18, pupil_from = 4;

struct Council {
    std::string_view party, area, family_prefix, person_prefix;
    std::uint64_t families, persons;
};
constexpr std::array<Council, 3> councils{{{"oldham", "Oldham", "OF", "OP", 1'800, 6'750},
                                           {"la-2", "Rochdale", "RF", "RP", 1'200, 4'500},
                                           {"la-3", "Tameside", "TF", "TP", 1'000, 3'750}}};

// --- who ---------------------------------------------------------------------------------------------------

struct ProgrammeFamily {
    std::size_t council = 0;
    std::vector<Somebody> members;
    Day start;
    std::optional<Day> end;
};

bool is_child(const Somebody& who) { return who->age(cut_off) < adult_from; }

// Families with a child and an adult, of the six in ten whose life is hardest; a few with small children
// only, since most of the programme's children are at school.
class Programme {
public:
    explicit Programme(const Setting& setting) : setting_(setting) {}
    void choose(const Region& region, std::size_t council);
    std::vector<ProgrammeFamily> families;
    std::set<PersonNumber> people;

private:
    std::vector<Somebody> members_of(const Region& region, const std::shared_ptr<Neighbourhood>& around,
                                     const Family& family) const;
    bool keeps_the_share_at_school(const std::vector<Somebody>& members);
    void enter(std::vector<Somebody> members, std::size_t council);
    const Setting& setting_;
    std::uint64_t children_ = 0, small_ = 0;
};

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

// Everybody else whom a department may know, in an order that says nothing.
struct Public {
    std::vector<Somebody> adults, pupils, learners;
};

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

// --- the councils' files -----------------------------------------------------------------------------------

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

// --- the departments' files --------------------------------------------------------------------------------

// Somebody a department knows; `since` is the family's first day in the programme, for its members.
struct Subject {
    Somebody who;
    std::optional<Day> since;
    std::string reference;
};

// Makes the rows of subjects in turn until the file has as many as it should. Programme members come first,
// so that none of them is cut off; the rows are shuffled when they are written.
class Department {
public:
    using MakeRows = std::function<std::vector<Cells>(const Subject&, const Record&, Draws&)>;
    Department(const Setting& setting, std::uint32_t variant, Day captured) : setting_(setting)
    {
        lens_.preset = &standard_corruption();
        lens_.captured = captured;
        lens_.variant = 410 + variant;
    }
    void fill_file(Table& table, std::uint64_t rows, const std::vector<Subject>& subjects,
                   const MakeRows& make) const;

private:
    const Setting& setting_;
    Lens lens_;
};

void Department::fill_file(Table& table, std::uint64_t rows, const std::vector<Subject>& subjects,
                           const MakeRows& make) const
{
    struct Part {
        std::vector<Cells> rows;
        ErrorCounts errors;
    };
    constexpr std::size_t wave = 4'096;
    for (std::size_t start = 0; start < subjects.size() && table.size() < rows; start += wave) {
        std::vector<Part> parts(std::min(wave, subjects.size() - start));
        for_each_task(parts.size(), [&](std::size_t i) {
            const Subject& subject = subjects[start + i];
            const Record record = look_at(subject.who, lens_, 0, parts[i].errors);
            Draws draws = setting_.draws(subject.who.number(), table.file());
            parts[i].rows = make(subject, record, draws);
        });
        for (std::size_t i = 0; i < parts.size() && table.size() < rows; ++i) {
            if (parts[i].rows.empty()) continue;
            setting_.files.person(subjects[start + i].who);
            table.errors += parts[i].errors;
            for (Cells& cells : parts[i].rows)
                if (table.size() < rows) table.add(subjects[start + i].who.number(), std::move(cells));
        }
    }
    if (table.size() < rows)
        throw Error(Exit::internal, fmt::format("too few people for {}", table.file()),
                    "please report this with the seed");
}

std::vector<Subject> subjects_of(const Setting& setting, const std::vector<Subject>& programme,
                                 const std::vector<Somebody>& all, std::string_view topic, std::string prefix)
{
    References references(setting.seed(), 60, std::move(prefix));
    std::vector<Subject> subjects = programme;
    const Permutation order = setting.shuffle(all.size(), topic);
    for (std::size_t i = 0; i < all.size(); ++i) subjects.push_back({all[order(i)], std::nullopt, {}});
    for (Subject& subject : subjects) subject.reference = references.next();
    return subjects;
}

constexpr std::array<std::string_view, 7> offences{"violence", "theft", "drugs",          "public order",
                                                   "driving",  "fraud", "criminal damage"};

// Two years on each side of a member's start, with fewer offences behind it: 2.5 and 1.5 on average.
std::vector<Cells> police_rows(const Subject& subject, const Record& record, Draws& draws)
{
    std::vector<Day> dates;
    if (subject.since) {
        for (std::uint32_t left = 1 + draws.below(4); left > 0; --left)
            dates.push_back(*subject.since - days{1 + draws.below(730)});
        for (std::uint32_t left = draws.below(4); left > 0; --left)
            dates.push_back(*subject.since + days{draws.below(730)});
    } else {
        for (std::uint32_t left = 1 + draws.below(3); left > 0; --left)
            dates.push_back(cut_off - days{1 + draws.below(2'900)});
    }
    std::vector<Cells> rows;
    for (const Day date : dates)
        rows.push_back({subject.reference, record.given, record.family, iso(record.birth),
                        sex_letter(record.sex), record.home.postcode, iso(date),
                        std::string(offences[draws.below(7)])});
    return rows;
}

std::vector<Cells> prison_rows(const Subject& subject, const Record& record, Draws& draws)
{
    std::vector<Cells> rows;
    for (std::uint32_t left = 1 + draws.below(2); left > 0; --left) {
        const Day in = cut_off - days{30 + draws.below(2'500)};
        const Day out = in + days{14 + draws.below(600)};
        rows.push_back({subject.reference, record.given, record.family, iso(record.birth),
                        sex_letter(record.sex), record.home.postcode, iso(in),
                        out < cut_off ? iso(out) : ""});
    }
    return rows;
}

// Attendance in per cent: 86 in the school year before the start and 89 in that after it, 93 for everybody
// else.
constexpr int before_start = 86, after_start = 89, elsewhere = 93, spread_of_attendance = 3;

std::vector<Cells> school_rows(const Subject& subject, const Record& record, Draws& draws)
{
    std::vector<Cells> rows;
    for (int year = 2018; year <= 2023; ++year) {
        const Day first = Day(time::year{year} / 9 / 1), last = Day(time::year{year + 1} / 7 / 20);
        const int age = subject.who->age(first);
        if (age < 2 || age > 17) continue; // funded places from two
        int mean = elsewhere;
        if (subject.since) mean = last < *subject.since ? before_start : after_start;
        const int attendance = std::clamp(mean + draws.bell(spread_of_attendance), 0, 100);
        rows.push_back({record.upn, record.given, record.family, iso(record.birth), sex_letter(record.sex),
                        record.home.postcode, fmt::format("{}/{:02}", year, (year + 1) % 100),
                        std::to_string(attendance),
                        std::to_string(draws.below(100) < 4 ? 1 + draws.below(3) : 0),
                        age < 4 ? "" : std::to_string(60 + draws.below(61))});
    }
    return rows;
}

std::vector<Cells> learner_rows(const Subject& subject, const Record& record, Draws& draws)
{
    std::vector<Cells> rows;
    const int first = std::max(2018, 2024 - std::max(subject.who->age(cut_off) - 16, 0));
    for (std::uint32_t left = 1 + draws.below(2), year = static_cast<std::uint32_t>(std::min(first, 2022));
         left > 0; --left, ++year)
        rows.push_back({record.upn, record.given, record.family, iso(record.birth), sex_letter(record.sex),
                        record.home.postcode, fmt::format("{}/{:02}", year, (year + 1) % 100),
                        std::to_string(1 + draws.below(4)),
                        draws.below(2) == 0 ? "apprenticeship" : "adult skills",
                        draws.below(100) < 70 ? "Y" : "N"});
    return rows;
}

constexpr std::array<std::string_view, 4> benefits{"UC", "ESA", "PIP", "JSA"};

std::vector<Cells> benefit_rows(const Subject&, const Record& record, Draws& draws)
{
    std::vector<Cells> rows;
    for (std::uint32_t left = 1 + draws.below(4); left > 0; --left) {
        const Day from = cut_off - days{60 + draws.below(2'400)};
        const Day to = from + days{28 + draws.below(700)};
        const int year = static_cast<int>(Date(from).year());
        rows.push_back({record.nino, record.given, record.family, iso(record.birth), sex_letter(record.sex),
                        record.home.postcode, std::string(benefits[draws.below(4)]), iso(from),
                        to < cut_off ? iso(to) : "", fmt::format("{}/{:02}", year, (year + 1) % 100),
                        draws.below(100) < 35 ? "0" : std::to_string(draws.below(240) * 100)});
    }
    return rows;
}

// Of those who `may`, so many in a hundred of all that are counted.
std::vector<Subject> overlap(const Setting& setting, const Programme& programme, const std::string& name,
                             std::string_view stated, std::uint64_t percent, bool children, int from_age)
{
    std::vector<Subject> all;
    std::uint64_t counted = 0;
    for (const ProgrammeFamily& family : programme.families)
        for (const Somebody& who : family.members) {
            if (is_child(who) != children) continue;
            ++counted;
            if (who->age(cut_off) >= from_age) all.push_back({who, family.start, {}});
        }
    Planted& planted = setting.files.planted(name, stated);
    std::vector<Subject> chosen;
    for (const std::size_t i :
         setting.choose(name, all.size(), percent_of(counted, percent), [](std::size_t) { return true; })) {
        planted.people.push_back(all[i].who.number());
        chosen.push_back(all[i]);
    }
    return chosen;
}

const Cells identity{"given", "family", "dob", "gender", "postcode"};

Cells columns_with(std::string_view first, std::initializer_list<const char*> rest)
{
    Cells columns{std::string(first)};
    columns.insert(columns.end(), identity.begin(), identity.end());
    columns.insert(columns.end(), rest.begin(), rest.end());
    return columns;
}

void make_departments(const Setting& setting, const Programme& programme, const Public& all)
{
    PartyFiles& files = setting.files;
    const auto in_moj = overlap(setting, programme, "programme adult known to MoJ", "5 % of programme adults",
                                5, false, adult_from);
    const auto in_dfe = overlap(setting, programme, "programme child known to DfE",
                                "88 % of programme children", 88, true, pupil_from);
    const auto in_dwp = overlap(setting, programme, "programme adult known to DWP",
                                "61 % of programme adults", 61, false, adult_from);

    Table& police = files.file("moj", "moj_pnc.csv",
                               columns_with("pnc_ref", {"offence_date", "offence_group"}), "pnc_ref");
    const Department moj(setting, 0, Day(time::year{2022} / 1 / 1));
    const std::vector<Subject> offenders = subjects_of(setting, in_moj, all.adults, "offenders", "PNC");
    moj.fill_file(police, setting.size(48'000), offenders, police_rows);
    // Whoever was in prison is known to the police: the same references.
    Table& prison =
        files.file("moj", "moj_prison.csv", columns_with("pnc_ref", {"reception", "release"}), "pnc_ref");
    std::vector<Subject> prisoners;
    for (std::size_t i = 0; i < offenders.size(); i += 2) prisoners.push_back(offenders[i]);
    moj.fill_file(prison, setting.size(12'000), prisoners, prison_rows);

    Table& schools = files.file("dfe", "dfe_npd.csv",
                                columns_with("upn", {"year", "attendance_pct", "exclusions", "attainment"}));
    const Department dfe(setting, 1, Day(time::year{2024} / 9 / 1));
    dfe.fill_file(schools, setting.size(96'000), subjects_of(setting, in_dfe, all.pupils, "pupils", ""),
                  school_rows);
    Table& learners =
        files.file("dfe", "dfe_ilr.csv", columns_with("upn", {"year", "level", "funding", "completed"}));
    dfe.fill_file(learners, setting.size(24'000), subjects_of(setting, {}, all.learners, "learners", ""),
                  learner_rows);

    Table& spells = files.file(
        "dwp", "dwp_wpls.csv",
        columns_with("nino", {"benefit", "spell_start", "spell_end", "earnings_year", "earnings"}));
    const Department dwp(setting, 2, Day(time::year{2024} / 4 / 1));
    dwp.fill_file(spells, setting.size(150'000), subjects_of(setting, in_dwp, all.adults, "claimants", ""),
                  benefit_rows);
}

// --- truth -------------------------------------------------------------------------------------------------

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

void make_oldham(const Setting& setting)
{
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
