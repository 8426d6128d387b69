#include "blocking/key_join.hpp"
#include "bloom/base/parallel.hpp"
#include "tests/blocking/made_keys.hpp"

#include <algorithm>
#include <tuple>

#include <gtest/gtest.h>

namespace gauze::blocking {
namespace {

using test::agreeing_anywhere;
using test::listed;
using test::pairs_of;

void expect_join(const std::vector<KeyPass>& passes, std::uint64_t most_pairs = 0)
{
    JoinReport report;
    const auto found = listed(passes, {.blocks = {.most_pairs = most_pairs}, .task_pairs = 300}, &report);
    EXPECT_EQ(pairs_of(found), agreeing_anywhere(passes, most_pairs));
    EXPECT_EQ(found.size(), pairs_of(found).size()) << "a pair came twice";
    EXPECT_EQ(report.candidates, found.size());
    EXPECT_EQ(report.pairs, report.candidates + report.repeats + report.given_up);
    std::uint64_t in_slots = 0;
    for (const KeyPass& pass : passes)
        for (std::uint32_t s = 0; s < pass.slots(); ++s) in_slots += test::agreeing_list(pass, s).size();
    EXPECT_EQ(report.pairs, in_slots);
}

TEST(KeyJoin, ListsEachPairThatAgreesAnywhereOnce)
{
    const auto a = test::made_keys(500, 20, 900, .02, .1, 1), b = test::made_keys(300, 20, 900, .02, .1, 2);
    expect_join({{a.rows(), b.rows()}});
    expect_join({KeyPass(a.rows())});
}

TEST(KeyJoin, KnowsManySlotsAndAbsentWords)
{
    const auto a = test::made_keys(150, 70, 2'000, 0, .2, 1, 5),
               b = test::made_keys(120, 70, 2'000, 0, .2, 2, 5);
    expect_join({{a.rows(), b.rows()}});
    expect_join({KeyPass(b.rows())});
}

TEST(KeyJoin, HasNothingToSayOfEmptyTables)
{
    const auto none = test::made_keys(0, 4, 9, 0, 0, 1), some = test::made_keys(9, 4, 9, 0, 0, 2);
    expect_join({{none.rows(), some.rows()}});
    expect_join({{some.rows(), none.rows()}});
    expect_join({KeyPass(none.rows())});
    expect_join({});
}

TEST(KeyJoin, TakesNoAbsentKeyForAnAgreement)
{
    // In every slot all have the same value, and only rows 0 and 2 have the last key.
    test::MadeKeys a(3, 4, 62);
    for (std::size_t r = 0; r < 3; ++r)
        for (std::uint32_t s = 0; s < 4; ++s)
            if (s < 3 || r == 1) a.drop(r, s);
    EXPECT_EQ(pairs_of(listed({KeyPass(a.rows())})), (test::Pairs{{0, 2}}));
}

TEST(KeyJoin, UnitesSeveralPassesWithoutComparingAPairTwice)
{
    const auto a1 = test::made_keys(300, 5, 300, .02, .1, 1), b1 = test::made_keys(200, 5, 300, .02, .1, 2);
    const auto a2 = test::made_keys(300, 9, 500, 0, 0, 3), b2 = test::made_keys(200, 9, 500, 0, 0, 4);
    expect_join({{a1.rows(), b1.rows()}, {a2.rows(), b2.rows()}});
    expect_join({{a1.rows(), b1.rows()}, {a2.rows(), b2.rows()}}, 40);
    expect_join({KeyPass(a1.rows()), KeyPass(a2.rows())});
}

TEST(KeyJoin, FindsAPairOfACappedBlockWhereItAlsoAgreesElsewhere)
{
    const auto a = test::made_keys(400, 6, 60, .2, .1, 1), b = test::made_keys(300, 6, 60, .2, .1, 2);
    for (const std::uint64_t most : {1u, 5u, 20u, 100u, 100'000u}) {
        expect_join({{a.rows(), b.rows()}}, most);
        expect_join({KeyPass(a.rows())}, most);
    }
    JoinReport report;
    listed({{a.rows(), b.rows()}}, {.blocks = {.most_pairs = 100}}, &report);
    EXPECT_GT(report.given_up, 0u);
    for (const BlockReport& slot : report.slots) EXPECT_GT(slot.capped, 0u);
}

TEST(KeyJoin, MayEnterAnySlotFirst)
{
    const auto a = test::made_keys(400, 6, 60, .2, .1, 1), b = test::made_keys(300, 6, 60, .2, .1, 2);
    const JoinOptions options{.blocks = {.most_pairs = 100}, .task_pairs = 500};
    KeyJoin in_order({{a.rows(), b.rows()}}, options), at_once({{a.rows(), b.rows()}}, options);
    std::vector<Candidate> one, other;
    for (std::uint32_t s = 0; s < 5; ++s) in_order.enter(s);
    at_once.enter(4);
    ASSERT_EQ(in_order.tasks(), at_once.tasks());
    for (std::size_t t = in_order.tasks(); t-- > 0;) {
        in_order.run(t, one);
        at_once.run(t, other);
    }
    EXPECT_EQ(one, other);
    EXPECT_FALSE(one.empty());
}

TEST(KeyJoin, GivesTheSameBytesForAnyNumberOfThreads)
{
    const auto a = test::made_keys(80'000, 4, 100'000, .003, .1, 1),
               b = test::made_keys(70'000, 4, 100'000, .003, .1, 2);
    for (const KeyPass& pass : {KeyPass(a.rows(), b.rows()), KeyPass(a.rows())}) {
        set_threads(1);
        const auto one = listed({pass}, {.task_pairs = 4'000});
        EXPECT_GT(one.size(), 100'000u);
        for (const unsigned count : {2u, 3u}) {
            set_threads(count);
            EXPECT_TRUE(listed({pass}, {.task_pairs = 4'000}) == one);
        }
    }
    set_threads(0);
}

TEST(KeyJoin, NeitherDropsAHotKeyNorLetsItBeOneTask)
{
    // 5 % of each side show one key.
    const auto a = test::made_keys(3'000, 2, 1u << 30, .05, 0, 1),
               b = test::made_keys(3'000, 2, 1u << 30, .05, 0, 2);
    KeyJoin keys({{a.rows(), b.rows()}}, {.task_pairs = 200});
    keys.enter(0);
    EXPECT_GT(keys.tasks(), 80u);
    for (std::size_t t = 0; t < keys.tasks(); ++t) EXPECT_LE(keys.pairs(t), 200u);
    expect_join({{a.rows(), b.rows()}});
}

TEST(KeyJoin, LetsAKernelWalkTheBlocksAndAskOfItsHitsOnly)
{
    const auto a = test::made_keys(300, 8, 40, 0, .1, 1), b = test::made_keys(300, 8, 40, 0, .1, 2);
    const KeyPass pass(a.rows(), b.rows());
    const auto is_hit = [](std::uint32_t x, std::uint32_t y) { return (x * 31 + y) % 11 == 0; };
    KeyJoin keys({pass}, {.task_pairs = 777});
    std::vector<std::pair<std::uint32_t, std::uint32_t>> hits;
    for (std::uint32_t s = 0; s < keys.slots(); ++s) {
        keys.enter(s);
        for (std::size_t t = 0; t < keys.tasks(); ++t)
            keys.for_each_span(t, [&](const BlockSpan& span) {
                for (const std::uint32_t x : span.a)
                    for (const std::uint32_t y : span.b)
                        if (is_hit(x, y) && !keys.agreed_earlier(x, y)) hits.emplace_back(x, y);
            });
    }
    test::Pairs expected;
    for (const auto& [x, y] : agreeing_anywhere({pass}))
        if (is_hit(x, y)) expected.emplace(x, y);
    EXPECT_EQ(test::Pairs(hits.begin(), hits.end()), expected);
    EXPECT_EQ(hits.size(), expected.size());
}

TEST(FirstCollision, SaysWhatItsPlainTwinSays)
{
    const auto a = test::made_keys(60, 21, 12, .1, .3, 1), b = test::made_keys(60, 21, 12, .1, .3, 2);
    const auto c = test::made_keys(60, 3, 12, .1, .3, 3), d = test::made_keys(60, 3, 12, .1, .3, 4);
    const std::vector<KeyPass> passes{{c.rows(), d.rows()}, {a.rows(), b.rows()}};
    const FirstCollision rule(passes);
    ASSERT_EQ(rule.slots(), 24u);
    for (std::uint32_t x = 0; x < 60; ++x)
        for (std::uint32_t y = 0; y < 60; ++y)
            for (std::uint32_t s = 0; s <= 24; ++s) // 24: in any slot
                ASSERT_EQ(rule.agreed_earlier(x, y, s), agreed_earlier_plainly(passes, x, y, s));
}

} // namespace
} // namespace gauze::blocking
