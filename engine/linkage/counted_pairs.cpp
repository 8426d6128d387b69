#include "engine/linkage/counted_pairs.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::linkage {

CountedPairs::CountedPairs(const ToState& run)
    : run_(run), parties_(run.sources.rows.size()), place_(parties_ * parties_)
{
    std::size_t at = 0;
    for (const std::size_t rows : run.sources.rows) {
        start_.push_back(at);
        at += rows;
    }
    start_.push_back(at);
    for (std::uint32_t a = 0; a < parties_; ++a)
        for (std::uint32_t b = a; b < parties_; ++b) {
            if (a == b && !run.within) continue;
            place_[a * parties_ + b] = place_[b * parties_ + a] = by_pair_.size();
            by_pair_.push_back({});
            by_pair_.back().which = {a, b};
        }
    for (std::size_t e = 0; e < run.pairs.size(); ++e)
        by_pair_[place({run.pairs[e].a.party, run.pairs[e].b.party})].missed +=
            1 / (1 + std::exp(-run.log_odds[e]));
}

void CountedPairs::count(std::span<const Person> persons)
{
    std::vector<std::uint32_t> person(start_.back(), UINT32_MAX), position(start_.back());
    for (std::uint32_t p = 0; p < persons.size(); ++p)
        for (std::uint32_t r = 0; persons[p].records.size() > 1 && r < persons[p].records.size(); ++r) {
            const std::size_t record = start_[persons[p].records[r].party] + persons[p].records[r].row;
            person[record] = p;
            position[record] = r;
        }
    std::vector<std::vector<Bond>> bonds(persons.size());
    for (std::uint32_t e = 0; e < run_.pairs.size(); ++e) {
        const std::size_t a = start_[run_.pairs[e].a.party] + run_.pairs[e].a.row;
        const std::size_t b = start_[run_.pairs[e].b.party] + run_.pairs[e].b.row;
        if (person[a] == UINT32_MAX || person[a] != person[b])
            others_.push_back(e);
        else
            bonds[person[a]].push_back({position[a], position[b], e, 1 / (1 + std::exp(-run_.log_odds[e]))});
    }
    for (std::size_t p = 0; p < persons.size(); ++p) add(persons[p].records, bonds[p], 1, &stakes_);
}

void CountedPairs::add(std::span<const RecordRef> records, const std::vector<Bond>& bonds, double times,
                       std::vector<Stake>* stakes)
{
    if (records.size() < 2) return;
    const PersonMeasure measure = measure_person(records, bonds, run_.within);
    for (const PairsOfPerson& one : measure.by_pair) {
        StatedPairs& sum = by_pair_[place(one.which)];
        sum.pairs += times * one.pairs;
        sum.implied += times * one.implied;
        sum.right += times * one.right;
    }
    for (const Bond& bond : bonds) {
        const PartyPair which{records[bond.x].party, records[bond.y].party};
        StatedPairs& sum = by_pair_[place(which)];
        sum.missed = std::max(sum.missed - times * bond.p, 0.0);
    }
    if (stakes != nullptr) stakes->insert(stakes->end(), measure.stakes.begin(), measure.stakes.end());
}

} // namespace gauze::linkage
