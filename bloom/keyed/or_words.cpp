#include "bloom/keyed/or_words.hpp"

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

inline __attribute__((always_inline)) void unite_one(std::uint64_t* into, const std::uint64_t* const* from,
                                                     std::size_t count, std::size_t words)
{
    std::size_t w = 0;
    for (; w + 16 <= words; w += 16) { // two sums at a time, so that neither waits for the other's loads
        Eight a{}, b{}, c, d;
        for (std::size_t i = 0; i < count; ++i) {
            std::memcpy(&c, from[i] + w, sizeof c);
            std::memcpy(&d, from[i] + w + 8, sizeof d);
            a |= c, b |= d;
        }
        std::memcpy(into + w, &a, sizeof a);
        std::memcpy(into + w + 8, &b, sizeof b);
    }
    for (; w < words; w += 8) {
        Eight a{}, c;
        for (std::size_t i = 0; i < count; ++i) {
            std::memcpy(&c, from[i] + w, sizeof c);
            a |= c;
        }
        std::memcpy(into + w, &a, sizeof a);
    }
}

inline __attribute__((always_inline)) void unite(const FilterRowsAt& into, const UnionSources& from)
{
    for (std::size_t r = 0; r < into.rows; ++r)
        unite_one(into.first + r * into.stride, from.of + r * from.each, from.each, into.words);
}

void unite_plain(const FilterRowsAt& into, const UnionSources& from) noexcept { unite(into, from); }

void join_plain(std::uint64_t* into, const std::uint64_t* from, std::size_t words) noexcept
{
    join(into, from, words);
}

inline __attribute__((always_inline)) std::uint64_t count(const FilterRowsAt& rows)
{
    std::uint64_t sums[4] = {};
    for (std::size_t r = 0; r < rows.rows; ++r) {
        const std::uint64_t* at = rows.first + r * rows.stride;
        for (std::size_t w = 0; w < rows.words; w += 4)
            for (std::size_t i = 0; i < 4; ++i)
                sums[i] += static_cast<std::uint64_t>(__builtin_popcountll(at[w + i]));
    }
    return sums[0] + sums[1] + sums[2] + sums[3];
}

std::uint64_t count_plain(const FilterRowsAt& rows) noexcept { return count(rows); }

#if defined(__x86_64__)
__attribute__((target("popcnt"))) std::uint64_t count_popcnt(const FilterRowsAt& rows) noexcept
{
    return count(rows);
}
__attribute__((target("avx512f,avx512vpopcntdq,popcnt"))) std::uint64_t
count_avx512(const FilterRowsAt& rows) noexcept
{
    return count(rows);
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
__attribute__((target("avx2"))) void unite_avx2(const FilterRowsAt& into, const UnionSources& from) noexcept
{
    unite(into, from);
}
__attribute__((target("avx512f"))) void unite_avx512(const FilterRowsAt& into,
                                                     const UnionSources& from) noexcept
{
    unite(into, from);
}
#endif

} // namespace

UniteRows unite_rows([[maybe_unused]] VectorWidth width) noexcept
{
#if defined(__x86_64__)
    switch (width) {
    case VectorWidth::avx512: return unite_avx512;
    case VectorWidth::avx2: return unite_avx2;
    case VectorWidth::scalar: break;
    }
#endif
    return unite_plain;
}

OrWords or_words([[maybe_unused]] VectorWidth width) noexcept
{
#if defined(__x86_64__)
    switch (width) {
    case VectorWidth::avx512: return join_avx512;
    case VectorWidth::avx2: return join_avx2;
    case VectorWidth::scalar: break;
    }
#endif
    return join_plain;
}

CountBits count_bits([[maybe_unused]] VectorWidth width) noexcept
{
#if defined(__x86_64__)
    if (width == VectorWidth::avx512 && __builtin_cpu_supports("avx512vpopcntdq") != 0) return count_avx512;
    if (width != VectorWidth::scalar && __builtin_cpu_supports("popcnt") != 0) return count_popcnt;
#endif
    return count_plain;
}

} // namespace gauze::keyed
