#include "bloom/base/parallel.hpp"
#include "engine/linkage/compare_blocks.hpp"
#include "engine/linkage/make_plan.hpp"
#include "tests/engine/linkage/made_candidates.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using test::MadeCandidates;

constexpr project::Threshold cut{7, 10};

// One postcode that one record in twenty shows.
class HotKey : public testing::Test {
protected:
    static constexpr std::size_t rows = 40'000;
    const MadeCandidates made_{
        {.rows = {rows, rows}, .people = rows, .keys = 2, .blocks = 0, .hot = 5, .other = 0}};
    const CandidateSources sources_{.keys = true};
    BlockedPair blocked_{made_.parties, {0, 1}, sources_};

    std::vector<std::uint32_t> hot_rows(std::size_t party) const
    {
        std::vector<std::uint32_t> list;
        for (std::uint32_t r = 0; r < rows; ++r)
            if (made_.parties[party].has_key(0, r) && made_.parties[party].keys()[r * 2] == 4711)
                list.push_back(r);
        return list;
    }
};

TEST_F(HotKey, IsComparedWholly)
{
    const auto hot_a = hot_rows(0), hot_b = hot_rows(1);
    ASSERT_GT(hot_a.size(), rows / 25);
    std::vector<test::Row> right;
    for (const std::uint32_t a : hot_a)
        for (const std::uint32_t b : hot_b) {
            const auto d = made_.dice({0, 1}, a, b);
            if (d.sum > 0 && 10 * 2 * d.common >= 7 * d.sum) right.push_back({0, a, 1, b, d.common, d.sum});
        }
    EXPECT_GT(right.size(), 50u);

    blocked_.join().enter(0);
    const Compared compared = compared_of(made_.parties, {0, 1});
    const BlockComparison comparison(compared, cut);
    std::vector<bloom::join::Hit> hits;
    std::uint64_t counted = 0;
    for (std::size_t task = 0; task < blocked_.join().tasks(); ++task)
        counted += comparison.compare(blocked_.join(), task, hits).compared;
    EXPECT_EQ(counted, blocked_.join().index().report().pairs);

    const std::set<std::uint32_t> in_a(hot_a.begin(), hot_a.end()), in_b(hot_b.begin(), hot_b.end());
    std::vector<test::Row> found;
    for (const auto& hit : hits)
        if (in_a.contains(hit.a) && in_b.contains(hit.b))
            found.push_back({0, hit.a, 1, hit.b, hit.common, hit.sum});
    std::ranges::sort(found);
    EXPECT_EQ(found, right);
}

TEST_F(HotKey, IsManyTasksOfBoundedCostAndEveryUnitHasItsShare)
{
    blocked_.join().enter(0);
    const auto& join = blocked_.join();
    const std::uint64_t hot = hot_rows(0).size() * hot_rows(1).size();
    EXPECT_EQ(join.index().report().largest.pairs, hot);
    EXPECT_EQ(join.index().report().capped, 0u);
    std::uint64_t all = 0;
    std::vector<std::uint64_t> units(groups_of_a_slot);
    for (std::size_t task = 0; task < join.tasks(); ++task) {
        EXPECT_LE(join.pairs(task), 1u << 18);
        all += join.pairs(task);
        units[task % groups_of_a_slot] += join.pairs(task);
    }
    EXPECT_GE(join.tasks(), hot >> 18);
    // Nobody waits for one unit: none has more than two tasks beyond the even share.
    EXPECT_LE(*std::ranges::max_element(units), all / groups_of_a_slot + (2u << 18));
}

TEST(BlockComparison, CountsThePairsThatAnEarlierSlotHas)
{
    for (const std::uint32_t symbols : {0, 40}) {
        const MadeCandidates made({.symbols = symbols});
        BlockedPair blocked(made.parties, {0, 1}, {.keys = true});
        const Compared compared = compared_of(made.parties, {0, 1});
        const BlockComparison comparison(compared, cut);
        std::uint64_t kept = 0, repeats = 0, right_repeats = 0;
        for (std::uint32_t slot = 0; slot < blocked.join().slots(); ++slot) {
            blocked.join().enter(slot);
            for (std::size_t task = 0; task < blocked.join().tasks(); ++task) {
                std::vector<bloom::join::Hit> hits;
                repeats += comparison.compare(blocked.join(), task, hits).repeats;
                kept += hits.size();
            }
        }
        const auto right = made.answer(cut, {.keys = true});
        for (const Pair& pair : right.found) {
            const auto a = made.slots(0, pair.a.row, {.keys = true}),
                       b = made.slots(1, pair.b.row, {.keys = true});
            std::uint64_t agree = 0;
            for (std::size_t s = 0; s < a.size(); ++s) agree += a[s] && b[s] && *a[s] == *b[s];
            right_repeats += agree - 1;
        }
        EXPECT_EQ(kept, right.found.size());
        EXPECT_EQ(repeats, right_repeats);
        EXPECT_GT(repeats, 0u);
    }
}

TEST(BlockComparison, AppendsAndLeavesWhatWasThere)
{
    const MadeCandidates made;
    BlockedPair blocked(made.parties, {0, 1}, {.keys = true});
    blocked.join().enter(1);
    const Compared compared = compared_of(made.parties, {0, 1});
    const BlockComparison comparison(compared, cut);
    std::vector<bloom::join::Hit> alone, appended{{7, 8, 9, 10}};
    comparison.compare(blocked.join(), 0, alone);
    comparison.compare(blocked.join(), 0, appended);
    ASSERT_FALSE(alone.empty());
    ASSERT_EQ(appended.size(), alone.size() + 1);
    EXPECT_EQ(appended[0], (bloom::join::Hit{7, 8, 9, 10}));
}

} // namespace
} // namespace gauze::linkage
