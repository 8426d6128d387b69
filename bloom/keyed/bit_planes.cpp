#include "bloom/keyed/bit_planes.hpp"

#include <bit>
#include <cstring>

#if defined(__x86_64__)
// GCC 12 takes the deliberately undefined registers of its own header for a mistake (GCC bug 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#include <immintrin.h>
#endif

namespace gauze::keyed {

static_assert(std::endian::native == std::endian::little, "blocks are written as words");

namespace {

// Each loop is written once for any number of lanes and inlined into a function that has the instructions. A
// wide type is wrapped in a struct, because a template forgets the attributes of its arguments.
struct TwoLanes {
    using Words = std::uint64_t __attribute__((vector_size(16)));
    using InMemory = std::uint64_t __attribute__((vector_size(16), aligned(8), may_alias));
    static constexpr std::size_t count = 2;
    [[gnu::always_inline]] static void interleave(const Words& a, const Words& b, Words& front, Words& back)
    {
        front = __builtin_shufflevector(a, b, 0, 2);
        back = __builtin_shufflevector(a, b, 1, 3);
    }
};
#if defined(__x86_64__)
struct FourLanes {
    using Words = std::uint64_t __attribute__((vector_size(32)));
    using InMemory = std::uint64_t __attribute__((vector_size(32), aligned(8), may_alias));
    static constexpr std::size_t count = 4;
    [[gnu::always_inline]] static void interleave(const Words& a, const Words& b, Words& front, Words& back)
    {
        front = __builtin_shufflevector(a, b, 0, 4, 1, 5);
        back = __builtin_shufflevector(a, b, 2, 6, 3, 7);
    }
};
struct EightLanes {
    using Words = std::uint64_t __attribute__((vector_size(64)));
    using InMemory = std::uint64_t __attribute__((vector_size(64), aligned(8), may_alias));
    static constexpr std::size_t count = 8;
    [[gnu::always_inline]] static void interleave(const Words& a, const Words& b, Words& front, Words& back)
    {
        front = __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
        back = __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
    }
};
#endif

constexpr std::size_t row_words = slots_per_turn; // a row of eight matrices

// The lower half of each square's columns.
template <int distance>
constexpr std::uint64_t lower_columns()
{
    std::uint64_t mask = 0;
    for (int bit = 0; bit < 64; ++bit)
        if ((bit / distance) % 2 == 0) mask |= std::uint64_t{1} << bit;
    return mask;
}

// Swaps the upper columns of row `a` with the lower columns of row `b`, which lies `distance` rows below.
template <class Lanes, int distance>
[[gnu::always_inline]] inline void exchange(typename Lanes::Words& a, typename Lanes::Words& b)
{
    constexpr std::uint64_t lower = lower_columns<distance>();
    // y ^ ((x ^ y) & m) takes x where m is set, else y: one instruction where there is one for three
    // operands.
    const typename Lanes::Words raised = b << distance, lowered = a >> distance;
    a = raised ^ ((a ^ raised) & lower);
    b = b ^ ((lowered ^ b) & lower);
}

// Three steps on eight rows that lie `distance` / 4 apart.
template <class Lanes, int distance>
[[gnu::always_inline]] inline void three_steps(typename Lanes::Words* v)
{
#pragma GCC unroll 4
    for (std::size_t i = 0; i < 4; ++i) exchange<Lanes, distance>(v[i], v[i + 4]);
#pragma GCC unroll 4
    for (std::size_t i = 0; i < 4; ++i) exchange<Lanes, distance / 2>(v[i + i / 2 * 2], v[i + i / 2 * 2 + 2]);
#pragma GCC unroll 4
    for (std::size_t i = 0; i < 4; ++i) exchange<Lanes, distance / 4>(v[2 * i], v[2 * i + 1]);
}

template <class Lanes>
[[gnu::always_inline]] inline void load(typename Lanes::Words& into, const std::uint64_t* words)
{
    into = *reinterpret_cast<const typename Lanes::InMemory*>(words);
}

template <class Lanes>
[[gnu::always_inline]] inline void store(const typename Lanes::Words& from, std::uint64_t* words)
{
    *reinterpret_cast<typename Lanes::InMemory*>(words) = from;
}

// The last three steps of any turn: eight neighbouring rows at a time, in their place.
template <class Lanes>
[[gnu::always_inline]] inline void turn_neighbours(std::uint64_t* words, std::size_t rows)
{
    for (std::size_t first = 0; first < rows; first += 8)
        for (std::size_t k = 0; k < row_words; k += Lanes::count) {
            typename Lanes::Words v[8];
            std::uint64_t* at = words + first * row_words + k;
#pragma GCC unroll 8
            for (std::size_t i = 0; i < 8; ++i) load<Lanes>(v[i], at + i * row_words);
            three_steps<Lanes, 4>(v);
#pragma GCC unroll 8
            for (std::size_t i = 0; i < 8; ++i) store<Lanes>(v[i], at + i * row_words);
        }
}

// The first three steps of a turn of 64 rows: rows i, i + 8, ..., i + 56 at a time. Rows from `count` on do
// not exist and are zero.
template <class Lanes>
[[gnu::always_inline]] inline void turn_far(const std::uint64_t* from, std::size_t stride, std::size_t count,
                                            std::uint64_t* into)
{
    for (std::size_t first = 0; first < 8; ++first)
        for (std::size_t k = 0; k < row_words; k += Lanes::count) {
            typename Lanes::Words v[8];
#pragma GCC unroll 8
            for (std::size_t i = 0; i < 8; ++i) {
                const std::size_t row = first + 8 * i;
                if (row < count)
                    load<Lanes>(v[i], from + row * stride + k);
                else
                    v[i] = typename Lanes::Words{};
            }
            three_steps<Lanes, 32>(v);
#pragma GCC unroll 8
            for (std::size_t i = 0; i < 8; ++i) store<Lanes>(v[i], into + (first + 8 * i) * row_words + k);
        }
}

template <class Lanes>
[[gnu::always_inline]] inline void to_planes(const std::uint64_t* rows, std::size_t stride, std::size_t count,
                                             std::size_t words, std::uint64_t* planes)
{
    for (std::size_t w = 0; w < words; w += row_words) {
        turn_far<Lanes>(rows + w, stride, count, planes + w * 64);
        turn_neighbours<Lanes>(planes + w * 64, 64);
    }
}

template <class Lanes>
[[gnu::always_inline]] inline void turn_64(std::uint64_t* words)
{
    turn_far<Lanes>(words, row_words, 64, words);
    turn_neighbours<Lanes>(words, 64);
}

// Distances 16 and 8 only: no step reaches from one half of a word into the other.
template <class Lanes>
[[gnu::always_inline]] inline void turn_32(std::uint64_t* words)
{
    for (std::size_t first = 0; first < 8; ++first)
        for (std::size_t k = 0; k < row_words; k += Lanes::count) {
            typename Lanes::Words v[4];
            std::uint64_t* at = words + first * row_words + k;
#pragma GCC unroll 4
            for (std::size_t i = 0; i < 4; ++i) load<Lanes>(v[i], at + 8 * i * row_words);
            exchange<Lanes, 16>(v[0], v[2]), exchange<Lanes, 16>(v[1], v[3]);
            exchange<Lanes, 8>(v[0], v[1]), exchange<Lanes, 8>(v[2], v[3]);
#pragma GCC unroll 4
            for (std::size_t i = 0; i < 4; ++i) store<Lanes>(v[i], at + 8 * i * row_words);
        }
    turn_neighbours<Lanes>(words, 32);
}

// The eight low and eight high words of a record, interleaved into eight blocks. `half` says which of the
// turned pair is the record's: its first 32 records are in the low halves.
template <class Lanes>
[[gnu::always_inline]] inline void half_to_blocks(const std::uint64_t* low, const std::uint64_t* tails,
                                                  const std::uint64_t* slots, int half, std::uint64_t* blocks)
{
    for (std::size_t k = 0; k < row_words; k += Lanes::count) {
        typename Lanes::Words slot;
        load<Lanes>(slot, slots + k);
        slot <<= 32;
        for (std::size_t r = 0; r < records_per_turn / 2; ++r) {
            typename Lanes::Words first, second, front, back;
            load<Lanes>(first, low + r * row_words + k);
            load<Lanes>(second, tails + r * row_words + k);
            second = (half == 0 ? second & 0xffffffff : second >> 32) | slot;
            Lanes::interleave(first, second, front, back);
            std::uint64_t* block = blocks + (r * row_words + k) * 2;
            store<Lanes>(front, block);
            store<Lanes>(back, block + Lanes::count);
        }
    }
}

template <class Lanes>
[[gnu::always_inline]] inline void to_blocks(const std::uint64_t* low, const std::uint64_t* tails,
                                             const std::uint64_t* slots, std::byte* blocks)
{
    constexpr std::size_t half = records_per_turn / 2 * row_words;
    auto* words = reinterpret_cast<std::uint64_t*>(blocks);
    half_to_blocks<Lanes>(low, tails, slots, 0, words);
    half_to_blocks<Lanes>(low + half, tails, slots, 1, words + 2 * half);
}

void first_bytes_portable(const std::byte* blocks, std::size_t count, std::size_t slots, std::byte* out,
                          std::size_t stride) noexcept
{
    if (slots == slots_per_turn) { // said apart, so that the compiler knows the number
        for (std::size_t r = 0; r < count; ++r)
#pragma GCC unroll 8
            for (std::size_t k = 0; k < slots_per_turn; ++k)
                out[r * stride + k] = blocks[(r * slots_per_turn + k) * 16];
        return;
    }
    for (std::size_t r = 0; r < count; ++r)
        for (std::size_t k = 0; k < slots; ++k) out[r * stride + k] = blocks[(r * slots_per_turn + k) * 16];
}

void to_planes_portable(const std::uint64_t* rows, std::size_t stride, std::size_t count, std::size_t words,
                        std::uint64_t* planes) noexcept
{
    to_planes<TwoLanes>(rows, stride, count, words, planes);
}
void turn_64_portable(std::uint64_t* words) noexcept { turn_64<TwoLanes>(words); }
void turn_32_portable(std::uint64_t* words) noexcept { turn_32<TwoLanes>(words); }

void to_blocks_portable(const std::uint64_t* low, const std::uint64_t* tails, const std::uint64_t* slots,
                        std::byte* blocks) noexcept
{
    to_blocks<TwoLanes>(low, tails, slots, blocks);
}

constexpr PlaneKernel portable{to_planes_portable, turn_64_portable, turn_32_portable, to_blocks_portable,
                               first_bytes_portable};

#if defined(__x86_64__)

#define GAUZE_AVX2 __attribute__((target("avx2")))
#define GAUZE_AVX512 __attribute__((target("avx512f,avx512bw")))

GAUZE_AVX2 void to_planes_avx2(const std::uint64_t* rows, std::size_t stride, std::size_t count,
                               std::size_t words, std::uint64_t* planes) noexcept
{
    to_planes<FourLanes>(rows, stride, count, words, planes);
}
GAUZE_AVX2 void turn_64_avx2(std::uint64_t* words) noexcept { turn_64<FourLanes>(words); }
GAUZE_AVX2 void turn_32_avx2(std::uint64_t* words) noexcept { turn_32<FourLanes>(words); }
GAUZE_AVX2 void to_blocks_avx2(const std::uint64_t* low, const std::uint64_t* tails,
                               const std::uint64_t* slots, std::byte* blocks) noexcept
{
    to_blocks<FourLanes>(low, tails, slots, blocks);
}

GAUZE_AVX512 void to_planes_avx512(const std::uint64_t* rows, std::size_t stride, std::size_t count,
                                   std::size_t words, std::uint64_t* planes) noexcept
{
    to_planes<EightLanes>(rows, stride, count, words, planes);
}
GAUZE_AVX512 void turn_64_avx512(std::uint64_t* words) noexcept { turn_64<EightLanes>(words); }
GAUZE_AVX512 void turn_32_avx512(std::uint64_t* words) noexcept { turn_32<EightLanes>(words); }

GAUZE_AVX512 void to_blocks_avx512(const std::uint64_t* low, const std::uint64_t* tails,
                                   const std::uint64_t* slots, std::byte* blocks) noexcept
{
    to_blocks<EightLanes>(low, tails, slots, blocks);
}

// A record's eight blocks lie in two registers; every other word of them is wanted, and of that one byte.
GAUZE_AVX512 void first_bytes_avx512(const std::byte* blocks, std::size_t count, std::size_t slots,
                                     std::byte* out, std::size_t stride) noexcept
{
    const __m512i every_other = _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14);
    const auto wanted = static_cast<__mmask8>((1u << slots) - 1);
    for (std::size_t r = 0; r < count; ++r) {
        const std::byte* block = blocks + r * slots_per_turn * 16;
        const __m512i words =
            _mm512_permutex2var_epi64(_mm512_loadu_si512(block), every_other, _mm512_loadu_si512(block + 64));
        _mm512_mask_cvtepi64_storeu_epi8(out + r * stride, wanted, words);
    }
}

#undef GAUZE_AVX2
#undef GAUZE_AVX512

constexpr PlaneKernel avx2{to_planes_avx2, turn_64_avx2, turn_32_avx2, to_blocks_avx2, first_bytes_portable};
constexpr PlaneKernel avx512{to_planes_avx512, turn_64_avx512, turn_32_avx512, to_blocks_avx512,
                             first_bytes_avx512};

#endif

} // namespace

const PlaneKernel& plane_kernel(VectorWidth width) noexcept
{
#if defined(__x86_64__)
    if (width == VectorWidth::avx512) return avx512;
    if (width == VectorWidth::avx2) return avx2;
#endif
    (void)width;
    return portable;
}

} // namespace gauze::keyed
