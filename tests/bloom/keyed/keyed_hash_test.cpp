#include "bloom/keyed/keyed_hash.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::keyed {
namespace {

constexpr std::array<std::byte, 32> key_a{std::byte{1}};
constexpr std::array<std::byte, 32> key_b{std::byte{2}};

std::vector<std::uint32_t> positions(Bytes key, std::uint32_t bits, std::uint32_t hashes,
                                     std::string_view token)
{
    KeyedHash hash(key, bits, hashes);
    std::vector<std::uint32_t> into{99};
    hash.positions(token, into);
    return into;
}

// Worked out from the header's words with another program: HMAC-SHA-256 of length (32 bits, big-endian),
// token and counter; words big-endian; word * bits >> 32. See tests/vectors/keyed_hash.sh, which prints these
// numbers.
TEST(KeyedHash, GivesThePositionsThatItsDescriptionGives)
{
    EXPECT_EQ(positions(bytes_of("0123456789abcdef0123456789abcdef"), 1024, 9, "AN"),
              (std::vector<std::uint32_t>{309, 424, 423, 731, 53, 343, 71, 295, 908}));
}

TEST(KeyedHash, StaysBelowTheFiltersLength)
{
    for (const std::uint32_t bits : {1u, 7u, 64u, 1000u, 131072u})
        for (int i = 0; i < 200; ++i)
            for (const auto p : positions(key_a, bits, 12, fmt::format("t{}", i))) ASSERT_LT(p, bits);
}

TEST(KeyedHash, AnotherKeyGivesUnrelatedPositions)
{
    int equal = 0;
    for (int i = 0; i < 500; ++i) {
        const auto a = positions(key_a, 1024, 8, fmt::format("t{}", i)),
                   b = positions(key_b, 1024, 8, fmt::format("t{}", i));
        for (std::size_t k = 0; k < a.size(); ++k) equal += a[k] == b[k];
    }
    // 4,000 comparisons that agree with probability 1/1024: mean 3.9, standard deviation 2.
    EXPECT_LT(equal, 16);
}

TEST(KeyedHash, FillsTheFilterEvenly)
{
    constexpr std::uint32_t bits = 64;
    std::array<double, bits> hits{};
    constexpr int tokens = 4000, hashes = 16;
    for (int i = 0; i < tokens; ++i)
        for (const auto p : positions(key_a, bits, hashes, fmt::format("t{}", i))) ++hits[p];
    const double expected = double{tokens} * hashes / bits;
    double chi_squared = 0;
    for (const double n : hits) chi_squared += (n - expected) * (n - expected) / expected;
    // 63 degrees of freedom: mean 63, standard deviation 11.2; five of them away is no accident.
    EXPECT_NEAR(chi_squared, 63, 56);
}

TEST(TokenMasks, SetTheSameBitsAsFreshHashesForShortAndLongTokens)
{
    for (const std::uint32_t bits : {64u, 1000u, 2048u}) {
        const std::size_t words = (bits + 511) / 512 * 8;
        KeyedHash hash(key_a, bits, 11);
        TokenMasks masks(hash.clone(), words);
        std::vector<std::uint32_t> into;
        for (int round = 0; round < 2; ++round) // the second time from memory
            for (const std::string token :
                 {"", "A", "AB", "ABCDEFG", "ABCDEFGH", "a much longer token than seven"}) {
                std::vector<std::uint64_t> fresh(words), remembered(words);
                hash.positions(token, into);
                for (const auto p : into) fresh[p / 64] |= std::uint64_t{1} << p % 64;
                masks.set(token, remembered);
                ASSERT_EQ(fresh, remembered) << token;
            }
    }
}

TEST(TokenMasks, StayRightBeyondTheirMemory)
{
    KeyedHash hash(key_a, 64, 2);
    TokenMasks masks(hash.clone(), 8);
    std::vector<std::uint32_t> into;
    for (int i = 0; i < 70'000; i += 1) {
        const std::string token = fmt::format("{:05}", i);
        std::vector<std::uint64_t> row(8);
        masks.set(token, row);
        if (i % 1000 != 0) continue;
        hash.positions(token, into);
        std::vector<std::uint64_t> fresh(8);
        for (const auto p : into) fresh[p / 64] |= std::uint64_t{1} << p % 64;
        ASSERT_EQ(row, fresh);
    }
}

} // namespace
} // namespace gauze::keyed
