// The pairs that persons hold and those they do not, counted for what is stated of a run.
#pragma once

#include "engine/linkage/person_tree.hpp"
#include "engine/linkage/stated_error.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage {

// Refers to the run, which must outlive it.
class CountedPairs {
public:
    explicit CountedPairs(const ToState& run);
    // One pass over the candidates; once.
    void count(std::span<const Person> persons);
    // One person more, or, with `times` -1, one less; of all candidates among its records, which then are no
    // others' any more.
    void add(std::span<const RecordRef> records, const std::vector<Bond>& bonds, double times,
             std::vector<Stake>* stakes = nullptr);

    std::size_t places() const noexcept { return by_pair_.size(); }
    std::size_t place(PartyPair which) const { return place_[which.a * parties_ + which.b]; }
    const std::vector<StatedPairs>& by_pair() const noexcept { return by_pair_; } // without figures
    const std::vector<Stake>& stakes() const noexcept { return stakes_; }
    const std::vector<std::uint32_t>& others() const noexcept { return others_; } // in no person together

private:
    const ToState& run_;
    std::size_t parties_;
    std::vector<std::size_t> start_; // by party: number of its first record
    std::vector<std::size_t> place_; // by party and party
    std::vector<StatedPairs> by_pair_;
    std::vector<Stake> stakes_;
    std::vector<std::uint32_t> others_;
};

// With what is lost, and figures without intervals.
std::vector<StatedPairs> expected_pairs(const ToState& run, const CountedPairs& counted);
StatedPairs sum_of(std::span<const StatedPairs> by_pair);

} // namespace gauze::linkage
