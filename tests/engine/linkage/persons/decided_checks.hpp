// What must hold of whatever was decided, checked by looking at all of it.
#pragma once

#include "engine/linkage/decide.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

namespace gauze::test {

// How often a party that holds a person once holds one twice, in persons or by links.
inline std::size_t one_to_one_violations(const linkage::Decided& decided, const linkage::Parties& parties)
{
    std::size_t violations = 0;
    for (const linkage::Person& person : decided.persons) {
        std::map<std::uint32_t, int> held;
        for (const linkage::RecordRef record : person.records)
            if (++held[record.party] > 1 && parties.clean[record.party]) ++violations;
    }
    std::map<std::pair<linkage::RecordRef, std::uint32_t>, int> partners;
    for (const linkage::Link& link : decided.links) {
        if (++partners[{link.a, link.b.party}] > 1 && parties.clean[link.b.party]) ++violations;
        if (++partners[{link.b, link.a.party}] > 1 && parties.clean[link.a.party]) ++violations;
    }
    return violations;
}

inline std::map<linkage::RecordRef, std::size_t> person_by_record(const std::vector<linkage::Person>& persons)
{
    std::map<linkage::RecordRef, std::size_t> person;
    for (std::size_t p = 0; p < persons.size(); ++p)
        for (const linkage::RecordRef record : persons[p].records)
            EXPECT_TRUE(person.emplace(record, p).second) << "a record is two persons";
    return person;
}

inline void expect_sound(const linkage::Decided& decided, const linkage::Parties& parties,
                         const linkage::DecisionRule& rule)
{
    EXPECT_EQ(one_to_one_violations(decided, parties), 0u);
    const auto person = person_by_record(decided.persons);
    EXPECT_EQ(person.size(), parties.records());
    for (const linkage::Link& link : decided.links) EXPECT_EQ(person.at(link.a), person.at(link.b));
    for (const linkage::KnownPair& known : rule.known)
        EXPECT_EQ(person.at(known.a) == person.at(known.b), known.link);
    EXPECT_EQ(decided.links.size(), decided.link_log_odds.size());
    std::uint64_t counted = 0;
    for (const std::uint64_t count : decided.counts) counted += count;
    EXPECT_EQ(counted, decided.pairs.size());
    for (const linkage::DecidedPair& one : decided.pairs) {
        const bool same = person.at(one.judged.pair.a) == person.at(one.judged.pair.b);
        const bool says_same = one.verdict == linkage::Verdict::joined ||
                               one.verdict == linkage::Verdict::within ||
                               one.verdict == linkage::Verdict::known_link;
        EXPECT_EQ(same, says_same) << to_text(one.verdict);
    }
}

// Whether each person of `parts` lies inside one of `wholes`.
inline bool are_nested(const std::vector<linkage::Person>& parts, const std::vector<linkage::Person>& wholes)
{
    const auto whole = person_by_record(wholes);
    for (const linkage::Person& part : parts)
        for (const linkage::RecordRef record : part.records)
            if (whole.at(record) != whole.at(part.records.front())) return false;
    return true;
}

} // namespace gauze::test
