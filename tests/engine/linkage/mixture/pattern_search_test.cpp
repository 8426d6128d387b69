// The search against a look at every pattern, on tables by lot.
#include "engine/linkage/mixture/pattern_search.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace gauze::linkage::mixture {
namespace {

struct Drawn {
    std::vector<float> keys;
    std::vector<ScoreTable> views;
    std::vector<ClassPrior> priors;
};

// Keys rule out most patterns, views know some columns each, classes disagree: as in life, and rougher.
Drawn draw(std::mt19937& lot, std::size_t patterns)
{
    Drawn drawn;
    std::uniform_real_distribution<float> share(0, 1);
    for (std::size_t p = 0; p < patterns; ++p)
        drawn.keys.push_back(share(lot) < .7f ? -20.f * share(lot) : -share(lot));
    for (const std::size_t columns : {std::size_t{7}, std::size_t{40}}) {
        ScoreTable table{{}, columns, {}, {}};
        for (std::size_t p = 0; p < patterns; ++p)
            table.column.push_back(static_cast<std::uint32_t>(lot() % columns));
        for (std::size_t score = 0; score < 9; ++score) {
            for (std::size_t c = 0; c < columns; ++c)
                table.logarithm.push_back(-60.f * std::pow(share(lot), 4.f));
            table.most.push_back(*std::max_element(
                table.logarithm.end() - static_cast<std::ptrdiff_t>(columns), table.logarithm.end()));
        }
        drawn.views.push_back(std::move(table));
    }
    for (const float margin : {8.f, 10.f, 8.f}) {
        ClassPrior prior{{}, margin};
        for (std::size_t p = 0; p < patterns; ++p) prior.of_pattern.push_back(-30 * share(lot));
        drawn.priors.push_back(std::move(prior));
    }
    return drawn;
}

// Every pattern is scored, and kept if it matters to some class.
std::vector<std::uint32_t> by_looking_at_all(const Drawn& drawn, std::span<const SeenScore> scores)
{
    std::vector<float> sum = drawn.keys;
    for (std::size_t p = 0; p < sum.size(); ++p)
        for (const SeenScore& seen : scores) {
            const ScoreTable& view = drawn.views[seen.view];
            sum[p] += view.logarithm[seen.score * view.columns + view.column[p]];
        }
    std::vector<bool> kept(sum.size());
    for (const ClassPrior& prior : drawn.priors) {
        float best = -1e9f;
        for (std::size_t p = 0; p < sum.size(); ++p) best = std::max(best, sum[p] + prior.of_pattern[p]);
        for (std::size_t p = 0; p < sum.size(); ++p)
            if (sum[p] + prior.of_pattern[p] >= best - prior.margin) kept[p] = true;
    }
    std::vector<std::uint32_t> patterns;
    for (std::uint32_t p = 0; p < kept.size(); ++p)
        if (kept[p]) patterns.push_back(p);
    return patterns;
}

TEST(PatternSearch, FindsWhatALookAtEveryPatternFinds)
{
    std::mt19937 lot(7);
    std::size_t found = 0;
    for (int round = 0; round < 40; ++round) {
        const Drawn drawn = draw(lot, 1 + lot() % 3000);
        PatternSearch search(drawn.keys, drawn.views, drawn.priors);
        for (int piece = 0; piece < 20; ++piece) {
            std::vector<SeenScore> scores;
            for (std::size_t v = 0; v < drawn.views.size(); ++v)
                if (lot() % 5 != 0) scores.push_back({v, static_cast<std::uint32_t>(lot() % 9)});
            const LikelyPatterns likely = search.of(scores);
            ASSERT_EQ(likely.pattern, by_looking_at_all(drawn, scores)) << round << ' ' << piece;
            found += likely.pattern.size();
        }
    }
    EXPECT_GT(found, 800u);
}

TEST(PatternSearch, GivesThePatternsTheLikelihoodsOfKeysAndViewsAlone)
{
    std::mt19937 lot(8);
    const Drawn drawn = draw(lot, 500);
    PatternSearch search(drawn.keys, drawn.views, drawn.priors);
    const std::vector<SeenScore> scores{{0, 3}, {1, 5}};
    const LikelyPatterns likely = search.of(scores);
    ASSERT_GT(likely.pattern.size(), 1u);
    const auto said = [&](std::uint32_t p) {
        return drawn.keys[p] + drawn.views[0].logarithm[3 * 7 + drawn.views[0].column[p]] +
               drawn.views[1].logarithm[5 * 40 + drawn.views[1].column[p]];
    };
    for (std::size_t i = 1; i < likely.pattern.size(); ++i)
        EXPECT_NEAR(std::log(likely.likelihood[i] / likely.likelihood[0]),
                    said(likely.pattern[i]) - said(likely.pattern[0]), 1e-2);
}

} // namespace
} // namespace gauze::linkage::mixture
