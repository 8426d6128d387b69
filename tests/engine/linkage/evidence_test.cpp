#include "engine/linkage/evidence.hpp"
#include "tests/engine/linkage/made_evidence.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using bloom::Dice;
using test::MadeEvidence;

// The evidence of every pair of the two made parties, as the engine gathers it.
EvidenceUnit gathered(const MadeEvidence& made, std::uint32_t steps = 0)
{
    return EvidenceGathering(made.parties, evidence_shape(made.parties, steps)).of({0, 1}, made.every_pair());
}

project::Policy hidden_policy()
{
    project::Policy policy;
    policy.views.emplace_back().symbols = 64;
    return policy;
}

TEST(EvidenceLayout, KeepsTheEvidenceOfTheStandardProfileInOneWord)
{
    const EvidenceShape standard{.views = {{4096, 64}, {4096, 64}}, .keys = 16, .fields = 5};
    EXPECT_EQ(EvidenceLayout(standard).words(), 1u); // 7 + 7 + 16 + 16 + 5 + 5 = 56 bits
    const EvidenceShape plain{.views = {{1024, 0}, {512, 0}}};
    EXPECT_EQ(EvidenceLayout(plain).words(), 1u); // 11 + 12 + 10 + 11 = 44
    const EvidenceShape longest{.views = {{131'072, 0}, {131'072, 0}}};
    EXPECT_EQ(EvidenceLayout(longest).words(), 2u); // 18 + 19, twice
    const EvidenceShape many{.views = {}, .keys = 100};
    EXPECT_EQ(EvidenceLayout(many).words(), 4u); // 64, 36, 64, 36
}

TEST(EvidenceLayout, ReadsBackWhatWasPut)
{
    const EvidenceLayout layout({.views = {{4096, 64}, {1024, 0}, {4096, 10}}, .keys = 70, .fields = 66});
    std::vector<std::uint64_t> vector(layout.words(), 0);
    layout.put_symbols(vector.data(), 0, Missing::nowhere, 64);
    layout.put_bits(vector.data(), 1, Missing::nowhere, {1024, 2048});
    layout.put_symbols(vector.data(), 2, Missing::in_both, 7);
    layout.put_keys(vector.data(), 0, 0xff, 0xf0);
    layout.put_keys(vector.data(), 1, 0x3f, 0x3f);
    layout.put_fields(vector.data(), 0, 5, ~std::uint64_t{0});
    layout.put_fields(vector.data(), 1, 3, 2);
    const Evidence expected{
        .views = {{Missing::nowhere, {64, 128}}, {Missing::nowhere, {1024, 2048}}, {Missing::in_both, {}}},
        .keys_agree = {0xf0, 0x3f}, // an agreement of slots that one side has not is none
        .keys_present = {0xf0, 0x3f},
        .fields_a = {5, 3},
        .fields_b = {~std::uint64_t{0}, 2}};
    EXPECT_EQ(layout.read(vector.data()), expected);
    EXPECT_TRUE(layout.possible(vector.data()));
}

TEST(EvidenceLayout, TellsMissingFromNothingAlike)
{
    const EvidenceLayout layout({.views = {{4096, 64}}});
    std::vector<std::uint64_t> words;
    for (const Missing missing : {Missing::nowhere, Missing::in_a, Missing::in_b, Missing::in_both}) {
        std::uint64_t word = 0;
        layout.put_symbols(&word, 0, missing, 0);
        EXPECT_EQ(layout.read(&word).views[0].missing, missing);
        words.push_back(word);
    }
    std::ranges::sort(words);
    EXPECT_EQ(std::ranges::adjacent_find(words), words.end());
}

TEST(EvidenceLayout, RoundsDiceDownToItsSteps)
{
    const EvidenceLayout layout({.views = {{1024, 0}}, .dice_steps = 10});
    const auto step = [&](Dice dice) {
        std::uint64_t word = 0;
        layout.put_bits(&word, 0, Missing::nowhere, dice);
        return layout.read(&word).views[0].dice.common;
    };
    EXPECT_EQ(step({0, 100}), 0u);
    EXPECT_EQ(step({5, 100}), 1u);  // .1
    EXPECT_EQ(step({9, 100}), 1u);  // .18
    EXPECT_EQ(step({49, 100}), 9u); // .98
    EXPECT_EQ(step({50, 100}), 10u);
}

TEST(EvidenceLayout, KnowsVectorsThatNoPairCanHave)
{
    const EvidenceLayout layout({.views = {{60, 0}}, .keys = 2, .fields = 1});
    // From the top: 6 bits common, 7 bits sum, 2 agree, 2 present, 1 and 1 fields.
    const auto word = [](std::uint64_t common, std::uint64_t sum, std::uint64_t agree,
                         std::uint64_t present) {
        return common << 58 | sum << 51 | agree << 49 | present << 47;
    };
    const auto possible = [&](std::uint64_t vector) { return layout.possible(&vector); };
    EXPECT_TRUE(possible(word(60, 120, 3, 3)));
    EXPECT_TRUE(possible(word(0, 2, 0, 3)));
    EXPECT_TRUE(possible(word(61, 0, 0, 0))); // missing in a
    EXPECT_TRUE(possible(word(63, 0, 0, 0))); // in both
    EXPECT_FALSE(possible(word(61, 5, 0, 0)));
    EXPECT_FALSE(possible(word(3, 5, 0, 0)));   // Dice above 1
    EXPECT_FALSE(possible(word(1, 1, 0, 0)));   // two filters with one bit between them
    EXPECT_FALSE(possible(word(0, 0, 0, 0)));   // empty filters are missing
    EXPECT_FALSE(possible(word(1, 121, 0, 0))); // more bits than there are
    EXPECT_FALSE(possible(word(1, 2, 2, 1)));   // a key agrees that is not there
    EXPECT_FALSE(possible(word(1, 2, 0, 0) | 1));
}

// Nothing missing: bloom::agreement_counts and the evidence speak of the same.
TEST(InterimCount, IsThatOfTheAgreementKernelsForEveryPair)
{
    for (const std::uint32_t keys : {0u, 1u, 16u, 64u}) {
        test::MadeShape shape{.symbols = {64, 42}, .keys = keys, .missing = 0};
        MadeEvidence made(shape);
        made.parties.lay_views_together(hidden_policy());
        const auto unit = gathered(made);
        const EvidenceLayout layout(unit.shape);
        const auto &a = made.parties.filters[0].rows, &b = made.parties.filters[1].rows;
        std::vector<std::uint32_t> counts(b.size());
        for (const auto& one : unit.candidates) {
            if (one.b == 0)
                agreement_counts(bloom::active_kernel(), *made.parties.agreement, a.row(one.a), b.row(0),
                                 b.size(), counts.data());
            ASSERT_EQ(layout.interim_count(unit.distinct.vector(one.vector)), counts[one.b])
                << one.a << " " << one.b;
        }
    }
}

TEST(InterimCount, LeavesOutWhatAbsentSlotsHaveAlikeByAccident)
{
    MadeEvidence made({.symbols = {64, 42}, .missing = 30});
    made.parties.lay_views_together(hidden_policy());
    const auto unit = gathered(made);
    const EvidenceLayout layout(unit.shape);
    const auto &a = made.parties[0], &b = made.parties[1];
    std::uint32_t accidents_of_all = 0;
    for (const auto& one : unit.candidates) {
        std::uint32_t alike = 0, accidents = 0;
        agreement_counts(bloom::active_kernel(), *made.parties.agreement,
                         made.parties.filters[0].rows.row(one.a), made.parties.filters[1].rows.row(one.b), 1,
                         &alike);
        for (std::size_t v = 0; v < 2; ++v)
            for (std::size_t s = 0, m = a.header().views[v].symbols; s < m; ++s)
                accidents += !(a.has_view(v, one.a) && b.has_view(v, one.b)) &&
                             a.symbols(v)[one.a * m + s] == b.symbols(v)[one.b * m + s];
        for (std::size_t k = 0; k < 16; ++k)
            if (!(a.has_key(k, one.a) && b.has_key(k, one.b)) &&
                a.keys()[one.a * 16 + k] == b.keys()[one.b * 16 + k])
                accidents += 16;
        ASSERT_EQ(layout.interim_count(unit.distinct.vector(one.vector)), alike - accidents);
        accidents_of_all += accidents;
    }
    EXPECT_GT(accidents_of_all, 0u);
}

} // namespace
} // namespace gauze::linkage
