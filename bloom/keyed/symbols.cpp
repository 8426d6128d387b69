#include "bloom/keyed/symbols.hpp"

#include "bloom/keyed/bit_planes.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <utility>

namespace gauze::keyed {

namespace {

constexpr std::size_t block_size = 16, sample_bytes = 12;

std::uint32_t big_endian(std::uint32_t word) { return __builtin_bswap32(word); }

std::uint32_t* words_of(Secret& secret) { return reinterpret_cast<std::uint32_t*>(secret.fill().data()); }
const std::uint32_t* words_of(const Secret& secret)
{
    return reinterpret_cast<const std::uint32_t*>(secret.reveal().data());
}

// The positions of every slot, by slot and sample, as the header describes them.
Secret drawn_positions(Bytes slots_key, SymbolShape shape)
{
    assert(slots_key.size() == 32 && shape.bits >= 1 && shape.samples >= 1 && shape.samples <= most_samples);
    Secret drawn(std::size_t{shape.symbols} * shape.samples * sizeof(std::uint32_t));
    std::uint32_t* position = words_of(drawn);
    Hmac hmac(slots_key);
    Digest digest;
    for (std::uint32_t s = 0; s < shape.symbols; ++s)
        for (std::uint32_t j = 0; j < shape.samples; ++j, ++position) {
            const std::array message{big_endian(s), big_endian(j / 8)};
            if (j % 8 == 0) digest = hmac(std::as_bytes(std::span(message)));
            std::uint32_t word = 0;
            std::memcpy(&word, digest.data() + j % 8 * 4, 4);
            *position = static_cast<std::uint32_t>(std::uint64_t{big_endian(word)} * shape.bits >> 32);
        }
    wipe(digest);
    return drawn;
}

// What a turn of eight slots needs: which 96 or 64 planes, lane by lane.
std::size_t rows_of(SymbolShape shape) { return shape.samples > 64 ? most_samples : 64; }
std::size_t turns_of(SymbolShape shape) { return (shape.symbols + slots_per_turn - 1) / slots_per_turn; }
std::size_t turned_words(SymbolShape shape) { return (std::size_t{shape.bits} + 511) / 512 * 8; }
std::size_t zero_plane(SymbolShape shape) { return turned_words(shape) * 64; }

// Positions become places of planes, in the order in which they are fetched. Samples beyond t, and slots
// beyond the last, are the plane of zeros.
Secret places_of(const Secret& positions, SymbolShape shape)
{
    Secret places(turns_of(shape) * rows_of(shape) * slots_per_turn * sizeof(std::uint32_t));
    std::uint32_t* place = words_of(places);
    for (std::size_t turn = 0; turn < turns_of(shape); ++turn)
        for (std::size_t j = 0; j < rows_of(shape); ++j)
            for (std::size_t k = 0; k < slots_per_turn; ++k) {
                const std::size_t slot = turn * slots_per_turn + k;
                const bool drawn = j < shape.samples && slot < shape.symbols;
                *place++ = static_cast<std::uint32_t>(
                    drawn ? plane_index(words_of(positions)[slot * shape.samples + j]) : zero_plane(shape));
            }
    return places;
}

// The parts of the work buffer, in words of 64 bits.
constexpr std::size_t low_words = 64 * slots_per_turn, tail_words = 32 * slots_per_turn;
constexpr std::size_t work_bytes =
    (low_words + tail_words) * sizeof(std::uint64_t) + records_per_turn * slots_per_turn * block_size;

// One load and one store for each sample of each slot: a plain loop on purpose, since gathering instructions
// are no faster here and slow on many machines.
[[gnu::noinline]] void fetch(const std::uint64_t* planes, const std::uint32_t* places, std::size_t count,
                             std::uint64_t* samples)
{
#pragma GCC unroll 8
    for (std::size_t i = 0; i < count; ++i) samples[i] = planes[places[i]];
}

} // namespace

Symbols::Symbols(Bytes slots_key, Bytes block_key, SymbolShape shape, VectorWidth width)
    : Symbols(Aes256Blocks(block_key, width), places_of(drawn_positions(slots_key, shape), shape), shape,
              runs_here(width) ? width : VectorWidth::scalar)
{}

Symbols::Symbols(Aes256Blocks cipher, Secret places, SymbolShape shape, VectorWidth width)
    : cipher_(std::move(cipher)),
      shape_(shape),
      width_(width),
      places_(std::move(places)),
      planes_((zero_plane(shape) + 1) * sizeof(std::uint64_t)),
      work_(work_bytes)
{}

Symbols Symbols::clone() const { return {cipher_.clone(), Secret(places_.reveal()), shape_, width_}; }

void Symbols::compute(const std::uint64_t* rows, std::size_t words_per_row, std::size_t count, std::byte* out)
{
    assert(words_per_row % 8 == 0 && words_per_row >= turned_words(shape_));
    for (std::size_t r = 0; r < count; r += records_per_turn)
        compute_turn(rows + r * words_per_row, words_per_row, std::min(count - r, records_per_turn),
                     out + r * shape_.symbols);
}

// Up to 64 records: their planes fit the first cache, and so does what eight slots take of them.
void Symbols::compute_turn(const std::uint64_t* rows, std::size_t words_per_row, std::size_t count,
                           std::byte* out)
{
    const PlaneKernel& kernel = plane_kernel(width_);
    auto* planes = reinterpret_cast<std::uint64_t*>(planes_.fill().data());
    auto* low = reinterpret_cast<std::uint64_t*>(work_.fill().data());
    std::uint64_t* tails = low + low_words;
    auto* blocks = reinterpret_cast<std::byte*>(tails + tail_words);
    kernel.to_planes(rows, words_per_row, count, turned_words(shape_), planes);
    for (std::size_t first = 0; first < shape_.symbols; first += slots_per_turn) {
        const std::size_t slots = std::min(shape_.symbols - first, slots_per_turn);
        fetch(planes, words_of(places_) + first * rows_of(shape_), rows_of(shape_) * slots_per_turn, low);
        kernel.turn_64(low);
        if (shape_.samples > 64) kernel.turn_32(tails);
        std::array<std::uint64_t, slots_per_turn> numbers{};
        for (std::size_t k = 0; k < slots_per_turn; ++k)
            numbers[k] = big_endian(static_cast<std::uint32_t>(first + k));
        kernel.to_blocks(low, tails, numbers.data(), blocks);
        cipher_.encrypt({blocks, count * slots_per_turn * block_size});
        kernel.first_bytes(blocks, count, slots, out + first, shape_.symbols);
    }
}

PlainSymbols::PlainSymbols(Bytes slots_key, Bytes block_key, SymbolShape shape)
    : cipher_(block_key, VectorWidth::scalar), shape_(shape), positions_(drawn_positions(slots_key, shape))
{}

void PlainSymbols::compute(const std::uint64_t* row, std::byte* out)
{
    const std::uint32_t* position = words_of(std::as_const(positions_));
    for (std::uint32_t s = 0; s < shape_.symbols; ++s) {
        std::array<std::byte, block_size> block{};
        for (std::uint32_t j = 0; j < shape_.samples; ++j, ++position) {
            const auto bit = static_cast<unsigned>(row[*position / 64] >> *position % 64 & 1);
            block[j / 8] |= static_cast<std::byte>(bit << j % 8);
        }
        const std::uint32_t number = big_endian(s);
        std::memcpy(block.data() + sample_bytes, &number, sizeof number);
        cipher_.encrypt(block);
        out[s] = block[0];
    }
}

} // namespace gauze::keyed
