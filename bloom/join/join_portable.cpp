// The join's loops in portable C++: 64 records to a register, which is a machine word.
#include "bloom/join/join_kernel.hpp"

namespace gauze::bloom::join {
namespace {
namespace here {

struct Lane {
    using Register = std::uint64_t;
    using Words = std::uint64_t;
    static Register load(const char* at)
    {
        Register r;
        __builtin_memcpy(&r, at, sizeof r);
        return r;
    }
    static void store(char* at, Register r) { __builtin_memcpy(at, &r, sizeof r); }
    static void full_add(Register a, Register b, Register c, Register& sum, Register& carry)
    {
        const Register x = a ^ b;
        const Register over = (a & b) | (x & c);
        sum = x ^ c;
        carry = over;
    }
    static Register majority(Register a, Register b, Register c) { return (a & b) | (c & (a | b)); }
    static Register both(Register a, Register b) { return a & b; }
    static Register any(Register a, Register b) { return a | b; }
    static Register either_or(Register a, Register b) { return a ^ b; }
    static bool is_zero(Register a) { return a == 0; }
    static std::uint64_t popcount(std::uint64_t word)
    {
        return static_cast<std::uint64_t>(__builtin_popcountll(word));
    }
    static std::size_t list_bits(std::uint64_t bits, const std::uint16_t* entries, std::uint16_t* out)
    {
        std::size_t n = 0;
        for (; bits != 0; bits &= bits - 1) out[n++] = entries[__builtin_ctzll(bits)];
        return n;
    }
    static std::uint32_t common(const std::uint64_t* a, const std::uint64_t* b, std::size_t words)
    {
        std::uint64_t sum = 0;
        for (std::size_t w = 0; w < words; ++w) sum += popcount(a[w] & b[w]);
        return static_cast<std::uint32_t>(sum);
    }
    static Register broadcast(std::uint64_t word) { return word; }
    static Register popcounts(Register r) { return popcount(r); }
    static Words load_words(const std::int64_t* at) { return static_cast<Words>(*at); }
    static std::uint32_t reaches(Words count, Words rest_b, std::int64_t rest_a, std::int64_t half_a)
    {
        const auto b = static_cast<std::int64_t>(rest_b);
        return static_cast<std::int64_t>(count) + (b < rest_a ? b : rest_a) >= half_a ? 1u : 0u;
    }
};

#include "bloom/join/join_loops.hpp"

bool runs_here() noexcept { return true; }

} // namespace here
} // namespace

extern const JoinKernel join_scalar;
const JoinKernel join_scalar = here::loops("scalar", here::runs_here);

} // namespace gauze::bloom::join
