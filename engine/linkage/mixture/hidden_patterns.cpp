#include "engine/linkage/mixture/hidden_patterns.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>

namespace gauze::linkage::mixture {

namespace {

// A level is not one distance but many, and so is the sum of several: seven points of a bell and their
// weights (e^(-x^2 / 2)).
constexpr std::array<double, 7> bell{-2.1, -1.4, -.7, 0, .7, 1.4, 2.1};
constexpr std::array<double, 7> bell_weight{.0309, .1053, .2198, .2880, .2198, .1053, .0309};
constexpr double by_accident = 1.0 / 256; // two symbols are equal
constexpr double surely = 1 - 1e-9;
// A piece of evidence keeps, of each class that pairs may fall into, the patterns that are within this of the
// likeliest, as that class is before anything is learned: e^-8 is 3e-4. What one person's records do is
// learned, and so has a wider margin.
constexpr float margin = 8, margin_of_matches = 10;

bool has(std::uint64_t mask, std::size_t bit) { return (mask >> bit & 1u) != 0; }
bool has(const std::vector<std::uint64_t>& mask, std::size_t slot) { return has(mask[slot / 64], slot % 64); }

// The logarithm of the number of ways to choose k of n.
double log_choose(double n, double k)
{
    return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

// The share of bits in which two filters differ that fill `common` bits alike and the rest each for itself,
// as exponents of Poisson processes.
double differing_bits(double common, double only_a, double only_b)
{
    return std::exp(-common) *
           ((1 - std::exp(-only_a)) * std::exp(-only_b) + (1 - std::exp(-only_b)) * std::exp(-only_a));
}

} // namespace

HiddenPatterns::HiddenPatterns(const Parties& parties, const project::Policy& policy)
{
    std::vector<std::uint32_t> number(policy.fields.size(), UINT32_MAX);
    const auto field_number = [&](const std::string& name) {
        const std::size_t at = policy.field_index(name);
        if (number[at] == UINT32_MAX) {
            number[at] = static_cast<std::uint32_t>(fields_.size());
            fields_.push_back(hidden_levels(policy.fields[at], parties, at));
            policy_at_.push_back(static_cast<std::uint32_t>(at));
        }
        return number[at];
    };
    for (std::uint32_t v = 0; v < policy.views.size(); ++v) {
        const project::View& view = policy.views[v];
        if (!view.is_symbols()) continue;
        View& mine = views_.emplace_back(View{v, view.bits, view.symbols, view.samples, {}});
        for (const auto& part : view.parts) {
            // Positions for each token: as many as some eight tokens set.
            const double positions = part.value_bits > 0 ? part.value_bits : 8.0 * part.hashes;
            mine.parts.push_back({field_number(part.field), positions / view.bits});
        }
    }
    for (const project::MatchKey& key : std::span(policy.keys).first(policy.person_keys())) {
        keys_.emplace_back();
        for (const auto& part : key.parts) keys_.back().push_back({field_number(part.field), part.level});
    }
}

// How likely a symbol is equal, at each point of the bell.
std::vector<double> HiddenPatterns::chances_of_symbols(const View& view, const PatternGroup& group,
                                                       Sides sides, const std::uint8_t* levels) const
{
    double both = 0, apart = 0, variance = 0, only_a = 0, only_b = 0;
    for (const Mass& part : view.parts) {
        const auto at = std::ranges::find(group.fields, part.field);
        if (at == group.fields.end()) {
            if (has(sides.a, policy_at_[part.field])) only_a += part.mass;
            if (has(sides.b, policy_at_[part.field])) only_b += part.mass;
            continue;
        }
        const HiddenLevels& field = fields_[part.field];
        const std::size_t level = levels[at - group.fields.begin()];
        both += part.mass;
        apart += part.mass * field.distance[level];
        variance += std::pow(part.mass * field.spread[level], 2);
    }
    std::vector<double> chances;
    for (const double x : bell) {
        const double mine = std::clamp(apart + x * std::sqrt(variance), 0.0, both);
        const double differ = differing_bits(both - mine, only_a + mine, only_b + mine);
        chances.push_back(
            std::clamp(by_accident + (1 - by_accident) * std::pow(1 - differ, view.samples), 1e-6, 1 - 1e-6));
    }
    return chances;
}

// By equal symbols, then pattern: the logarithm of the probability.
std::vector<float> HiddenPatterns::symbol_table(const View& view, const PatternGroup& group,
                                                Sides sides) const
{
    const std::size_t patterns = group.patterns();
    std::vector<double> ways;
    for (std::uint32_t k = 0; k <= view.symbols; ++k) ways.push_back(log_choose(view.symbols, k));
    std::vector<float> table((view.symbols + 1) * patterns);
    // Patterns that do not differ in the view's fields are one.
    std::map<std::vector<double>, std::size_t> known;
    for (std::size_t p = 0; p < patterns; ++p) {
        const std::vector<double> chances =
            chances_of_symbols(view, group, sides, group.levels.data() + p * group.fields.size());
        const auto [same, is_new] = known.emplace(chances, p);
        for (std::uint32_t k = 0; k <= view.symbols; ++k) {
            if (!is_new) {
                table[k * patterns + p] = table[k * patterns + same->second];
                continue;
            }
            double sum = 0;
            for (std::size_t q = 0; q < bell.size(); ++q)
                sum += bell_weight[q] * std::exp(ways[k] + k * std::log(chances[q]) +
                                                 (view.symbols - k) * std::log1p(-chances[q]));
            table[k * patterns + p] = static_cast<float>(std::log(sum + 1e-30));
        }
    }
    return table;
}

double HiddenPatterns::share_of_key(std::size_t key, const std::vector<std::uint32_t>& fields,
                                    const std::uint8_t* levels) const
{
    double share = 1;
    for (const KeyPart& part : keys_[key]) {
        const auto at = std::ranges::find(fields, part.field);
        if (at == fields.end()) continue; // then the key is absent
        share *= fields_[part.field].agreement(part.level, levels[at - fields.begin()]);
    }
    return std::clamp(share, 1 - surely, surely);
}

// By key, then pattern: the logarithms of the probabilities that the key agrees and that it does not.
HiddenPatterns::KeyTables HiddenPatterns::key_tables(const PatternGroup& group) const
{
    KeyTables tables;
    for (std::size_t k = 0; k < keys_.size(); ++k)
        for (std::size_t p = 0; p < group.patterns(); ++p) {
            const double share = share_of_key(k, group.fields, group.levels.data() + p * group.fields.size());
            tables.agree.push_back(static_cast<float>(std::log(share)));
            tables.differ.push_back(static_cast<float>(std::log1p(-share)));
        }
    return tables;
}

// What the keys say of the patterns, for one evidence after another: many have the same keys.
class KeySums {
public:
    KeySums(const std::vector<float>& agree, const std::vector<float>& differ, std::size_t patterns)
        : agree_(agree), differ_(differ), sum_(patterns)
    {}
    const std::vector<float>& of(const Evidence& seen, std::size_t keys)
    {
        if (known_ && seen.keys_agree == agreeing_ && seen.keys_present == present_) return sum_;
        known_ = true, agreeing_ = seen.keys_agree, present_ = seen.keys_present;
        std::ranges::fill(sum_, 0.0f);
        for (std::size_t k = 0; k < keys; ++k) {
            if (!has(present_, k)) continue;
            const float* row = (has(agreeing_, k) ? agree_ : differ_).data() + k * sum_.size();
            for (std::size_t p = 0; p < sum_.size(); ++p) sum_[p] += row[p];
        }
        return sum_;
    }

private:
    const std::vector<float>&agree_, &differ_;
    std::vector<float> sum_;
    std::vector<std::uint64_t> agreeing_, present_;
    bool known_ = false;
};

// What a class says of a group's patterns before any evidence: logarithms, and the margin.
struct ClassPrior {
    std::vector<float> of_pattern;
    float margin = 0;
};

std::vector<ClassPrior> priors_of(const std::vector<PairClass>& classes, const PatternGroup& group)
{
    std::vector<ClassPrior> priors;
    for (const PairClass& one : classes) {
        ClassPrior prior{{}, one.match ? margin_of_matches : margin};
        const std::uint8_t* levels = group.levels.data();
        for (std::size_t p = 0; p < group.patterns(); ++p, levels += group.fields.size()) {
            double sum = 0;
            for (std::size_t f = 0; f < group.fields.size(); ++f)
                sum += std::log(std::max(one.tables[group.fields[f]][levels[f]], 1e-9));
            prior.of_pattern.push_back(static_cast<float>(sum));
        }
        priors.push_back(std::move(prior));
    }
    return priors;
}

// Marks the patterns that matter to some class.
void mark_kept(const std::vector<float>& sum, const std::vector<ClassPrior>& priors,
               std::vector<std::uint8_t>& kept)
{
    std::ranges::fill(kept, std::uint8_t{0});
    for (const ClassPrior& prior : priors) {
        float best = -std::numeric_limits<float>::infinity();
        for (std::size_t p = 0; p < sum.size(); ++p) best = std::max(best, sum[p] + prior.of_pattern[p]);
        for (std::size_t p = 0; p < sum.size(); ++p)
            kept[p] |= static_cast<std::uint8_t>(sum[p] + prior.of_pattern[p] >= best - prior.margin);
    }
}

void HiddenPatterns::weigh(PatternGroup& group, const std::vector<PairClass>& classes,
                           const DistinctEvidence& distinct, const EvidenceLayout& layout, Sides sides) const
{
    const std::vector<ClassPrior> priors = priors_of(classes, group);
    const std::size_t patterns = group.patterns();
    std::vector<std::vector<float>> views;
    for (const View& view : views_) views.push_back(symbol_table(view, group, sides));
    const KeyTables keys = key_tables(group);

    struct Kept {
        std::vector<std::uint32_t> pattern;
        std::vector<float> likelihood;
    };
    std::vector<Kept> kept(group.evidence.size());
    constexpr std::size_t chunk = 256;
    for_each_task((group.evidence.size() + chunk - 1) / chunk, [&](std::size_t task) {
        KeySums of_keys(keys.agree, keys.differ, patterns);
        std::vector<float> sum(patterns);
        std::vector<std::uint8_t> matters(patterns);
        for (std::size_t i = task * chunk; i < std::min((task + 1) * chunk, group.evidence.size()); ++i) {
            const Evidence seen = layout.read(distinct.vector(group.evidence[i]));
            sum = of_keys.of(seen, keys_.size());
            for (std::size_t v = 0; v < views_.size(); ++v) {
                const Evidence::Score& score = seen.views[views_[v].view];
                if (score.missing != Missing::nowhere) continue;
                const float* row = views[v].data() + score.dice.common * patterns;
                for (std::size_t p = 0; p < patterns; ++p) sum[p] += row[p];
            }
            const float best = *std::ranges::max_element(sum);
            mark_kept(sum, priors, matters);
            for (std::size_t p = 0; p < patterns; ++p)
                if (matters[p] != 0) {
                    kept[i].pattern.push_back(static_cast<std::uint32_t>(p));
                    kept[i].likelihood.push_back(std::exp(sum[p] - best));
                }
        }
    });
    for (const Kept& one : kept) {
        group.pattern.insert(group.pattern.end(), one.pattern.begin(), one.pattern.end());
        group.likelihood.insert(group.likelihood.end(), one.likelihood.begin(), one.likelihood.end());
        group.first.push_back(group.pattern.size());
    }
}

// Every combination of the levels of the fields that both records have.
void HiddenPatterns::lay_out_patterns(PatternGroup& group, Sides sides) const
{
    std::size_t patterns = 1;
    for (std::uint32_t f = 0; f < fields_.size(); ++f)
        if (has(sides.a & sides.b, policy_at_[f])) {
            group.fields.push_back(f);
            patterns *= fields_[f].levels.size();
        }
    for (std::size_t p = 0; p < patterns; ++p) {
        std::size_t rest = p;
        for (const std::uint32_t f : group.fields) {
            group.levels.push_back(static_cast<std::uint8_t>(rest % fields_[f].levels.size()));
            rest /= fields_[f].levels.size();
        }
    }
}

PatternEvidence HiddenPatterns::evidence(const DistinctEvidence& distinct, const EvidenceLayout& layout,
                                         double pairs) const
{
    PatternEvidence result{{}, {}, {}, pairs};
    for (const HiddenLevels& field : fields_) result.fields.push_back(field.levels);
    const std::vector<PairClass> classes = first_guess(result, 1);
    std::map<std::pair<std::uint64_t, std::uint64_t>, PatternGroup> groups; // by the fields of either side
    for (std::size_t v = 0; v < distinct.size(); ++v) {
        const Evidence seen = layout.read(distinct.vector(v));
        PatternGroup& group = groups[{seen.fields_a[0], seen.fields_b[0]}];
        group.evidence.push_back(static_cast<std::uint32_t>(v));
        result.counts.push_back(static_cast<double>(distinct.counts[v]));
    }
    for (auto& [sides, group] : groups) {
        lay_out_patterns(group, {sides.first, sides.second});
        weigh(group, classes, distinct, layout, {sides.first, sides.second});
        result.groups.push_back(std::move(group));
    }
    return result;
}

} // namespace gauze::linkage::mixture
