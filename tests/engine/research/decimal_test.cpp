// Numbers of payload: read exactly, added without drift, put into bands.
#include "engine/research/decimal.hpp"

#include <array>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::research {
namespace {

std::string read(std::string_view text)
{
    const auto number = Decimal::read(text);
    return number ? number->text() : "none";
}

TEST(Decimal, IsReadAndWrittenWithoutZerosThatSayNothing)
{
    for (const auto& [text, said] :
         std::vector<std::pair<std::string, std::string>>{{"0", "0"},
                                                          {"12", "12"},
                                                          {"-3.50", "-3.5"},
                                                          {"+7", "7"},
                                                          {" 4 ", "4"},
                                                          {"007", "7"},
                                                          {"0.000000001", "0.000000001"},
                                                          {"-0", "0"},
                                                          {"999999999.999999999", "999999999.999999999"}})
        EXPECT_EQ(read(text), said) << text;
}

TEST(Decimal, IsNothingElse)
{
    for (const char* text : {"", " ", "-", "a", "1a", "1.", ".5", "1,5", "1e3", "--1", "1.2.3", "nan",
                             "0.0000000001", "1234567890123456789"})
        EXPECT_EQ(read(text), "none") << text;
}

TEST(Decimal, AddsWithoutDrift)
{
    Decimal sum;
    for (int i = 0; i < 10; ++i) sum = sum + *Decimal::read("0.1");
    EXPECT_EQ(sum.text(), "1");
    EXPECT_EQ((*Decimal::read("1") - *Decimal::read("1.25")).text(), "-0.25");
}

TEST(Decimal, IsDividedToSixPlacesHalfAwayFromZero)
{
    EXPECT_EQ(Decimal(1).over(3).text(), "0.333333");
    EXPECT_EQ(Decimal(2).over(3).text(), "0.666667");
    EXPECT_EQ((Decimal() - Decimal(2)).over(3).text(), "-0.666667");
    EXPECT_EQ(Decimal::read("0.000001")->over(2).text(), "0.000001");
    EXPECT_EQ(Decimal(7).over(1).text(), "7");
}

TEST(Decimal, LiesInTheBandBetweenTwoEdges)
{
    const std::array<double, 3> edges{0, 1, 3};
    for (const auto& [text, band] : std::vector<std::pair<std::string, std::string>>{{"-1", "<0"},
                                                                                     {"-0.000000001", "<0"},
                                                                                     {"0", "0"},
                                                                                     {"0.5", "0"},
                                                                                     {"1", "1-2"},
                                                                                     {"2.999", "1-2"},
                                                                                     {"3", "3+"},
                                                                                     {"1000", "3+"}})
        EXPECT_EQ(band_of(*Decimal::read(text), edges), band) << text;
    const std::array<double, 3> change{-1.5, 0.5, 2};
    EXPECT_EQ(band_of(*Decimal::read("0.4"), change), "-1.5-<0.5");
    EXPECT_EQ(band_of(*Decimal::read("0.5"), change), "0.5-<2");
    EXPECT_EQ(bands_in_words(edges), "<0 0 1-2 3+");
}

} // namespace
} // namespace gauze::research
