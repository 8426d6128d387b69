#include "bench/quality/pair_counts.hpp"

#include <numeric>

namespace gauze::lab {

namespace {

std::uint64_t both(const Labelled& l) { return std::uint64_t{l.entity} << 32 | l.party; }

std::uint32_t in(const std::unordered_map<std::uint64_t, std::uint32_t>& tally, std::uint64_t key)
{
    const auto found = tally.find(key);
    return found == tally.end() ? 0 : found->second;
}

} // namespace

PairCounts::PairCounts(std::vector<Labelled> records, std::uint64_t true_pairs, bool within)
    : records_(std::move(records)), within_(within), group_of_(records_.size())
{
    quality_.true_pairs = true_pairs;
    std::iota(group_of_.begin(), group_of_.end(), 0u);
}

void PairCounts::Group::count(std::uint32_t record, const Labelled& label)
{
    members.push_back(record);
    ++by_entity[label.entity];
    ++by_party[label.party];
    ++by_both[both(label)];
}

PairCounts::Group& PairCounts::group(std::size_t record)
{
    Group& found = groups_[group_of_[record]];
    if (found.members.empty()) found.count(static_cast<std::uint32_t>(record), records_[record]);
    return found;
}

void PairCounts::join(std::size_t a, std::size_t b)
{
    if (group_of_[a] == group_of_[b]) return;
    if (group(a).members.size() < group(b).members.size()) std::swap(a, b);
    Group &large = group(a), &small = group(b);
    // First count against the large person as it was, then move in.
    for (const std::uint32_t member : small.members) {
        const Labelled& label = records_[member];
        quality_.found += large.members.size();
        quality_.right += in(large.by_entity, label.entity);
        if (within_) continue;
        quality_.found -= in(large.by_party, label.party);
        quality_.right -= in(large.by_both, both(label));
    }
    const std::uint32_t gone = group_of_[b];
    for (const std::uint32_t member : small.members) {
        large.count(member, records_[member]);
        group_of_[member] = group_of_[a];
    }
    groups_.erase(gone);
}

} // namespace gauze::lab
