// Formulas against numbers that others have printed.
#include "engine/research/statistics/estimates.hpp"
#include "engine/research/statistics/stored_table.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::research::statistics {
namespace {

// Tables of Student's t, 97.5 %: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
TEST(Estimates, StudentsTIsThatOfPrintedTables)
{
    for (const auto& [degrees, printed] : std::vector<std::pair<std::uint64_t, double>>{{1, 12.706},
                                                                                        {2, 4.303},
                                                                                        {3, 3.182},
                                                                                        {4, 2.776},
                                                                                        {5, 2.571},
                                                                                        {10, 2.228},
                                                                                        {20, 2.086},
                                                                                        {30, 2.042},
                                                                                        {60, 2.000},
                                                                                        {100, 1.984}})
        EXPECT_NEAR(student_975(degrees), printed, 0.0005) << degrees;
    EXPECT_NEAR(student_975(1), std::tan(0.475 * std::acos(-1.0)), 1e-12);   // Cauchy's, in closed form
    EXPECT_NEAR(student_975(2), 0.95 / std::sqrt(2 * 0.975 * 0.025), 1e-12); // in closed form
    // Where one formula takes over from the other the two agree.
    EXPECT_NEAR(student_975(1000) - student_975(1001), (student_975(999) - student_975(1000)), 1e-8);
    EXPECT_NEAR(student_975(1'000'000'000), normal_975, 1e-8);
}

// Newcombe 1998, Statistics in Medicine 17, table I, method 3.
TEST(Estimates, WilsonsIntervalIsThatOfNewcombesExamples)
{
    struct Example {
        std::uint64_t with, people;
        double low, high;
    };
    for (const Example& one : {Example{81, 263, 0.2553, 0.3662}, Example{15, 148, 0.0624, 0.1605},
                               Example{0, 20, 0.0, 0.1611}, Example{1, 29, 0.0061, 0.1718}}) {
        const Estimate share = rate(one.with, one.people, 1);
        EXPECT_NEAR(share.low, one.low, 0.00005);
        EXPECT_NEAR(share.high, one.high, 0.00005);
    }
    EXPECT_EQ(rate(20, 20, 100).high, 100);
    EXPECT_FALSE(rate(0, 0, 100).exists);
}

TEST(Estimates, AnOddsRatioOfAnEmptyCellDoesNotExist)
{
    // By hand: 20 x 90 / (80 x 10) = 2.25, ln 2.25 = 0.810930, variance 1/20 + 1/80 + 1/10 + 1/90 = 0.173611
    const Estimate ratio = odds_ratio({20, 80, 10, 90});
    EXPECT_NEAR(ratio.value, 2.25, 1e-12);
    EXPECT_NEAR(ratio.low, std::exp(0.8109302162 - 1.959963985 * 0.4166666667), 1e-8);
    EXPECT_NEAR(ratio.high, std::exp(0.8109302162 + 1.959963985 * 0.4166666667), 1e-8);
    for (std::size_t i = 0; i < 4; ++i) {
        std::array<std::uint64_t, 4> cells{20, 80, 10, 90};
        cells[i] = 0;
        EXPECT_FALSE(odds_ratio(cells).exists);
    }
    EXPECT_FALSE(odds(5, 0).exists);
    EXPECT_TRUE(odds(0, 5).exists);
    EXPECT_FALSE(odds(0, 5).has_interval);
}

TEST(Estimates, OfOnePersonThereIsAMeanAndNoInterval)
{
    const std::vector<std::pair<double, std::uint64_t>> one{{3.5, 1}};
    EXPECT_EQ(mean_of(one).mean.value, 3.5);
    EXPECT_FALSE(mean_of(one).mean.has_interval);
    // A large common part must not drown the spread: 1e9 + {0, 1, 2}.
    const std::vector<std::pair<double, std::uint64_t>> far{{1e9, 1}, {1e9 + 1, 1}, {1e9 + 2, 1}};
    EXPECT_NEAR(mean_of(far).deviation, 1.0, 1e-12);
}

TEST(StoredTable, OrdersBandsByTheirNumbersAndBlankLast)
{
    std::vector<std::string> values{"", "11+", "WBRI", "3-5", "<0", "1-2", "0", "-2", "BAFR", "10"};
    std::ranges::sort(values, in_order);
    EXPECT_EQ(values,
              (std::vector<std::string>{"<0", "-2", "0", "1-2", "3-5", "10", "11+", "BAFR", "WBRI", ""}));
}

} // namespace
} // namespace gauze::research::statistics
