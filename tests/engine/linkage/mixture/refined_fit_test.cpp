#include "engine/linkage/mixture/refined_fit.hpp"
#include "tests/engine/linkage/mixture/made_patterns.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace gauze::linkage::mixture {
namespace {

using project::FieldKind;
using test::draw;
using test::made_levels;

using Tables = std::vector<std::vector<double>>;

std::vector<Levels> fields()
{
    return {made_levels(FieldKind::given_name, {.01, .01, .03, .95}),
            made_levels(FieldKind::family_name, {.003, .007, .02, .97}),
            made_levels(FieldKind::date, {.0005, .0095, .2, .79}),
            made_levels(FieldKind::postcode, {.001, .004, .1, .895})};
}

Tables chances()
{
    Tables tables;
    for (const Levels& levels : fields()) tables.push_back(levels.chance);
    return tables;
}

// Equal with this probability, else mostly near.
Tables equal_with(double equal)
{
    return Tables(4, {equal, .6 * (1 - equal), .2 * (1 - equal), .2 * (1 - equal)});
}

TEST(RefinedFit, TakesAThirdClassWhereItLeavesTheMatchesAsTheyAre)
{
    const auto made = draw(fields(),
                           {{true, 1'000, equal_with(.99)},
                            {true, 600, equal_with(.8)},
                            {true, 400, equal_with(.5)},
                            {false, 500'000, chances()}},
                           4e6, 1);
    const Fit found = refined_fit(made.evidence, 800, {.settled = 1e-5});
    EXPECT_EQ(std::ranges::count(found.classes, true, &PairClass::match), 3);
    EXPECT_NEAR(found.matches, 2'000, 100);
}

TEST(RefinedFit, KeepsToTwoWhereAThirdWouldTakeOthersForMatches)
{
    // As many pairs that share an exact address and half a name as there are matches.
    auto alike = chances();
    alike[1] = {.5, .2, .1, .2};
    alike[3] = {.6, .2, .1, .1};
    alike[0] = {.2, .2, .2, .4};
    const auto made =
        draw(fields(), {{true, 1'500, equal_with(.9)}, {false, 3'000, alike}, {false, 500'000, chances()}},
             4e6, 2);
    const Fit two = fit(made.evidence, first_guess(made.evidence, 800, 2), {.settled = 1e-5});
    const Fit found = refined_fit(made.evidence, 800, {.settled = 1e-5});
    EXPECT_LE(std::abs(found.matches - two.matches), most_change_by_refining * two.matches + 1e-9);
}

} // namespace
} // namespace gauze::linkage::mixture
