// Judged candidates in the order in which they are decided, and where their records stand.
#pragma once

#include "engine/linkage/judge.hpp"
#include "engine/linkage/persons/weights.hpp"
#include "engine/linkage/receive.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage {

// The highest log-odds first; of equals the more alike, then the smaller row tokens, then parties by name.
// Log-odds are compared as Weights, so that differences in their last digits decide nothing.
void order_for_decision(std::vector<Judged>& judged, const Parties& parties);

// Records of all parties in one row: party after party.
class Positions {
public:
    explicit Positions(const Parties& parties)
    {
        for (std::size_t p = 0; p < parties.size(); ++p) start_.push_back(start_.back() + parties[p].rows());
    }
    std::uint32_t of(RecordRef record) const
    {
        return static_cast<std::uint32_t>(start_[record.party] + record.row);
    }
    std::size_t records() const noexcept { return start_.back(); }

private:
    std::vector<std::size_t> start_{0};
};

// The candidates between two parties: their numbers in order of decision.
struct PartyCandidates {
    PartyPair parties;
    std::vector<std::uint32_t> numbers;
};
std::vector<PartyCandidates> by_party_pair(std::span<const Judged> judged, std::size_t parties);

} // namespace gauze::linkage
