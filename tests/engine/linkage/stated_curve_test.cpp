#include "engine/linkage/stated_curve.hpp"

#include <algorithm>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

// Persons of the greedy links at or above the cut, by brute force.
std::vector<Person> persons_at(const std::vector<Pair>& pairs, const std::vector<double>& log_odds,
                               const Sources& sources, double cut)
{
    std::vector<RecordRef> records;
    for (std::uint32_t p = 0; p < sources.rows.size(); ++p)
        for (std::uint32_t r = 0; r < sources.rows[p]; ++r) records.push_back({p, r});
    std::vector<std::size_t> part(records.size());
    std::iota(part.begin(), part.end(), 0u);
    const auto at = [&](RecordRef r) { return std::ranges::find(records, r) - records.begin(); };
    for (const std::uint32_t e : greedy_links(pairs, log_odds, sources)) {
        if (log_odds[e] < cut) continue;
        const std::size_t from = part[static_cast<std::size_t>(at(pairs[e].a))];
        const std::size_t to = part[static_cast<std::size_t>(at(pairs[e].b))];
        for (std::size_t& one : part) one = one == from ? to : one;
    }
    std::vector<Person> persons(records.size());
    for (std::size_t r = 0; r < records.size(); ++r) persons[part[r]].records.push_back(records[r]);
    std::erase_if(persons, [](const Person& one) { return one.records.size() < 2; });
    return persons;
}

TEST(StatedCurve, SaysOfEachCutWhatARunWithItWouldState)
{
    for (unsigned seed = 0; seed < 10; ++seed) {
        std::mt19937 random(seed);
        const bool within = seed % 3 == 2;
        const Sources sources =
            within ? Sources{{12}, {false}} : Sources{{8, 8, 8}, {true, seed % 2 == 0, true}};
        std::vector<Pair> pairs;
        std::vector<double> log_odds;
        for (std::uint32_t p = 0; p < sources.rows.size(); ++p)
            for (std::uint32_t q = within ? p : p + 1; q < sources.rows.size(); ++q)
                for (std::uint32_t a = 0; a < sources.rows[p]; ++a)
                    for (std::uint32_t b = within ? a + 1 : 0; b < sources.rows[q]; ++b)
                        if (random() % 3 == 0) {
                            pairs.push_back({{p, a}, {q, b}, {}});
                            log_odds.push_back(std::uniform_real_distribution<double>(-6, 8)(random));
                        }
        const std::vector<LostShare> lost{{{0, within ? 0u : 1u}, .1, .05, .2}};
        const ToState run{.pairs = pairs,
                          .log_odds = log_odds,
                          .cells = {},
                          .fitted = {},
                          .sources = sources,
                          .within = within,
                          .lost = lost,
                          .redraw = {},
                          .draws = 1};
        const auto curve = stated_curve(run, 20);
        ASSERT_GT(curve.size(), 5u);
        for (std::size_t i = 0; i < curve.size(); ++i) {
            if (i > 0) {
                EXPECT_LT(curve[i].cut, curve[i - 1].cut);
            }
            const StatedError stated =
                state_error(run, persons_at(pairs, log_odds, sources, curve[i].cut), curve[i].cut);
            EXPECT_NEAR(curve[i].all.pairs, stated.all.pairs, 1e-9);
            EXPECT_NEAR(curve[i].all.implied, stated.all.implied, 1e-9);
            EXPECT_NEAR(curve[i].all.precision.value, stated.all.precision.value, 1e-9);
            EXPECT_NEAR(curve[i].all.recall.value, stated.all.recall.value, 1e-9);
            ASSERT_EQ(curve[i].by_pair.size(), stated.by_pair.size());
            for (std::size_t p = 0; p < stated.by_pair.size(); ++p)
                EXPECT_NEAR(curve[i].by_pair[p].f1.value, stated.by_pair[p].f1.value, 1e-9);
        }
    }
}

TEST(StatedCurve, OfNoCandidatesIsEmpty)
{
    const Sources sources{{3, 3}, {true, true}};
    const ToState run{.pairs = {}, .log_odds = {}, .cells = {}, .fitted = {}, .sources = sources};
    EXPECT_TRUE(stated_curve(run).empty());
}

} // namespace
} // namespace gauze::linkage
