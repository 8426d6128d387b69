// The join's loops for processors with AVX2: 256 records to a register, a full adder in five instructions.
#include "bloom/join/join_kernel.hpp"

#include <immintrin.h>

namespace gauze::bloom::join {
namespace {
namespace here {

struct Lane {
    using Register = __m256i;
    typedef unsigned long long Words __attribute__((vector_size(32), may_alias));
    static Register load(const char* at) { return _mm256_load_si256(reinterpret_cast<const __m256i*>(at)); }
    static void store(char* at, Register r) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(at), r); }
    static void full_add(Register a, Register b, Register c, Register& sum, Register& carry)
    {
        const Register x = _mm256_xor_si256(a, b);
        const Register both_ab = _mm256_and_si256(a, b), both_xc = _mm256_and_si256(x, c);
        sum = _mm256_xor_si256(x, c);
        carry = _mm256_or_si256(both_ab, both_xc);
    }
    static Register majority(Register a, Register b, Register c)
    {
        return _mm256_or_si256(_mm256_and_si256(a, b), _mm256_and_si256(c, _mm256_or_si256(a, b)));
    }
    static Register both(Register a, Register b) { return _mm256_and_si256(a, b); }
    static Register any(Register a, Register b) { return _mm256_or_si256(a, b); }
    static Register either_or(Register a, Register b) { return _mm256_xor_si256(a, b); }
    static bool is_zero(Register a) { return _mm256_testz_si256(a, a) != 0; }
    static std::uint64_t popcount(std::uint64_t word)
    {
        return static_cast<std::uint64_t>(_mm_popcnt_u64(word));
    }
    static std::size_t list_bits(std::uint64_t bits, const std::uint16_t* entries, std::uint16_t* out)
    {
        std::size_t n = 0;
        for (; bits != 0; bits = _blsr_u64(bits)) out[n++] = entries[_tzcnt_u64(bits)];
        return n;
    }
    static std::uint32_t common(const std::uint64_t* a, const std::uint64_t* b, std::size_t words)
    {
        std::uint64_t sum = 0;
        for (std::size_t w = 0; w < words; ++w) sum += popcount(a[w] & b[w]);
        return static_cast<std::uint32_t>(sum);
    }
    static Register broadcast(std::uint64_t word) { return _mm256_set1_epi64x(static_cast<long long>(word)); }
    static Register popcounts(Register r) // half bytes looked up (Mula, Kurz and Lemire 2018)
    {
        const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1,
                                               2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
        const __m256i low = _mm256_set1_epi8(15);
        const __m256i bytes =
            _mm256_add_epi8(_mm256_shuffle_epi8(table, _mm256_and_si256(r, low)),
                            _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(r, 4), low)));
        return _mm256_sad_epu8(bytes, _mm256_setzero_si256());
    }
    static Words load_words(const std::int64_t* at)
    {
        return (Words)_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
    }
    static std::uint32_t reaches(Words count, Words rest_b, std::int64_t rest_a, std::int64_t half_a)
    {
        const __m256i a = _mm256_set1_epi64x(rest_a), b = (__m256i)rest_b;
        const __m256i rest = _mm256_blendv_epi8(b, a, _mm256_cmpgt_epi64(b, a));
        const __m256i less =
            _mm256_cmpgt_epi64(_mm256_set1_epi64x(half_a), _mm256_add_epi64((__m256i)count, rest));
        return ~static_cast<std::uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(less))) & 15u;
    }
};

#include "bloom/join/join_loops.hpp"

bool runs_here() noexcept
{
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
           __builtin_cpu_supports("popcnt") != 0;
}

} // namespace here
} // namespace

extern const JoinKernel join_avx2;
const JoinKernel join_avx2 = here::loops("avx2", here::runs_here);

} // namespace gauze::bloom::join
