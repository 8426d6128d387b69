// Samples of records against all records, and what they say of blocking.
#include "engine/linkage/probe.hpp"
#include "engine/linkage/score.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <set>

namespace gauze::linkage {
namespace {

using bloom::join::Hit;

constexpr project::Threshold cut{8, 10};

class ProbeOfTwo : public testing::Test {
protected:
    test::MadeParties made_;
    Parties parties_ =
        receive({made_.write("alpha", test::numbers(0, 200)), made_.write("beta", test::numbers(50, 200))},
                test::policy(), false);
};

TEST_F(ProbeOfTwo, FindsThePairsOfAWholeRunWhenItTakesAllRecords)
{
    const Probe whole = probe(parties_, {0, 1}, cut, 200);
    EXPECT_EQ(whole.sampled, 200u);
    EXPECT_EQ(whole.pairs, 200u * 150u);
    const Scores scores = score(parties_, {.threshold = cut});
    ASSERT_EQ(whole.hits.size(), scores.pairs.size());
    ASSERT_GE(whole.hits.size(), 100u);
    for (std::size_t i = 0; i < whole.hits.size(); ++i) {
        EXPECT_EQ(whole.hits[i].a, scores.pairs[i].a.row);
        EXPECT_EQ(whole.hits[i].b, scores.pairs[i].b.row);
    }
}

TEST_F(ProbeOfTwo, SamplesThatBeginWithinAStepShareNoRecordAndAreTogetherTheWhole)
{
    std::vector<Hit> all;
    std::set<std::uint32_t> before;
    for (std::size_t first = 0; first < 10; ++first) {
        const Probe sample = probe(parties_, {0, 1}, cut, 20, first);
        EXPECT_EQ(sample.sampled, 20u);
        std::set<std::uint32_t> rows;
        for (const Hit& hit : sample.hits) rows.insert(hit.a);
        for (const std::uint32_t row : rows) EXPECT_TRUE(before.insert(row).second) << row;
        all.insert(all.end(), sample.hits.begin(), sample.hits.end());
    }
    std::ranges::sort(all, bloom::join::by_rows);
    EXPECT_EQ(all, probe(parties_, {0, 1}, cut, 200).hits);
}

TEST_F(ProbeOfTwo, ASampleThatBeginsNearTheEndGoesOnAtTheBeginning)
{
    const Probe sample = probe(parties_, {0, 1}, cut, 200, 150);
    EXPECT_EQ(sample.hits, probe(parties_, {0, 1}, cut, 200).hits);
}

TEST(Loss, OfTenInAHundredHasThePublishedIntervalOfWilson)
{
    // Ten of a hundred pairs have different keys. Wilson's interval for 10 in 100: .0552 to .1744 (Newcombe
    // 1998 gives the method's figures; these follow from his formula 3 by hand).
    blocking::BlockKeys a(100, 1), b(100, 1);
    Probe probe{.which = {0, 1}, .sampled = 100, .pairs = 10'000, .hits = {}};
    for (std::uint32_t r = 0; r < 100; ++r) {
        a.set(r, 0, r);
        b.set(r, 0, r < 10 ? 1000 + r : r);
        probe.hits.push_back({r, r, 9, 20});
    }
    const blocking::KeyJoin join({blocking::KeyPass(a.rows(), b.rows())});
    const Loss loss = loss_of(probe, join);
    EXPECT_EQ(loss.pairs, 100u);
    EXPECT_EQ(loss.lost, 10u);
    EXPECT_DOUBLE_EQ(loss.share, .1);
    EXPECT_NEAR(loss.low, .0552, .0001);
    EXPECT_NEAR(loss.high, .1744, .0001);
}

TEST(Loss, OfNoPairsIsAnything)
{
    blocking::BlockKeys keys(1, 1);
    const blocking::KeyJoin join({blocking::KeyPass(keys.rows(), keys.rows())});
    const Loss loss = loss_of({.which = {0, 1}, .sampled = 1, .pairs = 1, .hits = {}}, join);
    EXPECT_EQ(loss.low, 0);
    EXPECT_EQ(loss.high, 1);
}

} // namespace
} // namespace gauze::linkage
