#include "bloom/keyed/diffuse.hpp"

#include "bloom/keyed/key_stream.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <string>
#include <vector>

namespace gauze::keyed {

namespace {

constexpr std::size_t piece_words = 8;

} // namespace

DiffusionSets::DiffusionSets(Bytes key, const DiffusionShape& shape)
    : shape_(shape), members_(std::size_t{shape.output_bits} * shape.samples * sizeof(std::uint32_t))
{
    assert(shape.samples >= 1 && shape.samples <= shape.base_bits && shape.output_bits >= 1);
    Hmac hmac(key);
    auto* member = reinterpret_cast<std::uint32_t*>(members_.fill().data());
    for (std::uint32_t output = 0; output < shape.output_bits; ++output) {
        std::string prefix;
        append_u32(prefix, output);
        KeyStream stream(hmac, std::move(prefix));
        const std::uint32_t* const first = member;
        while (member < first + shape.samples) {
            const std::uint32_t drawn = stream.next_below(shape.base_bits);
            // A subset has a dozen members, rarely a hundred: looking through it is the quickest way.
            if (std::find(first, static_cast<const std::uint32_t*>(member), drawn) == member)
                *member++ = drawn;
        }
    }
}

std::span<const std::uint32_t> DiffusionSets::set_of(std::uint32_t output) const noexcept
{
    const auto* members = reinterpret_cast<const std::uint32_t*>(members_.reveal().data());
    return {members + std::size_t{output} * shape_.samples, shape_.samples};
}

void DiffusionSets::apply(Row base, RowToFill into) const
{
    assert(base.size() >= words_of(shape_.base_bits) && into.size() >= words_of(shape_.output_bits));
    std::fill(into.begin(), into.end(), std::uint64_t{0});
    for (std::uint32_t output = 0; output < shape_.output_bits; ++output) {
        bool sum = false;
        for (const std::uint32_t i : set_of(output)) sum ^= bit_of(base, i);
        add_bit(into, output, sum);
    }
}

// Columns stand in pieces of one cache line, 512 outputs each: piece 0 of every base bit, then piece 1. So
// the sums of a piece stay in registers while the set bits are gone through.
Diffusion::Diffusion(Bytes key, const DiffusionShape& shape)
    : shape_(shape),
      pieces_((words_of(shape.output_bits) + piece_words - 1) / piece_words),
      columns_(shape.base_bits * pieces_ * piece_words * sizeof(std::uint64_t))
{
    const DiffusionSets sets(key, shape);
    auto* columns = reinterpret_cast<std::uint64_t*>(columns_.fill().data());
    for (std::uint32_t output = 0; output < shape.output_bits; ++output) {
        const std::size_t word = output / 64;
        for (const std::uint32_t i : sets.set_of(output))
            columns[(word / piece_words * shape.base_bits + i) * piece_words + word % piece_words] |=
                std::uint64_t{1} << output % 64;
    }
}

void Diffusion::apply(Row base, RowToFill into) const
{
    assert(base.size() >= words_of(shape_.base_bits) && into.size() >= words_of(shape_.output_bits));
    const auto* columns = reinterpret_cast<const std::uint64_t*>(columns_.reveal().data());
    std::fill(into.begin(), into.end(), std::uint64_t{0});
    for (std::size_t piece = 0; piece < pieces_; ++piece, columns += shape_.base_bits * piece_words) {
        std::array<std::uint64_t, piece_words> sums{};
        for (std::size_t w = 0; w < words_of(shape_.base_bits); ++w) {
            for (std::uint64_t left = base[w]; left != 0; left &= left - 1) {
                const std::size_t bit = 64 * w + static_cast<std::size_t>(std::countr_zero(left));
                for (std::size_t k = 0; k < piece_words; ++k) sums[k] ^= columns[bit * piece_words + k];
            }
        }
        const auto room = into.subspan(piece * piece_words);
        std::copy_n(sums.begin(), std::min(piece_words, room.size()), room.begin());
    }
}

} // namespace gauze::keyed
