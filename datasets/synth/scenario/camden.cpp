// Camden Integrated Early Years: households and families of children under five, the services they use, who
// has a family worker and on what ground. A parent who lives elsewhere belongs to the family and not to the
// household; two families who share an address are one household at most and never one family.
//
// The page leaves open, and we choose: a household is an address with children under five (the homes of
// parents who live elsewhere are not counted among the 9,000); children are under five and brothers and
// sisters above that age are in no file; 600 people stand in the children's centres' file twice; each of the
// four sources writes dates its own way (nurseries and public health dd/mm/yyyy, the others ISO).
#include "datasets/synth/scenario/postcodes.hpp"
#include "datasets/synth/scenario/setting.hpp"
#include "datasets/synth/world/numbers.hpp"

#include <array>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace {

namespace time = std::chrono;
using time::days;

constexpr Day cut_off = Day(time::year{2025} / 1 / 1);
constexpr int adult_from = 18, child_until = 5;

// --- who ---------------------------------------------------------------------------------------------------

// People at one address: one family, or two that share it.
struct Household {
    std::shared_ptr<Neighbourhood> around;
    std::uint16_t number = 0;
    std::vector<Slot> children, adults;
    std::vector<Slot> elsewhere; // parents of the children who live elsewhere
    bool step_family = false;
    bool two_families = false;
};

bool lives_at_an_address(const Home& home)
{
    return !home.withheld && (home.kind == Home::Kind::house || home.kind == Home::Kind::flat);
}

void add_parents_elsewhere(const Neighbourhood& around, const Person& child, Household& household)
{
    for (const Slot parent : {child.mother, child.father}) {
        if (parent == nobody || !around.people[parent].alive(cut_off)) continue;
        if (around.people[parent].household == household.number) continue;
        if (std::find(household.elsewhere.begin(), household.elsewhere.end(), parent) ==
            household.elsewhere.end())
            household.elsewhere.push_back(parent);
    }
}

Household household_of(const std::shared_ptr<Neighbourhood>& around, std::uint16_t number)
{
    Household household;
    household.around = around;
    household.number = number;
    for (const Slot slot : around->households[number].members) {
        const Person& person = around->people[slot];
        if (!person.alive(cut_off)) continue;
        if (person.age(cut_off) < child_until) household.children.push_back(slot);
        if (person.age(cut_off) >= adult_from) household.adults.push_back(slot);
    }
    for (const Slot child : household.children)
        add_parents_elsewhere(*around, around->people[child], household);
    return household;
}

// Households with children under five and somebody grown up; those that the country itself made share an
// address are left out, so that the number of these is ours.
std::vector<Household> candidates_in(const std::shared_ptr<Neighbourhood>& around)
{
    std::vector<Household> all;
    std::set<std::pair<Slot, Slot>> step_ties;
    for (const Tie& tie : around->ties())
        if (tie.relation == Relation::step_parent && tie.same_household) step_ties.emplace(tie.from, tie.to);
    for (std::uint16_t number = 0; number < around->households.size(); ++number) {
        const auto& at = around->households[number];
        if (at.families_unrelated || !lives_at_an_address(around->homes[at.home])) continue;
        Household household = household_of(around, number);
        if (household.children.empty() || household.adults.empty()) continue;
        for (const Slot adult : household.adults)
            for (const Slot child : household.children)
                if (step_ties.contains({adult, child})) household.step_family = true;
        all.push_back(std::move(household));
    }
    return all;
}

// The second family moves in with the first: from now on they have one address.
Household under_one_roof(const Household& first, const Household& second)
{
    Neighbourhood& around = *first.around;
    const std::uint16_t home = around.households[first.number].home;
    auto& from = around.households[second.number].members;
    auto& to = around.households[first.number].members;
    for (const Slot slot : from) {
        around.people[slot].stays.back().home = home;
        around.people[slot].household = first.number;
    }
    to.insert(to.end(), from.begin(), from.end());
    from.clear();
    around.households[first.number].families_unrelated = true;
    Household both = first;
    both.children.insert(both.children.end(), second.children.begin(), second.children.end());
    both.adults.insert(both.adults.end(), second.adults.begin(), second.adults.end());
    both.two_families = true;
    return both;
}

bool plain(const Household& household) { return household.elsewhere.empty() && !household.step_family; }

bool families_are_strangers(const Household& a, const Household& b)
{
    std::set<std::uint16_t> families;
    for (const Slot slot : a.around->households[a.number].members)
        families.insert(a.around->people[slot].family);
    for (const Slot slot : b.around->households[b.number].members)
        if (families.contains(b.around->people[slot].family)) return false;
    for (const Tie& tie : a.around->ties()) {
        const auto lives_in = [&](Slot slot, const Household& household) {
            return a.around->people[slot].household == household.number;
        };
        if ((lives_in(tie.from, a) && lives_in(tie.to, b)) || (lives_in(tie.from, b) && lives_in(tie.to, a)))
            return false;
    }
    return true;
}

// Children, grown-ups under the roof, parents elsewhere, and whether it is a step-family. A step-parent is
// not counted with the grown-ups: what is left can then always be had, whatever is left of the others.
std::array<std::uint64_t, 4> sizes_of(const Household& household)
{
    const std::uint64_t step = household.step_family ? 1 : 0;
    return {household.children.size(), household.adults.size() - step, household.elsewhere.size(), step};
}

class Choosing {
public:
    explicit Choosing(const Setting& setting)
        : balance_(setting.size(9'000), {{setting.size(12'000), 1, 2},
                                         {setting.size(17'000) - setting.size(900) - setting.size(180), 1, 2},
                                         {setting.size(900), 0, 1},
                                         {setting.size(180), 0, 1}}),
          to_share_(setting.size(240))
    {}
    bool take(const std::shared_ptr<Neighbourhood>& around)
    {
        std::vector<Household> candidates = candidates_in(around);
        met_.clear();
        share_one(candidates);
        // The rest keeps room for the addresses that are still to be shared.
        for (std::size_t i = 0; i < candidates.size() && balance_.groups_left() > to_share_; ++i)
            if (balance_.fits(sizes_of(candidates[i])) && all_new(candidates[i]))
                keep(std::move(candidates[i]));
        return !balance_.done();
    }
    std::vector<Household> chosen;

private:
    // The first two neighbours who can come to share an address, if it is still wanted.
    void share_one(std::vector<Household>& candidates)
    {
        for (std::size_t i = 1; to_share_ > 0 && i < candidates.size(); ++i) {
            const Household &one = candidates[i - 1], &other = candidates[i];
            if (!plain(one) || !plain(other) || !families_are_strangers(one, other) || !take_two(one, other))
                continue;
            const auto place = candidates.begin() + static_cast<std::ptrdiff_t>(i);
            candidates.erase(place - 1, place + 1);
            return;
        }
    }
    bool take_two(const Household& one, const Household& other)
    {
        std::array<std::uint64_t, 4> sizes = sizes_of(one);
        for (std::size_t i = 0; i < sizes.size(); ++i) sizes[i] += sizes_of(other)[i];
        if (!balance_.fits(sizes)) return false;
        --to_share_;
        keep(under_one_roof(one, other));
        return true;
    }
    // A father may live apart from one household and in another; he is counted once.
    bool all_new(const Household& household) const
    {
        for (const auto* those : {&household.adults, &household.elsewhere})
            for (const Slot slot : *those)
                if (met_.contains(slot)) return false;
        return true;
    }
    void keep(Household household)
    {
        balance_.take(sizes_of(household));
        met_.insert(household.adults.begin(), household.adults.end());
        met_.insert(household.elsewhere.begin(), household.elsewhere.end());
        chosen.push_back(std::move(household));
    }
    Balance balance_;
    std::uint64_t to_share_;
    std::set<Slot> met_; // in this neighbourhood
};

// --- the children's centres' file --------------------------------------------------------------------------

enum class Role { child, parent, step_parent, grandparent, other_adult, parent_elsewhere };
constexpr std::array<std::string_view, 6> role_words{"child",       "parent",      "step-parent",
                                                     "grandparent", "other adult", "parent"};

struct Member {
    Somebody who;
    const Household* household = nullptr;
    Role role = Role::child;
    std::uint64_t family = 0; // number for its reference
    std::string makeup;
    std::uint32_t look = 0; // 1: registered a second time
};

Role role_of(const Household& household, Slot adult)
{
    const auto& people = household.around->people;
    for (const Slot child : household.children)
        if (people[child].mother == adult || people[child].father == adult) return Role::parent;
    Role role = Role::other_adult;
    for (const Tie& tie : household.around->ties()) {
        if (tie.from != adult || people[tie.to].household != household.number) continue;
        const bool of_a_child = std::find(household.children.begin(), household.children.end(), tie.to) !=
                                household.children.end();
        if (of_a_child && tie.relation == Relation::step_parent) return Role::step_parent;
        if (of_a_child && tie.relation == Relation::grandparent) role = Role::grandparent;
    }
    return role;
}

std::string makeup_of(const Household& household)
{
    if (household.step_family) return "step-family";
    std::size_t parents = 0, others = 0;
    for (const Slot adult : household.adults)
        ++(role_of(household, adult) == Role::parent ? parents : others);
    if (others > 0) return "extended";
    return parents >= 2 ? "two parents" : parents == 1 ? "one parent" : "kinship";
}

// Everybody of the households, with the family each belongs to: the children's, for all who live with them
// and are of no such family themselves.
class Register {
public:
    Register(const Region& camden, const std::vector<Household>& households) : camden_(camden)
    {
        for (const Household& household : households) add(household);
    }
    std::vector<Member> members;
    std::uint64_t families() const noexcept { return numbers_.size(); }

private:
    void add(const Household& household)
    {
        const auto& people = household.around->people;
        const std::string makeup = household.two_families ? "sharing" : makeup_of(household);
        std::set<std::uint16_t> of_children;
        for (const Slot child : household.children) of_children.insert(people[child].family);
        const auto member = [&](Slot slot, Role role) {
            std::uint16_t family = people[slot].family;
            if (!of_children.contains(family)) family = people[household.children.front()].family;
            members.push_back({{&camden_.world(), household.around, slot},
                               &household,
                               role,
                               number_of(household.around->number, family),
                               makeup});
        };
        for (const Slot child : household.children) member(child, Role::child);
        for (const Slot adult : household.adults) member(adult, role_of(household, adult));
        for (const Slot parent : household.elsewhere) member(parent, Role::parent_elsewhere);
    }
    std::uint64_t number_of(std::uint64_t neighbourhood, std::uint16_t family)
    {
        return numbers_.try_emplace({neighbourhood, family}, numbers_.size()).first->second;
    }
    const Region& camden_;
    std::map<std::pair<std::uint64_t, std::uint16_t>, std::uint64_t> numbers_;
};

Lens lens_for(std::uint32_t source)
{
    Lens lens;
    lens.preset = &standard_corruption();
    lens.captured = cut_off;
    lens.variant = 200 + source;
    lens.baby_names = true;
    return lens;
}

constexpr std::array<std::string_view, 6> centres{"Agar",          "Hampden", "Harmood",
                                                  "Regent's Park", "1A",      "Kilburn"};
constexpr std::array<std::string_view, 4> work{"full-time", "part-time", "not working", "not known"};

struct Refs {
    References person, family;
};

Row cc_row(const Setting& setting, const Refs& references, const Member& member, std::uint64_t number,
           ErrorCounts& counts)
{
    const Record record = look_at(member.who, lens_for(1), member.look, counts);
    Draws draws = setting.draws(member.who.number(), "children's centre");
    const bool child = member.role == Role::child;
    const std::uint32_t attendances = draws.below(100) < 38 ? 0 : 1 + draws.below(6) * draws.below(7);
    const Day last = cut_off - days{1 + draws.below(300)};
    const std::string attended = last < member.who->birth ? iso(cut_off - days{1}) : iso(last);
    return {member.who.number(),
            {references.family(member.family), references.person(number),
             std::string(role_words[static_cast<std::size_t>(member.role)]), record.given, record.family,
             iso(record.birth), sex_letter(record.sex), address_line(record.home), record.home.postcode,
             child ? record.upn : "", std::string(ethnicities()[member.who->ethnicity].code),
             child ? "" : std::string(work[draws.below(10) < 5 ? 0 : draws.below(4)]), member.makeup,
             child ? std::string(centres[draws.below(6)]) : "", child ? std::to_string(attendances) : "",
             child && attendances > 0 ? attended : ""}};
}

using Numbered = std::pair<Member, std::uint64_t>;

Table& make_centres(const Setting& setting, const Refs& references, std::vector<Member> members)
{
    Table& table = setting.files.file("camden-cc", "cc.csv",
                                      {"family_ref", "person_ref", "role", "given", "family", "dob", "sex",
                                       "address", "postcode", "upn", "ethnicity", "work_status",
                                       "family_makeup", "centre", "attendances", "last_attended"},
                                      "person_ref");
    const std::size_t once = members.size();
    for (const std::size_t i :
         setting.choose("registered twice", once, setting.size(600), [](std::size_t) { return true; })) {
        members.push_back(members[i]);
        members.back().look = 1;
    }
    std::vector<Numbered> numbered;
    for (std::size_t i = 0; i < members.size(); ++i) numbered.emplace_back(members[i], i);
    fill(table, numbered, [&](const Numbered& one, ErrorCounts& counts) {
        return cc_row(setting, references, one.first, one.second, counts);
    });
    Planted& twice = setting.files.planted("registered twice by the children's centres", "600 (our choice)");
    for (std::size_t row = once; row < table.size(); ++row) twice.add(table, row);
    return table;
}

// --- ties --------------------------------------------------------------------------------------------------

void make_relationships(const Setting& setting, const Refs& references, const std::vector<Member>& members)
{
    Table& table = setting.files.file("camden-cc", "relationships.csv",
                                      {"person_ref", "related_ref", "relation", "same_household"});
    std::map<std::pair<std::uint64_t, Slot>, std::size_t> place;
    std::map<std::uint64_t, const Neighbourhood*> neighbourhoods;
    for (std::size_t i = 0; i < members.size(); ++i) {
        place.try_emplace({members[i].who.around->number, members[i].who.slot}, i);
        neighbourhoods[members[i].who.around->number] = members[i].who.around.get();
    }
    for (const auto& [number, around] : neighbourhoods)
        for (const Tie& tie : around->ties()) {
            const auto from = place.find({number, tie.from}), to = place.find({number, tie.to});
            if (from == place.end() || to == place.end()) continue;
            table.add(members[from->second].who.number(),
                      {references.person(from->second), references.person(to->second),
                       std::string(to_text(tie.relation)), tie.same_household ? "Y" : "N"});
        }
}

// --- health visiting ---------------------------------------------------------------------------------------

struct Review {
    std::string_view type;
    int due; // days after birth
};
constexpr std::array<Review, 4> reviews{
    {{"new birth", 12}, {"6-8 weeks", 48}, {"1 year", 330}, {"2-2.5 years", 820}}};

struct Visit {
    Member child;
    std::size_t review;
};

Row hv_row(const Setting& setting, const Visit& visit, ErrorCounts& counts)
{
    const Somebody& child = visit.child.who;
    const auto look = static_cast<std::uint32_t>(visit.review);
    const Record record = look_at(child, lens_for(2), look, counts);
    const Slot carer_slot = child->mother != nobody ? child->mother : visit.child.household->adults.front();
    const Record carer = look_at(child.other(carer_slot), lens_for(2), look, counts);
    Draws draws = setting.draws(child.number(), reviews[visit.review].type);
    const Day day = std::min(child->birth + days{reviews[visit.review].due} + days{draws.below(20)}, cut_off);
    constexpr std::array<std::string_view, 4> results{"on track", "on track", "monitor", "refer"};
    return {child.number(),
            {record.nhs_number, record.given, record.family, iso(record.birth), sex_letter(record.sex),
             address_line(record.home), record.home.postcode, carer.given, carer.family, iso(carer.birth),
             std::string(reviews[visit.review].type), iso(day), std::string(results[draws.below(4)])}};
}

// The latest review of nine children in ten, and the one before it for as many as rows are left.
std::vector<Visit> visits_to(const Setting& setting, const std::vector<Member>& children)
{
    const auto latest = [&](std::size_t i) {
        std::size_t review = 0;
        while (review + 1 < reviews.size() &&
               children[i].who->birth + days{reviews[review + 1].due} < cut_off)
            ++review;
        return review;
    };
    std::vector<Visit> visits;
    std::set<std::size_t> seen;
    for (const std::size_t i : setting.choose("health visiting", children.size(), setting.size(10'800),
                                              [](std::size_t) { return true; })) {
        visits.push_back({children[i], latest(i)});
        seen.insert(i);
    }
    for (const std::size_t i :
         setting.choose("an earlier review", children.size(), setting.size(4'200),
                        [&](std::size_t c) { return seen.contains(c) && latest(c) > 0; }))
        visits.push_back({children[i], latest(i) - 1});
    return visits;
}

Table& make_health_visiting(const Setting& setting, const std::vector<Visit>& visits)
{
    Table& table = setting.files.file("cnwl-hv", "hv.csv",
                                      {"nhs_number", "child_given", "child_family", "dob", "sex", "address",
                                       "postcode", "carer_given", "carer_family", "carer_dob", "review_type",
                                       "review_date", "review_result"});
    fill(table, visits,
         [&](const Visit& visit, ErrorCounts& counts) { return hv_row(setting, visit, counts); });
    return table;
}

// --- the smaller sources -----------------------------------------------------------------------------------

Table& make_camhs_and_slt(const Setting& setting, const std::vector<Member>& children)
{
    Table& table = setting.files.file(
        "tavi-camhs-slt", "camhs_slt.csv",
        {"nhs_number", "given", "family", "dob", "sex", "postcode", "team", "episodes", "closed_date"});
    std::vector<std::pair<Member, std::string>> patients;
    for (const auto& [team, rows] : {std::pair{"SLT", 1'300u}, std::pair{"CAMHS", 500u}})
        for (const std::size_t i :
             setting.choose(team, children.size(), setting.size(rows),
                            [&](std::size_t c) { return children[c].who->age(cut_off) >= 1; }))
            patients.emplace_back(children[i], team);
    fill(table, patients, [&](const std::pair<Member, std::string>& patient, ErrorCounts& counts) {
        const Somebody& who = patient.first.who;
        const Record record = look_at(who, lens_for(3), 0, counts);
        Draws draws = setting.draws(who.number(), patient.second);
        const bool closed = draws.below(100) < 55;
        return Row{who.number(),
                   {record.nhs_number, record.given, record.family, iso(record.birth), sex_letter(record.sex),
                    record.home.postcode, patient.second, std::to_string(1 + draws.below(4)),
                    closed ? iso(cut_off - days{1 + draws.below(300)}) : ""}};
    });
    return table;
}

void make_nurseries(const Setting& setting, const std::vector<Member>& children)
{
    Table& table = setting.files.file(
        "nurseries", "nursery.csv",
        {"child_ref", "given", "family", "dob", "sex", "postcode", "site", "start", "days_a_week"},
        "child_ref");
    References references(setting.seed(), 32, "N");
    std::vector<std::pair<Somebody, std::string>> pupils;
    for (const std::size_t i :
         setting.choose("nurseries", children.size(), setting.size(540),
                        [&](std::size_t c) { return children[c].who->age(cut_off) >= 1; }))
        pupils.emplace_back(children[i].who, references.next());
    fill(table, pupils, [&](const std::pair<Somebody, std::string>& pupil, ErrorCounts& counts) {
        const Record record = look_at(pupil.first, lens_for(4), 0, counts);
        Draws draws = setting.draws(pupil.first.number(), "nursery");
        return Row{pupil.first.number(),
                   {pupil.second, record.given, record.family, slashes(record.birth), sex_letter(record.sex),
                    record.home.postcode, fmt::format("site {}", 1 + draws.below(9)),
                    slashes(cut_off - days{1 + draws.below(300)}), std::to_string(2 + draws.below(4))}};
    });
}

// --- consent, exemption, rights ----------------------------------------------------------------------------

void make_family_workers(const Setting& setting, const Refs& references, std::uint64_t families)
{
    Table& table = setting.files.file("camden-cc", "family_worker.csv",
                                      {"family_ref", "start", "end", "consent", "cpp"}, "family_ref");
    for (const std::size_t family :
         setting.choose("family workers", families, setting.size(1'100), [](std::size_t) { return true; })) {
        Draws draws = setting.draws(family, "family worker");
        const Day start = cut_off - days{30 + draws.below(1'000)};
        const bool ended = draws.below(100) < 40;
        const auto long_ago = static_cast<std::uint32_t>((cut_off - start).count());
        table.add(no_person, {references.family(family), iso(start),
                              ended ? iso(start + days{1 + draws.below(long_ago - 1)}) : "", "Y", "N"});
    }
    const auto untouched = [&](std::size_t row) {
        return table.at(row, "consent") == "Y" && table.at(row, "cpp") == "N";
    };
    const auto without = [&](const char* consent, const char* cpp) {
        return [&table, consent, cpp](std::size_t row) {
            table.set(row, "consent", consent);
            table.set(row, "cpp", cpp);
        };
    };
    setting.plant(table, "child-protection plan and no consent", "140 of 1,100", setting.size(140), untouched,
                  without("", "Y"));
    setting.plant(table, "no consent and no child-protection plan", "90 (our choice): 60 N, 30 blank",
                  setting.size(60), untouched, without("N", "N"));
    // Another name for the draw, the same for the trap: one list of both.
    const auto blank =
        setting.choose("family worker, blank consent", table.size(), setting.size(30), untouched);
    Planted& planted = setting.files.planted("no consent and no child-protection plan", "");
    for (const std::size_t row : blank) {
        without("", "N")(row);
        planted.add(table, row);
    }
    setting.plant(table, "child-protection plan and consent", "30 (our choice)", setting.size(30), untouched,
                  without("Y", "Y"));
}

void make_pcps(const Setting& setting, const Refs& references, const std::vector<Member>& members)
{
    Table& table = setting.files.file("camden-ph", "pcps.csv",
                                      {"person_ref", "consent_pcps", "form_version", "date"}, "person_ref");
    for (const std::size_t i : setting.choose("PCPS", members.size(), setting.size(800), [&](std::size_t m) {
             return members[m].role == Role::child;
         })) {
        Draws draws = setting.draws(members[i].who.number(), "PCPS");
        table.add(members[i].who.number(),
                  {references.person(i), "Y", draws.below(100) < 30 ? "2023-2" : "2024-1",
                   slashes(cut_off - days{1 + draws.below(400)})});
    }
    const auto consents = [&](std::size_t row) { return table.at(row, "consent_pcps") == "Y"; };
    setting.plant(table, "PCPS consent N", "160 of 800 (our choice)", setting.size(160), consents,
                  [&](std::size_t row) { table.set(row, "consent_pcps", "N"); });
    setting.plant(table, "PCPS consent blank", "80 of 800 (our choice)", setting.size(80), consents,
                  [&](std::size_t row) {
                      for (const auto* column : {"consent_pcps", "form_version", "date"})
                          table.at(row, column).clear();
                  });
}

struct RightsAt {
    std::string_view service, column;
    std::array<std::uint64_t, 4> numbers; // restrict, erase, object, rectify
};

// Requests name a row by a reference that no other row of the file has.
void make_rights(const Setting& setting, Table& source, const RightsAt& about)
{
    Table& table = setting.files.file(source.party(), "rights.csv", {"ref", "right", "service", "date"});
    std::map<std::string, std::size_t> rows;
    for (std::size_t row = 0; row < source.size(); ++row) ++rows[source.at(row, about.column)];
    std::set<std::size_t> taken;
    constexpr std::array<const char*, 4> rights{"restrict", "erase", "object", "rectify"};
    for (std::size_t right = 0; right < rights.size(); ++right)
        setting.plant(
            source, fmt::format("right: {}", rights[right]), "our choice", setting.size(about.numbers[right]),
            [&](std::size_t row) {
                const std::string& reference = source.at(row, about.column);
                return !reference.empty() && rows.at(reference) == 1 && !taken.contains(row) &&
                       (about.column != "nhs_number" || valid_nhs_number(reference));
            },
            [&](std::size_t row) {
                taken.insert(row);
                Draws draws = setting.draws(source.person(row), rights[right]);
                table.add(source.person(row),
                          {source.at(row, about.column), rights[right], std::string(about.service),
                           iso(cut_off + days{1 + draws.below(90)})});
            });
}

// --- truth -------------------------------------------------------------------------------------------------

void write_who(const Setting& setting, const std::vector<Household>& households,
               const std::vector<Member>& members)
{
    PartyFiles& files = setting.files;
    PostcodeBook postcodes;
    Planted& elsewhere = files.planted("parent who lives elsewhere", "900");
    Planted& leap_day = files.planted("born on 29 February", "as it comes");
    for (const Member& member : members) {
        files.person(member.who);
        postcodes.add(*member.who.around);
        if (member.role == Role::parent_elsewhere) elsewhere.people.push_back(member.who.number());
        const Date birth{member.who->birth};
        if (member.role == Role::child && birth.month() == time::February && birth.day() == time::day{29})
            leap_day.people.push_back(member.who.number());
    }
    Planted& step = files.planted("step-family", "180; a child of each");
    Planted& shared = files.planted("address with two unrelated families", "240; the last adult of each");
    for (const Household& household : households) {
        const auto& people = household.around->people;
        if (household.step_family) step.people.push_back(people[household.children.front()].number);
        if (household.two_families) shared.people.push_back(people[household.adults.back()].number);
    }
    postcodes.write(files);
}

// Who of which ward was seen where, counted on the truth before any rounding.
void write_take_up(const Setting& setting, const std::vector<Member>& members, const Table& centres_file,
                   const std::vector<Visit>& visits)
{
    struct Counts {
        std::uint64_t children = 0, attended = 0;
        std::array<std::uint64_t, reviews.size()> reviewed{};
    };
    std::map<std::string, Counts> wards;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (members[i].role != Role::child) continue;
        Counts& counts = wards[home_of(members[i].who, cut_off).ward];
        ++counts.children;
        if (centres_file.at(i, "attendances") != "0") ++counts.attended;
    }
    for (const Visit& visit : visits) ++wards[home_of(visit.child.who, cut_off).ward].reviewed[visit.review];
    Table& table = setting.files.truth("take_up.csv", {"ward", "children", "attended_a_centre", "new_birth",
                                                       "6_8_weeks", "1_year", "2_2.5_years"});
    for (const auto& [ward, counts] : wards) {
        Cells cells{ward, std::to_string(counts.children), std::to_string(counts.attended)};
        for (const std::uint64_t reviewed : counts.reviewed) cells.push_back(std::to_string(reviewed));
        table.add(no_person, std::move(cells));
    }
}

void name_parties(PartyFiles& files)
{
    for (const auto* custodian : {"cnwl-hv", "camden-cc", "camden-ph", "tavi-camhs-slt"})
        files.party(custodian, "custodian");
    files.party("nurseries", "custodian, for nursery safety only");
    files.party("ttp", "linkage unit");
    files.party("ieys-analysis", "researcher");
    files.party("ipinfa", "recipient, PCPS only");
    files.party("public", "reference");
}

} // namespace

void make_camden(const Setting& setting)
{
    name_parties(setting.files);
    const Region camden(setting.country(cut_off), "Camden", 0);
    Choosing choosing(setting);
    camden.walk("households with children under five, 180 of them step-families",
                [&](const std::shared_ptr<Neighbourhood>& around) { return choosing.take(around); });
    const std::vector<Household>& households = choosing.chosen;
    const Register people(camden, households);
    const std::vector<Member>& members = people.members;
    std::vector<Member> children;
    for (const Member& member : members)
        if (member.role == Role::child) children.push_back(member);
    // From here on it is settled who lives with whom.

    const Refs references{References(setting.seed(), 30, "P"), References(setting.seed(), 31, "F")};
    const std::vector<Visit> visits = visits_to(setting, children);
    Table& health = make_health_visiting(setting, visits);
    Table& centres_file = make_centres(setting, references, members);
    Table& therapy = make_camhs_and_slt(setting, children);
    make_relationships(setting, references, members);
    make_nurseries(setting, children);

    make_family_workers(setting, references, people.families());
    make_pcps(setting, references, members);
    make_rights(setting, centres_file, {"children's centres", "person_ref", {30, 10, 15, 10}});
    make_rights(setting, health, {"health visiting", "nhs_number", {12, 5, 8, 5}});
    make_rights(setting, therapy, {"CAMHS and SLT", "nhs_number", {6, 3, 4, 3}});

    write_who(setting, households, members);
    write_take_up(setting, members, centres_file, visits);
}

} // namespace gauze::synth::scenario
