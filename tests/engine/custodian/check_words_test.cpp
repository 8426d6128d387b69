#include "engine/custodian/check_words.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

TEST(CheckWords, AreSortedAndToldApartByTheirFirstFourLetters)
{
    std::set<std::string_view> beginnings;
    for (const std::string_view word : check_words) beginnings.insert(word.substr(0, 4));
    EXPECT_EQ(check_words.size(), 2048u);
    EXPECT_EQ(beginnings.size(), 2048u);
    EXPECT_TRUE(std::is_sorted(check_words.begin(), check_words.end()));
}

TEST(CheckWords, HaveFourToEightSmallLetters)
{
    for (const std::string_view word : check_words) {
        EXPECT_GE(word.size(), 4u) << word;
        EXPECT_LE(word.size(), 8u) << word;
        EXPECT_TRUE(std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
            << word;
    }
}

// A letter misheard, lost or added never makes another word of the list.
TEST(CheckWords, AreMoreThanOneLetterApart)
{
    const std::set<std::string_view> words(check_words.begin(), check_words.end());
    for (const std::string_view word : check_words)
        for (std::size_t i = 0; i < word.size(); ++i) {
            std::string other(word);
            EXPECT_FALSE(words.contains(std::string(word).erase(i, 1))) << word;
            for (char c = 'a'; c <= 'z'; ++c) {
                other[i] = c;
                ASSERT_TRUE(c == word[i] || !words.contains(other)) << word << " " << other;
            }
        }
}

std::string words(std::initializer_list<std::size_t> numbers)
{
    std::string text;
    for (const std::size_t n : numbers) text.append(text.empty() ? "" : " ").append(check_words[n]);
    return text;
}

TEST(InWords, AreElevenBitsEachOfTheFirstSixtySix)
{
    EXPECT_EQ(in_words("00000000000000000000000000000000"), words({0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(in_words("ffffffffffffffffffffffffffffffff"), words({2047, 2047, 2047, 2047, 2047, 2047}));
    // 00000000001 00000000010 00000000011 00000000100 00000000101 00000000110, cut into fours:
    // 0000 0000 0010 0000 0000 1000 0000 0001 1000 0000 0100 0000 0000 1010 0000 0001 10(00)
    EXPECT_EQ(in_words("0020080180400a018"), words({1, 2, 3, 4, 5, 6}));
    // 10000000000 01111111111 10101010101 01010101010 11001100110 00110011001:
    // 1000 0000 0000 1111 1111 1110 1010 1010 1010 1010 1010 1100 1100 1100 0110 0110 01(00)
    EXPECT_EQ(in_words("800ffeaaaaaccc664"), words({1024, 1023, 1365, 682, 1638, 409}));
}

TEST(InWords, DependOnTheFirstSixtySixBitsAlone)
{
    const std::string value = "0123456789abcdef0123456789abcdef";
    for (std::size_t digit = 0; digit < value.size(); ++digit)
        for (const int bit : {1, 2, 4, 8}) {
            std::string other = value;
            const int number = std::stoi(value.substr(digit, 1), nullptr, 16) ^ bit;
            other[digit] = "0123456789abcdef"[number];
            EXPECT_EQ(in_words(other) != in_words(value), digit < 16 || (digit == 16 && bit >= 4))
                << digit << bit;
        }
}

} // namespace
} // namespace gauze::custodian
