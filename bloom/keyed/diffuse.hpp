// Linear diffusion (Armknecht, Heng & Schnell 2023): each bit that is shown is the XOR of `samples` secretly
// chosen, distinct bits of the base filter. The one cheap layer that hides similarities between strangers,
// for reproduction and for the profile `custom`; the house's own answer is symbols, which are not linear.
//
// It is linear over GF(2), and that is its weakness: with as many outputs as the base table has rank, the
// outputs span every base bit, and light combinations give them back (the rank attack: of a base of 1,024
// bits 74 were recovered exactly, with no known person). So `is_recoverable` must be asked, with the rank
// measured by gf2_rank.hpp, before anything is written.
//
// The subset of output j is drawn from HMAC-SHA-256(key, j || counter), 32-bit words, multiply-shift into the
// base; a position drawn twice is skipped.
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error "Diffusing filters is the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/crypto.hpp"
#include "bloom/keyed/rows.hpp"

#include <cstdint>

namespace gauze::keyed {

struct DiffusionShape {
    std::uint32_t base_bits = 0;
    std::uint32_t output_bits = 0;
    std::uint32_t samples = 0; // 1 to base_bits
};

// The plain form: the subsets themselves, each output bit summed up from its own. Any number of threads.
class DiffusionSets {
public:
    DiffusionSets(Bytes key, const DiffusionShape& shape);
    void apply(Row base, RowToFill into) const;
    // The subset of one output bit, in the order it was drawn.
    std::span<const std::uint32_t> set_of(std::uint32_t output) const noexcept;
    const DiffusionShape& shape() const noexcept { return shape_; }

private:
    DiffusionShape shape_;
    Secret members_; // samples of output 0, of output 1, ...
};

// The fast form: the column of a base bit says which output bits it is in, and the columns of the bits that
// are set are summed up. The same bits as DiffusionSets (a test says so). Holds base_bits * output_bits / 8
// bytes of locked memory, once for all threads. For a row of 4,096 bits at density .13 and 1,024 outputs
// four microseconds.
class Diffusion {
public:
    Diffusion(Bytes key, const DiffusionShape& shape);
    void apply(Row base, RowToFill into) const;
    const DiffusionShape& shape() const noexcept { return shape_; }

private:
    DiffusionShape shape_;
    std::size_t pieces_; // of a column
    Secret columns_;
};

// Whether outputs of this length give base bits away: more than half the base table's measured rank. Tell the
// custodian, and write nothing.
constexpr bool is_recoverable(std::size_t output_bits, std::size_t measured_rank) noexcept
{
    return output_bits > measured_rank / 2;
}

} // namespace gauze::keyed
