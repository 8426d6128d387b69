#include "engine/linkage/mixture/hidden_patterns.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <map>

namespace gauze::linkage::mixture {

namespace {

using project::FieldKind;
using project::PartLevel;

// How far apart the tokens of two values are, by level (views.md, section 3). Any two dates share some
// digits.
constexpr std::array<double, hidden_levels> token_distance{0, .2, .4, .9}, date_distance{0, .2, .4, .72};
// A level is not one distance but many. Factors and their weights: a bell, at five points.
constexpr std::array<double, 5> spread{.25, .6, 1, 1.4, 1.75}, spread_weight{.11, .24, .3, .24, .11};
constexpr double furthest = .95;
constexpr double by_accident = 1.0 / 256; // two symbols are equal

// The probability that a part of a key agrees, by level. An equal value has equal parts.
std::array<double, hidden_levels> agreement_of(PartLevel level)
{
    switch (level) {
    case PartLevel::exact: return {1, 1e-6, 1e-7, 1e-8};
    case PartLevel::sound: return {1, .6, .3, .01};
    case PartLevel::initial: return {1, .93, .7, .06};
    case PartLevel::bigram: return {1, .67, .43, .05}; // (1 - d) / (1 + d)
    case PartLevel::year_month:
    case PartLevel::month_day:
    case PartLevel::year_day:
    case PartLevel::month_before:
    case PartLevel::month_after: return {1, .5, .3, .004};
    case PartLevel::year: return {1, .7, .5, .03};
    case PartLevel::sector: return {1, .6, .3, .005};
    case PartLevel::outward: return {1, .8, .5, .02};
    case PartLevel::district: return {1, .85, .6, .03};
    }
    return {};
}

constexpr double surely = 1 - 1e-9;
// Evidence keeps the patterns that a change of the tables could still make matter.
constexpr float ruled_out = -23; // e^-23 is 1e-10

Levels levels_of(const project::Field& field, const Parties& parties, std::size_t at)
{
    std::array<double, hidden_levels> sums{};
    double files = 0;
    for (std::size_t p = 0; p < parties.size(); ++p) {
        const auto& aggregates = parties[p].header().aggregates;
        if (at >= aggregates.size()) continue;
        const bloom::FieldAggregate& own = aggregates[at];
        const double counted[] = {own.equal * 1e-6, own.near * 1e-6, own.far * 1e-6};
        for (std::size_t l = 0; l < 3; ++l) sums[l] += std::max(counted[l], 3e-6);
        ++files;
    }
    Levels levels{field.name, field.kind, {}, {0, 1, 2, 3}, {1, 1, 1, 1}, 0};
    // Too few records to say: what a field of some thousand values would show.
    for (std::size_t l = 0; l < 3; ++l) levels.chance.push_back(files > 0 ? sums[l] / files : 1e-3);
    levels.chance.push_back(1 - levels.chance[0] - levels.chance[1] - levels.chance[2]);
    return levels;
}

bool has(const std::vector<std::uint64_t>& mask, std::size_t slot)
{
    return (mask[slot / 64] >> slot % 64 & 1u) != 0;
}

// The logarithm of the number of ways to choose k of n.
double log_choose(double n, double k)
{
    return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

} // namespace

HiddenPatterns::HiddenPatterns(const Parties& parties, const project::Policy& policy)
{
    std::vector<std::uint32_t> number(policy.fields.size(), UINT32_MAX);
    const auto field_number = [&](const std::string& name) {
        const std::size_t at = policy.field_index(name);
        if (number[at] == UINT32_MAX) {
            number[at] = static_cast<std::uint32_t>(levels_.size());
            levels_.push_back(levels_of(policy.fields[at], parties, at));
            policy_at_.push_back(static_cast<std::uint32_t>(at));
        }
        return number[at];
    };
    for (std::uint32_t v = 0; v < policy.views.size(); ++v) {
        const project::View& view = policy.views[v];
        if (!view.is_symbols()) continue;
        View& mine = views_.emplace_back(View{v, view.symbols, view.samples, {}});
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

// The share of a filter's bits in which two records differ, when values at a level are `factor` times as far
// apart as that level is on average.
double HiddenPatterns::differing_bits(const View& view, const PatternGroup& group, const std::uint8_t* levels,
                                      std::uint64_t a, std::uint64_t b, double factor) const
{
    double common = 0, only_a = 0, only_b = 0;
    for (const Mass& part : view.parts) {
        const auto at = std::ranges::find(group.fields, part.field);
        if (at == group.fields.end()) {
            if (a >> policy_at_[part.field] & 1) only_a += part.mass;
            if (b >> policy_at_[part.field] & 1) only_b += part.mass;
            continue;
        }
        const auto& distances = levels_[part.field].kind == FieldKind::date ? date_distance : token_distance;
        const double distance = std::min(distances[levels[at - group.fields.begin()]] * factor, furthest);
        common += part.mass * (1 - distance);
        only_a += part.mass * distance;
        only_b += part.mass * distance;
    }
    return std::exp(-common) *
           ((1 - std::exp(-only_a)) * std::exp(-only_b) + (1 - std::exp(-only_b)) * std::exp(-only_a));
}

// By equal symbols, then pattern: the logarithm of the probability.
std::vector<float> HiddenPatterns::symbol_table(const View& view, const PatternGroup& group, std::uint64_t a,
                                                std::uint64_t b) const
{
    const std::size_t patterns = group.patterns();
    std::vector<double> ways;
    for (std::uint32_t k = 0; k <= view.symbols; ++k) ways.push_back(log_choose(view.symbols, k));
    std::vector<double> sums((view.symbols + 1) * patterns);
    for (std::size_t p = 0; p < patterns; ++p)
        for (std::size_t q = 0; q < spread.size(); ++q) {
            const double differ =
                differing_bits(view, group, group.levels.data() + p * group.fields.size(), a, b, spread[q]);
            const double equal = std::clamp(
                by_accident + (1 - by_accident) * std::pow(1 - differ, view.samples), 1e-6, 1 - 1e-6);
            for (std::uint32_t k = 0; k <= view.symbols; ++k)
                sums[k * patterns + p] +=
                    spread_weight[q] *
                    std::exp(ways[k] + k * std::log(equal) + (view.symbols - k) * std::log1p(-equal));
        }
    std::vector<float> table;
    for (const double sum : sums) table.push_back(static_cast<float>(std::log(sum + 1e-30)));
    return table;
}

double HiddenPatterns::share_of_key(std::size_t key, const std::vector<std::uint32_t>& fields,
                                    const std::uint8_t* levels) const
{
    double share = 1;
    for (const KeyPart& part : keys_[key]) {
        const auto at = std::ranges::find(fields, part.field);
        if (at == fields.end()) continue; // then the key is absent
        share *= agreement_of(part.level)[levels[at - fields.begin()]];
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

void HiddenPatterns::weigh(PatternGroup& group, const DistinctEvidence& distinct,
                           const EvidenceLayout& layout, std::uint64_t a, std::uint64_t b) const
{
    const std::size_t patterns = group.patterns();
    std::vector<std::vector<float>> views;
    for (const View& view : views_) views.push_back(symbol_table(view, group, a, b));
    const KeyTables keys = key_tables(group);
    const auto add = [&](std::vector<float>& sum, const std::vector<float>& table, std::size_t row) {
        for (std::size_t p = 0; p < patterns; ++p) sum[p] += table[row * patterns + p];
    };

    struct Kept {
        std::vector<std::uint32_t> pattern;
        std::vector<float> likelihood;
    };
    std::vector<Kept> kept(group.evidence.size());
    constexpr std::size_t chunk = 256;
    for_each_task((group.evidence.size() + chunk - 1) / chunk, [&](std::size_t task) {
        std::vector<float> sum(patterns);
        for (std::size_t i = task * chunk; i < std::min((task + 1) * chunk, group.evidence.size()); ++i) {
            const Evidence seen = layout.read(distinct.vector(group.evidence[i]));
            std::ranges::fill(sum, 0.0f);
            for (std::size_t k = 0; k < keys_.size(); ++k)
                if (has(seen.keys_present, k))
                    add(sum, has(seen.keys_agree, k) ? keys.agree : keys.differ, k);
            for (std::size_t v = 0; v < views_.size(); ++v)
                if (const Evidence::Score& score = seen.views[views_[v].view];
                    score.missing == Missing::nowhere)
                    add(sum, views[v], score.dice.common);
            const float best = *std::ranges::max_element(sum);
            for (std::size_t p = 0; p < patterns; ++p)
                if (sum[p] - best > ruled_out) {
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

PatternEvidence HiddenPatterns::evidence(const DistinctEvidence& distinct, const EvidenceLayout& layout,
                                         double pairs) const
{
    PatternEvidence result{levels_, {}, {}, pairs};
    std::map<std::pair<std::uint64_t, std::uint64_t>, PatternGroup> groups; // by the fields of either side
    for (std::size_t v = 0; v < distinct.size(); ++v) {
        const Evidence seen = layout.read(distinct.vector(v));
        PatternGroup& group = groups[{seen.fields_a[0], seen.fields_b[0]}];
        group.evidence.push_back(static_cast<std::uint32_t>(v));
        result.counts.push_back(static_cast<double>(distinct.counts[v]));
    }
    for (auto& [sides, group] : groups) {
        const auto [a, b] = sides;
        std::size_t patterns = 1;
        for (std::uint32_t f = 0; f < levels_.size(); ++f)
            if ((a & b) >> policy_at_[f] & 1) group.fields.push_back(f), patterns *= hidden_levels;
        for (std::size_t p = 0; p < patterns; ++p)
            for (std::size_t f = 0, rest = p; f < group.fields.size(); ++f, rest /= hidden_levels)
                group.levels.push_back(static_cast<std::uint8_t>(rest % hidden_levels));
        weigh(group, distinct, layout, a, b);
        result.groups.push_back(std::move(group));
    }
    return result;
}

} // namespace gauze::linkage::mixture
