#include "blocking/key_join.hpp"
#include "blocking/p_signature.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "tests/blocking/made_keys.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace gauze::blocking {
namespace {

using Positions = std::set<std::uint32_t>;

Positions positions(std::uint64_t token, const PSigOptions& options)
{
    const auto drawn = signature_positions(token, options.filter_bits, options.hashes);
    return {drawn.begin(), drawn.end()};
}

// The method as the papers tell it, with sets: which tokens a party keeps in a slot, its filter, the bits
// that enough parties have, and which records come together.
struct Plain {
    std::vector<std::vector<std::set<std::uint64_t>>> kept; // by party and slot
    Positions common;

    Plain(const std::vector<KeyRows>& parties, const PSigOptions& options)
    {
        std::map<std::uint32_t, std::size_t> have;
        for (const KeyRows& party : parties) {
            Positions filter;
            auto& of_party = kept.emplace_back(party.slots());
            for (std::uint32_t s = 0; s < party.slots(); ++s) {
                std::map<std::uint64_t, std::uint64_t> counts;
                for (std::size_t r = 0; r < party.size(); ++r)
                    if (party.has(r, s)) ++counts[party.key(r, s)];
                for (const auto& [token, count] : counts) {
                    const double share = static_cast<double>(count) / static_cast<double>(party.size());
                    if (count < options.least_records || count > options.most_records) continue;
                    if (share < options.least_share || share > options.most_share) continue;
                    of_party[s].insert(token);
                    filter.merge(positions(token, options));
                }
            }
            for (const std::uint32_t bit : filter) ++have[bit];
        }
        const std::size_t least = options.least_parties == 0 ? parties.size() : options.least_parties;
        for (const auto& [bit, count] : have)
            if (count >= least) common.insert(bit);
    }
    bool has_block(const KeyRows& rows, std::size_t party, std::size_t r, std::uint32_t s,
                   const PSigOptions& options) const
    {
        if (!rows.has(r, s) || !kept[party][s].contains(rows.key(r, s))) return false;
        return std::ranges::includes(common, positions(rows.key(r, s), options));
    }
};

void expect_as_plain(const std::vector<KeyRows>& parties, const PSigOptions& options)
{
    const Plain plain(parties, options);
    const auto blocks = p_signature(parties, options);
    ASSERT_EQ(blocks.size(), parties.size());
    for (std::size_t p = 0; p < parties.size(); ++p)
        for (std::size_t r = 0; r < parties[p].size(); ++r)
            for (std::uint32_t s = 0; s < parties[p].slots(); ++s)
                ASSERT_EQ(blocks[p].keys.rows().has(r, s), plain.has_block(parties[p], p, r, s, options));
    // Blocks are equal if and only if their sets of positions are.
    const KeyRows& a = parties.front();
    const KeyRows& b = parties.back();
    const KeyRows x = blocks.front().keys.rows(), y = blocks.back().keys.rows();
    for (std::size_t r = 0; r < a.size(); ++r)
        for (std::size_t q = 0; q < b.size(); ++q)
            for (std::uint32_t s = 0; s < a.slots(); ++s)
                if (x.has(r, s) && y.has(q, s)) {
                    ASSERT_EQ(x.key(r, s) == y.key(q, s),
                              positions(a.key(r, s), options) == positions(b.key(q, s), options));
                }
}

TEST(PSignature, MakesTheBlocksThatSetsMake)
{
    const auto a = test::made_keys(200, 3, 60, .1, .1, 1), b = test::made_keys(150, 3, 60, .1, .1, 2),
               c = test::made_keys(90, 3, 60, .1, .1, 3);
    const std::vector<KeyRows> two{a.rows(), b.rows()}, three{a.rows(), b.rows(), c.rows()};
    for (const std::uint32_t bits : {16u, 100u, 2048u}) { // 16: blocks merge, as they may
        expect_as_plain(two, {.filter_bits = bits});
        expect_as_plain(two, {.least_records = 2, .most_records = 5, .filter_bits = bits});
        expect_as_plain(two, {.least_share = .01, .most_share = .03, .filter_bits = bits, .hashes = 2});
        expect_as_plain(three, {.filter_bits = bits, .least_parties = 2});
        expect_as_plain({a.rows()}, {.most_share = .05, .filter_bits = bits});
    }
}

TEST(PSignature, LosesNoPairWhoseSignatureBothKeep)
{
    // A Bloom filter errs on one side only.
    const auto a = test::made_keys(300, 4, 200, 0, .1, 1), b = test::made_keys(300, 4, 200, 0, .1, 2);
    const std::vector<KeyRows> parties{a.rows(), b.rows()};
    const auto blocks = p_signature(parties, {});
    const auto found = test::pairs_of(test::listed({{blocks[0].keys.rows(), blocks[1].keys.rows()}}));
    for (const auto& pair : test::agreeing_anywhere({{a.rows(), b.rows()}}))
        EXPECT_TRUE(found.contains(pair));
}

TEST(PSignature, ReportsWhatItLeftOut)
{
    // Slot 0 of a: token 1 in three records, 2 in two, 3 in one. Of b: 2 and 9 in two records each.
    BlockKeys a(7, 1), b(4, 1);
    const std::uint64_t of_a[] = {1, 1, 1, 2, 2, 3}, of_b[] = {2, 2, 9, 9};
    for (std::size_t r = 0; r < 6; ++r) a.set(r, 0, of_a[r]);
    for (std::size_t r = 0; r < 4; ++r) b.set(r, 0, of_b[r]);
    const std::vector<KeyRows> parties{a.rows(), b.rows()};
    const PSigOptions options{.least_records = 2, .most_records = 2, .filter_bits = 1u << 20};
    const auto blocks = p_signature(parties, options);
    const PSigReport& report = blocks[0].report;
    EXPECT_EQ(report.signatures, 3u);
    EXPECT_EQ(report.too_common, 1u);
    EXPECT_EQ(report.too_rare, 1u);
    EXPECT_EQ(report.kept, 1u);
    EXPECT_EQ(report.not_shared, 0u);
    EXPECT_EQ(report.records, 7u);
    EXPECT_EQ(report.covered, 2u);
    EXPECT_EQ(report.filter_bits_set, 4u);
    EXPECT_EQ(report.common_bits_set, 4u);
    EXPECT_EQ(blocks[1].report.kept, 2u);
    EXPECT_EQ(blocks[1].report.not_shared, 1u);
    EXPECT_EQ(blocks[1].report.covered, 2u);
    EXPECT_EQ(blocks[1].report.filter_bits_set, 8u);
}

TEST(PSignature, SpreadsPositionsEvenly)
{
    // 40,000 positions over 100 bits: 400 each, standard deviation 19.9.
    std::vector<int> counts(100);
    for (std::uint64_t token = 0; token < 10'000; ++token)
        for (const std::uint32_t bit : signature_positions(token, 100, 4)) ++counts[bit];
    for (const int count : counts) EXPECT_NEAR(count, 400, 5 * 19.9);
}

TEST(PSignature, IsTheSameForAnyNumberOfThreads)
{
    const auto a = test::made_keys(90'000, 2, 30'000, .01, .1, 1),
               b = test::made_keys(70'000, 2, 30'000, .01, .1, 2);
    const std::vector<KeyRows> parties{a.rows(), b.rows()};
    const auto bytes = [&] {
        std::vector<std::uint64_t> all;
        std::vector<PSigReport> reports;
        for (const PSigBlocks& blocks : p_signature(parties, {.most_share = .005, .filter_bits = 1u << 20})) {
            const KeyRows rows = blocks.keys.rows();
            all.insert(all.end(), rows.row(0), rows.row(rows.size()));
            for (std::size_t r = 0; r < rows.size(); ++r) all.push_back(*rows.absent(r));
            reports.push_back(blocks.report);
        }
        return std::pair(all, reports);
    };
    set_threads(1);
    const auto one = bytes();
    EXPECT_GT(one.second[0].too_common, 0u);
    EXPECT_GT(one.second[0].not_shared, 0u);
    for (const unsigned count : {2u, 3u}) {
        set_threads(count);
        EXPECT_TRUE(bytes() == one);
    }
    set_threads(0);
}

TEST(PSignature, RefusesOptionsThatMakeNoFilterAndTakesEmptyTables)
{
    const auto none = test::made_keys(0, 2, 9, 0, 0, 1), some = test::made_keys(9, 2, 9, 0, 0, 2);
    const std::vector<KeyRows> parties{none.rows(), some.rows()};
    EXPECT_THROW(p_signature(parties, {.filter_bits = 0}), Error);
    EXPECT_THROW(p_signature(parties, {.hashes = 0}), Error);
    EXPECT_THROW(p_signature(parties, {.least_parties = 3}), Error);
    const auto blocks = p_signature(parties, {});
    EXPECT_EQ(blocks[1].report.covered, 0u);
    EXPECT_EQ(blocks[1].report.not_shared, blocks[1].report.kept);
}

} // namespace
} // namespace gauze::blocking
