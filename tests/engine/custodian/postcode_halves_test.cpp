// The quick way of a UK postcode: what it calls regular is what the rule leaves as it is, and its two halves
// have the tokens of the whole.
#include "engine/custodian/tokens.hpp"

#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

std::set<std::string> set_of(const TokenList& tokens)
{
    std::set<std::string> all;
    for (std::size_t t = 0; t < tokens.size(); ++t) all.emplace(tokens[t]);
    return all;
}

std::string drawn(std::mt19937_64& random)
{
    constexpr std::string_view likely[] = {"A9 9AA",   "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA",
                                           "AA9A 9AA", "AAA 9AA", "A9  9AA", "9A9 9AA"};
    std::string text(likely[random() % std::size(likely)]);
    for (char& c : text)
        if (c != ' ')
            c = c == 'A' ? static_cast<char>('A' + random() % 26) : static_cast<char>('0' + random() % 10);
    if (random() % 8 == 0) text[random() % text.size()] = static_cast<char>(' ' + random() % 95);
    if (random() % 50 == 0) text = "ZZ99 3WZ";
    return text;
}

TEST(PostcodeHalves, WhatIsCalledRegularIsLeftAsItIs)
{
    const Normaliser rule(project::FieldKind::postcode, {});
    std::mt19937_64 random(1);
    std::string normal;
    std::size_t regular = 0;
    for (int i = 0; i < 200'000; ++i) {
        const std::string cell = drawn(random);
        if (!is_normal_uk_postcode(cell)) continue;
        ++regular;
        ASSERT_EQ(rule.normalise(cell, normal), CellFault::none) << cell;
        ASSERT_EQ(normal, cell);
        ASSERT_TRUE(is_uk_postcode(normal));
    }
    EXPECT_GT(regular, 20'000u) << "the quick way is taken often";
    EXPECT_TRUE(is_normal_uk_postcode("OL1 4AB"));
    EXPECT_FALSE(is_normal_uk_postcode("ZZ99 3WZ")) << "nobody lives there";
}

TEST(PostcodeHalves, HaveTogetherTheTokensOfTheWhole)
{
    const Normaliser rule(project::FieldKind::postcode, {});
    std::mt19937_64 random(2);
    std::string normal;
    TokenList whole, half;
    std::size_t seen = 0;
    for (int i = 0; i < 20'000; ++i) {
        (void)rule.normalise(drawn(random), normal);
        if (!is_uk_postcode(normal)) continue;
        ++seen;
        cut(project::FieldKind::postcode, normal, whole);
        cut_sector(normal, half);
        std::set<std::string> joined = set_of(half);
        cut_inward(normal, half);
        joined.merge(set_of(half));
        ASSERT_EQ(joined, set_of(whole)) << normal;
    }
    EXPECT_GT(seen, 2'000u);
}

} // namespace
} // namespace gauze::custodian
