#include "bloom/agreement.hpp"

#include <bit>

#if defined(__x86_64__)
// GCC 12 takes the deliberately undefined registers of its own header for a mistake (GCC bug 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>
#endif

namespace gauze::bloom {

namespace {

// The oracle.
std::uint32_t count_plain(const AgreementShape& shape, const std::uint64_t* one,
                          const std::uint64_t* other) noexcept
{
    const auto* a = reinterpret_cast<const unsigned char*>(one);
    const auto* b = reinterpret_cast<const unsigned char*>(other);
    std::uint32_t count = 0;
    for (std::size_t s = 0; s < shape.symbols; ++s) count += a[s] == b[s];
    const std::size_t first = 8 * shape.symbol_lines();
    for (std::size_t k = first; k < first + shape.keys; ++k)
        count += one[k] == other[k] ? shape.key_weight : 0;
    return count;
}

// What the zeros that fill the lines up count as alike.
std::uint32_t filling(const AgreementShape& shape) noexcept
{
    return static_cast<std::uint32_t>(64 * shape.symbol_lines() - shape.symbols +
                                      (8 * shape.key_lines() - shape.keys) * shape.key_weight);
}

#if defined(__x86_64__)

__attribute__((target("avx2,popcnt"))) std::uint32_t
count_avx2(const AgreementShape& shape, const std::uint64_t* one, const std::uint64_t* other) noexcept
{
    const std::size_t symbols = 8 * shape.symbol_lines(), all = shape.words();
    std::uint32_t count = 0, keys = 0;
    for (std::size_t w = 0; w < all; w += 4) {
        const __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(one + w));
        const __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(other + w));
        if (w < symbols)
            count += static_cast<std::uint32_t>(
                std::popcount(static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, b)))));
        else
            keys += static_cast<std::uint32_t>(std::popcount(
                static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpeq_epi64(a, b))))));
    }
    return count + keys * shape.key_weight;
}

__attribute__((target("avx512f,avx512bw,popcnt"))) std::uint32_t
count_avx512(const AgreementShape& shape, const std::uint64_t* one, const std::uint64_t* other) noexcept
{
    const std::size_t symbols = 8 * shape.symbol_lines(), all = shape.words();
    std::uint32_t count = 0, keys = 0;
    for (std::size_t w = 0; w < symbols; w += 8)
        count += static_cast<std::uint32_t>(std::popcount(
            _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(one + w), _mm512_loadu_si512(other + w))));
    for (std::size_t w = symbols; w < all; w += 8)
        keys += static_cast<std::uint32_t>(std::popcount(static_cast<unsigned>(
            _mm512_cmpeq_epi64_mask(_mm512_loadu_si512(one + w), _mm512_loadu_si512(other + w)))));
    return count + keys * shape.key_weight;
}

#endif

} // namespace

void agreement_counts(const Kernel& kernel, const AgreementShape& shape, const std::uint64_t* one,
                      const std::uint64_t* many, std::size_t rows, std::uint32_t* counts) noexcept
{
    const std::size_t words = shape.words();
    const std::uint32_t filled = filling(shape);
#if defined(__x86_64__)
    if (kernel.name == "avx512" && __builtin_cpu_supports("avx512bw") != 0) {
        for (std::size_t r = 0; r < rows; ++r)
            counts[r] = count_avx512(shape, one, many + r * words) - filled;
        return;
    }
    if (kernel.name != "scalar") {
        for (std::size_t r = 0; r < rows; ++r) counts[r] = count_avx2(shape, one, many + r * words) - filled;
        return;
    }
#endif
    (void)filled, (void)kernel;
    for (std::size_t r = 0; r < rows; ++r) counts[r] = count_plain(shape, one, many + r * words);
}

} // namespace gauze::bloom
