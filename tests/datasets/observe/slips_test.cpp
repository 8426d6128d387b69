#include "datasets/synth/observe/slips.hpp"
#include "datasets/synth/spelling.hpp"
#include "datasets/synth/world/numbers.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

bool is_utf8(const std::string& text)
{
    int expected = 0; // continuation bytes still to come
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (((byte & 0xc0) == 0x80) != (expected > 0)) return false;
        expected = expected > 0 ? expected - 1 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
    }
    return expected == 0;
}

TEST(Slip, AlwaysShowsWhateverWayTheTextIsWritten)
{
    for (const Channel channel : {Channel::keyboard, Channel::ear, Channel::scanner}) {
        Draws draws(1, Purpose::corruption, static_cast<std::uint64_t>(channel));
        for (const std::string text : {"Anna", "O'Brien", "LS12 3AB", "14 Station Road", "Xx", "7", "aaaa",
                                       "Éàïőł", "Wu", "Smith-Jones"})
            for (int i = 0; i < 500; ++i) {
                const std::string slipped = with_slip(text, channel, draws);
                ASSERT_NE(without_blanks(in_capitals(slipped)), without_blanks(in_capitals(text)));
                ASSERT_FALSE(slipped.empty());
                ASSERT_TRUE(is_utf8(slipped)) << slipped;
            }
    }
}

TEST(Slip, OfTheEarSoundsAlikeAndOfTheScannerLooksAlike)
{
    Draws draws(2, Purpose::corruption, 0);
    std::set<std::string> heard, read;
    for (int i = 0; i < 2'000; ++i) {
        heard.insert(with_slip("Philip", Channel::ear, draws));
        read.insert(with_slip("SO15 8BN", Channel::scanner, draws));
    }
    EXPECT_TRUE(heard.contains("Filip"));
    EXPECT_FALSE(heard.contains("Ohilip")); // a neighbouring key
    EXPECT_TRUE(read.contains("S015 8BN"));
    EXPECT_TRUE(read.contains("5O15 8BN"));
}

TEST(Slip, OfAFingerIsOnNeighbouringKeys)
{
    Draws draws(3, Purpose::corruption, 0);
    for (int i = 0; i < 500; ++i) ASSERT_NE(with_slip("q", Channel::keyboard, draws), "m");
}

Date date(int year, unsigned month, unsigned day)
{
    return Date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

TEST(SlipInADate, ReadsADateTheOtherWayOnlyWhereThereIsOne)
{
    EXPECT_TRUE(has_other_reading(date(2016, 11, 3)));
    EXPECT_EQ(read_the_other_way(date(2016, 11, 3)), date(2016, 3, 11));
    EXPECT_FALSE(has_other_reading(date(2016, 11, 25)));
    EXPECT_FALSE(has_other_reading(date(2016, 4, 4)));
}

TEST(SlipInADate, ChangesExactlyOnePartOfItAndStaysInThePast)
{
    Draws draws(4, Purpose::corruption, 0);
    for (const Date birth : {date(2016, 2, 29), date(1999, 12, 31), date(2024, 12, 30), date(1950, 1, 1)})
        for (int i = 0; i < 2'000; ++i) {
            const Date off = with_one_part_off(birth, date(2024, 12, 31), draws);
            ASSERT_TRUE(off.ok());
            ASSERT_LE(off, date(2024, 12, 31));
            ASSERT_EQ((off.year() != birth.year()) + (off.month() != birth.month()) +
                          (off.day() != birth.day()),
                      1);
            const int years = std::abs(static_cast<int>(off.year()) - static_cast<int>(birth.year()));
            ASSERT_TRUE(years == 0 || years == 1 || years == 10);
        }
}

TEST(SlipInADate, PutsDefaultsOfSystems)
{
    Draws draws(5, Purpose::corruption, 0);
    const std::set<Date> systems{date(1900, 1, 1), date(1901, 1, 1), date(1911, 11, 11)};
    for (const Date birth : {date(1984, 5, 6), date(1984, 1, 1), date(1900, 1, 1)})
        for (int i = 0; i < 500; ++i) {
            const Date put = default_for(birth, draws);
            ASSERT_NE(put, birth);
            ASSERT_TRUE(systems.contains(put) || put == date(static_cast<int>(birth.year()), 1, 1));
        }
}

// Counted here, not by the code under test: weights 10 to 1 over all ten digits make a multiple of 11.
bool passes(const std::string& number)
{
    int sum = 0;
    for (int i = 0; i < 10; ++i) sum += (number.at(static_cast<std::size_t>(i)) - '0') * (10 - i);
    return number.size() == 10 && sum % 11 == 0;
}

TEST(SlipInANumber, GivesAnotherNHSNumberThatPassesOrOneThatFails)
{
    Draws draws(6, Purpose::corruption, 0);
    for (const std::string number : {"9434765919", "5990000138", "5555555555"}) {
        ASSERT_TRUE(valid_nhs_number(number)) << number;
        for (int i = 0; i < 500; ++i) {
            const std::string other = another_valid_nhs_number(number, draws),
                              invalid = invalid_nhs_number_for(number, draws);
            ASSERT_TRUE(passes(other)) << other;
            ASSERT_NE(other, number);
            ASSERT_EQ(other.substr(0, 3), number.substr(0, 3)); // of the same range
            ASSERT_FALSE(passes(invalid)) << invalid;
            ASSERT_EQ(invalid.size(), 10u);
        }
    }
}

TEST(SlipInANumber, SpoilsPupilsAndInsuranceNumbers)
{
    Draws draws(7, Purpose::corruption, 0);
    for (int i = 0; i < 500; ++i) {
        EXPECT_FALSE(valid_upn(spoilt_upn_for("H801200001001", draws))); // the department's example
        EXPECT_FALSE(valid_nino(spoilt_nino_for("QQ123456C", draws)));
    }
}

} // namespace
} // namespace gauze::synth
