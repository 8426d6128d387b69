#include "blocking/block_index.hpp"
#include "blocking/block_tasks.hpp"
#include "bloom/base/parallel.hpp"
#include "tests/blocking/made_keys.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace gauze::blocking {
namespace {

BlockIndex index_of(const KeyPass& pass, std::uint32_t slot, const BlockOptions& options = {})
{
    BlockSorts sorts(pass);
    return {pass, slot, sorts, options};
}

// Every pair of every block, as often as it is there.
std::multiset<std::pair<std::uint32_t, std::uint32_t>> pairs_of(const BlockIndex& index,
                                                                std::uint64_t most_pairs = 1000)
{
    std::multiset<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const BlockTask& task : cut(index, most_pairs)) {
        std::uint64_t count = 0;
        for_each_span(index, task, [&](const BlockSpan& span) {
            std::uint64_t in_span = 0;
            for (std::size_t i = 0; i < span.a.size(); ++i)
                for (std::size_t j = span.diagonal ? i + 1 : 0; j < span.b.size(); ++j, ++in_span)
                    pairs.emplace(span.a[i], span.b[j]);
            EXPECT_EQ(in_span, span.pairs());
            count += in_span;
        });
        EXPECT_EQ(count, task.pairs);
        EXPECT_LE(task.pairs, most_pairs);
        EXPECT_GT(task.pairs, 0u);
    }
    return pairs;
}

void expect_pairs(const KeyPass& pass, std::uint64_t most_pairs)
{
    for (std::uint32_t slot = 0; slot < pass.slots(); ++slot) {
        const BlockIndex index = index_of(pass, slot);
        const auto found = pairs_of(index, most_pairs);
        const test::Pairs truth = test::agreeing(pass, slot);
        EXPECT_EQ(found.size(), truth.size()); // none twice
        EXPECT_EQ(test::Pairs(found.begin(), found.end()), truth);
        EXPECT_EQ(index.report().pairs, truth.size());
        EXPECT_EQ(index.report().given_up, 0u);
    }
}

TEST(KeySort, GivesEachPresentKeyOnceInTheOrderOfMixedKeyAndRow)
{
    // More rows than a chunk has, so that chunks are laid together too.
    const auto made = test::made_keys(150'000, 2, 40'000, .05, .1, 1);
    for (const unsigned bits : {0u, 3u, 10u})
        for (const std::uint32_t slot : {0u, 1u}) {
            KeySort sort(made.size());
            std::vector<KeyEntry> room;
            sort.deal(made.rows(), slot, bits);
            std::vector<std::pair<std::uint64_t, std::uint32_t>> found, expected;
            for (std::size_t p = 0; p < sort.partitions(); ++p)
                for (const KeyEntry& e : sort.sorted(p, room)) found.emplace_back(e.key, e.row);
            for (std::uint32_t r = 0; r < made.size(); ++r)
                if (made.rows().has(r, slot)) expected.emplace_back(mixed(made.rows().key(r, slot)), r);
            std::ranges::sort(expected);
            EXPECT_EQ(found, expected);
            EXPECT_EQ(sort.size(), expected.size());
        }
}

TEST(Mixed, KeepsDifferentKeysDifferent)
{
    // Each step can be undone; here on keys as LSH tables have them, small and dense.
    std::set<std::uint64_t> seen;
    for (std::uint64_t key = 0; key < 100'000; ++key) seen.insert(mixed(key));
    EXPECT_EQ(seen.size(), 100'000u);
}

TEST(BlockIndex, HoldsThePairsOfADoubleLoopBetweenTwoTables)
{
    const auto a = test::made_keys(700, 3, 150, .05, .1, 1), b = test::made_keys(400, 3, 150, .05, .1, 2);
    for (const std::uint64_t most : {1u, 7u, 100u, 1u << 18}) expect_pairs({a.rows(), b.rows()}, most);
    expect_pairs({b.rows(), a.rows()}, 50);
}

TEST(BlockIndex, HoldsThePairsOfADoubleLoopWithinATable)
{
    const auto a = test::made_keys(600, 3, 200, .1, .1, 3);
    for (const std::uint64_t most : {1u, 2u, 7u, 100u, 1u << 18}) expect_pairs(KeyPass(a.rows()), most);
}

TEST(BlockIndex, IsEmptyWhereThereAreNoRowsNoKeysOrNothingInCommon)
{
    const auto none = test::made_keys(0, 2, 10, 0, 0, 1), some = test::made_keys(50, 2, 10, 0, 0, 2),
               gone = test::made_keys(50, 2, 10, 0, 1, 3);
    for (const KeyPass& pass :
         {KeyPass(none.rows(), some.rows()), KeyPass(some.rows(), none.rows()), KeyPass(none.rows()),
          KeyPass(some.rows(), gone.rows()), KeyPass(gone.rows())})
        EXPECT_TRUE(pairs_of(index_of(pass, 1)).empty());
    // Zero is a key like others, and an absent zero is none: BlockKeys has zeros where nothing was set.
    BlockKeys keys(3, 1);
    keys.set(0, 0, 0);
    keys.set(2, 0, 0);
    const auto found = pairs_of(index_of(KeyPass(keys.rows()), 0));
    EXPECT_EQ(found, (std::multiset<std::pair<std::uint32_t, std::uint32_t>>{{0, 2}}));
}

TEST(BlockIndex, ReportsSizesThatWereCountedByHand)
{
    // Key 1: rows 0, 1, 2 against 0, 1. Key 2: row 3 against 2, 3, 4. Key 3: row 4 alone. Key 4: nobody in a.
    BlockKeys a(5, 1), b(6, 1);
    for (const auto& [row, key] : {std::pair{0, 1}, {1, 1}, {2, 1}, {3, 2}, {4, 3}})
        a.set(static_cast<std::size_t>(row), 0, static_cast<std::uint64_t>(key));
    for (const auto& [row, key] : {std::pair{0, 1}, {1, 1}, {2, 2}, {3, 2}, {4, 2}, {5, 4}})
        b.set(static_cast<std::size_t>(row), 0, static_cast<std::uint64_t>(key));
    const KeyPass pass(a.rows(), b.rows());
    BlockReport expected{.slot = 0,
                         .keyed_a = 5,
                         .keyed_b = 6,
                         .blocks = 2,
                         .pairs = 9,
                         .capped = 0,
                         .given_up = 0,
                         .largest = {3, 3, 6},
                         .hottest = {{3, 2, 6}, {1, 3, 3}}};
    EXPECT_EQ(index_of(pass, 0).report(), expected);

    const BlockIndex capped = index_of(pass, 0, {.most_pairs = 5, .hottest = 1});
    expected.capped = 1;
    expected.given_up = 6;
    expected.hottest = {{3, 2, 6}};
    EXPECT_EQ(capped.report(), expected);
    EXPECT_EQ(capped.capped_keys(), std::vector<std::uint64_t>{mixed(1)});
    EXPECT_EQ(pairs_of(capped).size(), 3u);
}

TEST(BlockIndex, IsTheSameForAnyNumberOfThreads)
{
    const auto a = test::made_keys(200'000, 1, 80'000, .01, .1, 5),
               b = test::made_keys(100'000, 1, 80'000, .01, .1, 6);
    const auto bytes = [&](const KeyPass& pass) {
        const BlockIndex index = index_of(pass, 0, {.most_pairs = 10'000});
        std::vector<std::uint32_t> all;
        for (const Block& block : index.blocks()) {
            all.insert(all.end(), {block.a, block.rows_a, block.b, block.rows_b});
            for (const auto side : {index.rows_a(block), index.rows_b(block)})
                all.insert(all.end(), side.begin(), side.end());
        }
        return std::tuple(all, index.report(), index.capped_keys());
    };
    for (const KeyPass& pass : {KeyPass(a.rows(), b.rows()), KeyPass(a.rows())}) {
        set_threads(1);
        const auto one = bytes(pass);
        EXPECT_EQ(std::get<1>(one).capped, 1u);
        for (const unsigned count : {2u, 3u}) {
            set_threads(count);
            EXPECT_TRUE(bytes(pass) == one);
        }
    }
    set_threads(0);
}

TEST(Cut, MakesManyTasksOfOneHotKey)
{
    // 5 % of 40,000 records on each side show one key.
    const auto a = test::made_keys(40'000, 1, 1u << 30, .05, 0, 7),
               b = test::made_keys(40'000, 1, 1u << 30, .05, 0, 8);
    const BlockIndex index = index_of({a.rows(), b.rows()}, 0);
    const std::uint64_t hot = index.report().hottest.at(0).pairs;
    EXPECT_GT(hot, 1'900u * 1'900u);
    const auto tasks = cut(index, 10'000);
    EXPECT_GE(tasks.size(), hot / 10'000);
    EXPECT_LE(tasks.size(), hot / 5'000 + 10); // and not into crumbs
    std::uint64_t pairs = 0;
    for (const BlockTask& task : tasks) {
        EXPECT_LE(task.pairs, 10'000u);
        pairs += task.pairs;
    }
    EXPECT_EQ(pairs, index.report().pairs);
}

} // namespace
} // namespace gauze::blocking
