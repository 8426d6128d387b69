#include "bloom/keyed/token_memory.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::keyed {
namespace {

constexpr std::array<std::byte, 32> key{std::byte{1}};

std::vector<std::uint32_t> fresh(std::uint32_t bits, std::string_view token, std::uint32_t count)
{
    if (count == 0) return {};
    KeyedHash hash(key, bits, count);
    std::vector<std::uint32_t> into;
    hash.positions(token, into);
    return into;
}

std::vector<std::uint32_t> copied(std::span<const std::uint32_t> list) { return {list.begin(), list.end()}; }

TEST(PackedToken, DiffersWhereverTokensDiffer)
{
    std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
    std::size_t tokens = 0;
    const auto take = [&](std::string_view token) {
        const PackedToken pack = packed(token);
        seen.emplace(pack.low, pack.high);
        ++tokens;
    };
    for (std::size_t size = 0; size <= longest_packed; ++size) {
        take(std::string(size, '\0')); // told from other sizes by the size alone
        for (std::size_t at = 0; at < size; ++at)
            for (int value = 1; value < 256; ++value) {
                std::string token(size, '\0');
                token[at] = static_cast<char>(value);
                take(token);
            }
    }
    EXPECT_EQ(seen.size(), tokens);
    EXPECT_FALSE(seen.contains({0, 0}));
}

TEST(TokenPositions, AreThoseOfKeyedHashForShortAndLongTokens)
{
    for (const std::uint32_t bits : {64u, 1000u, 4096u, 131'072u}) {
        TokenPositions memory(KeyedHash(key, bits, 1));
        for (int round = 0; round < 2; ++round) // the second time from memory
            for (const std::string_view token :
                 {"", "A", "AB", "ABC", "ABCDEFG", "ABCDEFGH", "123456789012345", "1234567890123456",
                  "a much longer token than fifteen"})
                ASSERT_EQ(copied(memory.positions(token, 20)), fresh(bits, token, 20)) << token;
    }
}

TEST(TokenPositions, GrowAndShrinkWithTheNumberAskedFor)
{
    TokenPositions memory(KeyedHash(key, 4096, 5));
    std::mt19937_64 random(2);
    for (const std::uint32_t count : {0u, 3u, 8u, 9u, 1u, 40u, 17u, 200u, 40u, 2048u, 2047u, 0u})
        for (const std::string_view token : {"AN", "NN"})
            ASSERT_EQ(copied(memory.positions(token, count)), fresh(4096, token, count)) << count;
    for (int i = 0; i < 3000; ++i) {
        const auto token = fmt::format("{}", random() % 300);
        const auto count = static_cast<std::uint32_t>(random() % 60);
        ASSERT_EQ(copied(memory.positions(token, count)), fresh(4096, token, count)) << token;
    }
}

TEST(TokenPositions, StayRightBeyondTheirMemory)
{
    for (const std::size_t most_bytes : {std::size_t{0}, std::size_t{300'000}, std::size_t{1} << 20}) {
        TokenPositions memory(KeyedHash(key, 4096, 1), most_bytes);
        for (int i = 0; i < 20'000; ++i) {
            const std::string token = fmt::format("{:05}", i);
            const std::uint32_t count = 5 + static_cast<std::uint32_t>(i) % 9;
            const auto list = memory.positions(token, count);
            if (i % 500 == 0) {
                ASSERT_EQ(copied(list), fresh(4096, token, count));
            }
        }
        for (int i = 0; i < 20'000; i += 400) {
            const std::string token = fmt::format("{:05}", i);
            ASSERT_EQ(copied(memory.positions(token, 30)), fresh(4096, token, 30));
        }
    }
}

TEST(TokenTable, FindsWhatWasPutThereAndNothingElseAndHasPlacesOfZeros)
{
    TokenTable table(std::size_t{1} << 24);
    for (std::uint64_t i = 0; i < 5000; ++i) {
        const std::string token = fmt::format("{}", i * i);
        TokenTable::Entry* entry = table.insert(packed(token), 64);
        ASSERT_NE(entry, nullptr);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(entry->place) % 64, 0u);
        EXPECT_TRUE(
            std::all_of(entry->place, entry->place + 64, [](std::byte b) { return b == std::byte{}; }));
        std::fill_n(entry->place, 64, static_cast<std::byte>(i));
        entry->held = i;
    }
    for (std::uint64_t i = 0; i < 5000; ++i) {
        const TokenTable::Entry* entry = table.find(packed(fmt::format("{}", i * i)));
        ASSERT_NE(entry, nullptr);
        EXPECT_EQ(entry->held, i);
        EXPECT_EQ(entry->place[63], static_cast<std::byte>(i));
        EXPECT_EQ(table.find(packed(fmt::format("{}x", i))), nullptr);
    }
}

} // namespace
} // namespace gauze::keyed
