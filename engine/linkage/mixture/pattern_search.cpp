#include "engine/linkage/mixture/pattern_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gauze::linkage::mixture {

namespace {

constexpr float none = -std::numeric_limits<float>::infinity();
// Farther behind than this all patterns are one step. No score is below e^-70, so few pieces of evidence come
// here.
constexpr std::size_t most_steps = 96;
// Sums of a few logarithms, in another order, differ by less.
constexpr float rounding = .01f;

} // namespace

PatternSearch::PatternSearch(std::vector<float> keys, std::span<const ScoreTable> views,
                             std::span<const ClassPrior> priors)
    : keys_(std::move(keys)),
      views_(views),
      priors_(priors),
      scored_(keys_.size()),
      is_looked_at_(keys_.size())
{
    const std::size_t patterns = keys_.size();
    std::vector<std::uint8_t> step_of(patterns);
    for (const ClassPrior& prior : priors_) {
        Order order{std::vector<std::uint32_t>(patterns), std::vector<std::size_t>(most_steps + 1), none};
        for (std::size_t p = 0; p < patterns; ++p)
            order.best = std::max(order.best, keys_[p] + prior.of_pattern[p]);
        for (std::size_t p = 0; p < patterns; ++p) {
            const float behind = order.best - (keys_[p] + prior.of_pattern[p]);
            step_of[p] = static_cast<std::uint8_t>(
                std::min(behind, static_cast<float>(most_steps - 1))); // down to the whole step
            ++order.step[step_of[p] + std::size_t{1}];
        }
        for (std::size_t s = 0; s < most_steps; ++s) order.step[s + 1] += order.step[s];
        std::vector<std::size_t> next(order.step.begin(), order.step.end() - 1);
        for (std::uint32_t p = 0; p < patterns; ++p) order.pattern[next[step_of[p]]++] = p;
        orders_.push_back(std::move(order));
    }
}

// The logarithm of what keys and views say, without any class.
float PatternSearch::score(std::uint32_t pattern, std::span<const SeenScore> scores)
{
    if (is_looked_at_[pattern] != 0) return scored_[pattern];
    float sum = keys_[pattern];
    for (const SeenScore& seen : scores) {
        const ScoreTable& view = views_[seen.view];
        sum += view.logarithm[seen.score * view.columns + view.column[pattern]];
    }
    is_looked_at_[pattern] = 1;
    looked_at_.push_back(pattern);
    return scored_[pattern] = sum;
}

LikelyPatterns PatternSearch::of(std::span<const SeenScore> scores)
{
    float most = rounding; // that the views can say for any pattern
    for (const SeenScore& seen : scores) most += views_[seen.view].most[seen.score];
    std::vector<float> least; // by class: what matters to it
    for (std::size_t c = 0; c < orders_.size(); ++c) {
        const Order& order = orders_[c];
        float best = none;
        for (std::size_t s = 0; s < most_steps; ++s) {
            if (order.best - static_cast<float>(s) + most < best - priors_[c].margin) break;
            for (std::size_t i = order.step[s]; i < order.step[s + 1]; ++i)
                best =
                    std::max(best, score(order.pattern[i], scores) + priors_[c].of_pattern[order.pattern[i]]);
        }
        least.push_back(best - priors_[c].margin);
    }
    LikelyPatterns likely;
    std::ranges::sort(looked_at_);
    float best = none;
    for (const std::uint32_t p : looked_at_) {
        is_looked_at_[p] = 0;
        best = std::max(best, scored_[p]);
        bool matters = false;
        for (std::size_t c = 0; c < least.size() && !matters; ++c)
            matters = scored_[p] + priors_[c].of_pattern[p] >= least[c];
        if (matters) likely.pattern.push_back(p);
    }
    looked_at_.clear();
    for (const std::uint32_t p : likely.pattern) likely.likelihood.push_back(std::exp(scored_[p] - best));
    return likely;
}

} // namespace gauze::linkage::mixture
