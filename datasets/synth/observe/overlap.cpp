#include "datasets/synth/observe/overlap.hpp"

#include <bit>
#include <cassert>

namespace gauze::synth {

namespace {

std::vector<std::string> names_of(std::span<const Organisation> organisations, std::uint32_t holders)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < organisations.size(); ++i)
        if ((holders >> i & 1) != 0) names.push_back(organisations[i].name);
    return names;
}

} // namespace

Overlap::Overlap(std::size_t organisations) : size_(organisations), pairs_(organisations * organisations)
{
    assert(organisations <= most_organisations);
}

void Overlap::add(std::span<const std::uint32_t> records)
{
    assert(records.size() == size_);
    std::uint32_t holders = 0;
    for (std::size_t a = 0; a < size_; ++a) {
        if (records[a] == 0) continue;
        holders |= 1u << a;
        pairs_[a * size_ + a] += std::uint64_t{records[a]} * (records[a] - 1) / 2;
        for (std::size_t b = a + 1; b < size_; ++b)
            pairs_[a * size_ + b] += std::uint64_t{records[a]} * records[b];
    }
    ++people_by_holders_[holders];
}

Overlap& Overlap::operator+=(const Overlap& other)
{
    assert(size_ == other.size_);
    for (const auto& [holders, people] : other.people_by_holders_) people_by_holders_[holders] += people;
    for (std::size_t i = 0; i < pairs_.size(); ++i) pairs_[i] += other.pairs_[i];
    return *this;
}

std::uint64_t Overlap::people_known_to(std::size_t a) const { return people_known_to(a, a); }

std::uint64_t Overlap::people_known_to(std::size_t a, std::size_t b) const
{
    const std::uint32_t both = 1u << a | 1u << b;
    std::uint64_t known = 0;
    for (const auto& [holders, people] : people_by_holders_)
        if ((holders & both) == both) known += people;
    return known;
}

void Overlap::describe(std::span<const Organisation> organisations, Json& manifest) const
{
    std::vector<Json> pairwise, exactly, by_number;
    std::uint64_t across = 0, within = 0;
    for (std::size_t a = 0; a < size_; ++a) {
        within += pairs_[a * size_ + a];
        for (std::size_t b = a + 1; b < size_; ++b) {
            across += pairs_[a * size_ + b];
            pairwise.push_back(Json()
                                   .set("a", organisations[a].name)
                                   .set("b", organisations[b].name)
                                   .set("people", people_known_to(a, b))
                                   .set("record_pairs", pairs_[a * size_ + b]));
        }
    }
    std::vector<std::uint64_t> known_by(size_ + 1);
    for (const auto& [holders, people] : people_by_holders_) {
        known_by[static_cast<std::size_t>(std::popcount(holders))] += people;
        exactly.push_back(
            Json().set("organisations", names_of(organisations, holders)).set("people", people));
    }
    for (std::size_t number = 0; number <= size_; ++number)
        by_number.push_back(Json().set("organisations", number).set("people", known_by[number]));
    manifest.set("overlap", pairwise)
        .set("known_to_exactly", exactly)
        .set("known_to", by_number)
        .set("true_pairs", across)
        .set("duplicate_pairs", within);
}

} // namespace gauze::synth
