// Values by their pieces: what is taken for a date at first sight is one by the rule, and pieces have
// together the tokens of the whole. (Of postcodes see postcode_pieces_test.cpp.)
#include "engine/custodian/cell_places.hpp"
#include "engine/custodian/normalize.hpp"
#include "engine/custodian/value_pieces.hpp"

#include <random>
#include <set>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

std::set<std::string> set_of(const TokenList& tokens)
{
    std::set<std::string> all;
    for (std::size_t t = 0; t < tokens.size(); ++t) all.emplace(tokens[t]);
    return all;
}

std::vector<DateFormat> formats_with_places()
{
    std::vector<DateFormat> formats;
    for (const DateFormat& format : DateFormat::all())
        if (DatePlaces::of(format)) formats.push_back(format);
    return formats;
}

std::string written(const DateFormat& format, unsigned year, unsigned month, unsigned day, char separator)
{
    const std::string text = format.to_text();
    const std::string y = fmt::format("{:04}", year), m = fmt::format("{:02}", month),
                      d = fmt::format("{:02}", day);
    if (text.starts_with("YYYY")) return fmt::format("{}{}{}{}{}", y, separator, m, separator, d);
    if (text.starts_with("DD")) return fmt::format("{}{}{}{}{}", d, separator, m, separator, y);
    return fmt::format("{}{}{}{}{}", m, separator, d, separator, y);
}

TEST(DatePlaces, AreOfTheFormatsWithLongYearsAndSeparators)
{
    std::vector<std::string> names;
    for (const DateFormat& format : formats_with_places()) names.push_back(format.to_text());
    EXPECT_EQ(names, (std::vector<std::string>{"YYYY-MM-DD", "DD-MM-YYYY", "MM-DD-YYYY"}));
}

TEST(DatePlaces, HoldEveryDayOfTheCalendarAndNoOther)
{
    const DateFormat format;
    for (unsigned year = 1890; year <= 2110; ++year)
        for (unsigned month = 0; month <= 13; ++month)
            for (unsigned day = 0; day <= 32; ++day) {
                const std::string digits = fmt::format("{:04}{:02}{:02}", year, month, day);
                std::array<char, 8> characters;
                std::copy(digits.begin(), digits.end(), characters.begin());
                const auto read =
                    DatePlaces::of(format)->read(written(format, year, month, day, '-'), 19000101, 21001231);
                ASSERT_EQ(read.has_value(), is_day_of_calendar(characters) && year >= 1900 && year <= 2100)
                    << digits;
                if (read) {
                    ASSERT_EQ(fmt::format("{:04}{:02}{:02}", read->year, read->month, read->day), digits);
                }
            }
    EXPECT_TRUE(DatePlaces::of(format)->read("2015-09-01", 20150901, 20150901));
    EXPECT_FALSE(DatePlaces::of(format)->read("2015-08-31", 20150901, 20150930));
    EXPECT_FALSE(DatePlaces::of(format)->read("2015-10-01", 20150901, 20150930));
}

// Dates with a slip in them, in three formats, under two ranges.
TEST(DatePlaces, WhatIsTakenForADateHasThatNormalFormAndNoFault)
{
    std::mt19937_64 random(1);
    std::size_t taken = 0;
    std::string normal;
    for (int turn = 0; turn < 200'000; ++turn) {
        const auto formats = formats_with_places();
        const DateFormat format = formats[random() % formats.size()];
        const std::uint32_t earliest = random() % 2 == 0 ? 18500101 : 19990615;
        const Normaliser rule(project::FieldKind::date, format, {.earliest = earliest, .missing = {}});
        std::string cell = written(format, static_cast<unsigned>(1840 + random() % 270),
                                   static_cast<unsigned>(random() % 14), static_cast<unsigned>(random() % 33),
                                   "-/.,_ \\"[random() % 7]);
        if (random() % 4 == 0) cell[random() % cell.size()] = static_cast<char>(random() % 256);
        if (random() % 20 == 0) cell.insert(random() % cell.size(), 1, ' ');
        if (random() % 20 == 0) cell.pop_back();
        const auto day = DatePlaces::of(format)->read(cell, earliest, 21001231);
        if (!day) continue;
        ++taken;
        ASSERT_EQ(rule.normalise(cell, normal), CellFault::none) << cell;
        ASSERT_EQ(normal, fmt::format("{:04}{:02}{:02}", day->year, day->month, day->day)) << cell;
    }
    EXPECT_GT(taken, 20'000u) << "the quick way is taken often";
}

TEST(DatePieces, HaveTogetherTheTokensOfTheWhole)
{
    TokenList whole, piece;
    for (const std::string_view date : {"19740224", "20001231", "19991399", "00000000", "10010101"}) {
        cut(project::FieldKind::date, date, whole);
        std::set<std::string> together;
        for (const auto part : {cut_year, cut_month, cut_day}) {
            part(date, piece);
            together.merge(set_of(piece));
        }
        EXPECT_EQ(together, set_of(whole)) << date;
    }
}

// A token's "filter" is one bit at the sum of its bytes: unions can be compared.
void set_sums(const TokenList& tokens, std::uint64_t* mask)
{
    for (std::size_t t = 0; t < tokens.size(); ++t) {
        std::size_t sum = 0;
        for (const char c : tokens[t]) sum = sum * 7 + static_cast<unsigned char>(c);
        mask[sum % 512 / 64] |= std::uint64_t{1} << sum % 64;
    }
}

std::array<std::uint64_t, 8> union_of(const Masks& masks)
{
    std::array<std::uint64_t, 8> all{};
    for (std::size_t p = 0; p < masks.count; ++p)
        for (std::size_t w = 0; w < 8; ++w) all[w] |= masks.of[p][w];
    return all;
}

TEST(ValuePieces, AreFoundOnceTheyAreLearntAlsoInOtherValues)
{
    ValuePieces pieces(project::FieldKind::date, DateFormat(), 18500101, 21001231, 8);
    TokenList tokens;
    EXPECT_EQ(pieces.find(pieces.place_of("1974-02-24")).count, 0u);
    EXPECT_EQ(pieces.learn("19740224", tokens, set_sums).count, 3u);
    EXPECT_EQ(pieces.learn("20011231", tokens, set_sums).count, 3u);
    const auto place = pieces.place_of("1974-12-24");
    ASSERT_TRUE(place.regular);
    ASSERT_EQ(pieces.find(place).count, 3u) << "a day that was never met, of parts that were";
    TokenList whole;
    cut(project::FieldKind::date, "19741224", whole);
    std::array<std::uint64_t, 8> expected{};
    set_sums(whole, expected.data());
    EXPECT_EQ(union_of(pieces.find(place)), expected);
    EXPECT_EQ(pieces.find(pieces.place_of("1975-12-24")).count, 0u);
}

TEST(ValuePieces, OfAPostcodeAreItsOutwardPartItsSeamAndItsInwardPart)
{
    ValuePieces pieces(project::FieldKind::postcode, {}, 0, 0, 8);
    TokenList tokens, whole;
    const auto learnt = [&](std::string_view postcode) {
        const Masks masks = pieces.learn(postcode, tokens, set_sums);
        EXPECT_EQ(masks.count, 3u) << postcode;
        std::array<std::uint64_t, 8> expected{};
        cut(project::FieldKind::postcode, postcode, whole);
        set_sums(whole, expected.data());
        EXPECT_EQ(union_of(masks), expected) << postcode;
        return expected;
    };
    // An outward part and a seam of the same characters are two pieces.
    for (const std::string_view postcode : {"SW1A 1AA", "A1 1AA", "M1 2BB", "M21 2AA", "OL16 2BB"}) {
        const auto expected = learnt(postcode);
        const auto place = pieces.place_of(postcode);
        ASSERT_EQ(place.regular, postcode != "SW1A 1AA");
        if (place.regular) {
            EXPECT_EQ(union_of(pieces.find(place)), expected) << postcode;
        }
    }
    EXPECT_EQ(pieces.find(pieces.place_of("M21 2BB")).count, 3u) << "never met, of parts that were";
    EXPECT_EQ(pieces.find(pieces.place_of("M21 3BB")).count, 0u);
    EXPECT_EQ(pieces.learn("6167", tokens, set_sums).count, 0u);
    EXPECT_FALSE(pieces.place_of("m1 2bb").regular);
}

TEST(ValuePieces, AreLeftToTheUsualWayWhenThereIsNoRoom)
{
    ValuePieces pieces(project::FieldKind::date, DateFormat(), 10000101, 99991231, 8192); // 64 KiB a piece
    TokenList tokens;
    std::size_t learnt = 0;
    for (unsigned year = 1000; year < 1300; ++year)
        learnt += pieces.learn(fmt::format("{}0101", year), tokens, [](const TokenList&, std::uint64_t*) {})
                      .count == 3;
    EXPECT_GT(learnt, 50u);
    EXPECT_LT(learnt, 130u) << "8 MiB";
    EXPECT_EQ(pieces.find(pieces.place_of("1000-01-01")).count, 3u) << "the first are still there";
    EXPECT_EQ(pieces.find(pieces.place_of("1299-01-01")).count, 0u);
}

} // namespace
} // namespace gauze::custodian
