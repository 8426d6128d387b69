#include "bloom/keyed/bigram_order.hpp"

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::keyed {
namespace {

using Tokens = std::vector<std::string_view>;

std::uint64_t defined_rank(std::string_view key, std::string_view token)
{
    const Digest digest = hmac_sha256(bytes_of(key), bytes_of(token));
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 8; ++i) word = word << 8 | std::to_integer<std::uint64_t>(digest[i]);
    return word;
}

TEST(BigramOrder, RanksAnyTokenByTheFirstEightBytesOfItsHmac)
{
    BigramOrder order(bytes_of("key"));
    BigramOrder other = order.clone();
    for (int round = 0; round < 2; ++round) // the second time from memory
        for (const std::string_view token : {"", "A", "AB", "_A", "~~", "  ",
                                             "\x1f"
                                             "A",
                                             "A\x7f",
                                             "\x80"
                                             "A",
                                             "A\xff", "ABC", "y:1974"}) {
            EXPECT_EQ(order.rank(token), defined_rank("key", token)) << token;
            EXPECT_EQ(other.rank(token), defined_rank("key", token)) << token;
        }
}

TEST(BigramOrder, KeepsAllPairsOfPrintableCharactersApart)
{
    BigramOrder order(bytes_of("key"));
    for (int round = 0; round < 2; ++round)
        for (char a = ' '; a <= '~'; ++a)
            for (char b = ' '; b <= '~'; b = static_cast<char>(b + 7)) {
                const std::string token{a, b};
                ASSERT_EQ(order.rank(token), defined_rank("key", token)) << token;
            }
}

TEST(BigramOrder, FindsTheSmallestWhateverTheOrderOfTheTokens)
{
    BigramOrder order(bytes_of("key"));
    const Tokens tokens{"_A", "AN", "NN", "NA", "A_"}, turned{"A_", "NA", "NN", "AN", "_A"};
    std::size_t best = 0;
    for (std::size_t i = 1; i < tokens.size(); ++i)
        if (defined_rank("key", tokens[i]) < defined_rank("key", tokens[best])) best = i;
    EXPECT_EQ(order.smallest(tokens), best);
    EXPECT_EQ(order.smallest(turned), tokens.size() - 1 - best);
    EXPECT_EQ(order.smallest(Tokens{"AN", "AN"}), 0u);
    EXPECT_EQ(order.smallest(Tokens{}), 0u);
}

TEST(BigramOrder, MakesEveryTokenOfASetFirstEquallyOften)
{
    const Tokens tokens{"_S", "SM", "MI", "IT", "TH", "H_"};
    std::array<double, 6> first{};
    for (int key = 0; key < 3000; ++key)
        ++first.at(BigramOrder(bytes_of(fmt::format("key {}", key))).smallest(tokens));
    // 3,000 draws with probability 1/6: mean 500, standard deviation 20.4.
    for (const double n : first) EXPECT_NEAR(n, 500, 5 * 20.4);
}

} // namespace
} // namespace gauze::keyed
