#include "engine/linkage/unborn.hpp"

#include <algorithm>
#include <map>

namespace gauze::linkage {

namespace {

using project::About;
using Verdict = UnbornGroup::Verdict;

constexpr std::uint32_t most_persons = 20; // who may show one guardian and month

std::vector<PersonStage> stages_of(std::span<const KinValue> values, const std::vector<Person>& persons)
{
    std::vector<PersonStage> stages(persons.size());
    for (std::size_t p = 0; p < persons.size(); ++p)
        for (const RecordRef record : persons[p].records)
            stages[p].sources |= std::uint64_t{1} << record.party;
    for (const KinValue& one : values) {
        PersonStage& stage = stages[one.person];
        (one.about == About::born ? stage.born : stage.expected) = true;
    }
    return stages;
}

// Children meet the unborn, and the unborn each other by the month expected; two children do not meet by
// theirs, or brothers and sisters born in neighbouring months of a guardian with two homes would.
void join_equal(std::span<const KinValue> equal, const std::vector<PersonStage>& stages, JoinedSets& sets)
{
    const auto first =
        std::ranges::find_if(equal, [&](const KinValue& one) { return stages[one.person].unborn(); });
    if (first == equal.end()) return;
    for (const KinValue& one : equal) sets.join(first->person, one.person);
}

Verdict verdict_on(const std::vector<std::uint32_t>& persons, const std::vector<PersonStage>& stages)
{
    std::uint64_t seen = 0, twice = 0;
    std::size_t children = 0;
    for (const std::uint32_t person : persons) {
        twice |= seen & stages[person].sources;
        seen |= stages[person].sources;
        children += stages[person].born ? 1 : 0;
    }
    if (children > 1) return Verdict::several_children;
    return twice != 0 ? Verdict::one_source : Verdict::joined;
}

std::vector<RecordRef> records_of(const UnbornGroup& group, const std::vector<Person>& persons)
{
    std::vector<RecordRef> records;
    for (const std::uint32_t person : group.persons)
        records.insert(records.end(), persons[person].records.begin(), persons[person].records.end());
    std::ranges::sort(records);
    return records;
}

} // namespace

std::vector<UnbornGroup> group_unborn(std::span<const KinValue> values,
                                      const std::vector<PersonStage>& stages)
{
    JoinedSets sets(stages.size());
    each_equal(values, [&](std::span<const KinValue> equal) { join_equal(equal, stages, sets); });
    std::map<std::uint32_t, std::vector<std::uint32_t>> by_root;
    for (std::uint32_t p = 0; p < stages.size(); ++p)
        if (stages[p].expected || stages[p].born) by_root[sets.root(p)].push_back(p);
    std::vector<UnbornGroup> groups;
    for (auto& [root, persons] : by_root) {
        if (persons.size() < 2) continue;
        const Verdict verdict = verdict_on(persons, stages);
        groups.push_back({std::move(persons), verdict});
    }
    return groups;
}

Json UnbornJoined::to_json() const
{
    return Json()
        .set("unborn", unborn)
        .set("joined", joined)
        .set("review_several_children", several_children)
        .set("review_one_source", one_source)
        .set("left_out", warnings);
}

UnbornJoined join_unborn(std::vector<Person>& persons, const Parties& parties, const project::Policy& policy)
{
    UnbornJoined result;
    if (!speaks_of(policy, {About::unborn})) return result;
    std::vector<KinValue> values = kin_values(persons, parties, policy, {About::unborn, About::born});
    const std::vector<PersonStage> stages = stages_of(values, persons);
    for (const PersonStage& stage : stages) result.unborn += stage.unborn() ? 1 : 0;
    for (const Crowd& crowd : leave_out_crowds(values, most_persons, policy))
        result.warnings.push_back(in_words(crowd));
    // From here on a value is a guardian's and a month's.

    for (const UnbornGroup& group : group_unborn(values, stages)) {
        const auto unborn = static_cast<std::uint64_t>(
            std::ranges::count_if(group.persons, [&](std::uint32_t p) { return stages[p].unborn(); }));
        (group.verdict == Verdict::joined             ? result.joined
         : group.verdict == Verdict::several_children ? result.several_children
                                                      : result.one_source) += unborn;
        std::vector<RecordRef> records = records_of(group, persons);
        if (group.verdict != Verdict::joined) {
            result.review.push_back(std::move(records));
            continue;
        }
        for (const std::uint32_t person : group.persons) persons[person].records.clear();
        persons[group.persons.front()].records = std::move(records);
    }
    std::erase_if(persons, [](const Person& person) { return person.records.empty(); });
    std::ranges::sort(persons, {}, [](const Person& person) { return person.records.front(); });
    return result;
}

} // namespace gauze::linkage
