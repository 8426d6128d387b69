// LEAP Data Platform, Lambeth. Two NHS trusts encode at source; a council and a charity hand plaintext to an
// intake, for those who said yes. Children from pregnancy to their fourth birthday in four wards; some rows
// are of children who live elsewhere or are too old. What a child gains hangs on the services it used, over
// all parties, and on their combination: so only a right linkage finds what was planted.
//
// The page leaves open, and we choose: 15 patterns of which parties know a child; at most two services of one
// party, a row each; 600 children whose row at nhs-b was made before their birth, where only the mother, the
// address and the expected date are known; dates ISO at the trusts and dd/mm/yyyy elsewhere.
#include "datasets/synth/scenario/postcodes.hpp"
#include "datasets/synth/scenario/setting.hpp"
#include "datasets/synth/world/numbers.hpp"

#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace {

namespace time = std::chrono;
using time::days;

constexpr Day cut_off = Day(time::year{2025} / 1 / 1);
constexpr std::array<std::string_view, 4> wards{"Coldharbour", "Stockwell", "Tulse Hill", "Vassall"};
constexpr std::array<std::string_view, 3> domains{"social-emotional", "communication-language",
                                                  "diet-nutrition"};

enum Source : std::size_t { nhs_a, nhs_b, council, charity };
constexpr std::size_t sources = 4;
struct SourceFacts {
    std::string_view party, file;
    std::uint64_t rows;             // of the page
    std::uint64_t too_far, too_old; // rows of children who should not be in, among them
    std::string_view reference;
    bool nhs;
};
constexpr std::array<SourceFacts, sources> facts{
    SourceFacts{"nhs-a", "nhs_a.csv", 4'500, 90, 45, "HA", true},
    SourceFacts{"nhs-b", "nhs_b.csv", 3'000, 60, 30, "MB", true},
    SourceFacts{"council", "council.csv", 2'500, 50, 25, "CL", false},
    SourceFacts{"charity", "charity.csv", 1'200, 24, 12, "", false},
};

// How many of 6,000 children are known to which parties. A bit for each source.
struct Pattern {
    unsigned sources;
    std::uint64_t children;
};
constexpr std::array<Pattern, 15> patterns{{{1, 1'500},
                                            {2, 500},
                                            {4, 350},
                                            {8, 150},
                                            {3, 1'000},
                                            {5, 650},
                                            {9, 250},
                                            {6, 350},
                                            {10, 150},
                                            {12, 150},
                                            {7, 500},
                                            {11, 150},
                                            {13, 150},
                                            {14, 50},
                                            {15, 100}}};

// Points on a scale of 100 that a service adds in each domain, and what pairs add beyond their sum.
struct Service {
    std::string_view code;
    Source source;
    std::array<int, 3> effect;
};
constexpr std::array<Service, 8> services{{{"HVC", nhs_a, {2, 2, 1}},
                                           {"FNP", nhs_a, {4, 2, 2}},
                                           {"MID", nhs_b, {2, 0, 2}},
                                           {"BFS", nhs_b, {1, 0, 4}},
                                           {"CCG", council, {2, 2, 1}},
                                           {"CHT", council, {1, 5, 0}},
                                           {"BRF", charity, {4, 1, 0}},
                                           {"COO", charity, {1, 0, 3}}}};
struct Together {
    std::string_view one, other;
    std::array<int, 3> effect;
};
constexpr std::array<Together, 4> combinations{{{"HVC", "BFS", {0, 0, 3}},
                                                {"HVC", "CHT", {0, 4, 0}},
                                                {"MID", "BRF", {3, 0, 0}},
                                                {"CCG", "COO", {-2, 0, 2}}}};
constexpr int spread_of_outcome = 5;

using ServiceSet = unsigned; // a bit for each service

bool uses(ServiceSet set, std::string_view code)
{
    for (std::size_t i = 0; i < services.size(); ++i)
        if (services[i].code == code) return (set >> i & 1u) != 0;
    return false;
}

int planted_change(ServiceSet set, std::size_t domain)
{
    int change = 0;
    for (std::size_t i = 0; i < services.size(); ++i)
        if ((set >> i & 1u) != 0) change += services[i].effect[domain];
    for (const Together& pair : combinations)
        if (uses(set, pair.one) && uses(set, pair.other)) change += pair.effect[domain];
    return change;
}

std::string in_words(ServiceSet set)
{
    std::vector<std::string_view> codes;
    for (std::size_t i = 0; i < services.size(); ++i)
        if ((set >> i & 1u) != 0) codes.push_back(services[i].code);
    std::sort(codes.begin(), codes.end());
    return fmt::format("{}", fmt::join(codes, "+"));
}

enum class Standing { eligible, too_far, too_old };
struct Child {
    Somebody who;
    Standing standing = Standing::eligible;
    unsigned sources = 0;
    ServiceSet services = 0;
    bool seen_before_birth = false; // by nhs-b
};

struct Use { // a row to be
    const Child* child;
    std::size_t service;
    std::uint32_t look;
};

bool in_the_wards(std::string_view ward)
{
    return std::find(wards.begin(), wards.end(), ward) != wards.end();
}

// --- who ---------------------------------------------------------------------------------------------------

std::optional<Standing> standing_of(const Neighbourhood& around, const Person& person)
{
    if (person.mother == nobody || !around.people[person.mother].alive(cut_off)) return std::nullopt;
    if (!person.unborn(cut_off) && !person.alive(cut_off)) return std::nullopt;
    const Person& where = person.unborn(cut_off) ? around.people[person.mother] : person;
    const Home& home = home_of(around, where, cut_off);
    if (home.withheld || home.postcode.empty() || home.kind == Home::Kind::none) return std::nullopt;
    const int age = person.age(cut_off);
    if (age >= 7) return std::nullopt;
    if (in_the_wards(home.ward)) return age >= 4 ? Standing::too_old : Standing::eligible;
    return age >= 0 && age < 4 ? std::optional(Standing::too_far) : std::nullopt;
}

std::vector<Child> choose_children(const Setting& setting, const Region& lambeth)
{
    std::uint64_t unborn = setting.size(300), born = setting.size(6'000) - unborn;
    std::uint64_t too_far = setting.size(150), too_old = setting.size(75);
    std::vector<Child> children;
    lambeth.walk("children under four in the four wards", [&](const std::shared_ptr<Neighbourhood>& around) {
        for (Slot slot = 0; slot < around->people.size(); ++slot) {
            const auto standing = standing_of(*around, around->people[slot]);
            if (!standing) continue;
            std::uint64_t& wanted = *standing == Standing::too_far         ? too_far
                                    : *standing == Standing::too_old       ? too_old
                                    : around->people[slot].unborn(cut_off) ? unborn
                                                                           : born;
            if (wanted == 0) continue;
            --wanted;
            children.push_back({{&lambeth.world(), around, slot}, *standing});
        }
        return unborn + born + too_far + too_old > 0;
    });
    return children;
}

// --- which services ----------------------------------------------------------------------------------------

void deal_parties(const Setting& setting, std::vector<Child>& children)
{
    std::vector<std::size_t> eligible;
    for (std::size_t i = 0; i < children.size(); ++i)
        if (children[i].standing == Standing::eligible) eligible.push_back(i);
    const Permutation order = setting.shuffle(eligible.size(), "parties of a child");
    std::uint64_t dealt = 0;
    for (const Pattern& pattern : patterns) {
        const bool last = &pattern == &patterns.back(); // takes what rounding leaves
        const std::uint64_t until = last ? eligible.size() : dealt + setting.size(pattern.children);
        for (; dealt < std::min<std::uint64_t>(until, eligible.size()); ++dealt)
            children[eligible[order(dealt)]].sources = pattern.sources;
    }
    for (std::size_t source = 0; source < sources; ++source)
        for (const auto& [standing, rows] : {std::pair{Standing::too_far, facts[source].too_far},
                                             std::pair{Standing::too_old, facts[source].too_old}})
            for (const std::size_t i :
                 setting.choose(fmt::format("{} {}", facts[source].party, static_cast<int>(standing)),
                                children.size(), setting.size(rows),
                                [&, s = standing](std::size_t c) { return children[c].standing == s; }))
                children[i].sources |= 1u << source;
}

// Each child's services, one of each of its parties and a second for as many as the party's rows need.
void deal_services(const Setting& setting, std::vector<Child>& children)
{
    for (std::size_t source = 0; source < sources; ++source) {
        const auto known = [&](std::size_t i) { return (children[i].sources >> source & 1u) != 0; };
        const std::size_t first = source * 2; // services come in pairs
        std::uint64_t rows = 0;
        for (std::size_t i = 0; i < children.size(); ++i)
            if (known(i)) {
                const bool other =
                    setting.draws(children[i].who.number(), services[first].code).below(100) < 38;
                children[i].services |= 1u << (first + (other ? 1 : 0));
                ++rows;
            }
        const std::uint64_t wanted = setting.size(facts[source].rows);
        const auto eligible = [&](std::size_t i) {
            return known(i) && children[i].standing == Standing::eligible;
        };
        for (const std::size_t i : setting.choose(fmt::format("second {}", facts[source].party),
                                                  children.size(), wanted - std::min(wanted, rows), eligible))
            children[i].services |= 3u << first;
    }
}

void choose_seen_before_birth(const Setting& setting, std::vector<Child>& children)
{
    for (const std::size_t i :
         setting.choose("seen before birth", children.size(), setting.size(600), [&](std::size_t c) {
             const Child& child = children[c];
             return child.standing == Standing::eligible && !child.who->unborn(cut_off) &&
                    (child.sources & 2u) != 0 && child.sources != 2u;
         }))
        children[i].seen_before_birth = true;
}

// --- rows --------------------------------------------------------------------------------------------------

Cells columns_of(Source source)
{
    Cells columns{
        "service_ref", "nhs_number",   "child_given",   "child_family", "child_dob",      "edd",
        "sex",         "mother_given", "mother_family", "mother_dob",   "child_postcode", "parent_postcode",
        "ethnicity",   "disability",   "service_code",  "sessions",     "first_date",     "last_date",
        "domain",      "outcome_pre",  "outcome_post"};
    if (facts[source].nhs) return columns;
    columns.erase(columns.begin() + 1);
    if (source == charity) columns.insert(columns.begin() + 4, "age");
    columns.insert(columns.end(), {"consent", "consent_date", "form_version"});
    return columns;
}

class LeapRow {
public:
    LeapRow(const Setting& setting, Source source, const References& references)
        : setting_(setting), source_(source), references_(references)
    {}
    Row operator()(const std::pair<Use, std::uint64_t>& use_and_number, ErrorCounts& counts) const;

private:
    std::string written(Day day) const { return facts[source_].nhs ? iso(day) : slashes(day); }
    std::string written(const std::optional<Date>& day) const
    {
        return facts[source_].nhs ? iso(day) : slashes(day);
    }
    Lens lens_for(const Use& use) const;
    void add_outcome(const Use& use, Draws& draws, Cells& cells) const;

    const Setting& setting_;
    Source source_;
    const References& references_;
};

// Rows of children who should not be in show their true postcode and birth date: the reason must be visible.
const Preset& corruption_of(const Child& child)
{
    static const Preset none{"none",    {}, {{{"all", {1'000'000}, 100}, {"", {}, 0}, {"", {}, 0}}},
                             1'000'000, 0,  0};
    return child.standing == Standing::eligible ? standard_corruption() : none;
}

Lens LeapRow::lens_for(const Use& use) const
{
    Lens lens;
    lens.preset = &corruption_of(*use.child);
    lens.captured = cut_off;
    lens.variant = 100 + static_cast<std::uint32_t>(source_);
    lens.baby_names = true;
    if (source_ == nhs_b && use.child->seen_before_birth) {
        Draws draws = setting_.draws(use.child->who.number(), "days before birth");
        lens.captured = use.child->who->birth - days{10 + draws.below(120)};
    }
    return lens;
}

void LeapRow::add_outcome(const Use& use, Draws& draws, Cells& cells) const
{
    const std::size_t domain = draws.below(static_cast<std::uint32_t>(domains.size()));
    const int before = 35 + static_cast<int>(draws.below(21));
    const int after = before + planted_change(use.child->services, domain) + draws.bell(spread_of_outcome);
    cells.insert(cells.end(), {std::string(domains[domain]), std::to_string(before),
                               std::to_string(std::clamp(after, 0, 100))});
}

Row LeapRow::operator()(const std::pair<Use, std::uint64_t>& use_and_number, ErrorCounts& counts) const
{
    const auto& [use, number] = use_and_number;
    const Somebody& who = use.child->who;
    const Lens lens = lens_for(use);
    const Record child = look_at(who, lens, use.look, counts);
    const Record mother = look_at(who.other(who->mother), lens, use.look, counts);
    Draws draws = setting_.draws(who.number(), services[use.service].code);
    draws.next(); // the first was spent on whether to use it

    const bool born = child.birth.has_value() || !child.expected;
    // Service use lies between a while before the birth (or two years ago) and the day of the file.
    const Day latest = std::min(lens.captured, cut_off) - days{1};
    const Day earliest = std::max(who->expected - days{200}, latest - days{730});
    const auto span = static_cast<std::uint32_t>(std::max<std::int64_t>((latest - earliest).count(), 1));
    const Day first = earliest + days{draws.below(span)};
    const Day last = first + days{draws.below(static_cast<std::uint32_t>((latest - first).count()) + 1)};
    const std::uint32_t sessions = first == last ? 1 : 1 + draws.below(4) * (1 + draws.below(4));

    Cells cells{references_(number)};
    if (facts[source_].nhs) cells.push_back(born ? child.nhs_number : "");
    cells.insert(cells.end(), {child.given, child.family, written(child.birth)});
    if (source_ == charity) cells.emplace_back();
    // Maternity knows when a child was due, the others only of those not yet born.
    const bool knows_due_date = !born || source_ == nhs_b;
    cells.insert(cells.end(),
                 {knows_due_date ? written(who->expected) : "", born ? sex_letter(child.sex) : "U",
                  mother.given, mother.family, written(mother.birth), child.home.postcode,
                  mother.home.postcode, std::string(ethnicities()[who->ethnicity].code),
                  born ? (setting_.draws(who.number(), "disability").below(100) < 4 ? "Y" : "N") : "",
                  std::string(services[use.service].code), std::to_string(sessions), written(first),
                  written(last)});
    add_outcome(use, draws, cells);
    if (!facts[source_].nhs) cells.insert(cells.end(), {"Y", written(first), "v2"});
    return {who.number(), std::move(cells)};
}

Table& make_source(const Setting& setting, const std::vector<Child>& children, Source source)
{
    const SourceFacts& about = facts[source];
    Table& table = setting.files.file(std::string(about.party), std::string(about.file), columns_of(source),
                                      "service_ref");
    std::vector<std::pair<Use, std::uint64_t>> uses;
    for (const Child& child : children)
        for (std::size_t service = source * 2; service < source * 2 + 2; ++service)
            if ((child.services >> service & 1u) != 0)
                uses.push_back({{&child, service, static_cast<std::uint32_t>(service % 2)}, uses.size()});
    const References references(setting.seed(), static_cast<std::uint32_t>(source),
                                std::string(about.reference));
    fill(table, uses, LeapRow(setting, source, references));
    return table;
}

// --- traps -------------------------------------------------------------------------------------------------

class Traps {
public:
    Traps(const Setting& setting, const std::vector<Child>& children, const PostcodeBook& postcodes)
        : setting_(setting), postcodes_(postcodes)
    {
        for (const Child& child : children) by_number_[child.who.number()] = &child;
    }
    void ages_instead_of_dates(Table& table) const;
    void consent(Table& table) const;
    void withdrawals(Table& table, std::uint64_t wanted, const Table& nhs) const;
    void objections(Table& table) const;
    void opt_outs(Table& table) const;
    void write_down(const Table& table) const;

private:
    const Child& child(const Table& table, std::size_t row) const
    {
        return *by_number_.at(table.person(row));
    }
    bool eligible(const Table& table, std::size_t row) const
    {
        return child(table, row).standing == Standing::eligible;
    }
    std::map<std::string, std::size_t> numbers_in(const Table& table) const;

    const Setting& setting_;
    const PostcodeBook& postcodes_;
    std::map<PersonNumber, const Child*> by_number_;
    // What was planted by rows of one kind must not hide what was planted by another.
    mutable std::set<std::pair<const Table*, std::size_t>> taken_;
};

void Traps::ages_instead_of_dates(Table& table) const
{
    setting_.plant(
        table, "age instead of birth date", "30 % of charity", percent_of(table.size(), 30),
        [&](std::size_t row) { return !table.at(row, "child_dob").empty(); },
        [&](std::size_t row) {
            table.at(row, "child_dob").clear();
            table.set(row, "age", std::to_string(child(table, row).who->age(cut_off)));
        });
}

void Traps::consent(Table& table) const
{
    const auto free = [&](std::size_t row) {
        return eligible(table, row) && table.at(row, "consent") == "Y";
    };
    setting_.plant(table, "consent blank", "13 % of each source on consent", percent_of(table.size(), 13),
                   free, [&](std::size_t row) {
                       for (const auto* column : {"consent", "consent_date", "form_version"})
                           table.at(row, column).clear();
                   });
    setting_.plant(table, "consent N", "9 % of each source on consent", percent_of(table.size(), 9), free,
                   [&](std::size_t row) { table.set(row, "consent", "N"); });
}

// After the first release: rows that were in it, of children whom a trust knows too.
void Traps::withdrawals(Table& table, std::uint64_t wanted, const Table& nhs) const
{
    std::set<PersonNumber> at_nhs;
    for (const Row& row : nhs.rows()) at_nhs.insert(row.person);
    Table& list = setting_.files.file(table.party(), "withdrawals.csv", {"service_ref", "date"});
    setting_.plant(
        table, "withdrawn after the first release", "25 in all", wanted,
        [&](std::size_t row) {
            return eligible(table, row) && table.at(row, "consent") == "Y" &&
                   at_nhs.contains(table.person(row));
        },
        [&](std::size_t row) {
            const Day day = cut_off + days{60 + setting_.draws(table.person(row), "withdrawal").below(200)};
            list.add(table.person(row), {table.at(row, "service_ref"), slashes(day)});
        });
}

std::map<std::string, std::size_t> Traps::numbers_in(const Table& table) const
{
    std::map<std::string, std::size_t> rows;
    for (std::size_t row = 0; row < table.size(); ++row) ++rows[table.at(row, "nhs_number")];
    return rows;
}

// Half by reference, half by a number that stands in no other row: an objection is one row.
void Traps::objections(Table& table) const
{
    const auto numbers = numbers_in(table);
    Table& list = setting_.files.file(table.party(), "objections.csv", {"service_ref", "nhs_number", "date"});
    setting_.plant(
        table, "objected", "2 % of each trust", percent_of(table.size(), 2),
        [&](std::size_t row) {
            const std::string& number = table.at(row, "nhs_number");
            return eligible(table, row) && valid_nhs_number(number) && numbers.at(number) == 1;
        },
        [&](std::size_t row) {
            Draws draws = setting_.draws(table.person(row), "objection");
            const bool by_number = list.size() % 2 == 1;
            list.add(table.person(row),
                     {by_number ? "" : table.at(row, "service_ref"),
                      by_number ? table.at(row, "nhs_number") : "", iso(cut_off - days{draws.below(300)})});
            taken_.insert({&table, row});
        });
}

void Traps::opt_outs(Table& table) const
{
    const auto numbers = numbers_in(table);
    std::set<std::string> opted_out;
    setting_.plant(
        table, "opted out nationally", "3 % of each trust (our choice)", percent_of(table.size(), 3),
        [&](std::size_t row) {
            const std::string& number = table.at(row, "nhs_number");
            return eligible(table, row) && !taken_.contains({&table, row}) && valid_nhs_number(number) &&
                   numbers.at(number) == 1;
        },
        [&](std::size_t row) { opted_out.insert(table.at(row, "nhs_number")); });
    std::vector<std::string>& allowed = setting_.files.list(table.party(), "ndo_allowed.dat");
    for (const auto& [number, rows] : numbers)
        if (valid_nhs_number(number) && !opted_out.contains(number)) allowed.push_back(number);
    Planted& unasked =
        setting_.files.planted("no valid NHS number to look up in the opt-out list", "as it comes");
    for (std::size_t row = 0; row < table.size(); ++row)
        if (!valid_nhs_number(table.at(row, "nhs_number"))) unasked.add(table, row);
}

// Who should not be in, and who seems so from what is written.
void Traps::write_down(const Table& table) const
{
    PartyFiles& files = setting_.files;
    Planted& too_far = files.planted("lives outside the four wards", "2 % of each source (our choice)");
    Planted& too_old = files.planted("four or older", "1 % of each source (our choice)");
    Planted& seems_far = files.planted("eligible, but the written postcode is not of the four wards",
                                       "as it comes: moved, mistyped, missing");
    Planted& seems_old = files.planted("eligible, but the written birth date is four years ago or missing",
                                       "as it comes: mistyped, missing");
    const bool nhs = table.party().starts_with("nhs");
    const Date four_years_ago(cut_off);
    const std::string earliest = iso(Day(four_years_ago - time::years{4}));
    for (std::size_t row = 0; row < table.size(); ++row) {
        const Child& who = child(table, row);
        if (who.standing == Standing::too_far) too_far.add(table, row);
        if (who.standing == Standing::too_old) too_old.add(table, row);
        if (who.standing != Standing::eligible) continue;
        if (!in_the_wards(postcodes_.ward(table.at(row, "child_postcode")))) seems_far.add(table, row);
        const std::string& written = table.at(row, "child_dob");
        const std::string birth =
            nhs || written.empty()
                ? written
                : fmt::format("{}-{}-{}", written.substr(6), written.substr(3, 2), written.substr(0, 2));
        const bool other_date =
            !table.at(row, "edd").empty() || (table.party() == "charity" && !table.at(row, "age").empty());
        if (birth.empty() ? !other_date : birth <= earliest) seems_old.add(table, row);
    }
}

// --- truth -------------------------------------------------------------------------------------------------

void write_effects(const Setting& setting, const std::vector<Child>& children)
{
    std::map<ServiceSet, std::uint64_t> counts;
    for (const Child& child : children) ++counts[child.services];
    Table& effects = setting.files.truth("effects.csv", {"services", "domain", "planted_change", "children"});
    for (const auto& [set, number] : counts)
        for (std::size_t domain = 0; domain < domains.size(); ++domain)
            effects.add(no_person, {in_words(set), std::string(domains[domain]),
                                    std::to_string(planted_change(set, domain)), std::to_string(number)});
    Table& used = setting.files.truth("services.csv", {"person", "standing", "services"});
    constexpr std::array<std::string_view, 3> standings{"eligible", "outside the wards", "too old"};
    for (const Child& child : children)
        used.add(child.who.number(), {to_text(child.who.number()),
                                      std::string(standings[static_cast<std::size_t>(child.standing)]),
                                      in_words(child.services)});
    setting.files.statistic(Json()
                                .set("statistic", "mean of outcome_post - outcome_pre by services and domain")
                                .set("planted_in", "truth/effects.csv")
                                .set("standard_deviation", spread_of_outcome));
}

void write_unborn(const Setting& setting, const std::vector<Child>& children,
                  const std::vector<Table*>& tables)
{
    std::set<PersonNumber> unborn, early;
    Planted& at_cut_off = setting.files.planted("unborn at the cut-off", "300");
    for (const Child& child : children) {
        if (child.who->unborn(cut_off)) at_cut_off.people.push_back(child.who.number());
        if (child.seen_before_birth) early.insert(child.who.number());
    }
    Planted& linked = setting.files.planted("row made before the birth of a child that others know as born",
                                            "600 children (our choice)");
    const Table& table = *tables[nhs_b];
    for (std::size_t row = 0; row < table.size(); ++row)
        if (early.contains(table.person(row))) linked.add(table, row);
}

} // namespace

void make_leap(const Setting& setting)
{
    PartyFiles& files = setting.files;
    for (const SourceFacts& source : facts)
        files.party(source.party, source.nhs ? "custodian, NHS" : "custodian, not NHS");
    for (const auto& [name, role] : {std::pair{"intake", "intake"}, std::pair{"ttp", "linkage unit"},
                                     std::pair{"leap-eval", "researcher"}, std::pair{"funder", "reader"},
                                     std::pair{"public", "reference"}})
        files.party(name, role);

    const Region lambeth(setting.country(cut_off), "Lambeth", 0);
    std::vector<Child> children = choose_children(setting, lambeth);
    deal_parties(setting, children);
    deal_services(setting, children);
    choose_seen_before_birth(setting, children);
    // From here on it is settled who uses what.

    PostcodeBook postcodes;
    for (const Child& child : children) {
        files.person(child.who);
        files.person(child.who.other(child.who->mother));
        postcodes.add(*child.who.around);
    }
    std::vector<Table*> tables;
    for (const Source source : {nhs_a, nhs_b, council, charity})
        tables.push_back(&make_source(setting, children, source));

    const Traps traps(setting, children, postcodes);
    traps.ages_instead_of_dates(*tables[charity]);
    for (const Source source : {council, charity}) traps.consent(*tables[source]);
    traps.withdrawals(*tables[council], setting.size(17), *tables[nhs_a]);
    traps.withdrawals(*tables[charity], setting.size(8), *tables[nhs_a]);
    for (const Source source : {nhs_a, nhs_b}) {
        traps.objections(*tables[source]);
        traps.opt_outs(*tables[source]);
    }
    for (const Table* table : tables) traps.write_down(*table);

    postcodes.write(files);
    write_effects(setting, children);
    write_unborn(setting, children, tables);
}

} // namespace gauze::synth::scenario
