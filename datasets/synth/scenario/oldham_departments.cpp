// What three departments hold: rows of the programme's members whom they know, among those of everybody else.
#include "bloom/base/error.hpp"
#include "datasets/synth/scenario/oldham.hpp"

#include <array>

#include <fmt/format.h>

namespace gauze::synth::scenario::oldham {

namespace {

namespace time = std::chrono;
using time::days;

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

} // namespace

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

} // namespace gauze::synth::scenario::oldham
