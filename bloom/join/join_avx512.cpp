// The join's loops for processors with AVX-512 and VPOPCNTDQ: 512 records to a register, a full adder in two
// instructions.
#include "bloom/join/join_kernel.hpp"

#if defined(__GNUC__) && !defined(__clang__) // GCC bug 105593: its own header's undefined registers
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#include <immintrin.h>

namespace gauze::bloom::join {
namespace {
namespace here {

struct Lane {
    using Register = __m512i;
    typedef unsigned long long Words __attribute__((vector_size(64), may_alias));
    static Register load(const char* at) { return _mm512_load_si512(at); }
    static void store(char* at, Register r) { _mm512_storeu_si512(at, r); }
    static void full_add(Register a, Register b, Register c, Register& sum, Register& carry)
    {
        sum = _mm512_ternarylogic_epi64(a, b, c, 0x96);
        carry = _mm512_ternarylogic_epi64(a, b, c, 0xe8);
    }
    static Register majority(Register a, Register b, Register c)
    {
        return _mm512_ternarylogic_epi64(a, b, c, 0xe8);
    }
    static Register both(Register a, Register b) { return _mm512_and_si512(a, b); }
    static Register any(Register a, Register b) { return _mm512_or_si512(a, b); }
    static Register either_or(Register a, Register b) { return _mm512_xor_si512(a, b); }
    static bool is_zero(Register a) { return _mm512_test_epi64_mask(a, a) == 0; }
    static std::uint64_t popcount(std::uint64_t word)
    {
        return static_cast<std::uint64_t>(_mm_popcnt_u64(word));
    }

    // 32 bits at a time: their entries stand side by side in a register, and the wanted ones close ranks.
    static std::size_t list_bits(std::uint64_t bits, const std::uint16_t* entries, std::uint16_t* out)
    {
        const auto low = static_cast<std::uint32_t>(bits), high = static_cast<std::uint32_t>(bits >> 32);
        _mm512_storeu_si512(out, _mm512_maskz_compress_epi16(low, _mm512_loadu_si512(entries)));
        const auto n = static_cast<std::size_t>(_mm_popcnt_u32(low));
        _mm512_storeu_si512(out + n, _mm512_maskz_compress_epi16(high, _mm512_loadu_si512(entries + 32)));
        return n + static_cast<std::size_t>(_mm_popcnt_u32(high));
    }
    static std::uint32_t common(const std::uint64_t* a, const std::uint64_t* b, std::size_t words)
    {
        __m512i sum = _mm512_setzero_si512();
        for (std::size_t w = 0; w < words; w += 8)
            sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(_mm512_and_si512(_mm512_loadu_si512(a + w),
                                                                             _mm512_loadu_si512(b + w))));
        return static_cast<std::uint32_t>(_mm512_reduce_add_epi64(sum));
    }
    static Register broadcast(std::uint64_t word) { return _mm512_set1_epi64(static_cast<long long>(word)); }
    static Register popcounts(Register r) { return _mm512_popcnt_epi64(r); }
    static Words load_words(const std::int64_t* at) { return (Words)_mm512_loadu_si512(at); }
    static std::uint32_t reaches(Words count, Words rest_b, std::int64_t rest_a, std::int64_t half_a)
    {
        const __m512i rest = _mm512_min_epi64((__m512i)rest_b, _mm512_set1_epi64(rest_a));
        return _mm512_cmpge_epi64_mask(_mm512_add_epi64((__m512i)count, rest), _mm512_set1_epi64(half_a));
    }
};

#include "bloom/join/join_loops.hpp"

bool runs_here() noexcept
{
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vbmi2") != 0 &&
           __builtin_cpu_supports("avx512vpopcntdq") != 0 && __builtin_cpu_supports("bmi2") != 0;
}

} // namespace here
} // namespace

extern const JoinKernel join_avx512;
const JoinKernel join_avx512 = here::loops("avx512", here::runs_here);

} // namespace gauze::bloom::join
