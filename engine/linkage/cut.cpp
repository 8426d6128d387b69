// Read `choose_cut` at the bottom first.
#include "engine/linkage/cut.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

// A mean of equal chances may miss them by so much.
constexpr double rounding = 1e-12;

// Digits, at most one point among them, nine places at most: no sign, no exponent, no "inf".
std::optional<double> plain_decimal(std::string_view text)
{
    if (text.empty() || text.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
    const std::size_t point = text.find('.');
    if (point != std::string_view::npos && (text.find('.', point + 1) != std::string_view::npos ||
                                            text.size() - point - 1 > 9 || text.size() == point + 1))
        return std::nullopt;
    double value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

double posterior(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

// What is expected of the first n links, for every n.
class Expected {
public:
    explicit Expected(const Prospects& prospects) : prospects_(prospects)
    {
        right_.reserve(prospects.log_odds.size() + 1);
        right_.push_back(0);
        for (const double one : prospects.log_odds) right_.push_back(right_.back() + posterior(one));
    }
    std::size_t links() const noexcept { return prospects_.log_odds.size(); }
    double precision(std::size_t n) const { return n > 0 ? right_[n] / static_cast<double>(n) : 1; }
    double recall(std::size_t n) const { return true_pairs() > 0 ? right_[n] / true_pairs() : 0; }
    double f1(std::size_t n) const
    {
        const double both = static_cast<double>(n) + true_pairs();
        return both > 0 ? 2 * right_[n] / both : 0;
    }
    // A cut takes all links of equal log-odds or none.
    bool may_end_at(std::size_t n) const
    {
        return n == links() || n == 0 || prospects_.log_odds[n] < prospects_.log_odds[n - 1];
    }
    std::size_t at_or_above(double cut) const
    {
        const auto& odds = prospects_.log_odds;
        return static_cast<std::size_t>(std::ranges::lower_bound(odds, cut, std::greater<>()) -
                                        odds.begin()) +
               static_cast<std::size_t>(std::ranges::count(odds, cut));
    }

private:
    double true_pairs() const { return std::max(prospects_.true_pairs, right_.back()); }
    const Prospects& prospects_;
    std::vector<double> right_; // of the first n
};

// The log-odds that take the first n links and no more; nothing if n is 0.
double cut_after(const Prospects& prospects, std::size_t n)
{
    return n > 0 ? prospects.log_odds[n - 1]
                 : std::nextafter(prospects.log_odds.front(), std::numeric_limits<double>::infinity());
}

Cut by_cost(const CutRule& rule)
{
    Cut cut;
    cut.link = least_log_odds(rule.cost);
    cut.why = fmt::format("At a cost of {} (false : missed) a link must be right with a probability of at "
                          "least {:.4g} %.",
                          to_text(rule.cost), 100 * posterior(cut.link));
    return cut;
}

Cut by_precision(const CutRule& rule, const Prospects& prospects, const Expected& expected)
{
    Cut cut;
    std::size_t best = 0;
    for (std::size_t n = 1; n <= expected.links(); ++n)
        if (expected.may_end_at(n) && expected.precision(n) >= rule.precision - rounding) best = n;
    cut.link = prospects.log_odds.empty() ? std::log(rule.precision / (1 - rule.precision))
                                          : cut_after(prospects, best);
    cut.why = fmt::format("The lowest cut at which links are expected to be right in {:.4g} % of cases.",
                          100 * rule.precision);
    if (best == 0)
        cut.warnings.push_back(
            fmt::format("No cut reaches the target precision of {:.4g} %, so there are no links: {}",
                        100 * rule.precision,
                        prospects.log_odds.empty()
                            ? std::string("there is no candidate.")
                            : fmt::format("the surest candidate is right with a probability of {:.4g} %.",
                                          100 * posterior(prospects.log_odds.front()))));
    return cut;
}

Cut balanced(const Prospects& prospects, const Expected& expected)
{
    Cut cut;
    std::size_t best = 0;
    for (std::size_t n = 1; n <= expected.links(); ++n)
        if (expected.may_end_at(n) && expected.f1(n) > expected.f1(best)) best = n;
    cut.link = best == 0 ? 0 : cut_after(prospects, best);
    cut.why = fmt::format("The cut with the best expected F1; links are right with a probability of at least "
                          "{:.4g} %.",
                          100 * posterior(cut.link));
    return cut;
}

Cut cut_by(const CutRule& rule, const Prospects& prospects, const Expected& expected)
{
    Cut cut = rule.by == CutRule::By::cost        ? by_cost(rule)
              : rule.by == CutRule::By::precision ? by_precision(rule, prospects, expected)
                                                  : balanced(prospects, expected);
    const std::size_t links = expected.at_or_above(cut.link);
    cut.precision = expected.precision(links);
    cut.recall = expected.recall(links);
    cut.f1 = expected.f1(links);
    return cut;
}

} // namespace

double least_log_odds(const Cost& cost)
{
    return std::log(static_cast<double>(cost.false_link)) - std::log(static_cast<double>(cost.missed_link));
}

double precision_from(std::string_view text)
{
    const std::optional<double> value = plain_decimal(text);
    if (!value || !(*value > 0) || !(*value < 1))
        throw Error(Exit::usage,
                    "a target precision is a number above 0 and below 1, with nine places at most",
                    "for example .99");
    return *value;
}

Cut choose_cut(const CutRule& rule, const Prospects& prospects, const std::optional<CutRule>& review)
{
    const Expected expected(prospects);
    Cut cut = cut_by(rule, prospects, expected);
    if (!review) return cut;
    const Cut lower = cut_by(*review, prospects, expected);
    cut.review = std::min(lower.link, cut.link);
    if (expected.at_or_above(*cut.review) == expected.at_or_above(cut.link))
        cut.warnings.push_back("The review band is empty: no candidate lies between its two cuts.");
    return cut;
}

StrictnessLevels strictness_levels(const Cost& cost, const Prospects& prospects)
{
    const CutRule best{.by = CutRule::By::balance};
    StrictnessLevels levels{choose_cut({.cost = cost}, prospects), choose_cut(best, prospects),
                            choose_cut({.cost = {cost.missed_link, cost.false_link}}, prospects)};
    if (levels.broad.link > levels.strict.link) std::swap(levels.broad, levels.strict);
    if (levels.balanced.link > levels.strict.link) levels.balanced = levels.strict;
    if (levels.balanced.link < levels.broad.link) levels.balanced = levels.broad;
    return levels;
}

Json to_json(const Cut& cut)
{
    Json json;
    json.set("least_log_odds", cut.link).set("least_probability", posterior(cut.link)).set("why", cut.why);
    if (cut.review)
        json.set("review_from_log_odds", *cut.review).set("review_from_probability", posterior(*cut.review));
    if (!cut.warnings.empty()) json.set("warnings", cut.warnings);
    return json;
}

} // namespace gauze::linkage
