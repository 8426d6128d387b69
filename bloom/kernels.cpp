#include "bloom/kernels.hpp"

#include "bloom/base/error.hpp"

#include <array>
#include <bit>
#include <cstdlib>
#include <string>

#include <fmt/format.h>

#if defined(__x86_64__)
// GCC 12 takes the deliberately undefined registers of its own header for a mistake (GCC bug 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>
#endif

namespace gauze::bloom {

namespace {

bool always() noexcept { return true; }

// The oracle: what a reader believes at first sight.
void and_counts_scalar(const std::uint64_t* one, const std::uint64_t* many, std::size_t words,
                       std::size_t rows, std::uint32_t* counts) noexcept
{
    for (std::size_t r = 0; r < rows; ++r) {
        const std::uint64_t* other = many + r * words;
        int common = 0;
        for (std::size_t w = 0; w < words; ++w) common += std::popcount(one[w] & other[w]);
        counts[r] = static_cast<std::uint32_t>(common);
    }
}

#if defined(__x86_64__)

bool has_avx2() noexcept { return __builtin_cpu_supports("avx2") != 0; }
bool has_avx512() noexcept
{
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vpopcntdq") != 0;
}

// Counts bits by looking up each half byte (Mula, Kurz and Lemire 2018), sums bytes with SAD.
__attribute__((target("avx2"))) void and_counts_avx2(const std::uint64_t* one, const std::uint64_t* many,
                                                     std::size_t words, std::size_t rows,
                                                     std::uint32_t* counts) noexcept
{
    const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2,
                                           2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i low = _mm256_set1_epi8(15);
    for (std::size_t r = 0; r < rows; ++r) {
        const std::uint64_t* other = many + r * words;
        __m256i sums = _mm256_setzero_si256();
        for (std::size_t w = 0; w < words; w += 8) {
            __m256i bytes = _mm256_setzero_si256();
            for (std::size_t half = 0; half < 8; half += 4) {
                const __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(one + w + half));
                const __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(other + w + half));
                const __m256i both = _mm256_and_si256(a, b);
                const __m256i lower = _mm256_and_si256(both, low);
                const __m256i upper = _mm256_and_si256(_mm256_srli_epi16(both, 4), low);
                bytes = _mm256_add_epi8(bytes, _mm256_add_epi8(_mm256_shuffle_epi8(table, lower),
                                                               _mm256_shuffle_epi8(table, upper)));
            }
            sums = _mm256_add_epi64(sums, _mm256_sad_epu8(bytes, _mm256_setzero_si256()));
        }
        const __m128i halves = _mm_add_epi64(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
        counts[r] = static_cast<std::uint32_t>(_mm_cvtsi128_si64(halves) + _mm_extract_epi64(halves, 1));
    }
}

// Eight rows are summed side by side, then turned in registers so that one store writes eight counts.
__attribute__((target("avx512f,avx512vpopcntdq"))) void and_counts_avx512(const std::uint64_t* one,
                                                                          const std::uint64_t* many,
                                                                          std::size_t words, std::size_t rows,
                                                                          std::uint32_t* counts) noexcept
{
    std::size_t r = 0;
    for (; r + 8 <= rows; r += 8) {
        __m512i sum[8];
        for (std::size_t i = 0; i < 8; ++i) sum[i] = _mm512_setzero_si512();
        for (std::size_t w = 0; w < words; w += 8) {
            const __m512i a = _mm512_loadu_si512(one + w);
            for (std::size_t i = 0; i < 8; ++i) {
                const __m512i b = _mm512_loadu_si512(many + (r + i) * words + w);
                sum[i] = _mm512_add_epi64(sum[i], _mm512_popcnt_epi64(_mm512_and_si512(a, b)));
            }
        }
        // Each step adds neighbours of two rows at once: 8 x 8 sums become one register of 8 totals.
        __m512i pair[4];
        for (std::size_t i = 0; i < 4; ++i)
            pair[i] = _mm512_add_epi64(_mm512_unpacklo_epi64(sum[2 * i], sum[2 * i + 1]),
                                       _mm512_unpackhi_epi64(sum[2 * i], sum[2 * i + 1]));
        __m512i quad[2];
        for (std::size_t i = 0; i < 2; ++i)
            quad[i] = _mm512_add_epi64(_mm512_shuffle_i64x2(pair[2 * i], pair[2 * i + 1], 0x88),
                                       _mm512_shuffle_i64x2(pair[2 * i], pair[2 * i + 1], 0xdd));
        const __m512i total = _mm512_add_epi64(_mm512_shuffle_i64x2(quad[0], quad[1], 0x88),
                                               _mm512_shuffle_i64x2(quad[0], quad[1], 0xdd));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(counts + r), _mm512_cvtepi64_epi32(total));
    }
    for (; r < rows; ++r) {
        __m512i sum = _mm512_setzero_si512();
        for (std::size_t w = 0; w < words; w += 8)
            sum = _mm512_add_epi64(
                sum, _mm512_popcnt_epi64(_mm512_and_si512(_mm512_loadu_si512(one + w),
                                                          _mm512_loadu_si512(many + r * words + w))));
        counts[r] = static_cast<std::uint32_t>(_mm512_reduce_add_epi64(sum));
    }
}

constexpr std::array table{
    Kernel{"avx512", has_avx512, and_counts_avx512},
    Kernel{"avx2", has_avx2, and_counts_avx2},
    Kernel{"scalar", always, and_counts_scalar},
};

#else

constexpr std::array table{Kernel{"scalar", always, and_counts_scalar}};

#endif

} // namespace

std::span<const Kernel> kernels() noexcept { return table; }

const Kernel& active_kernel()
{
    const char* asked = std::getenv("GAUZE_KERNEL");
    std::string names;
    for (const Kernel& kernel : table) {
        if (asked == nullptr || *asked == '\0') {
            if (kernel.runs_here()) return kernel;
        } else if (kernel.name == asked) {
            if (kernel.runs_here()) return kernel;
            throw Error(Exit::configuration,
                        fmt::format("GAUZE_KERNEL={} cannot run on this processor", kernel.name),
                        "unset GAUZE_KERNEL; the best kernel is then chosen");
        }
        names += fmt::format("{}{}", names.empty() ? "" : ", ", kernel.name);
    }
    throw Error(Exit::configuration, "GAUZE_KERNEL names no kernel of this program", "it is one of " + names);
}

} // namespace gauze::bloom
