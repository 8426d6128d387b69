// Protection, judged by trying all populations: for small tables every population that agrees with what was
// published can be written down.
#include "engine/research/disclosure/attack.hpp"
#include "engine/research/disclosure/protect.hpp"
#include "tests/engine/research/disclosure/tables.hpp"

#include <algorithm>
#include <functional>
#include <random>

#include <gtest/gtest.h>

namespace gauze::research::disclosure {

namespace {

// Calls visit for every interior of at most `most` a cell that is published like `result`.
void each_population(const Protected& result, std::uint64_t most,
                     const std::function<void(const std::vector<std::uint64_t>&)>& visit)
{
    CountTable guess{result.shape, std::vector<std::uint64_t>(result.shape.interior(), 0)};
    for (;;) {
        const std::vector<std::uint64_t> all = guess.all();
        bool agrees = true;
        for (std::size_t cell = 0; cell < all.size() && agrees; ++cell) {
            const Interval known = known_alone(result, cell);
            agrees = known.least <= all[cell] && all[cell] <= known.most;
        }
        if (agrees) visit(all);
        std::size_t i = 0;
        while (i < guess.counts.size() && ++guess.counts[i] > most) guess.counts[i++] = 0;
        if (i == guess.counts.size()) return;
    }
}

TEST(Protect, WithholdsASmallCountAndWhatItFollowsFrom)
{
    // 3 of 50; one line: the 47 must go too, or the total. The 20 would be as good a companion and is
    // cheaper.
    const Protected one = protect(table("t", {axis("a", 3)}, {3, 20, 27}), profile_named("dfe"), {});
    EXPECT_EQ(texts(one), (std::vector<std::string>{"c", "c", "27", "50"}));
    EXPECT_EQ(one.cells[0].why, Why::small);
    EXPECT_EQ(one.cells[1].why, Why::secondary);
    EXPECT_EQ(one.cells[1].value, 0U);
    EXPECT_EQ(attack(std::vector{one})[0].interval, (Interval{0, 23}));
}

TEST(Protect, LeavesATableWithoutSmallCountsAsItIs)
{
    const Protected one = protect(table("t", {axis("a", 2)}, {0, 27}), profile_named("dfe"), {});
    EXPECT_EQ(texts(one), (std::vector<std::string>{"0", "27", "27"}));
    EXPECT_EQ(one.demands, 0U);
    const Protected rounded = protect(table("t", {axis("a", 2)}, {13, 28}), profile_named("hes"), {});
    EXPECT_EQ(texts(rounded), (std::vector<std::string>{"15", "30", "40"}));
}

TEST(Protect, RoundsCountsOfAllAreasToTen)
{
    CountTable one = table("t", {axis("la", 2)}, {16, 27});
    one.shape.area = "la";
    EXPECT_EQ(texts(protect(one, profile_named("dfe"), {})), (std::vector<std::string>{"16", "27", "40"}));
}

TEST(Protect, WithholdsZeroWhereZeroDiscloses)
{
    const Protected one = protect(table("t", {axis("a", 3)}, {0, 90, 60}), profile_named("sdap10"), {});
    EXPECT_EQ(one.cells[0].why, Why::small);
}

TEST(Protect, ShowsImpossibleCellsAsThat)
{
    CountTable one = table("t", {axis("a", 2), axis("b", 2)}, {0, 20, 30, 40});
    one.impossible = {true, false, false, false};
    const Protected result = protect(one, profile_named("sdap10"), {});
    EXPECT_EQ(result.cells[0].text, "z");
    EXPECT_EQ(result.withheld(), 0U);
}

TEST(Protect, LeavesEverySmallCountItsWholeRangeAsTryingAllPopulationsShows)
{
    std::mt19937_64 random(11);
    for (int round = 0; round < 24; ++round) {
        CountTable one = table("t", {axis("a", 2), axis("b", 2)}, {});
        for (int i = 0; i < 4; ++i) one.counts.push_back(random() % (i % 2 == 0 ? 8 : 12));
        const Profile& profile = profiles()[random() % profiles().size()];
        const Protected result = protect(one, profile, {});
        std::vector<Interval> seen(result.cells.size(), {unbounded, 0});
        each_population(result, 16, [&](const auto& all) {
            for (std::size_t cell = 0; cell < all.size(); ++cell)
                seen[cell] = {std::min(seen[cell].least, all[cell]), std::max(seen[cell].most, all[cell])};
        });
        for (std::size_t cell = 0; cell < seen.size(); ++cell)
            EXPECT_TRUE(wide_enough(seen[cell], result.cells[cell].why, profile))
                << profile.name << " round " << round << " cell " << cell;
    }
}

// Two tables, each harmless: their difference is three people.
TEST(Protect, SeesThatASliceGivesTheRestAway)
{
    const Profile& profile = profile_named("dfe");
    const Protected all = protect(table("all", {axis("a", 2)}, {40, 30}), profile, {});
    CountTable slice = table("slice", {axis("a", 2)}, {37, 30});
    slice.shape.where = {{"sex", {"F"}}};
    EXPECT_EQ(protect(slice, profile, {}).withheld(), 0U); // alone, nothing is small
    // Of the others, 3 and 0 would follow; but they are no cell of a table, so nothing is withheld yet.
    EXPECT_EQ(protect(slice, profile, std::vector{all}).withheld(), 0U);
    // They are cells of this one, which shows the slice too: the 3 may not follow from `all`.
    const Protected both = protect(table("both", {axis("a", 2), {"sex", {"F", "M"}}}, {37, 3, 30, 0}),
                                   profile, std::vector{all});
    EXPECT_EQ(both.cells[1].why, Why::small);
    EXPECT_TRUE(is_withheld(both.cells[0].why));
    for (const Attacked& cell : attack(std::vector{all, both}))
        EXPECT_TRUE(wide_enough(cell.interval, both.cells[cell.cell].why, profile));
}

TEST(Protect, HoldsBackWhatAnEarlierTableWouldComplete)
{
    const Profile& profile = profile_named("dfe");
    // Released: 3 and 20 withheld beside 27. The same numbers in groups would tell the 20.
    const Protected first = protect(table("first", {axis("a", 3)}, {3, 20, 27}), profile, {});
    CountTable grouped = table("grouped", {{"a", {"low", "high"}, {{"a0"}, {"a1", "a2"}}}}, {3, 47});
    const Protected second = protect(grouped, profile, std::vector{first});
    for (const Attacked& cell : attack(std::vector{first, second}))
        EXPECT_TRUE(wide_enough(cell.interval,
                                cell.table == 0 ? first.cells[cell.cell].why : second.cells[cell.cell].why,
                                profile));
    CountTable pair = table("pair", {{"a", {"0 or 2", "1"}, {{"a0", "a2"}, {"a1"}}}}, {30, 20});
    const Protected third = protect(pair, profile, std::vector{first});
    EXPECT_GT(third.withheld(), 0U); // alone, it would show the 20, and with it the 3
    EXPECT_EQ(protect(pair, profile, {}).withheld(), 0U);
}

TEST(Protect, ForgetsNothingOfTheSamePeopleAndNothingOfOthers)
{
    const Profile& profile = profile_named("dfe");
    const Protected first = protect(table("first", {axis("a", 3)}, {3, 20, 27}), profile, {});
    CountTable pair = table("pair", {{"a", {"0 or 2", "1"}, {{"a0", "a2"}, {"a1"}}}}, {30, 20});
    pair.shape.wave = "next";
    EXPECT_EQ(protect(pair, profile, std::vector{first}).withheld(), 0U);
    pair.shape.wave.clear();
    pair.shape.population = "family";
    EXPECT_EQ(protect(pair, profile, std::vector{first}).withheld(), 0U);
}

TEST(Protect, KnowsThatPeopleWereOnlyAdded)
{
    const Profile& profile = profile_named("dfe");
    // First 3 and 20 withheld; then the first category is empty: it was empty before, if none leaves.
    const Protected first = protect(table("first", {axis("a", 3)}, {3, 20, 27}), profile, {});
    CountTable later = table("later", {axis("a", 3)}, {6, 20, 27});
    later.shape.wave = "2";
    EXPECT_EQ(protect(later, profile, std::vector{first}).withheld(), 0U);
    const Protected added = protect(later, profile, std::vector{first}, Waves::only_added);
    for (const Attacked& cell : attack(std::vector{first, added}, Waves::only_added))
        EXPECT_TRUE(wide_enough(cell.interval,
                                cell.table == 0 ? first.cells[cell.cell].why : added.cells[cell.cell].why,
                                profile));
    CountTable fewer = table("fewer", {axis("a", 3)}, {6, 20, 26}); // 27 were shown before
    fewer.shape.wave = "2";
    EXPECT_EQ(refusal([&] { protect(fewer, profile, std::vector{first}, Waves::only_added); }),
              "releases-contradict");
}

TEST(Protect, RefusesWhatCannotBeOfTheSamePeople)
{
    const Profile& profile = profile_named("dfe");
    const Protected first = protect(table("first", {axis("a", 2)}, {40, 30}), profile, {});
    EXPECT_EQ(refusal([&] {
                  protect(table("t", {axis("b", 2)}, {40, 31}), profile, std::vector{first});
              }),
              "releases-contradict");
}

TEST(Protect, RefusesWhatItCannotVerify)
{
    const Profile& profile = profile_named("council5");
    EXPECT_EQ(
        refusal([&] {
            protect(table("t", {axis("a", 1), axis("b", 1), axis("c", 1), axis("d", 1)}, {9}), profile, {});
        }),
        "too-many-variables");
    EXPECT_EQ(refusal([&] {
                  protect(table("t", {axis("a", 30), axis("b", 30)}, std::vector<std::uint64_t>(900, 20)),
                          profile, {}, Waves::independent, {.most_joint_cells = 899});
              }),
              "too-many-cells");
    const Protected whole = protect(table("t", {axis("a", 3), axis("b", 3)}, {1, 20, 2, 3, 30, 4, 50, 1, 2}),
                                    profile_named("dfe"), {}, Waves::independent, {.most_pivots = 0});
    EXPECT_TRUE(whole.whole_withheld);
    EXPECT_EQ(whole.notes.size(), 1U);
    EXPECT_EQ(whole.withheld(), whole.cells.size());
}

TEST(Protect, FlagsWhereACategoryHoldsEverybodyOrNobody)
{
    CountTable one = table("t", {axis("a", 2), axis("b", 2)}, {12, 0, 30, 40});
    one.shape.axes[1].sensitive = true;
    const Protected result = protect(one, profile_named("dfe"), {});
    ASSERT_EQ(result.flags.size(), 2U);
    EXPECT_EQ(result.flags[0].cell, 0U);
    EXPECT_TRUE(result.flags[0].everybody);
    EXPECT_EQ(result.flags[1].cell, 1U);
    EXPECT_FALSE(result.flags[1].everybody);
}

TEST(Protect, GivesTheSameForTheSame)
{
    CountTable one = table("t", {axis("a", 4), axis("b", 5)}, {});
    for (std::uint64_t i = 0; i < 20; ++i) one.counts.push_back(i * i % 23);
    const Protected result = protect(one, profile_named("tre10"), {});
    EXPECT_EQ(texts(result), texts(protect(one, profile_named("tre10"), {})));
}

} // namespace

} // namespace gauze::research::disclosure
