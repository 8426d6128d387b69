#include "engine/custodian/date_format.hpp"

#include <string>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

using Kind = DateInference::Verdict::Kind;

DateFormat format(std::string_view pattern) { return DateFormat::from(pattern).value(); }

std::string placed(std::string_view pattern, std::string_view cell)
{
    const auto date = format(pattern).place(cell);
    return date ? std::string(date->characters.data(), date->characters.size()) : "not placed";
}

std::string in_parts(std::string_view day, std::string_view month, std::string_view year)
{
    const auto date = DateFormat::place_parts(day, month, year);
    return date ? std::string(date->characters.data(), date->characters.size()) : "not placed";
}

DateInference::Verdict inferred(const std::vector<std::pair<int, std::string>>& column)
{
    DateInference inference;
    for (const auto& [times, cell] : column)
        for (int i = 0; i < times; ++i) inference.see(cell);
    return inference.decide();
}

std::vector<std::string> names(const DateInference::Verdict& verdict)
{
    std::vector<std::string> result;
    for (const DateFormat& fitting : verdict.fitting) result.push_back(fitting.to_text());
    return result;
}

TEST(DateFormat, ReadsThePatternsOfAPolicyInAnyCaseAndWithAnySeparator)
{
    EXPECT_EQ(format("dd/mm/yyyy").to_text(), "DD-MM-YYYY");
    EXPECT_EQ(format("YYYY.MM.DD").to_text(), "YYYY-MM-DD");
    EXPECT_EQ(format("MM/DD/YY").to_text(), "MM-DD-YY");
    EXPECT_EQ(format("dd MMM yyyy").to_text(), "DD-MMM-YYYY");
    EXPECT_EQ(format("ddmmyyyy").to_text(), "DDMMYYYY");
    EXPECT_EQ(format("dd-mm-yyyy"), format("DD/MM/YYYY"));
}

TEST(DateFormat, EveryFormatReadsItsOwnName)
{
    EXPECT_EQ(DateFormat::all().size(), 9u);
    for (const DateFormat& known : DateFormat::all()) EXPECT_EQ(format(known.to_text()), known);
}

TEST(DateFormat, RefusesOtherPatterns)
{
    for (const char* pattern :
         {"", "DD", "YYYY-DD-MM", "DD-MM", "DD--MM-YYYY", "%d/%m/%Y", "DDMMYY", "MMDDYYYY"})
        EXPECT_FALSE(DateFormat::from(pattern)) << pattern;
}

TEST(DateFormat, PlacesYearMonthDayWhateverTheOrderOfTheCell)
{
    EXPECT_EQ(placed("YYYY-MM-DD", "1974-02-13"), "19740213");
    EXPECT_EQ(placed("DD-MM-YYYY", "13-02-1974"), "19740213");
    EXPECT_EQ(placed("MM-DD-YYYY", "02-13-1974"), "19740213");
    EXPECT_EQ(placed("YYYYMMDD", "19740213"), "19740213");
    EXPECT_EQ(placed("DDMMYYYY", "13021974"), "19740213");
}

TEST(DateFormat, DoesNotMindSeparatorsOrMissingZeros)
{
    EXPECT_EQ(placed("DD-MM-YYYY", "1/2/1974"), "19740201");
    EXPECT_EQ(placed("DD-MM-YYYY", " 01.02-1974 "), "19740201");
    EXPECT_EQ(placed("DD-MM-YYYY", "1. 2. 1974"), "19740201");
    EXPECT_EQ(placed("DD-MM-YYYY", "01\\02_1974"), "19740201");
    EXPECT_EQ(placed("DD-MM-YYYY", "01\u201302\u20131974"), "19740201"); // en dashes
    EXPECT_EQ(placed("DD-MM-YYYY", "\uff10\uff11-02-1974"), "19740201"); // full-width 01
}

TEST(DateFormat, IgnoresATimeOfDay)
{
    EXPECT_EQ(placed("DD-MM-YYYY", "13/02/1974 00:00"), "19740213");
    EXPECT_EQ(placed("YYYY-MM-DD", "1974-02-13T10:15:00.000Z"), "19740213");
    EXPECT_EQ(placed("YYYY-MM-DD", "1974-02-13 9:15:00 AM"), "19740213");
    EXPECT_EQ(placed("DD-MMM-YYYY", "13 Oct 1974 10:15"), "19741013");
    EXPECT_EQ(placed("YYYYMMDD", "19740213 10:15"), "19740213");
    EXPECT_EQ(placed("DD-MM-YYYY", "10:15"), "not placed");
}

TEST(DateFormat, ReadsTwoDigitYearsAroundTheTurnOfTheCentury)
{
    EXPECT_EQ(placed("DD-MM-YY", "13/02/74"), "19740213");
    EXPECT_EQ(placed("DD-MM-YY", "13/02/31"), "19310213");
    EXPECT_EQ(placed("DD-MM-YY", "13/02/30"), "20300213");
    EXPECT_EQ(placed("DD-MM-YY", "13/02/00"), "20000213");
    EXPECT_EQ(placed("MM-DD-YY", "02/13/74"), "19740213");
    EXPECT_EQ(placed("DD-MM-YY", "13/02/1974"), "not placed");
    EXPECT_EQ(placed("DD-MM-YYYY", "13/02/74"), "not placed");
}

TEST(DateFormat, ReadsEnglishMonthNames)
{
    EXPECT_EQ(placed("DD-MMM-YYYY", "13 February 1974"), "19740213");
    EXPECT_EQ(placed("DD-MMM-YYYY", "1-feb-1974"), "19740201");
    EXPECT_EQ(placed("DD-MMM-YYYY", "13. Sept. 1974"), "19740913");
    EXPECT_EQ(placed("DD-MMM-YYYY", "13OCT1974"), "19741013");
    EXPECT_EQ(placed("DD-MMM-YY", "13-Dec-74"), "19741213");
    EXPECT_EQ(placed("DD-MMM-YYYY", "13 Fe 1974"), "not placed");
    EXPECT_EQ(placed("DD-MMM-YYYY", "13 Fevrier 1974"), "not placed");
    EXPECT_EQ(placed("DD-MM-YYYY", "13 Feb 1974"), "not placed");
}

TEST(DateFormat, PlacesAnImpossibleDateAsWrittenAndSaysSo)
{
    const auto date = format("DD-MM-YYYY").place("31-02-1974");
    ASSERT_TRUE(date);
    EXPECT_EQ(std::string(date->characters.data(), 8), "19740231");
    EXPECT_TRUE(date->digits);
    EXPECT_FALSE(date->possible);
}

TEST(DateFormat, KnowsTheCalendarAndOurTime)
{
    const auto possible = [](std::string_view cell) { return format("YYYY-MM-DD").place(cell)->possible; };
    EXPECT_TRUE(possible("2000-02-29"));
    EXPECT_FALSE(possible("1900-02-29"));
    EXPECT_FALSE(possible("1990-00-10"));
    EXPECT_FALSE(possible("1990-13-10"));
    EXPECT_FALSE(possible("1990-12-00"));
    EXPECT_FALSE(possible("1849-12-31"));
    EXPECT_TRUE(possible("1850-01-01"));
    EXPECT_TRUE(possible("2100-12-31"));
    EXPECT_FALSE(possible("2101-01-01"));
}

TEST(DateFormat, KeepsLettersAmongTheDigitsInTheirPlaces)
{
    const auto date = format("DD-MM-YYYY").place("1q-02-1974");
    ASSERT_TRUE(date);
    EXPECT_EQ(std::string(date->characters.data(), 8), "1974021Q");
    EXPECT_FALSE(date->digits);
    EXPECT_FALSE(date->possible);
    EXPECT_EQ(placed("DD-MM-YYYY", "05-o1-2960"), "2960O105");
    EXPECT_EQ(placed("DD-MM-YYYY", "1q/2/1974"), "1974021Q");
    EXPECT_EQ(placed("DD-MM-YY", "13/02/7q"), "197Q0213");
    EXPECT_EQ(placed("DD-MM-YYYY", "1\U0001f600-02-1974"), "1974021?");
}

TEST(DateFormat, DoesNotPlaceWhatHasAnotherShape)
{
    for (const char* cell : {"", "   ", "garbage", "31-02", "101-02-1974", "31-02-1974-5", "1974-02-31",
                             "43831", "31021974", "--1974", "xx-xx-1974", "x/x/1974", "?-?-1974"})
        EXPECT_EQ(placed("DD-MM-YYYY", cell), "not placed") << cell;
    EXPECT_EQ(placed("YYYYMMDD", "UNKNOWN1"), "not placed");
    EXPECT_EQ(placed("DD-MM-YY", "01/02/xx"), "not placed");
    EXPECT_EQ(placed("DD-MM-YYYY", "01-02-19\xff"), "not placed");
}

TEST(DateFormat, RepairsACompactDateThatWasANumberInASpreadsheet)
{
    EXPECT_EQ(placed("DDMMYYYY", "1021974"), "19740201");
    EXPECT_EQ(placed("DDMMYYYY", "1021974.0"), "19740201");
    EXPECT_EQ(placed("YYYYMMDD", "19740201.0"), "19740201");
    EXPECT_EQ(placed("YYYYMMDD", "1974020"), "not placed"); // a year loses no zero
}

TEST(DateFormat, PlacesADateInThreeColumns)
{
    EXPECT_EQ(in_parts("2", "12", "1976"), "19761202");
    EXPECT_EQ(in_parts(" 13 ", "Feb", "74"), "19740213");
    EXPECT_EQ(in_parts("13.0", "2.0", "1974.0"), "19740213");
    EXPECT_EQ(in_parts("1q", "02", "1974"), "1974021Q");
    EXPECT_EQ(in_parts("101", "02", "1974"), "not placed");
    EXPECT_EQ(in_parts("1", "Thermidor", "1974"), "not placed");
    EXPECT_EQ(in_parts("1", "02", "197"), "not placed");
    EXPECT_EQ(in_parts("x", "02", "1974"), "not placed");
    EXPECT_EQ(in_parts("1", "02", "xx"), "not placed");
}

TEST(DateFormat, LeavesBlanksForAPartThatIsMissing)
{
    EXPECT_EQ(in_parts("", "02", "1974"), "197402  ");
    EXPECT_EQ(in_parts("13", "02", " "), "    0213");
    const auto date = DateFormat::place_parts("", "02", "1974");
    EXPECT_FALSE(date->digits);
    EXPECT_FALSE(date->possible);
}

TEST(DateInference, OfAnEmptyColumnIsEmpty)
{
    EXPECT_EQ(inferred({}).kind, Kind::empty);
    EXPECT_EQ(inferred({{5, ""}, {5, "  "}, {2, "NULL"}, {2, "unknown"}}).kind, Kind::empty);
}

TEST(DateInference, FindsTheOneReadingOfAColumn)
{
    const std::vector<std::pair<std::string, std::string>> columns{
        {"1974-02-13", "YYYY-MM-DD"}, {"13/02/1974", "DD-MM-YYYY"},   {"02/13/1974", "MM-DD-YYYY"},
        {"19740213", "YYYYMMDD"},     {"13021974", "DDMMYYYY"},       {"13.2.74", "DD-MM-YY"},
        {"2/13/74", "MM-DD-YY"},      {"13 Feb 1974", "DD-MMM-YYYY"}, {"13-Feb-74", "DD-MMM-YY"},
    };
    for (const auto& [cell, expected] : columns) {
        const auto verdict = inferred({{3, cell}});
        EXPECT_EQ(verdict.kind, Kind::one) << cell;
        EXPECT_EQ(names(verdict), std::vector{expected}) << cell;
    }
}

TEST(DateInference, AsksWhenEveryDayCouldBeAMonth)
{
    const auto verdict = inferred({{100, "01/02/2003"}});
    EXPECT_EQ(verdict.kind, Kind::several);
    EXPECT_EQ(names(verdict), (std::vector<std::string>{"DD-MM-YYYY", "MM-DD-YYYY"}));
    EXPECT_EQ(inferred({{100, "01/02/03"}}).kind, Kind::several);
}

TEST(DateInference, NeedsALeadOfOneInAHundred)
{
    EXPECT_EQ(inferred({{199, "01/02/2003"}, {1, "13/02/2003"}}).kind, Kind::several);
    EXPECT_EQ(names(inferred({{198, "01/02/2003"}, {2, "13/02/2003"}})),
              std::vector<std::string>{"DD-MM-YYYY"});
    EXPECT_EQ(names(inferred({{2, "01/02/2003"}, {1, "02/13/2003"}})),
              std::vector<std::string>{"MM-DD-YYYY"});
}

TEST(DateInference, TakesCellsWithOtherSeparatorsForOneFormat)
{
    const auto verdict =
        inferred({{10, "13/02/1974"}, {10, "13-02-1974"}, {10, "1.2.1974"}, {10, "13 02/1974"}});
    EXPECT_EQ(verdict.kind, Kind::one);
    EXPECT_EQ(names(verdict), std::vector<std::string>{"DD-MM-YYYY"});
}

// The shares of the five-party FEBRL files: 89 % dates of the calendar, 9 % impossible ones, 2 % with
// letters.
TEST(DateInference, ReadsTheFivePartyColumn)
{
    const auto verdict = inferred({{350, "11-05-2004"},
                                   {537, "26-05-1992"},
                                   {60, "31-02-1974"},
                                   {34, "01-91-3090"},
                                   {8, "1q-06-1985"},
                                   {6, "05-o1-2960"},
                                   {5, "28-10-19t5"},
                                   {50, ""}});
    EXPECT_EQ(verdict.kind, Kind::one);
    EXPECT_EQ(names(verdict), std::vector<std::string>{"DD-MM-YYYY"});
}

TEST(DateInference, ReadsDatesOfOldTimesBetweenSeparators)
{
    EXPECT_EQ(names(inferred({{10, "1364-01-31"}, {10, "1798-01-01"}})),
              std::vector<std::string>{"YYYY-MM-DD"});
    // 20 October 2001, and not 20 January 1020.
    EXPECT_EQ(names(inferred({{10, "20011020"}})), std::vector<std::string>{"YYYYMMDD"});
}

TEST(DateInference, FindsNoneWhereLessThanHalfFits)
{
    EXPECT_EQ(inferred({{51, "hello"}, {49, "13/02/1974"}}).kind, Kind::none);
    EXPECT_EQ(inferred({{100, "43831"}}).kind, Kind::none);
    EXPECT_EQ(inferred({{60, "99-99-1974"}, {40, "13-02-1974"}}).kind, Kind::none);
    EXPECT_EQ(inferred({{1, "\xff\xfe"}}).kind, Kind::none);
}

TEST(DateInference, AsksWhereLessThanNineInTenArePlaced)
{
    EXPECT_EQ(inferred({{90, "1974-02-13"}, {10, "hello"}}).kind, Kind::one);
    EXPECT_EQ(inferred({{89, "1974-02-13"}, {11, "hello"}}).kind, Kind::several);
    const auto mixed = inferred({{60, "1974-02-13"}, {40, "13/02/1974"}});
    EXPECT_EQ(mixed.kind, Kind::several);
    EXPECT_EQ(names(mixed), (std::vector<std::string>{"YYYY-MM-DD", "DD-MM-YYYY"}));
}

} // namespace
} // namespace gauze::custodian
