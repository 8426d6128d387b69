// Read `find_families` at the bottom first.
#include "engine/linkage/families.hpp"

#include "engine/project/table_file.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <numeric>

namespace gauze::linkage {

namespace {

using project::About;

// Numbers what is the same in the order in which it comes up.
template <class Key>
class Numbering {
public:
    std::uint32_t of(const Key& key)
    {
        return numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size())).first->second;
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(numbers_.size()); }

private:
    std::map<Key, std::uint32_t> numbers_;
};

void measure(Groups& groups)
{
    std::vector<std::uint32_t> persons(groups.count, 0);
    for (const std::uint32_t group : groups.of)
        if (group != no_group) groups.largest = std::max(groups.largest, ++persons[group]);
}

// By value: the address it is part of. Values that one record shows are the same address, told twice (with
// and without a flat, a postcode and a UPRN). Named by the least value of the address.
std::vector<std::uint32_t> addresses_of(std::span<const KinValue> values)
{
    std::vector<std::uint32_t> number(values.size()); // of the distinct value
    std::uint32_t distinct = 0;
    each_equal(values, [&, at = std::size_t{0}](std::span<const KinValue> equal) mutable {
        for (std::size_t i = 0; i < equal.size(); ++i) number[at++] = distinct;
        ++distinct;
    });
    std::vector<std::uint32_t> by_record(values.size());
    std::iota(by_record.begin(), by_record.end(), 0u);
    std::ranges::stable_sort(by_record, {}, [&](std::uint32_t i) { return values[i].record; });
    JoinedSets sets(distinct);
    for (std::size_t i = 1; i < by_record.size(); ++i)
        if (values[by_record[i]].record == values[by_record[i - 1]].record)
            sets.join(number[by_record[i]], number[by_record[i - 1]]);
    for (std::uint32_t& one : number) one = sets.root(one);
    return number;
}

// A record at an address, each once.
struct Stay {
    std::uint32_t person = 0, family = 0, address = 0, record = 0;
    auto operator<=>(const Stay&) const = default;
};

std::vector<Stay> stays_of(std::span<const KinValue> values, const Groups& families)
{
    const std::vector<std::uint32_t> address = addresses_of(values);
    std::vector<Stay> stays;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::uint32_t person = values[i].person;
        stays.push_back({person, families.of[person], address[i], values[i].record});
    }
    std::ranges::sort(stays);
    const auto again = std::ranges::unique(stays);
    stays.erase(again.begin(), again.end());
    return stays;
}

// By person: the address of most of its records; of equals that of most records of its family, then the
// least.
std::vector<std::uint32_t> homes_of(const std::vector<Stay>& stays, std::size_t persons)
{
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> of_family; // family, address
    for (const Stay& stay : stays) ++of_family[{stay.family, stay.address}];
    std::vector<std::uint32_t> home(persons, no_group);
    for (std::size_t from = 0; from < stays.size();) {
        const std::uint32_t person = stays[from].person;
        std::pair<std::uint32_t, std::uint32_t> most{0, 0}; // own records, the family's
        while (from < stays.size() && stays[from].person == person) {
            const std::size_t first = from;
            while (from < stays.size() && stays[from].person == person &&
                   stays[from].address == stays[first].address)
                ++from;
            const std::pair<std::uint32_t, std::uint32_t> own{
                static_cast<std::uint32_t>(from - first),
                of_family.at({stays[first].family, stays[first].address})};
            if (own > most) most = own, home[person] = stays[first].address;
        }
    }
    return home;
}

void name_groups(Groups& groups, std::span<const Person> persons, const Parties& parties,
                 Identity::PersonIds ids)
{
    std::vector<const RowToken*> smallest(groups.count, nullptr);
    for (std::size_t p = 0; p < persons.size(); ++p) {
        if (groups.of[p] == no_group) continue;
        const RowToken*& least = smallest[groups.of[p]];
        for (const RecordRef record : persons[p].records)
            if (least == nullptr || parties.token(record) < *least) least = &parties.token(record);
    }
    for (const RowToken* token : smallest) groups.ids.push_back(ids.of(*token));
}

void write_groups(const std::filesystem::path& path, std::string_view kind, const std::string& column,
                  const Parties& parties, std::span<const Person> persons, const Groups& groups,
                  const Json& about)
{
    struct Row {
        const PersonId* group;
        RecordRef record;
    };
    std::vector<Row> rows;
    for (std::size_t p = 0; p < persons.size(); ++p)
        if (groups.of[p] != no_group)
            for (const RecordRef record : persons[p].records)
                rows.push_back({&groups.ids[groups.of[p]], record});
    std::ranges::sort(rows, {}, [](const Row& row) { return std::tuple(*row.group, row.record); });
    project::TableWriter table(path, kind, {"party", "row_token", column}, about, FileMode::owner_only);
    for (const Row& row : rows) {
        const std::string token = to_text(parties.token(row.record)), group = to_hex(*row.group);
        const std::string_view cells[] = {parties[row.record.party].header().party, token, group};
        table.row(cells);
    }
    table.close();
}

std::vector<KinValue> values_about(About about, std::span<const Person> persons, const Parties& parties,
                                   const project::Policy& policy, std::uint32_t most, Kinship& kinship)
{
    std::vector<KinValue> values = kin_values(persons, parties, policy, {about});
    for (const Crowd& crowd : leave_out_crowds(values, most, policy))
        kinship.warnings.push_back(in_words(crowd));
    return values;
}

} // namespace

Groups group_families(std::span<const KinValue> values, std::size_t persons)
{
    JoinedSets sets(persons);
    each_equal(values, [&](std::span<const KinValue> equal) {
        for (const KinValue& one : equal) sets.join(equal[0].person, one.person);
    });
    Groups groups;
    Numbering<std::uint32_t> numbers;
    for (std::uint32_t p = 0; p < persons; ++p) groups.of.push_back(numbers.of(sets.root(p)));
    groups.count = numbers.size();
    measure(groups);
    return groups;
}

Groups group_households(std::span<const KinValue> values, const Groups& families, const KinshipRules& rules)
{
    const std::size_t persons = families.of.size();
    const std::vector<std::uint32_t> home = homes_of(stays_of(values, families), persons);
    Groups groups;
    Numbering<std::pair<std::uint32_t, std::uint32_t>> numbers;
    for (std::size_t p = 0; p < persons; ++p)
        groups.of.push_back(home[p] == no_group
                                ? no_group
                                : numbers.of({rules.households_by_address ? 0 : families.of[p], home[p]}));
    groups.count = numbers.size();
    measure(groups);
    return groups;
}

Json Kinship::to_json() const
{
    Json json;
    if (families) json.set("families", families->count).set("largest_family", families->largest);
    if (households) {
        json.set("households", households->count).set("largest_household", households->largest);
        json.set("persons_without_household", std::ranges::count(households->of, no_group));
    }
    return json.set("left_out", warnings);
}

Kinship find_families(std::span<const Person> persons, const Parties& parties, const project::Policy& policy,
                      const Identity& identity)
{
    const KinshipRules rules{.households_by_address = policy.households_by_address};
    Kinship kinship;
    // Nobody shows more kin than a family has, so without a value about it each person is one.
    const std::vector<KinValue> of_family =
        values_about(About::family, persons, parties, policy, rules.most_persons, kinship);
    Groups families = group_families(of_family, persons.size());
    if (speaks_of(policy, {About::household})) {
        // A family is no crowd, so within one an institution's address does no harm.
        const std::uint32_t most = rules.households_by_address ? rules.most_persons : no_group;
        const std::vector<KinValue> of_home =
            values_about(About::household, persons, parties, policy, most, kinship);
        kinship.households = group_households(of_home, families, rules);
        name_groups(*kinship.households, persons, parties, identity.household_ids(policy.id));
    }
    if (!speaks_of(policy, {About::family})) return kinship;
    name_groups(families, persons, parties, identity.family_ids(policy.id));
    kinship.families = std::move(families);
    return kinship;
}

void write_kinship(const OutputFolder& out, const Parties& parties, std::span<const Person> persons,
                   const Kinship& kinship, const Json& about)
{
    if (kinship.families)
        write_groups(out.file("families.table"), "families", "family", parties, persons, *kinship.families,
                     about);
    if (kinship.households)
        write_groups(out.file("households.table"), "households", "household", parties, persons,
                     *kinship.households, about);
}

} // namespace gauze::linkage
