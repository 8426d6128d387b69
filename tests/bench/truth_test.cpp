#include "bench/quality/evaluate.hpp"
#include "bloom/base/error.hpp"
#include "tests/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

using test::TemporaryFolder;
using test::write_file;

class Evaluate : public testing::Test {
protected:
    TemporaryFolder folder_;
    Evaluation score(const std::string& truth, const std::string& result, bool dedup = false)
    {
        write_file(folder_ / "truth.csv", truth);
        write_file(folder_ / "result.csv", result);
        return evaluate({.truth = folder_ / "truth.csv",
                         .result = folder_ / "result.csv",
                         .persons = {},
                         .ledgers = {},
                         .strata = {},
                         .dedup = dedup});
    }
    // Two persons over three parties, and one in the first alone.
    const std::string parties_ = "party,id,entity\nA,1,x\nB,2,x\nC,3,x\nA,4,y\nB,5,y\nA,6,z\n";
};

TEST_F(Evaluate, ScoresPairs)
{
    const auto e = score(parties_, "id_a,id_b\n1,2\n2,1\n4,5\n3,6\n");
    EXPECT_EQ(e.quality.true_pairs, 4u);
    EXPECT_EQ(e.quality.found, 3u); // 2,1 is 1,2 again
    EXPECT_EQ(e.quality.right, 2u);
    EXPECT_FALSE(e.best);
}

TEST_F(Evaluate, FindsTheBestThresholdOfScoredPairs)
{
    const auto e = score(parties_, "id_a,id_b,score\n1,2,0.9\n4,5,0.8\n1,3,0.7\n2,3,0.7\n3,6,0.2\n");
    ASSERT_TRUE(e.best);
    EXPECT_EQ(*e.best_threshold, 0.7);
    EXPECT_EQ(e.best->f1(), 1.0);
    EXPECT_LT(e.quality.f1(), 1.0);
}

TEST_F(Evaluate, ScoresClustersAcrossPartiesOnly)
{
    const auto e = score(parties_, "id,cluster\n1,p\n2,p\n3,p\n4,p\n5,q\n6,r\n");
    EXPECT_EQ(e.quality.found, 5u); // 1-2 1-3 2-3 2-4 3-4; 1-4 is within A
    EXPECT_EQ(e.quality.right, 3u);
}

TEST_F(Evaluate, ScoresClustersWithinOneFileForDeduplication)
{
    const auto e = score("id_a,id_b\n1,2\n2,3\n", "id,cluster\n1,p\n2,p\n3,q\n4,q\n", true);
    EXPECT_EQ(e.quality.true_pairs, 3u); // 1-3 follows
    EXPECT_EQ(e.quality.found, 2u);
    EXPECT_EQ(e.quality.right, 1u);
    EXPECT_EQ(e.unknown, 1u);
}

TEST_F(Evaluate, TellsRecordsOfSeveralPartiesApartWhenTheResultNamesThem)
{
    const std::string truth = "party,id,entity\nA,1,x\nB,1,y\nB,2,x\n";
    EXPECT_EQ(score(truth, "party,id,person\nA,1,p\nB,2,p\nB,1,q\n").quality.f1(), 1.0);
    EXPECT_THROW(score(truth, "id,cluster\n1,p\n2,p\n"), Error);
}

TEST_F(Evaluate, RefusesColumnsItDoesNotKnow)
{
    EXPECT_THROW(score("a,b\n1,2\n", "id,cluster\n1,p\n"), Error);
    EXPECT_THROW(score(parties_, "x,y\n1,2\n"), Error);
    EXPECT_THROW(score("party,id,entity\nA,1,x\nA,1,y\n", "id,cluster\n1,p\n"), Error);
}

TEST(Truth, PlacesRecordsOfPairsAndRefusesAnIdThatTwoPartiesHold)
{
    const TemporaryFolder folder;
    write_file(folder / "truth.csv", "id_a,id_b\n1,2\n3,4\n");
    Truth truth = Truth::read(folder / "truth.csv");
    truth.place("A", "1");
    truth.place("B", "2");
    truth.place("A", "3");
    truth.place("A", "4"); // a pair within A does not count across parties
    EXPECT_EQ(truth.pairs({"A", "B"}, false), 1u);
    EXPECT_EQ(truth.pairs({"A", "B"}, true), 2u);
    EXPECT_THROW(truth.place("B", "1"), Error);
}

} // namespace
} // namespace gauze::lab
