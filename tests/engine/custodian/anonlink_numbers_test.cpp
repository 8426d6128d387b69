// Expected answers are those of Python 3.11's int(), float() and datetime.strptime.
#include "bloom/base/error.hpp"
#include "engine/custodian/anonlink/python_date.hpp"
#include "engine/custodian/anonlink/unicode_text.hpp"
#include "engine/custodian/anonlink/whole_number.hpp"

#include <array>
#include <limits>

#include <gtest/gtest.h>

namespace gauze::custodian::anonlink {
namespace {

std::string text_of(const WholeNumber& number)
{
    std::string text;
    number.append_text(text);
    return text;
}

std::string whole(std::string_view text)
{
    const auto number = read_whole(text);
    return number ? text_of(*number) : "none";
}

TEST(ReadWhole, FollowsPythonsGrammar)
{
    const std::array<std::array<std::string_view, 2>, 14> good{
        {{"7", "7"},
         {" +007\t", "7"},
         {"-0", "0"},
         {"-12", "-12"},
         {"1_000", "1000"},
         {"0_1", "1"},
         {"\xef\xbc\x91\xef\xbc\x92", "12"},
         {"\xe3\x80\x80"
          "5\xc2\xa0",
          "5"},
         {"\xd9\xa3_1", "31"},
         {"000000000000000000000", "0"},
         {"1000000000", "1000000000"},
         {"999999999000000000", "999999999000000000"},
         {"-123456789012345678901234567890", "-123456789012345678901234567890"},
         {"\n5\r", "5"}}};
    for (const auto& [text, value] : good) EXPECT_EQ(whole(text), value) << text;
    for (const char* wrong :
         {"", " ", "1.0", "1e3", "0x10", "--1", "+ 1", "_1", "1_", "1__0", "+", "-_1", "1 2", "\xc2\xb2",
          "\xe2\x88\x92"
          "5",
          "a", "5\x1c"})
        EXPECT_EQ(whole(wrong), "none") << wrong;
}

TEST(ReadWhole, StopsWhereTheReferencesPythonStops)
{
    EXPECT_EQ(whole(std::string(4300, '9')).size(), 4300u);
    EXPECT_EQ(whole(std::string(4301, '9')), "none");
}

TEST(WholeNumber, AddsAndTakesAwayAcrossZeroAndLimbs)
{
    WholeNumber number(5);
    number.subtract(7);
    EXPECT_EQ(text_of(number), "-2");
    number.subtract(999'999'999);
    EXPECT_EQ(text_of(number), "-1000000001");
    number.add(1'000'000'001);
    EXPECT_EQ(text_of(number), "0");
    EXPECT_TRUE(number.is_zero());
    number.subtract(0);
    EXPECT_EQ(text_of(number), "0");
    number.add(std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(text_of(number), "18446744073709551615");
    number.subtract(std::numeric_limits<std::uint64_t>::max());
    EXPECT_TRUE(number.is_zero());
    EXPECT_EQ(text_of(WholeNumber(std::numeric_limits<std::int64_t>::min())), "-9223372036854775808");
}

TEST(WholeNumber, MultipliesAndTakesTheFloorOfItsRemainder)
{
    WholeNumber number(-25);
    EXPECT_EQ(number.floor_modulo(8), 7u); // -25 = -4 * 8 + 7
    EXPECT_EQ(number.floor_modulo(5), 0u);
    number.multiply_by_power_of_ten(20);
    EXPECT_EQ(text_of(number), "-2500000000000000000000");
    number.multiply(0);
    EXPECT_EQ(text_of(number), "0");
    EXPECT_EQ(number.digits(), 1u);
}

TEST(WholeNumber, TakesADoubleExactly)
{
    EXPECT_EQ(text_of(WholeNumber::of_double(0x1p70)), "1180591620717411303424");
    EXPECT_EQ(text_of(WholeNumber::of_double(-1e23)), "-99999999999999991611392");
    EXPECT_EQ(text_of(WholeNumber::of_double(-0.0)), "0");
    EXPECT_EQ(text_of(WholeNumber::of_double(9007199254740993.0)), "9007199254740992");
}

TEST(WholeNumber, IsOrdered)
{
    const std::array<std::string_view, 6> ascending{"-1000000000", "-999999999", "-1",
                                                    "0",           "1",          "1000000000000"};
    for (std::size_t i = 0; i + 1 < ascending.size(); ++i)
        EXPECT_LT(*read_whole(ascending[i]), *read_whole(ascending[i + 1])) << ascending[i];
    EXPECT_EQ(*read_whole("-0"), *read_whole("0"));
}

TEST(ReadReal, FollowsPythonsGrammar)
{
    const std::array<std::pair<std::string_view, double>, 10> good{
        {{"1.5", 1.5},
         {".5", 0.5},
         {"7.", 7},
         {" -1e3 ", -1000},
         {"1_0.2_5e0_1", 102.5},
         {"+2E-1", 0.2},
         {"\xef\xbc\x91.5", 1.5},
         {"1e-400", 0},
         {"5e-324", 5e-324},
         {"1.7976931348623157e308", 1.7976931348623157e308}}};
    for (const auto& [text, value] : good) EXPECT_EQ(read_real(text), value) << text;
    for (const char* wrong : {"", ".", "e5", "1e", "1e+", "nan", "inf", "-Infinity", "5e400", "1_.5", "1._5",
                              "1.5_", "0x1p3", "1,5", "1.5.2", "- 1"})
        EXPECT_EQ(read_real(wrong), std::nullopt) << wrong;
}

std::string date(std::string_view pattern, std::string_view text)
{
    std::string into;
    return PythonDate(pattern, "feature 1").read(text, into) ? into : "none";
}

TEST(PythonDate, ReadsDaysMonthsAndYears)
{
    EXPECT_EQ(date("%d/%m/%Y", "18/12/1972"), "19721218");
    EXPECT_EQ(date("%Y-%m-%d", "1956-02-29"), "19560229");
    EXPECT_EQ(date("%Y-%m-%d", "1956-2-9"), "19560209");
    EXPECT_EQ(date("%Y-%m-%d", "1956-2- 9"), "19560209");
    EXPECT_EQ(date("%d%b%y", "05Jan68"), "20680105");
    EXPECT_EQ(date("%d%b%y", "05JAN69"), "19690105");
    EXPECT_EQ(date("%d %B %Y", "1 september\t1999"), "19990901");
    EXPECT_EQ(date("%m/%Y", "02/1999"), "19990201");
    EXPECT_EQ(date("%d %m", "01 02"), "19000201");
    EXPECT_EQ(date("%a %d.%m.%Y %H:%M:%S", "mon 01.02.2003 23:59:59"), "20030201");
    EXPECT_EQ(date("%d%%%m%%%Y", "01%02%2003"), "20030201");
    EXPECT_EQ(date("%Y\xe5\xb9\xb4%m\xe6\x9c\x88%d\xe6\x97\xa5", "2003\xe5\xb9\xb4"
                                                                 "2\xe6\x9c\x88"
                                                                 "1\xe6\x97\xa5"),
              "20030201");
}

TEST(PythonDate, MatchesGreedilyFromTheLeft)
{
    EXPECT_EQ(date("%Y%m%d", "1990021"), "19900201"); // the example of the specification
    EXPECT_EQ(date("%Y%m%d", "1990112"), "19901102");
    EXPECT_EQ(date("%d%m%Y", "1121990"), "19900211");
    EXPECT_EQ(date("%m%Y", "11990"), "19900101"); // not month 11: three digits are no year
    EXPECT_EQ(date("%m%y", "1990"), "none");      // January 99, and a digit is left over
}

TEST(PythonDate, TakesDigitsOfAnyScriptWhereAnyDigitMayStand)
{
    EXPECT_EQ(date("%Y", "\xef\xbc\x91\xef\xbc\x99\xef\xbc\x99\xef\xbc\x90"), "19900101");
    EXPECT_EQ(date("%d", "1\xef\xbc\x92"), "19000112");
    EXPECT_EQ(date("%d", "\xef\xbc\x91"
                         "2"),
              "none");
}

TEST(PythonDate, LetsTheDayOfTheYearOutweighMonthAndDay)
{
    EXPECT_EQ(date("%Y %j", "2000 366"), "20001231");
    EXPECT_EQ(date("%Y %j", "1999 366"), "20000101");
    EXPECT_EQ(date("%j %Y", "060 1999"), "19990301");
    EXPECT_EQ(date("%j %Y", "000 1999"), "none");
    EXPECT_EQ(date("%d %Y %j", "31 1999 32"), "19990201");
}

TEST(PythonDate, RefusesImpossibleDatesAndWhatIsLeftOver)
{
    for (const char* wrong :
         {"31/02/1990", "29/02/1900", "32/01/1990", "00/01/1990", "01/13/1990", "01/00/1990", "01/01/199",
          "01/01/19900", "01/01/1990 ", " 01/01/1990", "", "01-01-1990", "01/01/0000"})
        EXPECT_EQ(date("%d/%m/%Y", wrong), "none") << wrong;
    EXPECT_EQ(date("%d %m", "29 02"), "none");
    EXPECT_EQ(date("%Y %S", "1990 60"), "none");
    EXPECT_EQ(date("%d%b%Y", "30\xc5\xbf"
                             "ep1990"),
              "none");
}

TEST(PythonDate, RefusesYearsWhosePrintingDependsOnThePlatform)
{
    EXPECT_EQ(date("%Y-%m-%d", "0990-01-01"), "none");
    EXPECT_EQ(date("%Y-%m-%d", "1000-01-01"), "10000101");
}

TEST(PythonDate, RefusesPatternsThatItCannotRead)
{
    for (const char* pattern : {"%", "%d%", "%Q", "%U", "%z", "%c", "%-d", "%d%d", "% d", "%Y \xc3\xa9"})
        EXPECT_THROW(PythonDate(pattern, "feature 1"), Error) << pattern;
}

TEST(Letters, HaveTheFullUnicodeMapping)
{
    EXPECT_TRUE(is_its_upper_case("O'BRIEN 12"));
    EXPECT_FALSE(is_its_upper_case("O'Brien"));
    EXPECT_TRUE(is_its_lower_case("o'brien 12"));
    EXPECT_TRUE(is_its_lower_case("\xc3\x9f")); // sharp s
    EXPECT_FALSE(is_its_upper_case("\xc3\x9f"));
    EXPECT_TRUE(is_its_upper_case("\xc3\x89")); // E with acute
    EXPECT_FALSE(is_its_lower_case("\xc3\x89"));
    EXPECT_FALSE(is_its_upper_case("\xc7\x85")); // the title case of a digraph is neither
    EXPECT_FALSE(is_its_lower_case("\xc7\x85"));
    EXPECT_TRUE(is_its_upper_case("\xe6\xbc\xa2") && is_its_lower_case("\xe6\xbc\xa2"));
}

} // namespace
} // namespace gauze::custodian::anonlink
