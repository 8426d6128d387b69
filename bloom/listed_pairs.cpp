#include "bloom/listed_pairs.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>

#if defined(__x86_64__)
// GCC 12 takes the deliberately undefined registers of its own header for a mistake (GCC bug 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>
#endif

namespace gauze::bloom {

namespace {

constexpr std::size_t ahead = 24;     // pairs between asking for a row and reading it
constexpr std::size_t most_lines = 8; // of a row that are asked for; the processor guesses the rest

inline void ask_for(const void* row, std::size_t bytes) noexcept
{
    const char* first = static_cast<const char*>(row);
    for (std::size_t at = 0; at < bytes && at < most_lines * 64; at += 64) __builtin_prefetch(first + at);
    __builtin_prefetch(first + bytes - 1); // a row need not start with a line
}

// The pair whose rows are asked for while pair i is counted.
inline const RowPair& pair_ahead(std::span<const RowPair> pairs, std::size_t i) noexcept
{
    return pairs[std::min(i + ahead, pairs.size() - 1)];
}

bool always() noexcept { return true; }

// The oracle.
void equal_symbols_plain(const std::uint8_t* a, const std::uint8_t* b, std::uint32_t symbols,
                         std::span<const RowPair> pairs, std::uint32_t* counts) noexcept
{
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const std::uint8_t* one = a + std::size_t{pairs[i].a} * symbols;
        const std::uint8_t* other = b + std::size_t{pairs[i].b} * symbols;
        std::uint32_t count = 0;
        for (std::size_t s = 0; s < symbols; ++s) count += one[s] == other[s];
        counts[i] = count;
    }
}

void agreeing_keys_plain(const std::uint64_t* a, const std::uint64_t* b, std::uint32_t keys,
                         std::span<const RowPair> pairs, std::uint64_t* masks) noexcept
{
    const std::size_t words = (keys + 63) / 64;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const std::uint64_t* one = a + std::size_t{pairs[i].a} * keys;
        const std::uint64_t* other = b + std::size_t{pairs[i].b} * keys;
        std::fill_n(masks + i * words, words, 0);
        for (std::size_t k = 0; k < keys; ++k)
            masks[i * words + k / 64] |= std::uint64_t{one[k] == other[k]} << k % 64;
    }
}

#if defined(__x86_64__)

bool has_avx2() noexcept
{
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("popcnt") != 0;
}
bool has_avx512() noexcept
{
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("popcnt") != 0;
}

// Which of 4, 8, 16 or 32 bytes are equal, one bit each. (Loads through memcpy: a row starts anywhere.)
__attribute__((target("avx2,popcnt"))) inline unsigned equal4(const std::uint8_t* a,
                                                              const std::uint8_t* b) noexcept
{
    int x = 0, y = 0;
    std::memcpy(&x, a, 4), std::memcpy(&y, b, 4);
    return static_cast<unsigned>(
               _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_cvtsi32_si128(x), _mm_cvtsi32_si128(y)))) &
           0xfu;
}
__attribute__((target("avx2,popcnt"))) inline unsigned equal8(const std::uint8_t* a,
                                                              const std::uint8_t* b) noexcept
{
    const __m128i x = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(a));
    const __m128i y = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(b));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(x, y))) & 0xffu;
}
__attribute__((target("avx2,popcnt"))) inline unsigned equal16(const std::uint8_t* a,
                                                               const std::uint8_t* b) noexcept
{
    const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(a));
    const __m128i y = _mm_loadu_si128(reinterpret_cast<const __m128i*>(b));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(x, y)));
}
__attribute__((target("avx2,popcnt"))) inline unsigned equal32(const std::uint8_t* a,
                                                               const std::uint8_t* b) noexcept
{
    const __m256i x = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(a));
    const __m256i y = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(b));
    return static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(x, y)));
}

// Fewer than 32 symbols. Two loads that overlap cover the row; what the second sees again is shifted out.
__attribute__((target("avx2,popcnt"))) inline unsigned
equal_short(const std::uint8_t* a, const std::uint8_t* b, std::uint32_t n) noexcept
{
    unsigned low = 0, high = 0;
    if (n >= 16) {
        low = equal16(a, b), high = equal16(a + n - 16, b + n - 16) >> (32 - n);
    } else if (n >= 8) {
        low = equal8(a, b), high = equal8(a + n - 8, b + n - 8) >> (16 - n);
    } else if (n >= 4) {
        low = equal4(a, b), high = equal4(a + n - 4, b + n - 4) >> (8 - n);
    } else {
        for (std::uint32_t s = 0; s < n; ++s) low |= unsigned{a[s] == b[s]} << s;
    }
    return static_cast<unsigned>(std::popcount(low) + std::popcount(high));
}

__attribute__((target("avx2,popcnt"))) void equal_symbols_avx2(const std::uint8_t* a, const std::uint8_t* b,
                                                               std::uint32_t symbols,
                                                               std::span<const RowPair> pairs,
                                                               std::uint32_t* counts) noexcept
{
    const std::uint32_t whole = symbols / 32 * 32, rest = symbols % 32;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        ask_for(b + std::size_t{pair_ahead(pairs, i).b} * symbols, symbols);
        const std::uint8_t* one = a + std::size_t{pairs[i].a} * symbols;
        const std::uint8_t* other = b + std::size_t{pairs[i].b} * symbols;
        unsigned count = 0;
        for (std::uint32_t s = 0; s < whole; s += 32)
            count += static_cast<unsigned>(std::popcount(equal32(one + s, other + s)));
        if (whole == 0)
            count = equal_short(one, other, rest);
        else if (rest > 0)
            count += static_cast<unsigned>(
                std::popcount(equal32(one + symbols - 32, other + symbols - 32) >> (32 - rest)));
        counts[i] = count;
    }
}

__attribute__((target("avx2,popcnt"))) void agreeing_keys_avx2(const std::uint64_t* a, const std::uint64_t* b,
                                                               std::uint32_t keys,
                                                               std::span<const RowPair> pairs,
                                                               std::uint64_t* masks) noexcept
{
    const std::size_t words = (keys + 63) / 64;
    const std::uint32_t whole = keys / 4 * 4;
    // A masked load touches the keys that are there and no others.
    const __m256i tail = _mm256_cmpgt_epi64(_mm256_set1_epi64x(keys - whole), _mm256_setr_epi64x(0, 1, 2, 3));
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        ask_for(b + std::size_t{pair_ahead(pairs, i).b} * keys, keys * 8);
        const auto* one = reinterpret_cast<const long long*>(a + std::size_t{pairs[i].a} * keys);
        const auto* other = reinterpret_cast<const long long*>(b + std::size_t{pairs[i].b} * keys);
        std::uint64_t* mask = masks + i * words;
        std::fill_n(mask, words, 0);
        for (std::uint32_t k = 0; k < whole; k += 4) {
            const __m256i x = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(one + k));
            const __m256i y = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(other + k));
            mask[k / 64] |=
                static_cast<std::uint64_t>(_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpeq_epi64(x, y))))
                << k % 64;
        }
        if (whole < keys) {
            const __m256i same = _mm256_cmpeq_epi64(_mm256_maskload_epi64(one + whole, tail),
                                                    _mm256_maskload_epi64(other + whole, tail));
            mask[whole / 64] |= static_cast<std::uint64_t>(
                                    _mm256_movemask_pd(_mm256_castsi256_pd(_mm256_and_si256(same, tail))))
                                << whole % 64;
        }
    }
}

// The width the kernels are tuned for: a row is a line, and a pair one comparison.
__attribute__((target("avx512f,avx512bw,popcnt"))) inline std::uint32_t
equal_in_line(const std::uint8_t* a, const std::uint8_t* b, const RowPair& pair) noexcept
{
    const __m512i one = _mm512_loadu_si512(a + std::size_t{pair.a} * 64);
    const __m512i other = _mm512_loadu_si512(b + std::size_t{pair.b} * 64);
    return static_cast<std::uint32_t>(std::popcount(_mm512_cmpeq_epi8_mask(one, other)));
}

// Four pairs a turn, so that four comparisons are under way at once.
__attribute__((target("avx512f,avx512bw,popcnt"))) void
equal_64_symbols_avx512(const std::uint8_t* a, const std::uint8_t* b, std::span<const RowPair> pairs,
                        std::uint32_t* __restrict counts) noexcept
{
    constexpr std::size_t turn = 4;
    std::size_t i = 0;
    for (; i + turn + ahead <= pairs.size(); i += turn)
#pragma GCC unroll 4
        for (std::size_t k = i; k < i + turn; ++k) {
            __builtin_prefetch(b + std::size_t{pairs[k + ahead].b} * 64);
            counts[k] = equal_in_line(a, b, pairs[k]);
        }
    for (; i < pairs.size(); ++i) counts[i] = equal_in_line(a, b, pairs[i]);
}

__attribute__((target("avx512f,avx512bw,popcnt"))) void
equal_symbols_avx512(const std::uint8_t* a, const std::uint8_t* b, std::uint32_t symbols,
                     std::span<const RowPair> pairs, std::uint32_t* counts) noexcept
{
    if (symbols == 64) return equal_64_symbols_avx512(a, b, pairs, counts);
    const std::uint32_t whole = symbols / 64 * 64;
    const __mmask64 tail = (std::uint64_t{1} << symbols % 64) - 1; // loads under a mask cannot fault beyond
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        ask_for(b + std::size_t{pair_ahead(pairs, i).b} * symbols, symbols);
        const std::uint8_t* one = a + std::size_t{pairs[i].a} * symbols;
        const std::uint8_t* other = b + std::size_t{pairs[i].b} * symbols;
        int count = 0;
        for (std::uint32_t s = 0; s < whole; s += 64)
            count += std::popcount(
                _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(one + s), _mm512_loadu_si512(other + s)));
        if (tail != 0)
            count +=
                std::popcount(_mm512_mask_cmpeq_epi8_mask(tail, _mm512_maskz_loadu_epi8(tail, one + whole),
                                                          _mm512_maskz_loadu_epi8(tail, other + whole)));
        counts[i] = static_cast<std::uint32_t>(count);
    }
}

__attribute__((target("avx512f,avx512bw,popcnt"))) void
agreeing_keys_avx512(const std::uint64_t* a, const std::uint64_t* b, std::uint32_t keys,
                     std::span<const RowPair> pairs, std::uint64_t* masks) noexcept
{
    const std::size_t words = (keys + 63) / 64;
    const std::uint32_t whole = keys / 8 * 8;
    const auto tail = static_cast<__mmask8>((1u << keys % 8) - 1);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        ask_for(b + std::size_t{pair_ahead(pairs, i).b} * keys, keys * 8);
        const std::uint64_t* one = a + std::size_t{pairs[i].a} * keys;
        const std::uint64_t* other = b + std::size_t{pairs[i].b} * keys;
        std::uint64_t* mask = masks + i * words;
        std::fill_n(mask, words, 0);
        for (std::uint32_t k = 0; k < whole; k += 8)
            mask[k / 64] |= std::uint64_t{_mm512_cmpeq_epi64_mask(_mm512_loadu_si512(one + k),
                                                                  _mm512_loadu_si512(other + k))}
                            << k % 64;
        if (tail != 0)
            mask[whole / 64] |=
                std::uint64_t{_mm512_mask_cmpeq_epi64_mask(tail, _mm512_maskz_loadu_epi64(tail, one + whole),
                                                           _mm512_maskz_loadu_epi64(tail, other + whole))}
                << whole % 64;
    }
}

constexpr std::array table{
    ListedKernel{"avx512", has_avx512, equal_symbols_avx512, agreeing_keys_avx512},
    ListedKernel{"avx2", has_avx2, equal_symbols_avx2, agreeing_keys_avx2},
    ListedKernel{"scalar", always, equal_symbols_plain, agreeing_keys_plain},
};

#else

constexpr std::array table{ListedKernel{"scalar", always, equal_symbols_plain, agreeing_keys_plain}};

#endif

} // namespace

std::span<const ListedKernel> listed_kernels() noexcept { return table; }

const ListedKernel& listed_kernel(const Kernel& kernel) noexcept
{
    const auto named = std::ranges::find(table, kernel.name, &ListedKernel::name);
    return *std::find_if(named == table.end() ? table.begin() : named, table.end(),
                         [](const ListedKernel& one) { return one.runs_here(); });
}

void common_bits(const Kernel& kernel, const FilterRows& a, const FilterRows& b,
                 std::span<const RowPair> pairs, std::uint32_t* counts) noexcept
{
    assert(a.shape() == b.shape());
    const std::size_t words = a.shape().words();
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        ask_for(b.row(pair_ahead(pairs, i).b), words * 8);
        kernel.and_counts(a.row(pairs[i].a), b.row(pairs[i].b), words, 1, counts + i);
    }
}

} // namespace gauze::bloom
