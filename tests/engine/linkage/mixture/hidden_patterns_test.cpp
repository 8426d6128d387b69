#include "bloom/base/parallel.hpp"
#include "engine/linkage/mixture/hidden_patterns.hpp"
#include "tests/engine/linkage/made_evidence.hpp"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace gauze::linkage::mixture {
namespace {

using project::FieldKind;
using project::PartLevel;

constexpr std::string_view hidden_policy = R"(
[project]
id = "study"
profile = "custom"
[[party]]
name = "alpha"
[[party]]
name = "beta"
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "born"
kind = "date"
[[field]]
name = "home"
kind = "postcode"
[[view]]
name = "names"
bits = 4096
fields = ["given", "born"]
value_bits = 200
symbols = 32
samples = 60
[[view]]
name = "homes"
bits = 4096
fields = ["born", "home"]
value_bits = 200
symbols = 16
samples = 60
[[key]]
name = "k1"
parts = ["given:sound", "born:year-month"]
[[key]]
name = "k2"
parts = ["born", "home:sector"]
)";

struct Made {
    project::Policy policy = project::parse_policy(hidden_policy, "policy.toml");
    test::MadeEvidence files{{.symbols = {32, 16}, .keys = 2, .fields = 3}};
    EvidenceGathering gathering{files.parties, evidence_shape(files.parties)};
    HiddenPatterns hidden{files.parties, policy};

    PatternEvidence evidence(EvidenceUnit& unit) const
    {
        const auto every = files.every_pair();
        unit = gathering.of({0, 1}, every);
        std::vector<EvidenceUnit> units{std::move(unit)};
        const DistinctEvidence distinct = unite_units(units);
        unit = std::move(units[0]);
        return hidden.evidence(distinct, gathering.layout(), 1200);
    }
};

TEST(HiddenLevels, AgreeInEveryPartWhereValuesAreEqualAndTheLessTheFartherTheyAreApart)
{
    const Made made;
    for (const auto& [kind, part] : {std::pair{FieldKind::given_name, PartLevel::sound},
                                     {FieldKind::family_name, PartLevel::bigram},
                                     {FieldKind::family_name, PartLevel::exact},
                                     {FieldKind::date, PartLevel::year_month},
                                     {FieldKind::date, PartLevel::year},
                                     {FieldKind::postcode, PartLevel::outward},
                                     {FieldKind::text, PartLevel::bigram}}) {
        project::Field field;
        field.name = "field";
        field.kind = kind;
        const HiddenLevels levels = hidden_levels(field, made.files.parties, 0);
        const std::size_t n = levels.levels.size();
        EXPECT_EQ(levels.agreement(part, 0), 1);
        for (std::size_t l = 1; l < n; ++l) EXPECT_LT(levels.agreement(part, l), 1);
        EXPECT_LT(levels.agreement(part, n - 1), .1);
        EXPECT_NEAR(std::accumulate(levels.levels.chance.begin(), levels.levels.chance.end(), 0.0), 1, 1e-9);
        EXPECT_EQ(levels.distance.size(), n);
        EXPECT_TRUE(std::ranges::is_sorted(levels.distance));
    }
}

TEST(HiddenLevels, ASlipInADateSparesTwoOfItsThreePartsTogether)
{
    const Made made;
    project::Field field;
    field.name = "born", field.kind = FieldKind::date;
    const HiddenLevels levels = hidden_levels(field, made.files.parties, 0);
    for (std::size_t slip = 1; slip <= 3; ++slip) {
        const double sum = levels.agreement(PartLevel::year_month, slip) +
                           levels.agreement(PartLevel::year_day, slip) +
                           levels.agreement(PartLevel::month_day, slip);
        EXPECT_NEAR(sum, 1, .01);
    }
}

TEST(HiddenPatterns, OfEveryPieceOfEvidenceTheLikeliestPatternIsKeptWithLikelihoodOne)
{
    const Made made;
    EvidenceUnit unit;
    const PatternEvidence evidence = made.evidence(unit);
    std::size_t pieces = 0;
    for (const PatternGroup& group : evidence.groups)
        for (std::size_t i = 0; i < group.evidence.size(); ++i, ++pieces) {
            ASSERT_LT(group.first[i], group.first[i + 1]);
            float best = 0;
            for (std::size_t at = group.first[i]; at < group.first[i + 1]; ++at) {
                ASSERT_LT(group.pattern[at], group.patterns());
                best = std::max(best, group.likelihood[at]);
            }
            EXPECT_FLOAT_EQ(best, 1);
        }
    EXPECT_EQ(pieces, evidence.counts.size());
    EXPECT_EQ(std::accumulate(evidence.counts.begin(), evidence.counts.end(), 0.0), 1200);
}

TEST(HiddenPatterns, OfTwoPatternsTheOneWhoseKeysAgreeIsLikelierByWhatTheKeysSay)
{
    // Two pieces of evidence that differ in one key alone: the ratio of their likelihoods, pattern by
    // pattern, is that of p and 1 - p, up to a factor for each piece.
    const Made made;
    const EvidenceLayout& layout = made.gathering.layout();
    const auto piece = [&](std::uint64_t agree) {
        std::vector<std::uint64_t> words(layout.words());
        layout.put_symbols(words.data(), 0, Missing::nowhere, 10);
        layout.put_symbols(words.data(), 1, Missing::nowhere, 5);
        layout.put_keys(words.data(), 0, agree, 3);
        layout.put_fields(words.data(), 0, 7, 7);
        return words;
    };
    DistinctEvidence distinct{.words_each = layout.words(), .words = {}, .counts = {1, 1}};
    std::vector<std::vector<std::uint64_t>> both{piece(0), piece(1)};
    std::ranges::sort(both);
    for (const auto& words : both) distinct.words.insert(distinct.words.end(), words.begin(), words.end());
    const PatternEvidence evidence = made.hidden.evidence(distinct, layout, 2);
    ASSERT_EQ(evidence.groups.size(), 1u);
    const PatternGroup& group = evidence.groups[0];
    const std::size_t with = layout.read(distinct.vector(0)).keys_agree[0] == 1 ? 0 : 1;
    const auto likelihoods = [&](std::size_t i) {
        std::map<std::uint32_t, double> all;
        for (std::size_t at = group.first[i]; at < group.first[i + 1]; ++at)
            all[group.pattern[at]] = std::log(static_cast<double>(group.likelihood[at]));
        return all;
    };
    const auto agreeing = likelihoods(with), differing = likelihoods(1 - with);
    project::Field given, born;
    given.kind = FieldKind::given_name, born.kind = FieldKind::date;
    const auto names = hidden_levels(given, made.files.parties, 0),
               dates = hidden_levels(born, made.files.parties, 1);
    std::optional<double> factor;
    std::size_t compared = 0;
    for (const auto& [pattern, log_agree] : agreeing) {
        if (!differing.contains(pattern)) continue;
        const std::uint8_t* levels = group.levels.data() + pattern * group.fields.size();
        const double p =
            names.agreement(PartLevel::sound, levels[0]) * dates.agreement(PartLevel::year_month, levels[1]);
        if (p < 1e-8 || p > 1 - 1e-8) continue;
        const double rest = log_agree - differing.at(pattern) - std::log(p / (1 - p));
        if (!factor) factor = rest;
        EXPECT_NEAR(rest, *factor, 1e-3);
        ++compared;
    }
    EXPECT_GT(compared, 10u);
}

TEST(HiddenPatterns, MoreEqualSymbolsNeverMakeStrangersLikelier)
{
    const Made made;
    const EvidenceLayout& layout = made.gathering.layout();
    double before = 0;
    for (std::uint32_t equal = 0; equal <= 32; equal += 4) {
        std::vector<std::uint64_t> words(layout.words());
        layout.put_symbols(words.data(), 0, Missing::nowhere, equal);
        layout.put_symbols(words.data(), 1, Missing::nowhere, 0);
        layout.put_fields(words.data(), 0, 7, 7);
        const DistinctEvidence distinct{.words_each = layout.words(), .words = words, .counts = {1}};
        const PatternEvidence evidence = made.hidden.evidence(distinct, layout, 1);
        const PatternGroup& group = evidence.groups[0];
        // Everything another value, against given name and date equal and the home another; what is not kept
        // is unlikelier than all that is.
        double strangers = 1e-12, ours = 1e-12;
        for (std::size_t at = 0; at < group.pattern.size(); ++at) {
            const std::uint8_t* levels = group.levels.data() + group.pattern[at] * 3;
            if (levels[0] == 8 && levels[1] == 7 && levels[2] == 6) strangers = group.likelihood[at];
            if (levels[0] == 0 && levels[1] == 0 && levels[2] == 6) ours = group.likelihood[at];
        }
        const double ratio = std::log(strangers / ours);
        if (equal > 0) {
            EXPECT_LE(ratio, before + 1e-6) << equal;
        } else {
            EXPECT_GT(ratio, 0) << "no symbol is equal, and strangers are not the likelier";
        }
        before = ratio;
    }
    EXPECT_LT(before, 0) << "all symbols are equal, and strangers are still the likelier";
}

TEST(HiddenPatterns, AreTheSameForAnyNumberOfThreads)
{
    const Made made;
    EvidenceUnit one, two;
    set_threads(1);
    const PatternEvidence alone = made.evidence(one);
    set_threads(3);
    const PatternEvidence together = made.evidence(two);
    set_threads(0);
    ASSERT_EQ(alone.groups.size(), together.groups.size());
    for (std::size_t g = 0; g < alone.groups.size(); ++g) {
        EXPECT_EQ(alone.groups[g].likelihood, together.groups[g].likelihood);
        EXPECT_EQ(alone.groups[g].pattern, together.groups[g].pattern);
    }
}

} // namespace
} // namespace gauze::linkage::mixture
