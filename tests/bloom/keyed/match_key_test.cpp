#include "bloom/keyed/match_key.hpp"

#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace gauze::keyed {
namespace {

using Parts = std::vector<std::string_view>;

std::uint64_t first_word_of(const Digest& digest)
{
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 8; ++i) word = word << 8 | std::to_integer<std::uint64_t>(digest[i]);
    return word;
}

TEST(PlainMatchKey, IsTheFirstEightBytesOfTheHmacOfItsPrefixedParts)
{
    Hmac hmac(bytes_of("secret"));
    EXPECT_EQ(
        plain_match_key(hmac, Parts{"SM0", "197402", "OL1"}),
        first_word_of(hmac_sha256(bytes_of("secret"), bytes_of(length_prefixed({"SM0", "197402", "OL1"})))));
    EXPECT_EQ(plain_match_key(hmac, Parts{}), first_word_of(hmac_sha256(bytes_of("secret"), {})));
}

class MatchKeyHashOfWidth : public testing::TestWithParam<VectorWidth> {
protected:
    void SetUp() override
    {
        if (!runs_here(GetParam())) GTEST_SKIP() << "cannot run on this processor";
    }
};

TEST_P(MatchKeyHashOfWidth, GivesThePlainKeysForShortAndLongMessages)
{
    std::mt19937_64 random(3);
    Hmac plain(bytes_of("secret"));
    MatchKeyHash hash(bytes_of("secret"), GetParam());
    for (const std::size_t count : {1u, 17u, 512u, 0u, 100u}) { // one object, batch after batch
        std::vector<std::uint64_t> expected;
        for (std::size_t i = 0; i < count; ++i) {
            std::vector<std::string> texts(random() % 6);
            for (auto& text : texts)
                text = std::string(random() % 18, static_cast<char>('A' + random() % 26));
            const Parts parts(texts.begin(), texts.end());
            hash.add(parts);
            expected.push_back(plain_match_key(plain, parts));
        }
        EXPECT_EQ(hash.size(), count);
        EXPECT_EQ(hash.full(), count == MatchKeyHash::most_in_batch);
        std::vector<std::uint64_t> keys(count);
        hash.finish(keys);
        EXPECT_EQ(keys, expected);
        EXPECT_EQ(hash.size(), 0u);
    }
}

TEST_P(MatchKeyHashOfWidth, TakesMessagesUpToAndBeyondOneBlock)
{
    Hmac plain(bytes_of("k"));
    MatchKeyHash original(bytes_of("k"), GetParam());
    original.add({"not in the clone"});
    MatchKeyHash hash = original.clone();
    std::vector<std::uint64_t> expected, keys;
    for (std::size_t size = 0; size < 140; ++size) {
        const std::string text(size, 'x');
        hash.add({text});
        expected.push_back(plain_match_key(plain, Parts{text}));
    }
    keys.resize(hash.size());
    hash.finish(keys);
    EXPECT_EQ(keys, expected);
}

INSTANTIATE_TEST_SUITE_P(Every, MatchKeyHashOfWidth, testing::ValuesIn(every_vector_width),
                         [](const auto& width) { return std::string(to_text(width.param)); });

TEST(MatchKeyHash, KeepsDifferentListsOfPartsApart)
{
    MatchKeyHash hash(bytes_of("k"));
    hash.add({"AB", "C"});
    hash.add({"A", "BC"});
    hash.add({"ABC"});
    hash.add({"ABC", ""});
    std::vector<std::uint64_t> keys(4);
    hash.finish(keys);
    EXPECT_EQ(std::set<std::uint64_t>(keys.begin(), keys.end()).size(), 4u);
}

} // namespace
} // namespace gauze::keyed
