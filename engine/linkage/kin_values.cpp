#include "engine/linkage/kin_values.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using project::About;

bool among(About about, std::initializer_list<About> abouts)
{
    return std::ranges::find(abouts, about) != abouts.end();
}

// The key whose values this one's are compared with, or itself.
std::uint32_t key_compared(const project::Policy& policy, std::uint32_t k)
{
    if (policy.keys[k].same_as.empty()) return k;
    const auto found = std::ranges::find(policy.keys, policy.keys[k].same_as, &project::MatchKey::name);
    return static_cast<std::uint32_t>(found - policy.keys.begin());
}

constexpr std::uint32_t most_parties = 64;

} // namespace

std::string in_words(const Crowd& crowd)
{
    return fmt::format("key {}: {} {} shown by more than {} persons each ({} in all) and left out; an "
                       "institution's, or a default",
                       crowd.key, crowd.values, crowd.values == 1 ? "value was" : "values were", crowd.most,
                       crowd.persons);
}

bool speaks_of(const project::Policy& policy, std::initializer_list<About> abouts)
{
    return std::ranges::any_of(policy.keys, [&](const auto& key) { return among(key.about, abouts); });
}

std::vector<KinValue> kin_values(std::span<const Person> persons, const Parties& parties,
                                 const project::Policy& policy, std::initializer_list<About> abouts)
{
    std::vector<std::uint32_t> start{0};
    for (std::size_t p = 0; p < parties.size(); ++p)
        start.push_back(start.back() + static_cast<std::uint32_t>(parties[p].rows()));
    std::vector<KinValue> values;
    for (std::uint32_t person = 0; person < persons.size(); ++person)
        for (const RecordRef record : persons[person].records) {
            const bloom::EncodedFile& file = parties[record.party];
            const std::size_t stored = file.header().keys.size();
            for (std::uint32_t k = 0; k < policy.keys.size(); ++k) {
                const project::MatchKey& key = policy.keys[k];
                if (!among(key.about, abouts) || !file.has_key(k, record.row)) continue;
                const std::uint32_t compared = key_compared(policy, k);
                values.push_back({compared * (most_parties + 1) + (key.within_party ? record.party + 1 : 0),
                                  file.keys()[record.row * stored + k], person,
                                  start[record.party] + record.row, key.about, compared});
            }
        }
    std::ranges::sort(values, {}, &KinValue::order);
    return values;
}

std::vector<Crowd> leave_out_crowds(std::vector<KinValue>& values, std::uint32_t most,
                                    const project::Policy& policy)
{
    std::map<std::uint32_t, Crowd> crowds; // by key
    std::vector<KinValue> kept;
    each_equal(values, [&](std::span<const KinValue> equal) {
        std::uint64_t persons = 1;
        for (std::size_t i = 1; i < equal.size(); ++i) persons += equal[i].person != equal[i - 1].person;
        if (persons <= most) {
            kept.insert(kept.end(), equal.begin(), equal.end());
            return;
        }
        Crowd& crowd = crowds[equal[0].key];
        crowd.key = policy.keys[equal[0].key].name;
        ++crowd.values;
        crowd.persons += persons;
        crowd.most = most;
    });
    values = std::move(kept);
    std::vector<Crowd> list;
    for (auto& [key, crowd] : crowds) list.push_back(std::move(crowd));
    return list;
}

JoinedSets::JoinedSets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0u); }

std::uint32_t JoinedSets::root(std::uint32_t one)
{
    while (parent_[one] != one) one = parent_[one] = parent_[parent_[one]];
    return one;
}

void JoinedSets::join(std::uint32_t a, std::uint32_t b)
{
    a = root(a), b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
}

} // namespace gauze::linkage
