// Candidate blocks compared: the rows that share a key, a few or a few thousand a side. Small ones word by
// word where they lie; large ones are gathered once and joined by planes.
#pragma once

#include "bloom/join/hit.hpp"
#include "bloom/join/tuning.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace gauze::bloom::join {

// What one thread holds while it compares blocks of two tables. The tables must outlive it.
class BlockJoin {
public:
    BlockJoin(const Side& a, const Side& b, const JoinOptions& options, const Tuning& tuning);
    ~BlockJoin();
    BlockJoin(BlockJoin&&) noexcept;

    // Appends the pairs of the listed rows (distinct, in any order) that pass, in no order.
    void join(std::span<const std::uint32_t> rows_a, std::span<const std::uint32_t> rows_b,
              std::vector<Hit>& hits);

    // Asks memory for the rows of a block that comes next, while this one is worked on.
    void expect(std::span<const std::uint32_t> rows_a, std::span<const std::uint32_t> rows_b) const noexcept;

private:
    struct Held;
    std::unique_ptr<Held> held_;
};

// A tuning for blocks of these tables: tune() as it would be for blocks of a few thousand rows.
Tuning tune_blocks(const Side& a, const Side& b, const JoinOptions& options);

} // namespace gauze::bloom::join
