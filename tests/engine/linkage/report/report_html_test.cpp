#include "engine/linkage/report/charts.hpp"
#include "engine/linkage/report/report_html.hpp"
#include "engine/linkage/report/withhold.hpp"
#include "engine/linkage/report/words.hpp"
#include "tests/engine/linkage/report/made_report.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using namespace gauze;
using namespace gauze::linkage::report;

std::string page_of(Report report)
{
    withhold_small_counts(report);
    return to_html(report);
}

TEST(ReportPage, EscapesEveryTextOfAStranger)
{
    const std::string page = page_of(test::hostile_report());
    EXPECT_EQ(page.find("<img"), std::string::npos);
    EXPECT_EQ(page.find("<script>document"), std::string::npos);
    EXPECT_NE(page.find("&lt;img"), std::string::npos);
    std::size_t scripts = 0;
    for (std::size_t at = page.find("<script"); at != std::string::npos; at = page.find("<script", at + 1))
        ++scripts;
    EXPECT_EQ(scripts, 1u);
}

TEST(ReportPage, NamesNothingOutsideItself)
{
    const std::string page = page_of(test::lively_report());
    for (const std::string_view foreign :
         {"http:", "https:", "//www", "src=", "@import", "url(h", " style=", " onclick"})
        EXPECT_EQ(page.find(foreign), std::string::npos) << foreign;
    EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

TEST(ReportPage, OfARunWithNothingInItIsAPage)
{
    Report report;
    report.sources = {{"a", 0, true, "", {}}, {"b", 0, true, "", {}}};
    BetweenParties between;
    between.b = 1;
    report.between = {between};
    const std::string page = page_of(report);
    EXPECT_TRUE(page.ends_with("</html>\n"));
    EXPECT_EQ(page.find("nan"), std::string::npos);
    EXPECT_EQ(page.find("inf"), page.find("information")); // no infinity
}

TEST(ReportCharts, OfOneBarAndAFarCutStayWithinThePicture)
{
    Report report = test::lively_report();
    report.cut.at = 60;
    report.between[0].bins = {{0, 1, {50, false}, 25.0}};
    const std::string chart = histogram_chart(report, report.between[0], 0);
    EXPECT_EQ(chart.find("nan"), std::string::npos);
    for (const std::string_view off : {"=\"-", " -", "M-", "H-", "V-"})
        EXPECT_EQ(chart.find(off), std::string::npos) << off;
}

TEST(ReportWords, OddsAreReadAtTwoDigits)
{
    const auto plain = [](const std::string& text) { // with common spaces
        std::string result;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const bool hard = text.compare(i, 2, "\u00a0") == 0;
            result.push_back(hard ? ' ' : text[i]);
            i += hard;
        }
        return result;
    };
    EXPECT_EQ(plain(odds(0)), "1 : 1");
    EXPECT_EQ(plain(odds(std::log(20.0))), "20 : 1");
    EXPECT_EQ(plain(odds(std::log(1.5))), "1.5 : 1");
    EXPECT_EQ(plain(odds(-std::log(333.0))), "1 : 330");
    EXPECT_EQ(plain(odds(std::log(1e6))), "10\u2076 : 1");
    EXPECT_EQ(plain(odds(std::log(2.44e6))), "2.4 \u00d7 10\u2076 : 1");
    EXPECT_EQ(plain(odds(std::log(9.99))), "10 : 1");
    EXPECT_EQ(plain(odds(std::log(99999.0))), "10\u2075 : 1");
}

TEST(ReportWords, WhatIsNotAllIsNotCalledAll)
{
    EXPECT_EQ(percent(1), "100\u00a0%");
    EXPECT_EQ(percent(0), "0\u00a0%");
    EXPECT_EQ(percent(.9999999), "99.999\u00a0%");
    EXPECT_EQ(percent(.5), "50.0\u00a0%");
    EXPECT_EQ(percent(.9967), "99.67\u00a0%");
    EXPECT_EQ(grouped(1234567), "1,234,567");
    EXPECT_EQ(grouped(999), "999");
}

} // namespace
