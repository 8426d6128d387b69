#include "bench/quality/evaluate.hpp"
#include "bench/quality/strata.hpp"
#include "bloom/base/error.hpp"
#include "tests/temporary_folder.hpp"

#include <map>

#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

using test::TemporaryFolder;
using test::write_file;

class StrataOf : public testing::Test {
protected:
    TemporaryFolder folder_;
    // x in three parties, y in two, z in one; w nowhere.
    const std::string truth_ = "party,id,entity\nA,1,x\nB,2,x\nC,3,x\nA,4,y\nB,5,y\nA,6,z\n";

    Evaluation score(const std::string& result, const std::string& strata, const std::string& truth = {},
                     bool dedup = false)
    {
        write_file(folder_ / "truth.csv", truth.empty() ? truth_ : truth);
        write_file(folder_ / "result.csv", result);
        write_file(folder_ / "strata.csv", strata);
        return evaluate({.truth = folder_ / "truth.csv",
                         .result = folder_ / "result.csv",
                         .persons = {},
                         .ledgers = {},
                         .strata = folder_ / "strata.csv",
                         .dedup = dedup});
    }
    static const Stratum* of(const Evaluation& evaluation, const std::string& column,
                             const std::string& value)
    {
        for (const Stratum& stratum : evaluation.strata)
            if (stratum.column == column && stratum.value == value) return &stratum;
        return nullptr;
    }
    const std::string strata_ =
        "entity,community,age\nx,Welsh,old\ny,Polish,old\nz,Welsh,young\nw,Irish,old\n";
};

TEST_F(StrataOf, CountsAPairHalfForEachOfItsRecords)
{
    // 1-2 is right; 3-6 joins x and z; 5 and 6 are alone. All across parties.
    const Evaluation e = score("id,cluster\n1,p\n2,p\n3,q\n6,q\n4,r\n5,s\n", strata_);
    const Stratum *welsh = of(e, "community", "Welsh"), *polish = of(e, "community", "Polish");
    ASSERT_TRUE(welsh && polish);
    EXPECT_EQ(welsh->true_pairs, 3u);
    EXPECT_EQ(welsh->right, 1u);
    EXPECT_EQ(welsh->found_halves, 4u); // both ends of both pairs
    EXPECT_EQ(polish->true_pairs, 1u);
    EXPECT_EQ(polish->found_halves, 0u);
    const Stratum *old = of(e, "age", "old"), *young = of(e, "age", "young");
    EXPECT_EQ(old->found_halves, 3u);
    EXPECT_EQ(young->found_halves, 1u); // z's half of the wrong pair
    EXPECT_EQ(young->precision(), 0.0);
    EXPECT_EQ(of(e, "community", "Irish"), nullptr); // nobody has a record of w
}

TEST_F(StrataOf, AddsUpToTheWholeForPairsAndClustersAlike)
{
    for (const char* result : {"id_a,id_b\n1,2\n1,3\n2,3\n3,6\n4,2\n9,1\n", // 9 is unknown
                               "id,cluster\n1,p\n2,p\n3,p\n6,q\n4,p\n5,q\n9,q\n"}) {
        const Evaluation e = score(result, strata_);
        std::map<std::string, Stratum> sums;
        for (const Stratum& stratum : e.strata) {
            Stratum& sum = sums[stratum.column];
            sum.found_halves += stratum.found_halves;
            sum.right += stratum.right;
            sum.true_pairs += stratum.true_pairs;
        }
        ASSERT_EQ(sums.size(), 2u);
        for (const auto& [column, sum] : sums) {
            EXPECT_EQ(sum.found_halves, 2 * e.quality.found) << column;
            EXPECT_EQ(sum.right, e.quality.right) << column;
            EXPECT_EQ(sum.true_pairs, e.quality.true_pairs) << column;
        }
        EXPECT_NE(of(e, "age", ""), nullptr); // the unknown record
    }
}

TEST_F(StrataOf, CountsPairsWithinOneFileForDeduplication)
{
    const Evaluation e = score("id,cluster\n1,p\n2,p\n3,p\n", "entity,age\nx,old\ny,young\n",
                               "party,id,entity\nA,1,x\nA,2,x\nA,3,y\n", true);
    EXPECT_EQ(of(e, "age", "old")->found_halves, 4u);
    EXPECT_EQ(of(e, "age", "old")->right, 1u);
    EXPECT_EQ(of(e, "age", "young")->found_halves, 2u);
}

TEST_F(StrataOf, RefusesWhatDividesNothing)
{
    const std::string result = "id,cluster\n1,p\n2,p\n";
    EXPECT_THROW(score(result, "person,age\nx,old\n"), Error);
    EXPECT_THROW(score(result, "entity\nx\n"), Error);
    EXPECT_THROW(score(result, "entity,age\nx,old\nx,young\n"), Error);
    EXPECT_THROW(score(result, "entity,age\nx,old\n", "id_a,id_b\n1,2\n"), Error);
}

} // namespace
} // namespace gauze::lab
