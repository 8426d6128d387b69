#include "bloom/base/parallel.hpp"
#include "engine/linkage/candidate_floor.hpp"
#include "engine/linkage/score.hpp"
#include "tests/engine/linkage/made_parties.hpp"

namespace gauze::linkage {
namespace {

using test::MadeParties;
using test::numbers;

Parties some_parties(MadeParties& made)
{
    return receive({made.write("alpha", numbers(0, 150)), made.write("beta", numbers(100, 200)),
                    made.write("delta", numbers(50, 170))},
                   test::policy(), false);
}

TEST(CandidateFloor, IsTheLowestThatTheHistogramOfAllPairsAllowsWhenAllRecordsAreInTheSample)
{
    MadeParties made;
    const Parties parties = some_parties(made);
    const auto at_or_above = score_histogram(parties, 1000);
    for (const std::uint64_t bearable : {10u, 300u, 1000u, 20'000u}) {
        const auto floor = candidate_floor(parties, {.per_record = 0, .always = bearable});
        ASSERT_EQ(floor.denominator, 1000u);
        if (floor.numerator < 1000) {
            EXPECT_LE(at_or_above[floor.numerator], bearable);
        }
        if (floor.numerator > 1) {
            EXPECT_GT(at_or_above[floor.numerator - 1], bearable);
        }
    }
}

TEST(CandidateFloor, OfASampleIsNearThatOfAllRecords)
{
    MadeParties made(3000);
    const Parties parties =
        receive({made.write("alpha", numbers(0, 2000)), made.write("beta", numbers(1000, 3000))},
                test::policy(), false);
    const auto at_or_above = score_histogram(parties, 1000);
    // A tenth of the records, of each of which some thirty pairs pass.
    const auto floor =
        candidate_floor(parties, {.per_record = 0, .always = 60'000, .compared = 2'000 * 2'000 / 10});
    EXPECT_GT(at_or_above[floor.numerator], 45'000u);
    EXPECT_LT(at_or_above[floor.numerator], 75'000u);
}

TEST(CandidateFloor, KeepsWhatMemoryHolds)
{
    MadeParties made;
    const Parties parties = some_parties(made);
    const auto at_or_above = score_histogram(parties, 1000);
    const auto floor = candidate_floor(parties, {.per_record = 40, .always = 100'000, .most_pairs = 500});
    EXPECT_LE(at_or_above[floor.numerator], 500u);
}

TEST(CandidateFloor, LetsAllPairsThroughThatHaveAnythingInCommonWhereAllAreBearable)
{
    MadeParties made;
    EXPECT_EQ(candidate_floor(some_parties(made)).numerator, 1u);
}

TEST(CandidateFloor, IsTheSameForAnyNumberOfThreads)
{
    MadeParties made;
    const Parties parties = some_parties(made);
    const FloorWishes wishes{.per_record = 0, .always = 700, .compared = 10'000};
    set_threads(1);
    const auto alone = candidate_floor(parties, wishes);
    set_threads(3);
    EXPECT_EQ(candidate_floor(parties, wishes).numerator, alone.numerator);
    set_threads(0);
}

TEST(CandidateFloor, OfOneRecordEachAndOfNoneIsSomething)
{
    MadeParties made;
    const Parties one = receive({made.write("alpha", {1}), made.write("beta", {2})}, test::policy(), false);
    EXPECT_EQ(candidate_floor(one).numerator, 1u);
    const Parties none = receive({made.write("alpha", {}), made.write("beta", {2})}, test::policy(), false);
    EXPECT_EQ(candidate_floor(none).numerator, 1u);
}

} // namespace
} // namespace gauze::linkage
