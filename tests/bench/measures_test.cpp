// By hand, on results so small that every pair can be looked at. tests/bench/check_measures.py does the same
// by definition on many made-up ones.
#include "bench/quality/evaluate.hpp"
#include "bench/quality/measures.hpp"
#include "bloom/base/error.hpp"
#include "tests/temporary_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

using test::TemporaryFolder;
using test::write_file;

class Measures : public testing::Test {
protected:
    TemporaryFolder folder_;
    // x in three parties, y in two, z in one.
    const std::string truth_ = "party,id,entity\nA,1,x\nB,2,x\nC,3,x\nA,4,y\nB,5,y\nA,6,z\n";

    EvaluateOptions options(const std::string& result)
    {
        write_file(folder_ / "truth.csv", truth_);
        write_file(folder_ / "result.csv", result);
        return {.truth = folder_ / "truth.csv",
                .result = folder_ / "result.csv",
                .persons = {},
                .ledgers = {},
                .strata = {}};
    }
    Outcome outcome(const std::string& result, bool within = false)
    {
        options(result);
        Truth truth = Truth::read(folder_ / "truth.csv");
        return read_outcome(folder_ / "result.csv", truth, within);
    }
};

TEST_F(Measures, BCubedAveragesOverRecords)
{
    // {1,2,4} {3} {5} {6}: precision 2/3 2/3 1 1/3 1 1 of records 1 2 3 4 5 6, recall 2/3 2/3 1/3 1/2 1/2 1.
    const BCubed found = b_cubed(outcome("id,cluster\n1,p\n2,p\n4,p\n3,q\n5,r\n6,s\n"));
    EXPECT_NEAR(found.precision, (2. / 3 + 2. / 3 + 1 + 1. / 3 + 1 + 1) / 6, 1e-12);
    EXPECT_NEAR(found.recall, (2. / 3 + 2. / 3 + 1. / 3 + 1. / 2 + 1. / 2 + 1) / 6, 1e-12);
}

TEST_F(Measures, RecordsThatAResultLeavesOutAreAlone)
{
    const std::string whole = "id,cluster\n1,p\n2,p\n4,p\n3,q\n5,r\n6,s\n",
                      part = "id,cluster\n1,p\n2,p\n4,p\n";
    EXPECT_EQ(b_cubed(outcome(whole)).recall, b_cubed(outcome(part)).recall);
    EXPECT_EQ(b_cubed(outcome(whole)).precision, b_cubed(outcome(part)).precision);
}

TEST_F(Measures, PairsAreClosedForBCubedAndForPeople)
{
    const Outcome pairs = outcome("id_a,id_b\n1,2\n2,3\n");
    EXPECT_EQ(quality_of(pairs).found, 2u); // what was said, not what follows
    const Recovered people = recovered(pairs);
    EXPECT_EQ(people.people, 3u);
    EXPECT_EQ(people.exactly, 2u); // x and z
    EXPECT_EQ(people.several, 2u);
    EXPECT_EQ(people.several_exactly, 1u);
}

TEST_F(Measures, AreAlsoTakenOfEachTwoParties)
{
    // A-B: 1-2 found and true, 1-5 found, 4-2 found, 4-5 found and true. B-C, A-C: x is missed.
    const auto pairs = by_party_pair(outcome("id,cluster\n1,p\n2,p\n4,p\n5,p\n"));
    ASSERT_EQ(pairs.size(), 3u);
    EXPECT_EQ(pairs[0].a, "A");
    EXPECT_EQ(pairs[0].b, "B");
    EXPECT_EQ(pairs[0].quality.found, 4u);
    EXPECT_EQ(pairs[0].quality.right, 2u);
    EXPECT_EQ(pairs[0].quality.true_pairs, 2u);
    EXPECT_EQ(pairs[1].quality.true_pairs, 1u);
    EXPECT_EQ(pairs[2].quality.found, 0u);
}

TEST_F(Measures, CountOneToOneViolationsWhereSourcesHoldAPersonOnce)
{
    const Outcome clusters = outcome("id,cluster\n1,p\n4,p\n2,p\n5,p\n3,q\n");
    EXPECT_EQ(one_to_one_violations(clusters, {}), 2u); // p has two of A and two of B
    EXPECT_EQ(one_to_one_violations(clusters, {"A"}), 1u);
    const Outcome pairs = outcome("id_a,id_b\n1,2\n4,2\n4,3\n1,6\n");
    EXPECT_EQ(one_to_one_violations(pairs, {}), 2u); // 2 has two partners in A; 1 and 6 are both of A
    EXPECT_EQ(one_to_one_violations(pairs, {"A"}), 0u);
}

TEST_F(Measures, OfScoresAreThoseOfAllThresholds)
{
    // Four true pairs. At .9: 1/1 right; at .8: 2/3 (two at once); at .5: 3/4.
    const auto found = curve(outcome("id_a,id_b,score\n1,2,0.9\n4,5,0.8\n3,6,0.8\n1,3,0.5\n"));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->best_threshold, .5);
    EXPECT_EQ(found->best.right, 3u);
    EXPECT_NEAR(found->average_precision, 1. / 4 + 2. / 3 / 4 + 3. / 4 / 4, 1e-12);
    EXPECT_EQ(found->recall_at_99, .25);
    EXPECT_EQ(found->recall_at_999, .25);
    EXPECT_FALSE(curve(outcome("id_a,id_b\n1,2\n")));
}

TEST_F(Measures, CandidatesAreHeldAgainstAllPairs)
{
    EvaluateOptions asked = options("id,cluster\n1,p\n2,p\n");
    write_file(folder_ / "candidates.csv", "id_a,id_b\n1,2\n2,1\n4,5\n6,3\n1,4\n");
    asked.candidates = folder_ / "candidates.csv";
    const auto e = evaluate(asked);
    ASSERT_TRUE(e.candidates);
    EXPECT_EQ(e.candidates->candidates, 3u); // 2,1 is 1,2 again; 1,4 is within A
    EXPECT_EQ(e.candidates->all_pairs, 3u * 2 + 3 * 1 + 2 * 1);
    EXPECT_EQ(e.candidates->completeness(), 2. / 4);
    EXPECT_EQ(e.candidates->quality(), 2. / 3);
    EXPECT_NEAR(e.candidates->reduction(), 1 - 3. / 11, 1e-12);
}

TEST_F(Measures, FStarIsTheShareOfWhatIsFoundOrTrue)
{
    const Quality quality{.found = 10, .right = 6, .true_pairs = 8};
    EXPECT_EQ(quality.f_star(), 6. / 12);
    EXPECT_NEAR(quality.f_star(), quality.f1() / (2 - quality.f1()), 1e-12);
}

TEST_F(Measures, IntervalsAreThoseOfABinomialWherePeopleHaveOnePairEach)
{
    // 400 people with a true pair each, of which 300 are found: recall is binomial, its deviation
    // sqrt(.75 * .25 / 400) = .0217.
    std::string truth = "id_a,id_b\n", result = truth;
    for (int i = 0; i < 400; ++i) {
        truth += fmt::format("a{},b{}\n", i, i);
        if (i < 300) result += fmt::format("a{},b{}\n", i, i);
    }
    write_file(folder_ / "truth.csv", truth);
    write_file(folder_ / "result.csv", result);
    Truth read = Truth::read(folder_ / "truth.csv");
    const Intervals intervals = bootstrap(read_outcome(folder_ / "result.csv", read, false));
    EXPECT_NEAR(intervals.recall.low, .75 - 1.96 * .0217, .006);
    EXPECT_NEAR(intervals.recall.high, .75 + 1.96 * .0217, .006);
    EXPECT_EQ(intervals.precision.low, 1);
    EXPECT_EQ(intervals.precision.high, 1);
}

TEST_F(Measures, OfNothingAreSane)
{
    const Evaluation e = evaluate(options("id_a,id_b,score\n"));
    EXPECT_EQ(e.quality.found, 0u);
    EXPECT_EQ(e.quality.recall(), 0);
    EXPECT_EQ(*e.violations, 0u);
    EXPECT_FALSE(e.best);
    EXPECT_EQ(e.recovered.exactly, 1u); // z, who is alone
}

TEST_F(Measures, RefuseARecordInTwoClusters)
{
    EXPECT_THROW(outcome("id,cluster\n1,p\n1,q\n"), Error);
    EXPECT_NO_THROW(outcome("id,cluster\n1,p\n1,p\n"));
}

TEST_F(Measures, TakeIdsThatSeveralPartiesHoldIfTheyAreNamed)
{
    write_file(folder_ / "truth.csv", "party,id,entity\nA,1,x\nB,1,y\nA,2,y\nB,2,x\n");
    write_file(folder_ / "result.csv", "party_a,id_a,party_b,id_b\nA,1,B,2\nB,1,A,1\n");
    Truth truth = Truth::read(folder_ / "truth.csv");
    const Quality quality = quality_of(read_outcome(folder_ / "result.csv", truth, false));
    EXPECT_EQ(quality.found, 2u);
    EXPECT_EQ(quality.right, 1u);
    write_file(folder_ / "result.csv", "id_a,id_b\n1,2\n");
    EXPECT_THROW(read_outcome(folder_ / "result.csv", truth, false), Error);
}

} // namespace
} // namespace gauze::lab
