#include "bloom/base/parallel.hpp"
#include "engine/linkage/probe.hpp"
#include "tests/engine/linkage/made_candidates.hpp"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using test::MadeCandidates;

constexpr project::Threshold cut{7, 10};
const CandidateSources by_keys{.keys = true};

// By row a, then row b, as pairs of one party pair.
std::vector<test::Row> rows_of(const Probe& probe)
{
    std::vector<test::Row> rows;
    for (const auto& hit : probe.hits) {
        const bool turned = probe.which.a == probe.which.b && hit.a > hit.b;
        rows.push_back({probe.which.a, turned ? hit.b : hit.a, probe.which.b, turned ? hit.a : hit.b,
                        hit.common, hit.sum});
    }
    std::ranges::sort(rows);
    return rows;
}

TEST(Probe, OfAllRecordsFindsAllPairs)
{
    const MadeCandidates made;
    const Probe all = probe(made.parties, {0, 1}, cut, 10'000);
    EXPECT_EQ(all.sampled, 150u);
    EXPECT_EQ(all.pairs, 150u * 170);
    EXPECT_DOUBLE_EQ(all.share_met(), 1);
    EXPECT_EQ(rows_of(all), test::rows_of(made.answer(cut, {}).alike));
}

TEST(Probe, WithinOnePartyFindsEachPairOnceAndNoRecordWithItself)
{
    const MadeCandidates made({.rows = {230}, .within = true});
    const Probe all = probe(made.parties, {0, 0}, cut, 10'000);
    EXPECT_EQ(rows_of(all), test::rows_of(made.answer(cut, {}).alike));
    EXPECT_DOUBLE_EQ(all.share_met(), 1);

    // Of some records: the pairs that have one of them, or two.
    const Probe some = probe(made.parties, {0, 0}, cut, 23);
    EXPECT_EQ(some.sampled, 23u);
    EXPECT_NEAR(some.share_met(), 1 - .9 * .9, 1e-12);
    std::set<std::uint32_t> sampled;
    for (std::uint32_t i = 0; i < 23; ++i) sampled.insert(i * 10);
    std::vector<test::Row> right;
    for (const test::Row& row : test::rows_of(made.answer(cut, {}).alike))
        if (sampled.contains(row[1]) || sampled.contains(row[3])) right.push_back(row);
    EXPECT_EQ(rows_of(some), right);
}

TEST(Probe, IsTheSameForAnyNumberOfThreads)
{
    const MadeCandidates made({.rows = {700, 600}, .people = 500});
    std::vector<std::vector<test::Row>> all;
    for (const unsigned threads : {1, 2, 3}) {
        set_threads(threads);
        all.push_back(rows_of(probe(made.parties, {0, 1}, cut, 333)));
    }
    set_threads(0);
    EXPECT_FALSE(all[0].empty());
    EXPECT_EQ(all[0], all[1]);
    EXPECT_EQ(all[0], all[2]);
}

TEST(Probe, OfNobodySaysNothing)
{
    for (const auto& rows : {std::vector<std::size_t>{0, 5}, {5, 0}, {0, 0}}) {
        const MadeCandidates made({.rows = rows});
        const Probe none = probe(made.parties, {0, 1}, cut, 100);
        EXPECT_TRUE(none.hits.empty());
        EXPECT_EQ(none.pairs, 0u);
        const BlockedPair blocked(made.parties, {0, 1}, by_keys);
        const Loss loss = loss_of(none, blocked.join());
        EXPECT_EQ(loss.low, 0);
        EXPECT_EQ(loss.high, 1); // nothing is known
    }
}

void enter_all(BlockedPair& blocked)
{
    for (std::uint32_t slot = 0; slot < blocked.join().slots(); ++slot) blocked.join().enter(slot);
}

TEST(Loss, OfAllRecordsIsTheShareThatBlockingDoesNotBringTogether)
{
    for (const bool within : {false, true})
        for (const std::uint64_t cap : {0, 60}) {
            const MadeCandidates made({.rows = {300, 280}, .hot = 15, .within = within});
            const CandidateSources sources{.keys = true, .blocks = true, .most_pairs = cap};
            const auto right = made.answer(cut, sources);
            const PartyPair which{0, within ? 0u : 1u};
            BlockedPair blocked(made.parties, which, sources);
            enter_all(blocked);
            const Loss loss = loss_of(probe(made.parties, which, cut, 10'000), blocked.join());
            EXPECT_EQ(loss.pairs, right.alike.size());
            EXPECT_EQ(loss.lost, right.alike.size() - right.found.size());
            EXPECT_GT(loss.lost, 0u);
            EXPECT_LE(loss.low, loss.share);
            EXPECT_GE(loss.high, loss.share);
        }
}

TEST(Loss, OfNothingIsNotTakenForCertain)
{
    const MadeCandidates made({.other = 0, .missing = 0});
    BlockedPair blocked(made.parties, {0, 1}, by_keys);
    enter_all(blocked);
    const Loss loss = loss_of(probe(made.parties, {0, 1}, cut, 10'000), blocked.join());
    EXPECT_EQ(loss.lost, 0u);
    EXPECT_EQ(loss.low, 0);
    // The rule of three says about 3 of n; pairs of one record do not count more than once.
    EXPECT_GT(loss.high, 3. / static_cast<double>(loss.pairs));
    EXPECT_LT(loss.high, .2);
}

// Draws samples of records at random from a population whose loss is known, and asks how often the interval
// holds it. Said as a probability: of 400 draws with a chance of .95 each, fewer than 366 come about once in
// two thousand times.
void expect_coverage(const test::MadeCandidatesShape& shape)
{
    constexpr int draws = 400;
    constexpr std::size_t sampled = 5000;
    const MadeCandidates made(shape);
    BlockedPair blocked(made.parties, {0, 1}, by_keys);
    enter_all(blocked);
    const Probe all = probe(made.parties, {0, 1}, cut, shape.rows[0]);
    const Loss truth = loss_of(all, blocked.join());
    ASSERT_GT(truth.share, .01);
    ASSERT_LT(truth.share, .5);

    std::vector<std::size_t> first(shape.rows[0] + 1); // hit of each record
    for (const auto& hit : all.hits) ++first[hit.a + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<std::uint32_t> records(shape.rows[0]);
    std::iota(records.begin(), records.end(), 0u);
    std::mt19937_64 random(5);
    int held = 0;
    double squares = 0, width = 0;
    for (int draw = 0; draw < draws; ++draw) {
        std::ranges::shuffle(records, random);
        std::sort(records.begin(), records.begin() + sampled);
        Probe sample = all;
        sample.sampled = sampled;
        sample.hits.clear();
        for (std::size_t i = 0; i < sampled; ++i)
            for (std::size_t h = first[records[i]]; h < first[records[i] + 1]; ++h)
                sample.hits.push_back(all.hits[h]);
        const Loss loss = loss_of(sample, blocked.join());
        held += loss.low <= truth.share && truth.share <= loss.high;
        squares += (loss.share - truth.share) * (loss.share - truth.share);
        width += (loss.high - loss.low) / draws;
    }
    EXPECT_GE(held, 366);
    // Nor is it wider than it need be.
    EXPECT_LT(width, 1.5 * 2 * 1.96 * std::sqrt(squares / draws));
}

TEST(Loss, LiesWithinItsIntervalAboutNinetyFiveTimesInAHundred)
{
    expect_coverage({.rows = {20'000, 20'000}, .people = 40'000, .keys = 3, .blocks = 0, .other = 40});
}

TEST(Loss, LiesWithinItsIntervalWhenManyPairsAreLostTogether)
{
    expect_coverage(
        {.rows = {20'000, 20'000}, .people = 3'000, .keys = 3, .blocks = 0, .other = 12, .alike = true});
}

} // namespace
} // namespace gauze::linkage
