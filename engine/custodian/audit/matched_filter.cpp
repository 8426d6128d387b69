// Read `matched_filter` at the bottom first. Scores are made for some unknown people at a time: a matrix
// product for each view, and for keys the few places where anything agrees.
#include "engine/custodian/audit/matched_filter.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <numbers>
#include <unordered_map>

#include <Eigen/Core>

namespace gauze::custodian {

namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr std::size_t people_at_once = 64;
constexpr double by_chance = 1.0 / 256;
constexpr double nearly_certain = 1 - 1e-6; // no prediction is trusted more

// What a view says: score of (v, r) = sum over known k of seen(v, k) * weight(k, r), plus offset(r).
struct ViewEvidence {
    std::vector<std::size_t> known; // released records that have the view
    Matrix seen;                    // of all unknown people; a row of zeros where one lacks the view
    Matrix weight;
    Eigen::RowVectorXf offset;
};

class ViewAttack {
public:
    ViewAttack(const Attacked& attacked, std::size_t view)
        : released_(attacked.released.views[view]),
          register_(attacked.register_.views[view]),
          attacked_(attacked)
    {}

    ViewEvidence evidence(const std::vector<std::size_t>& known, const std::vector<std::size_t>& unknown)
    {
        ViewEvidence evidence;
        for (const std::size_t k : known)
            if (released_.has[k] != 0 && register_.has[attacked_.truth[k]] != 0) evidence.known.push_back(k);
        set_law();
        predict(evidence);
        look(evidence, unknown);
        return evidence;
    }

private:
    // By number of differing bits of the register's filters: weight of what is seen, and the offset.
    void set_law()
    {
        const std::uint32_t bits = register_.length;
        weight_.resize(bits + 1), offset_.resize(bits + 1);
        for (std::uint32_t d = 0; d <= bits; ++d) {
            const double x = static_cast<double>(d) / bits;
            if (released_.symbols) {
                const double rho = std::pow(1 - x, released_.samples);
                const double q = std::min(by_chance + (1 - by_chance) * rho, nearly_certain);
                const double unlike = std::log((1 - q) / (1 - by_chance));
                weight_[d] = static_cast<float>(std::log(q / by_chance) - unlike);
                offset_[d] = static_cast<float>(released_.length * unlike);
            } else {
                weight_[d] = static_cast<float>(expected_correlation(x)); // centred below
            }
        }
    }

    double expected_correlation(double x) const
    {
        const double one = 1 - 2 * x;
        const bool odd = std::fmod(released_.samples, 2) == 1;
        const double rho = std::pow(std::abs(one), released_.samples);
        return released_.fade * (one < 0 && odd ? -rho : rho);
    }

    void predict(ViewEvidence& evidence)
    {
        std::vector<std::size_t> all(attacked_.register_.rows);
        for (std::size_t r = 0; r < all.size(); ++r) all[r] = r;
        const auto rows = static_cast<Eigen::Index>(evidence.known.size());
        evidence.weight.setZero(rows, static_cast<Eigen::Index>(all.size()));
        evidence.offset.setZero(static_cast<Eigen::Index>(all.size()));
        std::vector<std::vector<std::uint32_t>> differing(evidence.known.size());
        for_each_task(differing.size(), [&](std::size_t i) {
            differing[i] = compare_rows(register_, attacked_.truth[evidence.known[i]], all);
        });
        if (!released_.symbols) centre(differing);
        for (std::size_t i = 0; i < differing.size(); ++i)
            for (std::size_t r = 0; r < all.size(); ++r) {
                if (register_.has[r] == 0) continue; // as a stranger
                evidence.weight(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(r)) =
                    weight_[differing[i][r]];
                evidence.offset(static_cast<Eigen::Index>(r)) += offset_[differing[i][r]];
            }
    }

    // Correlations less their mean, times the length: the score is then as the header has it.
    void centre(const std::vector<std::vector<std::uint32_t>>& differing)
    {
        double sum = 0, count = 0;
        for (const auto& row : differing)
            for (std::size_t r = 0; r < row.size(); ++r)
                if (register_.has[r] != 0) sum += weight_[row[r]], ++count;
        mean_ = count == 0 ? 0 : sum / count;
        const double length = released_.length;
        for (std::size_t d = 0; d < weight_.size(); ++d) {
            const double e = weight_[d] - mean_;
            weight_[d] = static_cast<float>(length * e);
            offset_[d] = static_cast<float>(-length * e * e / 2);
        }
    }

    void look(ViewEvidence& evidence, const std::vector<std::size_t>& unknown)
    {
        evidence.seen.setZero(static_cast<Eigen::Index>(unknown.size()),
                              static_cast<Eigen::Index>(evidence.known.size()));
        for_each_task(unknown.size(), [&](std::size_t i) {
            if (released_.has[unknown[i]] == 0) return;
            const auto counts = compare_rows(released_, unknown[i], evidence.known);
            for (std::size_t k = 0; k < counts.size(); ++k)
                evidence.seen(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) =
                    static_cast<float>(released_.symbols ? counts[k]
                                                         : 1 - 2.0 * counts[k] / released_.length - mean_);
        });
    }

    const SeenView &released_, &register_;
    const Attacked& attacked_;
    std::vector<float> weight_, offset_;
    double mean_ = 0;
};

// What a key or block says: most pairs share none, so only agreements are listed.
class TagEvidence {
public:
    TagEvidence(const SeenTag& released, const SeenTag& register_, const Attacked& attacked,
                const std::vector<std::size_t>& known)
        : released_(released), costs_(attacked.register_.rows)
    {
        // A bigram chosen under another key need not be the custodian's: that it disagrees says little.
        cost_ = register_.varies ? 1 : cost_of_surprise;
        gain_ = released.block ? released.bits * std::numbers::ln2 : cost_of_surprise;
        std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> who;
        for (std::size_t r = 0; r < register_.values.size(); ++r)
            if (register_.has[r] != 0) who[register_.values[r]].push_back(static_cast<std::uint32_t>(r));
        for (const std::size_t k : known) {
            const std::size_t row = attacked.truth[k];
            if (released.has[k] == 0 || register_.has[row] == 0) continue;
            const auto& predicted = who[register_.values[row]];
            for (const std::uint32_t r : predicted) costs_[r] += static_cast<float>(cost_);
            predicted_[released.values[k]].push_back(predicted);
        }
    }

    void add(std::size_t v, std::span<float> scores) const
    {
        if (released_.has[v] == 0) return;
        for (std::size_t r = 0; r < scores.size(); ++r) scores[r] -= costs_[r];
        const auto known = predicted_.find(released_.values[v]);
        if (known == predicted_.end()) return;
        for (const auto& predicted : known->second)
            for (const std::uint32_t r : predicted) scores[r] += static_cast<float>(cost_ + gain_);
    }

private:
    const SeenTag& released_;
    double cost_ = 0, gain_ = 0;
    std::vector<float> costs_; // by register row: what it would cost if v agreed with no known person
    // By value as released: for each known person who shows it, who in the register would agree with him.
    std::unordered_map<std::uint64_t, std::vector<std::vector<std::uint32_t>>> predicted_;
};

// The chance that a guess among the best is right.
double credit(std::span<const float> scores, std::size_t right)
{
    const float best = *std::ranges::max_element(scores);
    if (scores[right] < best) return 0;
    return 1 / static_cast<double>(std::ranges::count(scores, best));
}

} // namespace

std::vector<std::uint32_t> compare_rows(const SeenView& view, std::size_t row,
                                        const std::vector<std::size_t>& with)
{
    const bloom::FilterRows rows = view.table.rows();
    const std::uint64_t* one = rows.row(row);
    const auto* symbols = reinterpret_cast<const std::uint8_t*>(one);
    std::vector<std::uint32_t> counts(with.size());
    for (std::size_t i = 0; i < with.size(); ++i) {
        const std::uint64_t* other = rows.row(with[i]);
        std::uint32_t count = 0;
        if (view.symbols) {
            const auto* theirs = reinterpret_cast<const std::uint8_t*>(other);
            for (std::uint32_t s = 0; s < view.length; ++s) count += symbols[s] == theirs[s];
        } else {
            for (std::size_t w = 0; w < rows.shape().words(); ++w)
                count += static_cast<std::uint32_t>(std::popcount(one[w] ^ other[w]));
        }
        counts[i] = count;
    }
    return counts;
}

MatchedFilter matched_filter(const Attacked& attacked, const std::vector<std::size_t>& known)
{
    const auto unknown = others(known, attacked.released.rows);
    std::vector<ViewEvidence> views;
    for (std::size_t v = 0; v < attacked.released.views.size(); ++v)
        views.push_back(ViewAttack(attacked, v).evidence(known, unknown));
    std::vector<TagEvidence> tags;
    for (std::size_t t = 0; t < attacked.released.tags.size(); ++t)
        tags.emplace_back(attacked.released.tags[t], attacked.register_.tags[t], attacked, known);

    const auto columns = static_cast<Eigen::Index>(attacked.register_.rows);
    const auto judge = [&](std::size_t v, std::span<float> scores, MatchedFilter& found) {
        for (const TagEvidence& tag : tags) tag.add(v, scores);
        for (const std::size_t k : known) scores[attacked.truth[k]] = -INFINITY;
        found.named.named += credit(scores, attacked.truth[v]);
        for (std::size_t r = 0; r < scores.size(); ++r)
            if (attacked.register_.beside[r] != attacked.released.beside[v])
                scores[r] -= static_cast<float>(cost_of_surprise);
        found.beside.named += credit(scores, attacked.truth[v]);
    };
    std::vector<MatchedFilter> found((unknown.size() + people_at_once - 1) / people_at_once);
    for_each_task(found.size(), [&](std::size_t task) {
        const std::size_t first = task * people_at_once;
        const auto count = static_cast<Eigen::Index>(std::min(people_at_once, unknown.size() - first));
        Matrix scores = Matrix::Zero(count, columns);
        for (std::size_t v = 0; v < views.size(); ++v) {
            const ViewEvidence& view = views[v];
            if (view.known.empty()) continue;
            scores.noalias() += view.seen.middleRows(static_cast<Eigen::Index>(first), count) * view.weight;
            for (Eigen::Index i = 0; i < count; ++i)
                if (attacked.released.views[v].has[unknown[first + static_cast<std::size_t>(i)]] != 0)
                    scores.row(i) += view.offset;
        }
        for (Eigen::Index i = 0; i < count; ++i)
            judge(unknown[first + static_cast<std::size_t>(i)],
                  {scores.row(i).data(), attacked.register_.rows}, found[task]);
    });
    MatchedFilter all{.named = {.named = 0, .tried = unknown.size()},
                      .beside = {.named = 0, .tried = unknown.size()}};
    for (const MatchedFilter& part : found)
        all.named.named += part.named.named, all.beside.named += part.beside.named;
    return all;
}

} // namespace gauze::custodian
