// The quick way of a UK postcode: what it calls regular is what the rule leaves as it is, its parts' numbers
// tell them apart, and its three pieces have the tokens of the whole.
#include "engine/custodian/cell_places.hpp"
#include "engine/custodian/tokens.hpp"

#include <map>
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

TEST(PostcodePlaces, AreReadWhereTheRuleLeavesTheCellAsItIs)
{
    const Normaliser rule(project::FieldKind::postcode, {});
    std::mt19937_64 random(1);
    std::string normal;
    std::size_t regular = 0;
    for (int i = 0; i < 200'000; ++i) {
        const std::string cell = drawn(random);
        if (!PostcodePlaces::read(cell)) continue;
        ++regular;
        ASSERT_EQ(rule.normalise(cell, normal), CellFault::none) << cell;
        ASSERT_EQ(normal, cell);
        ASSERT_TRUE(is_uk_postcode(normal));
    }
    EXPECT_GT(regular, 20'000u) << "the quick way is taken often";
    EXPECT_TRUE(PostcodePlaces::read("OL1 4AB"));
    EXPECT_FALSE(PostcodePlaces::read("ZZ99 3WZ")) << "nobody lives there";
    EXPECT_FALSE(PostcodePlaces::read("SW1A 1AA")) << "left to the rule";
    for (const std::string_view cell : {"", "O", "OL1 4A", "OL1  4AB", "OL016 4AB", "OL1 4AB ", "1L1 4AB"})
        EXPECT_FALSE(PostcodePlaces::read(cell)) << cell;
}

// By a map from each part to its number, and back.
TEST(PostcodePlaces, NumberEqualPartsEquallyAndOthersDifferently)
{
    std::mt19937_64 random(3);
    std::map<std::string, std::uint32_t> number_of[3];
    std::map<std::uint32_t, std::string> part_of[3];
    for (int i = 0; i < 200'000; ++i) {
        const std::string cell = drawn(random);
        const auto read = PostcodePlaces::read(cell);
        if (!read) continue;
        ASSERT_LT(read->district, PostcodePlaces::districts) << cell;
        ASSERT_LT(read->seam, PostcodePlaces::seams) << cell;
        ASSERT_LT(read->inward, PostcodePlaces::inwards) << cell;
        const std::size_t blank = cell.size() - 4;
        const std::string parts[] = {cell.substr(0, blank), cell.substr(blank - 1, 3),
                                     cell.substr(blank + 1)};
        const std::uint32_t numbers[] = {read->district, read->seam, read->inward};
        for (std::size_t p = 0; p < 3; ++p) {
            ASSERT_EQ(number_of[p].emplace(parts[p], numbers[p]).first->second, numbers[p]) << cell;
            ASSERT_EQ(part_of[p].emplace(numbers[p], parts[p]).first->second, parts[p]) << cell;
        }
    }
    EXPECT_GT(number_of[0].size(), 10'000u);
    EXPECT_EQ(number_of[1].size(), 100u);
    EXPECT_GT(number_of[2].size(), 6'000u);
}

TEST(PostcodePieces, HaveTogetherTheTokensOfTheWhole)
{
    const Normaliser rule(project::FieldKind::postcode, {});
    std::mt19937_64 random(2);
    std::string normal;
    TokenList whole, piece;
    std::size_t seen = 0;
    for (int i = 0; i < 20'000; ++i) {
        (void)rule.normalise(drawn(random), normal);
        if (!is_uk_postcode(normal)) continue;
        ++seen;
        cut(project::FieldKind::postcode, normal, whole);
        std::set<std::string> joined;
        for (const auto cut_piece : {cut_outward, cut_seam, cut_inward}) {
            cut_piece(normal, piece);
            joined.merge(set_of(piece));
        }
        ASSERT_EQ(joined, set_of(whole)) << normal;
    }
    EXPECT_GT(seen, 2'000u);
}

} // namespace
} // namespace gauze::custodian
