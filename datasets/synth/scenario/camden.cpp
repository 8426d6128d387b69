// Camden Integrated Early Years: households and families of children under five, the services they use, who
// has a family worker and on what ground. A parent who lives elsewhere belongs to the family and not to the
// household; two families who share an address are one household at most and never one family.
//
// The page leaves open, and we choose: a household is an address with children under five (the homes of
// parents who live elsewhere are not counted among the 9,000); children are under five and brothers and
// sisters above that age are in no file; 600 people stand in the children's centres' file twice; each of the
// four sources writes dates its own way (nurseries and public health dd/mm/yyyy, the others ISO).
#include "datasets/synth/scenario/camden.hpp"

#include "datasets/synth/scenario/postcodes.hpp"

#include <map>
#include <set>

namespace gauze::synth::scenario {

namespace camden {

namespace {

namespace time = std::chrono;

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

} // namespace camden

void make_camden(const Setting& setting)
{
    using namespace camden;
    name_parties(setting.files);
    const Region area(setting.country(cut_off), "Camden", 0);
    Choosing choosing(setting);
    area.walk("households with children under five, 180 of them step-families",
              [&](const std::shared_ptr<Neighbourhood>& around) { return choosing.take(around); });
    const std::vector<Household>& households = choosing.chosen;
    const Register people(area, households);
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
