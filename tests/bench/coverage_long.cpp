// Some twenty minutes: a thousand mixtures of up to a million records.
#include "bench/quality/coverage.hpp"

#include <iostream>

#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

TEST(Coverage, OfAThousandMixturesIsBetween93And98InAHundred)
{
    const std::vector<Held> held = hold_series({});
    const auto coverage = coverage_of(held);
    std::cout << in_words(coverage);
    for (const std::size_t count : {coverage[0].precision, coverage[0].recall, coverage[0].f1}) {
        EXPECT_GE(count, 930u);
        EXPECT_LE(count, 980u);
    }
}

} // namespace
} // namespace gauze::lab
