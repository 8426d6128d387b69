// A pair that agrees in several slots is a candidate once: in the first of them. Instead of a set of all
// pairs, whose memory would grow with the work, the keys of the two records are compared in the earlier
// slots: two short rows that lie together.
//
// Slots are numbered through all passes, so that a union of several sources of candidates (match keys, then
// LSH tables) is also compared pair by pair once.
#pragma once

#include "blocking/block_index.hpp"

#include <cstdint>
#include <vector>

namespace gauze::blocking {

struct SlotOf {
    std::size_t pass = 0;
    std::uint32_t slot = 0; // within the pass
};

class FirstCollision {
public:
    // All passes are over the same tables, and all between two or all within one; a record has the same row
    // in each.
    explicit FirstCollision(std::vector<KeyPass> passes);

    std::uint32_t slots() const noexcept { return static_cast<std::uint32_t>(slots_.size()); }
    const SlotOf& slot(std::uint32_t s) const noexcept { return slots_[s]; }
    const KeyPass& pass(std::uint32_t s) const noexcept { return passes_[slots_[s].pass]; }

    // Pairs that agree in slot `s` in one of these keys (mixed, ascending) are not compared there, so that
    // slot is no reason to leave them out later.
    void give_up(std::uint32_t s, std::vector<std::uint64_t> mixed_keys);

    // Whether row a and row b have an equal key in a slot before `s` (that was not given up); slots() asks
    // for all. Any number of threads, once all slots before `s` have been given up that will be.
    bool agreed_earlier(std::uint32_t a, std::uint32_t b, std::uint32_t s) const noexcept;

    // Brings what `agreed_earlier` will most likely read of the two rows towards the cache.
    void expect(std::uint32_t a, std::uint32_t b, std::uint32_t s) const noexcept;

private:
    bool agree(const KeyPass& pass, std::size_t first, std::uint32_t slots, std::uint32_t a,
               std::uint32_t b) const noexcept;

    std::vector<KeyPass> passes_;
    std::vector<std::size_t> first_slot_; // by pass, its first slot's number
    std::vector<SlotOf> slots_;
    std::vector<std::vector<std::uint64_t>> given_up_; // by slot
};

// The twin that says what is meant, slot by slot, without a cap.
bool agreed_earlier_plainly(const std::vector<KeyPass>& passes, std::uint32_t a, std::uint32_t b,
                            std::uint32_t s) noexcept;

} // namespace gauze::blocking
