// LIIA Child Level Insights: 33 London boroughs, each with its children and six tables of episodes. Some
// children are known to two or three boroughs; whether a child meets one of the three interventions depends
// on its ethnic group by planted odds ratios, which a researcher recovers only by counting each child once.
//
// The page leaves open, and we choose: 15 children of 1,500 stand in a borough's file twice, as rows beyond
// the 1,500; base odds of section 47, child-protection plan and care order are 0.10, 0.05 and 0.03; an
// intervention is known to the borough the child comes from, and to a second one with one chance in three.
#include "datasets/synth/scenario/liia.hpp"

#include <map>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace liia {

namespace {

namespace time = std::chrono;
using time::days;

constexpr std::array<std::string_view, 33> boroughs{"Barking and Dagenham",
                                                    "Barnet",
                                                    "Bexley",
                                                    "Brent",
                                                    "Bromley",
                                                    "Camden",
                                                    "City of London",
                                                    "Croydon",
                                                    "Ealing",
                                                    "Enfield",
                                                    "Greenwich",
                                                    "Hackney",
                                                    "Hammersmith and Fulham",
                                                    "Haringey",
                                                    "Harrow",
                                                    "Havering",
                                                    "Hillingdon",
                                                    "Hounslow",
                                                    "Islington",
                                                    "Kensington and Chelsea",
                                                    "Kingston upon Thames",
                                                    "Lambeth",
                                                    "Lewisham",
                                                    "Merton",
                                                    "Newham",
                                                    "Redbridge",
                                                    "Richmond upon Thames",
                                                    "Southwark",
                                                    "Sutton",
                                                    "Tower Hamlets",
                                                    "Waltham Forest",
                                                    "Wandsworth",
                                                    "Westminster"};

constexpr std::array<std::string_view, interventions> intervention_words{
    "section 47", "child-protection plan", "care order"};
constexpr std::array<std::uint64_t, interventions> base_odds{100'000, 50'000, 30'000}; // in millionths

// Against White British, in tenths: the same eighteen codes as in the files.
struct OddsRatios {
    std::string_view ethnicity;
    std::array<std::uint64_t, interventions> tenths;
};
constexpr std::array<OddsRatios, 18> planted_ratios{{{"WBRI", {10, 10, 10}},
                                                     {"WIRI", {11, 12, 13}},
                                                     {"WIRT", {20, 22, 24}},
                                                     {"WROM", {19, 21, 18}},
                                                     {"WOTH", {9, 8, 7}},
                                                     {"MWBC", {17, 19, 23}},
                                                     {"MWBA", {15, 14, 16}},
                                                     {"MWAS", {11, 10, 12}},
                                                     {"MOTH", {14, 15, 14}},
                                                     {"AIND", {7, 6, 6}},
                                                     {"APKN", {9, 9, 7}},
                                                     {"ABAN", {10, 8, 6}},
                                                     {"AOTH", {8, 7, 7}},
                                                     {"CHNE", {6, 6, 6}},
                                                     {"BCRB", {18, 20, 22}},
                                                     {"BAFR", {16, 14, 13}},
                                                     {"BOTH", {17, 16, 18}},
                                                     {"OOTH", {12, 11, 10}}}};

std::uint64_t odds_ratio_in_tenths(std::string_view ethnicity, std::size_t intervention)
{
    for (const OddsRatios& group : planted_ratios)
        if (group.ethnicity == ethnicity) return group.tenths[intervention];
    return 10;
}

Rate chance_of(std::string_view ethnicity, std::size_t intervention)
{
    const std::uint64_t odds = base_odds[intervention] * odds_ratio_in_tenths(ethnicity, intervention) / 10;
    return {static_cast<std::uint32_t>(odds * 1'000'000 / (1'000'000 + odds))};
}

std::string party_name(std::string_view borough)
{
    std::string name;
    for (const char letter : borough)
        name += letter == ' '                    ? '-'
                : letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a')
                                                 : letter;
    return name;
}

BoroughFiles open_files(const Setting& setting, std::size_t borough)
{
    const std::string party = party_name(boroughs[borough]);
    const auto file = [&](const char* name, Cells columns, std::string_view reference = {}) {
        return &setting.files.file(party, name, std::move(columns), reference);
    };
    // No two boroughs' references look alike, and none says whose it is.
    const auto variant = static_cast<std::uint32_t>(100 + borough);
    return {file("child.csv",
                 {"la_child_id", "given", "family", "dob", "edd", "gender", "ethnicity18", "postcode", "upn"},
                 "la_child_id"),
            file("referrals.csv", {"la_child_id", "date", "source", "outcome"}),
            file("s47.csv", {"la_child_id", "start", "outcome"}),
            file("cin.csv", {"la_child_id", "start", "end", "need_code"}),
            file("cp.csv", {"la_child_id", "start", "end", "category"}),
            file("cla.csv", {"la_child_id", "start", "end", "legal_status", "need_code"}),
            file("placements.csv", {"la_child_id", "start", "end", "provider_code", "placement_postcode"}),
            References(setting.seed(), variant, fmt::format("{:02}", variant % 97))};
}

std::string recorded_ethnicity(const Setting& setting, const Somebody& who)
{
    const std::uint32_t drawn = setting.draws(who.number(), "ethnicity not recorded").below(1'000);
    return drawn < 15 ? "NOBT" : drawn < 20 ? "REFU" : std::string(ethnicities()[who->ethnicity].code);
}

Known known_to(const Setting& setting, const Somebody& who, std::size_t borough, std::uint32_t look,
               ErrorCounts& counts)
{
    Lens lens;
    lens.preset = &standard_corruption();
    lens.captured = cut_off;
    lens.variant = 300 + static_cast<std::uint32_t>(borough);
    lens.baby_names = true;
    Known known;
    known.person = who.number();
    known.record = look_at(who, lens, look, counts);
    known.ethnicity = recorded_ethnicity(setting, who);
    known.birth = who->birth;
    return known;
}

std::array<bool, interventions> drawn_interventions(const Setting& setting, const Somebody& who)
{
    Draws draws = setting.draws(who.number(), "interventions");
    std::array<bool, interventions> met{};
    for (std::size_t i = 0; i < interventions; ++i)
        met[i] = draws.happens(chance_of(ethnicities()[who->ethnicity].code, i));
    return met;
}

// Of 1,500 children of a borough, so many come from two other boroughs' lists.
struct Shares {
    std::uint64_t own, in_two, in_three, unborn, twice;
};

Shares shares_of(std::uint64_t children)
{
    // own + in_two + 2 in_three = children; in_two is 2.5 % and in_three 0.2 % of own.
    const std::uint64_t own = children * 1'000 / 1'029;
    const std::uint64_t in_three = std::max<std::uint64_t>((own * 2 + 500) / 1'000, 1);
    const std::uint64_t in_two = std::max<std::uint64_t>((own * 25 + 500) / 1'000, 1);
    const std::uint64_t left = children - in_two - 2 * in_three;
    return {left, in_two, in_three, std::max<std::uint64_t>((left * 15 + 500) / 1'000, 1),
            std::max<std::uint64_t>(children / 100, 1)};
}

std::vector<Somebody> choose_own(const Region& region, const Shares& shares)
{
    std::uint64_t unborn = shares.unborn, born = shares.own - shares.unborn;
    std::vector<Somebody> chosen;
    region.walk("children under eighteen", [&](const std::shared_ptr<Neighbourhood>& around) {
        for (Slot slot = 0; slot < around->people.size(); ++slot) {
            const Person& person = around->people[slot];
            const bool is_unborn = person.unborn(cut_off);
            if (is_unborn ? person.mother == nobody || person.miscarried
                          : !person.alive(cut_off) || person.age(cut_off) >= 18)
                continue;
            // Who came here in the middle of a family that lives elsewhere is that borough's.
            const Person& resident = is_unborn ? around->people[person.mother] : person;
            if (home_of(*around, resident, cut_off).district != region.world().options().area) continue;
            std::uint64_t& wanted = is_unborn ? unborn : born;
            if (wanted == 0) continue;
            --wanted;
            chosen.push_back({&region.world(), around, slot});
        }
        return unborn + born > 0;
    });
    return chosen;
}

// A child that another borough knows too, at an address there.
struct Visitor {
    Known known;
    std::uint64_t order;
};

class London {
public:
    explicit London(const Setting& setting)
        : setting_(setting), shares_(shares_of(setting.size(setting.options.full ? 12'000 : 1'500)))
    {
        for (std::size_t borough = 0; borough < boroughs.size(); ++borough)
            files_.push_back(open_files(setting, borough));
    }
    void add_own(std::size_t borough);
    void add_visitors(std::size_t borough);
    void write_truth() const;

private:
    void enter(std::size_t borough, const Known& known);
    void send(const Somebody& who, const Known& own, std::size_t borough, std::uint64_t number);
    void remember(const Somebody& who, const Known& known);

    const Setting& setting_;
    Shares shares_;
    std::vector<BoroughFiles> files_;
    std::array<std::vector<std::string>, boroughs.size()> postcodes_;
    std::array<std::vector<Visitor>, boroughs.size()> visitors_;
    std::map<std::string, std::array<std::uint64_t, 1 + interventions>> counts_; // children, met each
};

void London::enter(std::size_t borough, const Known& known)
{
    BoroughFiles& files = files_[borough];
    const Record& record = known.record;
    std::string id = files.references.next();
    files.child->add(known.person,
                     {id, record.given, record.family, iso(record.birth), iso(record.expected),
                      sex_letter(record.sex), known.ethnicity, record.home.postcode, record.upn});
    write_episodes(files, known, std::move(id), postcodes_[borough],
                   setting_.draws(known.person, fmt::format("episodes {}", borough)));
}

// To the boroughs that come after this one, in turn, so that each sends and receives as many.
void London::send(const Somebody& who, const Known& own, std::size_t borough, std::uint64_t number)
{
    const bool in_three = number < shares_.in_three;
    PartyFiles& files = setting_.files;
    files
        .planted(in_three ? "known to three boroughs" : "known to two boroughs",
                 in_three ? "0.2 % of children" : "2.5 % of children")
        .people.push_back(who.number());
    for (std::uint64_t step = 0; step < (in_three ? 2u : 1u); ++step) {
        const std::size_t other = (borough + 1 + (2 * number + step * 7) % 32) % boroughs.size();
        Known known = known_to(setting_, who, other, 0, files_[other].child->errors);
        Draws draws = setting_.draws(who.number(), "second borough");
        for (std::size_t i = 0; i < interventions; ++i) known.met[i] = own.met[i] && draws.below(3) == 0;
        visitors_[other].push_back({std::move(known), number});
    }
}

void London::remember(const Somebody& who, const Known& known)
{
    auto& counts = counts_[std::string(ethnicities()[who->ethnicity].code)];
    ++counts[0];
    for (std::size_t i = 0; i < interventions; ++i) counts[1 + i] += known.met[i] ? 1 : 0;
    setting_.files.person(who);
    if (who->unborn(cut_off))
        setting_.files.planted("unborn", "1.5 % of children").people.push_back(who.number());
}

void London::add_own(std::size_t borough)
{
    const Region region(setting_.country(cut_off), boroughs[borough], borough);
    const std::vector<Somebody> own = choose_own(region, shares_);
    for (const Somebody& who : own)
        for (const Home& home : who.around->homes)
            if (home.district == boroughs[borough] && postcodes_[borough].size() < 400)
                postcodes_[borough].push_back(home.postcode);

    struct Seen {
        Known known;
        ErrorCounts counts;
    };
    std::vector<Seen> seen(own.size());
    for_each_task(own.size(), [&](std::size_t i) {
        seen[i].known = known_to(setting_, own[i], borough, 0, seen[i].counts);
        seen[i].known.met = drawn_interventions(setting_, own[i]);
    });
    for (std::size_t i = 0; i < own.size(); ++i) {
        files_[borough].child->errors += seen[i].counts;
        remember(own[i], seen[i].known);
        enter(borough, seen[i].known);
    }
    const Permutation order = setting_.shuffle(own.size(), fmt::format("sent from {}", borough));
    for (std::uint64_t number = 0; number < shares_.in_two + shares_.in_three; ++number)
        send(own[order(number)], seen[order(number)].known, borough, number);
    // Registered twice: a second look, and no episodes of its own.
    const Permutation again = setting_.shuffle(own.size(), fmt::format("twice in {}", borough));
    Planted& twice = setting_.files.planted("registered twice by one borough", "1 % (our choice)");
    for (std::uint64_t number = 0; number < shares_.twice; ++number) {
        const Known known = known_to(setting_, own[again(number)], borough, 1, files_[borough].child->errors);
        const Record& record = known.record;
        twice.add(*files_[borough].child,
                  files_[borough].child->add(known.person,
                                             {files_[borough].references.next(), record.given, record.family,
                                              iso(record.birth), iso(record.expected), sex_letter(record.sex),
                                              known.ethnicity, record.home.postcode, record.upn}));
    }
}

void London::add_visitors(std::size_t borough)
{
    for (Visitor& visitor : visitors_[borough]) {
        Draws draws = setting_.draws(visitor.known.person, fmt::format("home in {}", borough));
        std::string& postcode = visitor.known.record.home.postcode;
        const auto& there = postcodes_[borough];
        // A missing postcode stays missing.
        if (!postcode.empty()) postcode = there[draws.below(static_cast<std::uint32_t>(there.size()))];
        enter(borough, visitor.known);
    }
    visitors_[borough].clear();
}

void London::write_truth() const
{
    Table& table = setting_.files.truth(
        "odds_ratios.csv", {"ethnicity", "intervention", "planted_odds_ratio", "children", "met"});
    for (const auto& [ethnicity, counts] : counts_)
        for (std::size_t i = 0; i < interventions; ++i) {
            const std::uint64_t tenths = odds_ratio_in_tenths(ethnicity, i);
            table.add(no_person, {ethnicity, std::string(intervention_words[i]),
                                  fmt::format("{}.{}", tenths / 10, tenths % 10), std::to_string(counts[0]),
                                  std::to_string(counts[1 + i])});
        }
    setting_.files.statistic(Json()
                                 .set("statistic", "odds ratio of each intervention against White British")
                                 .set("planted_in", "truth/odds_ratios.csv")
                                 .set("section_47", "a row in s47.csv")
                                 .set("child_protection_plan", "a row in cp.csv")
                                 .set("care_order", "a row in cla.csv with legal_status C1 or C2")
                                 .set("children", "each counted once; ethnicity NOBT and REFU left out"));
}

} // namespace

} // namespace liia

void make_liia(const Setting& setting)
{
    using namespace liia;
    for (const std::string_view borough : boroughs) setting.files.party(party_name(borough), "custodian");
    setting.files.party("ttp", "linkage unit");
    setting.files.party("liia", "researcher, hosted by waltham-forest");
    setting.files.party("directors", "reader");

    London london(setting);
    for (std::size_t borough = 0; borough < boroughs.size(); ++borough) london.add_own(borough);
    // From here on everybody who is known elsewhere has been sent there.
    for (std::size_t borough = 0; borough < boroughs.size(); ++borough) london.add_visitors(borough);
    london.write_truth();
}

} // namespace gauze::synth::scenario
