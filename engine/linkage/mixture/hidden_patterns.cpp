#include "engine/linkage/mixture/hidden_patterns.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>

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

// Patterns that do not differ in these fields are one.
HiddenPatterns::Columns HiddenPatterns::columns_by(const PatternGroup& group,
                                                   std::span<const std::uint32_t> fields) const
{
    struct Place {
        std::size_t at, stride; // among the group's fields
    };
    std::vector<Place> places;
    std::size_t columns = 1;
    for (std::size_t f = 0; f < fields.size(); ++f) {
        const auto at = std::ranges::find(group.fields, fields[f]);
        if (at == group.fields.end() || std::ranges::count(fields.first(f), fields[f]) > 0) continue;
        places.push_back({static_cast<std::size_t>(at - group.fields.begin()), columns});
        columns *= fields_[fields[f]].levels.size();
    }
    Columns result{{}, std::vector<std::size_t>(columns)};
    result.of_pattern.reserve(group.patterns());
    const std::uint8_t* levels = group.levels.data();
    for (std::size_t p = 0; p < group.patterns(); ++p, levels += group.fields.size()) {
        std::size_t column = 0;
        for (const Place& place : places) column += levels[place.at] * place.stride;
        result.of_pattern.push_back(static_cast<std::uint32_t>(column));
        result.example[column] = p;
    }
    return result;
}

// What the view says of each pattern.
ScoreTable HiddenPatterns::symbol_table(const View& view, const PatternGroup& group, Sides sides) const
{
    std::vector<double> ways;
    for (std::uint32_t k = 0; k <= view.symbols; ++k) ways.push_back(log_choose(view.symbols, k));
    std::vector<std::uint32_t> fields;
    for (const Mass& part : view.parts) fields.push_back(part.field);
    Columns columns = columns_by(group, fields);
    std::vector<std::vector<double>> distinct; // by column
    for (const std::size_t p : columns.example)
        distinct.push_back(
            chances_of_symbols(view, group, sides, group.levels.data() + p * group.fields.size()));
    ScoreTable table{std::move(columns.of_pattern), distinct.size(), {}, {}};
    for (std::uint32_t k = 0; k <= view.symbols; ++k) {
        for (const std::vector<double>& chances : distinct) {
            double sum = 0;
            for (std::size_t q = 0; q < bell.size(); ++q)
                sum += bell_weight[q] * std::exp(ways[k] + k * std::log(chances[q]) +
                                                 (view.symbols - k) * std::log1p(-chances[q]));
            table.logarithm.push_back(static_cast<float>(std::log(sum + 1e-30)));
        }
        table.most.push_back(*std::max_element(
            table.logarithm.end() - static_cast<std::ptrdiff_t>(table.columns), table.logarithm.end()));
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
    for (std::size_t k = 0; k < keys_.size(); ++k) {
        std::vector<std::uint32_t> fields;
        for (const KeyPart& part : keys_[k]) fields.push_back(part.field);
        const Columns columns = columns_by(group, fields);
        std::vector<float> agree, differ; // by column
        for (const std::size_t p : columns.example) {
            const double share = share_of_key(k, group.fields, group.levels.data() + p * group.fields.size());
            agree.push_back(static_cast<float>(std::log(share)));
            differ.push_back(static_cast<float>(std::log1p(-share)));
        }
        for (const std::uint32_t column : columns.of_pattern) {
            tables.agree.push_back(agree[column]);
            tables.differ.push_back(differ[column]);
        }
    }
    return tables;
}

// By class, then field, then level: what each says of a pattern before any evidence.
using ClassLogs = std::vector<std::vector<std::vector<double>>>;

ClassLogs logs_of(const std::vector<PairClass>& classes)
{
    ClassLogs logs;
    for (const PairClass& one : classes) {
        logs.emplace_back(one.tables);
        for (std::vector<double>& field : logs.back())
            for (double& share : field) share = std::log(std::max(share, 1e-9));
    }
    return logs;
}

std::vector<ClassPrior> priors_of(const std::vector<PairClass>& classes, const PatternGroup& group)
{
    const ClassLogs logs = logs_of(classes);
    std::vector<ClassPrior> priors;
    for (std::size_t c = 0; c < classes.size(); ++c) {
        ClassPrior prior{{}, classes[c].match ? margin_of_matches : margin};
        prior.of_pattern.reserve(group.patterns());
        const std::uint8_t* levels = group.levels.data();
        for (std::size_t p = 0; p < group.patterns(); ++p, levels += group.fields.size()) {
            double sum = 0;
            for (std::size_t f = 0; f < group.fields.size(); ++f) sum += logs[c][group.fields[f]][levels[f]];
            prior.of_pattern.push_back(static_cast<float>(sum));
        }
        priors.push_back(std::move(prior));
    }
    return priors;
}

// Patterns that no evidence of the group left likely are laid out no longer: every round of learning passes
// over all.
void leave_out_unlikely(PatternGroup& group)
{
    constexpr std::uint32_t out = UINT32_MAX;
    std::vector<std::uint32_t> number(group.patterns(), out);
    for (const std::uint32_t p : group.pattern) number[p] = 0;
    if (group.fields.empty()) return;
    const std::size_t width = group.fields.size();
    std::uint32_t kept = 0;
    for (std::size_t p = 0; p < number.size(); ++p) {
        if (number[p] == out) continue;
        std::copy_n(group.levels.begin() + static_cast<std::ptrdiff_t>(p * width), width,
                    group.levels.begin() + static_cast<std::ptrdiff_t>(kept * width));
        number[p] = kept++;
    }
    group.levels.resize(kept * width);
    for (std::uint32_t& p : group.pattern) p = number[p];
}

// Evidence with the same keys, at most so much that threads share the work evenly. Positions in the group's
// evidence.
using KeyBatch = std::vector<std::uint32_t>;

std::vector<KeyBatch> batches_by_keys(const std::vector<Evidence>& seen)
{
    constexpr std::size_t most = 4096;
    std::map<std::pair<std::vector<std::uint64_t>, std::vector<std::uint64_t>>, KeyBatch> open;
    std::vector<KeyBatch> batches;
    for (std::uint32_t i = 0; i < seen.size(); ++i) {
        KeyBatch& batch = open[{seen[i].keys_present, seen[i].keys_agree}];
        batch.push_back(i);
        if (batch.size() == most) batches.push_back(std::exchange(batch, {}));
    }
    for (auto& [keys, batch] : open)
        if (!batch.empty()) batches.push_back(std::move(batch));
    return batches;
}

// What the keys of this evidence say of each pattern.
std::vector<float> HiddenPatterns::sum_of_keys(const Evidence& seen, const KeyTables& keys,
                                               std::size_t patterns) const
{
    std::vector<float> sum(patterns);
    for (std::size_t k = 0; k < keys_.size(); ++k) {
        if (!has(seen.keys_present, k)) continue;
        const float* row = (has(seen.keys_agree, k) ? keys.agree : keys.differ).data() + k * patterns;
        for (std::size_t p = 0; p < patterns; ++p) sum[p] += row[p];
    }
    return sum;
}

void HiddenPatterns::weigh(PatternGroup& group, const std::vector<PairClass>& classes,
                           const DistinctEvidence& distinct, const EvidenceLayout& layout, Sides sides) const
{
    const std::vector<ClassPrior> priors = priors_of(classes, group);
    std::vector<ScoreTable> views;
    for (const View& view : views_) views.push_back(symbol_table(view, group, sides));
    const KeyTables keys = key_tables(group);
    std::vector<Evidence> seen;
    for (const std::uint32_t number : group.evidence) seen.push_back(layout.read(distinct.vector(number)));

    std::vector<LikelyPatterns> likely(group.evidence.size());
    const std::vector<KeyBatch> batches = batches_by_keys(seen);
    for_each_task(batches.size(), [&](std::size_t b) {
        PatternSearch search(sum_of_keys(seen[batches[b].front()], keys, group.patterns()), views, priors);
        for (const std::uint32_t i : batches[b]) {
            std::vector<SeenScore> scores;
            for (std::size_t v = 0; v < views_.size(); ++v) {
                const Evidence::Score& score = seen[i].views[views_[v].view];
                if (score.missing == Missing::nowhere) scores.push_back({v, score.dice.common});
            }
            likely[i] = search.of(scores);
        }
    });
    for (const LikelyPatterns& one : likely) {
        group.pattern.insert(group.pattern.end(), one.pattern.begin(), one.pattern.end());
        group.likelihood.insert(group.likelihood.end(), one.likelihood.begin(), one.likelihood.end());
        group.first.push_back(group.pattern.size());
    }
    leave_out_unlikely(group);
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
