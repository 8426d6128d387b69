// LEAP Data Platform, Lambeth. Two NHS trusts encode at source; a council and a charity hand plaintext to an
// intake, for those who said yes. Children from pregnancy to their fourth birthday in four wards; some rows
// are of children who live elsewhere or are too old. What a child gains hangs on the services it used, over
// all parties, and on their combination: so only a right linkage finds what was planted.
//
// The page leaves open, and we choose: 15 patterns of which parties know a child; at most two services of one
// party, a row each; 600 children whose row at nhs-b was made before their birth, where only the mother, the
// address and the expected date are known; dates ISO at the trusts and dd/mm/yyyy elsewhere.
#include "datasets/synth/scenario/leap.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace leap {

namespace {

bool uses(ServiceSet set, std::string_view code)
{
    for (std::size_t i = 0; i < services.size(); ++i)
        if (services[i].code == code) return (set >> i & 1u) != 0;
    return false;
}

} // namespace

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

bool in_the_wards(std::string_view ward)
{
    return std::find(wards.begin(), wards.end(), ward) != wards.end();
}

namespace {

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

} // namespace leap

void make_leap(const Setting& setting)
{
    using namespace leap;
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

    plant_traps(setting, children, postcodes, tables);

    postcodes.write(files);
    write_effects(setting, children);
    write_unborn(setting, children, tables);
}

} // namespace gauze::synth::scenario
