#include "engine/custodian/repeats.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace gauze::custodian {

namespace {

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the result depends on every bit.
std::uint64_t mixed(std::uint64_t x) noexcept
{
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

void print_rows_plain(const std::byte* first, std::size_t stride, std::size_t rows, std::size_t size,
                      std::uint64_t* prints) noexcept
{
    for (std::size_t r = 0; r < rows; ++r) prints[r] = print_of(first + r * stride, size);
}

#if defined(__x86_64__)
// The four lanes of `print_of`, those of two rows in one register: only these processors multiply 64 bits in
// lanes.
using Four = std::uint64_t __attribute__((vector_size(32)));
using Eight = std::uint64_t __attribute__((vector_size(64)));

__attribute__((target("avx512f,avx512dq"))) inline Eight mixed(Eight x) noexcept
{
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

__attribute__((target("avx512f,avx512dq"))) void print_rows_avx512(const std::byte* first, std::size_t stride,
                                                                   std::size_t rows, std::size_t size,
                                                                   std::uint64_t* prints) noexcept
{
    const std::uint64_t head = mixed(size + 1);
    const Eight start{head, 1, 2, 3, head, 1, 2, 3};
    std::size_t r = 0;
    for (; r + 2 <= rows; r += 2) {
        const std::byte *a = first + r * stride, *b = a + stride;
        Eight lanes = start;
        for (std::size_t at = 0; at < size; at += sizeof(Four)) {
            Four of_a, of_b;
            std::memcpy(&of_a, a + at, sizeof of_a), std::memcpy(&of_b, b + at, sizeof of_b);
            const Eight word = __builtin_shufflevector(of_a, of_b, 0, 1, 2, 3, 4, 5, 6, 7);
            lanes = (lanes ^ word ^ word >> 32) * 0x9e3779b97f4a7c15u;
            lanes ^= lanes >> 29;
        }
        // Lanes 0 and 2 of each row take up 1 and 3, then 0 takes up 2.
        lanes = mixed(mixed(lanes) ^ __builtin_shuffle(lanes, Eight{1, 1, 3, 3, 5, 5, 7, 7}));
        lanes = mixed(lanes ^ __builtin_shuffle(lanes, Eight{2, 2, 2, 2, 6, 6, 6, 6}));
        prints[r] = lanes[0], prints[r + 1] = lanes[4];
    }
    print_rows_plain(first + r * stride, stride, rows - r, size, prints + r);
}
#endif

} // namespace

PrintRows print_rows([[maybe_unused]] VectorWidth width) noexcept
{
#if defined(__x86_64__)
    if (width == VectorWidth::avx512 && __builtin_cpu_supports("avx512dq") != 0) return print_rows_avx512;
#endif
    return print_rows_plain;
}

std::uint64_t print_of(const void* bytes, std::size_t size) noexcept
{
    const char* at = static_cast<const char*>(bytes);
    // Side by side, since each step waits for its multiplication.
    std::uint64_t lanes[4] = {mixed(size + 1), 1, 2, 3};
    for (; size >= 32; at += 32, size -= 32)
        for (std::size_t i = 0; i < 4; ++i) {
            std::uint64_t word = 0;
            std::memcpy(&word, at + i * 8, 8);
            lanes[i] = (lanes[i] ^ word ^ word >> 32) * 0x9e3779b97f4a7c15u;
            lanes[i] ^= lanes[i] >> 29;
        }
    for (std::size_t i = 0; size > 0; ++i) {
        std::uint64_t word = 0;
        const std::size_t part = std::min<std::size_t>(size, 8);
        std::memcpy(&word, at, part);
        lanes[i] = mixed(lanes[i] ^ word);
        at += part, size -= part;
    }
    return mixed(mixed(mixed(lanes[0]) ^ lanes[1]) ^ mixed(mixed(lanes[2]) ^ lanes[3]));
}

void Repeats::add(std::uint64_t print)
{
    ++records_;
    const std::uint64_t value = mixed(print);
    if ((value & ((std::uint64_t{1} << level_) - 1)) != 0) return;
    kept_.push_back({value, 1});
    if (kept_.size() >= 2 * most_) collapse();
}

void Repeats::collapse()
{
    std::ranges::sort(kept_, {}, &Counted::value);
    std::size_t distinct = 0;
    for (const Counted& one : kept_) {
        if (distinct > 0 && kept_[distinct - 1].value == one.value)
            kept_[distinct - 1].records += one.records;
        else
            kept_[distinct++] = one;
    }
    kept_.resize(distinct);
    while (kept_.size() > most_ && level_ < 63) {
        ++level_;
        const std::uint64_t mask = (std::uint64_t{1} << level_) - 1;
        std::erase_if(kept_, [&](const Counted& one) { return (one.value & mask) != 0; });
    }
}

double Repeats::share()
{
    collapse();
    std::uint64_t all = 0, repeated = 0, singles = 0;
    for (const Counted& one : kept_) {
        all += one.records;
        repeated += one.records > 1 ? one.records : 0;
        singles += one.records == 1;
    }
    const double among_kept = all == 0 ? 0 : static_cast<double>(repeated) / static_cast<double>(all);
    if (level_ == 0) return among_kept;
    // Few values that very many records share are kept or not, all or nothing, and bend this share either
    // way. How many values stand alone does not depend on them: where it says clearly otherwise, it is right.
    const double every = std::ldexp(1.0, static_cast<int>(level_)), records = static_cast<double>(records_);
    const double alone = every * static_cast<double>(singles);
    const double by_singles = std::clamp(1 - alone / records, 0.0, 1.0);
    const double deviation = std::sqrt(alone * (every - 1)) / records;
    return std::abs(by_singles - among_kept) > 4 * deviation ? by_singles : among_kept;
}

} // namespace gauze::custodian
