#include "bloom/keyed/or_words.hpp"

#include "bloom/base/vector_width.hpp"

#include <cstring>

namespace gauze::keyed {

namespace {

using Eight = std::uint64_t __attribute__((vector_size(64)));

inline __attribute__((always_inline)) void join(std::uint64_t* into, const std::uint64_t* from,
                                                std::size_t words)
{
    for (std::size_t w = 0; w < words; w += 8) {
        Eight a, b;
        std::memcpy(&a, into + w, sizeof a);
        std::memcpy(&b, from + w, sizeof b);
        a |= b;
        std::memcpy(into + w, &a, sizeof a);
    }
}

void join_plain(std::uint64_t* into, const std::uint64_t* from, std::size_t words) noexcept
{
    join(into, from, words);
}

inline __attribute__((always_inline)) std::uint64_t count(const std::uint64_t* at, std::size_t words)
{
    std::uint64_t sums[4] = {};
    for (std::size_t w = 0; w < words; w += 4)
        for (std::size_t i = 0; i < 4; ++i)
            sums[i] += static_cast<std::uint64_t>(__builtin_popcountll(at[w + i]));
    return sums[0] + sums[1] + sums[2] + sums[3];
}

std::uint64_t count_plain(const std::uint64_t* at, std::size_t words) noexcept { return count(at, words); }

#if defined(__x86_64__)
__attribute__((target("popcnt"))) std::uint64_t count_popcnt(const std::uint64_t* at,
                                                             std::size_t words) noexcept
{
    return count(at, words);
}
__attribute__((target("avx512f,avx512vpopcntdq,popcnt"))) std::uint64_t
count_avx512(const std::uint64_t* at, std::size_t words) noexcept
{
    return count(at, words);
}
__attribute__((target("avx2"))) void join_avx2(std::uint64_t* into, const std::uint64_t* from,
                                               std::size_t words) noexcept
{
    join(into, from, words);
}
__attribute__((target("avx512f"))) void join_avx512(std::uint64_t* into, const std::uint64_t* from,
                                                    std::size_t words) noexcept
{
    join(into, from, words);
}
#endif

} // namespace

OrWords or_words() noexcept
{
#if defined(__x86_64__)
    switch (vector_width()) {
    case VectorWidth::avx512: return join_avx512;
    case VectorWidth::avx2: return join_avx2;
    case VectorWidth::scalar: break;
    }
#endif
    return join_plain;
}

CountBits count_bits() noexcept
{
#if defined(__x86_64__)
    if (vector_width() == VectorWidth::avx512 && __builtin_cpu_supports("avx512vpopcntdq") != 0)
        return count_avx512;
    if (vector_width() != VectorWidth::scalar && __builtin_cpu_supports("popcnt") != 0) return count_popcnt;
#endif
    return count_plain;
}

} // namespace gauze::keyed
