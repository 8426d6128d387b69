#include "engine/research/counts.hpp"

#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace gauze::research {
namespace {

using Persons = std::vector<std::uint64_t>;

CountTable table_of(const Persons& persons, std::uint32_t smallest_count)
{
    std::vector<SourceCount> counts;
    for (const std::uint64_t count : persons)
        counts.push_back({std::string(counts.size() + 1, 'x'), count, Shown::exactly});
    return withhold_small_counts(std::move(counts), smallest_count);
}

// What a reader of counts.csv sees of a table: the second column.
std::vector<std::string> seen(const Persons& persons, std::uint32_t smallest_count)
{
    const CountTable table = table_of(persons, smallest_count);
    std::vector<std::string> cells;
    for (const SourceCount& row : table.rows) cells.push_back(shown_persons(row, smallest_count));
    return cells;
}

TEST(Counts, AreShownWhenNoneIsSmall)
{
    EXPECT_EQ(seen({10, 250, 11}, 10), (std::vector<std::string>{"10", "250", "11"}));
    EXPECT_TRUE(table_of({10, 250, 11}, 10).holds);
    EXPECT_EQ(seen({1, 2}, 1), (std::vector<std::string>{"1", "2"}));
    EXPECT_TRUE(seen({}, 10).empty());
}

TEST(Counts, TakeTheNextSmallestAlongWithASingleSmallOne)
{
    EXPECT_EQ(seen({500, 4, 90, 60}, 10), (std::vector<std::string>{"500", "<10", "90", "withheld"}));
}

TEST(Counts, TakeTheNextSmallestWhenTheSmallOnesSumToLessThanTheLimit)
{
    EXPECT_EQ(seen({500, 4, 90, 3}, 10), (std::vector<std::string>{"500", "<10", "withheld", "<10"}));
}

TEST(Counts, StayAloneWhenSeveralSmallOnesHideEachOther)
{
    EXPECT_EQ(seen({500, 4, 90, 7}, 10), (std::vector<std::string>{"500", "<10", "90", "<10"}));
}

// 9 + 9 = 18 has one solution with two numbers below 10: the sum is large enough and gives both away all the
// same.
TEST(Counts, TakeTheNextSmallestWhenTheSmallOnesAreAsLargeAsTheyCanBe)
{
    EXPECT_EQ(seen({500, 9, 90, 9}, 10), (std::vector<std::string>{"500", "<10", "withheld", "<10"}));
}

// With 100 withheld and 101 still shown, a reader who knows that the smallest was taken would have 9 or 8.
TEST(Counts, TakeMoreWhenTheOrderOfTakingWouldGiveTheSmallOnesAway)
{
    EXPECT_EQ(seen({9, 9, 100, 101, 102, 900}, 10),
              (std::vector<std::string>{"<10", "<10", "withheld", "withheld", "withheld", "900"}));
}

TEST(Counts, SayWhyTheyAreWithheld)
{
    const CountTable table = table_of({500, 4, 90, 60}, 10);
    EXPECT_EQ(reason(table.rows[0], 10), "");
    EXPECT_EQ(reason(table.rows[1], 10), "fewer than 10 persons");
    EXPECT_NE(reason(table.rows[3], 10), "");
    EXPECT_NE(reason(table.rows[3], 10), reason(table.rows[1], 10));
    EXPECT_EQ(table.withheld(), 2u);
}

TEST(Counts, AdmitWhenTheTotalGivesThemAway)
{
    EXPECT_FALSE(table_of({4}, 10).holds);
    EXPECT_FALSE(table_of({9, 9}, 10).holds);
    EXPECT_FALSE(table_of({1, 1}, 10).holds);
    EXPECT_TRUE(table_of({5, 6}, 10).holds);
    EXPECT_EQ(seen({4}, 10), (std::vector<std::string>{"<10"}));
}

// Every table that a reader could have in front of him: small counts from 1 to limit - 1, the others from the
// limit up to the smallest that is shown, and the right sum.
struct Reader {
    std::uint64_t limit, sum, largest;
    std::size_t small, others;

    void visit(std::vector<std::uint64_t>& chosen, std::uint64_t left,
               std::vector<std::vector<std::uint64_t>>& all) const
    {
        const std::size_t i = chosen.size();
        if (i == small + others) {
            if (left == 0) all.push_back(chosen);
            return;
        }
        const std::uint64_t from = i < small ? 1 : limit;
        const std::uint64_t to = std::min(left, i < small ? limit - 1 : largest);
        for (std::uint64_t value = from; value <= to; ++value) {
            chosen.push_back(value);
            visit(chosen, left - value, all);
            chosen.pop_back();
        }
    }
    std::vector<std::vector<std::uint64_t>> tables() const
    {
        std::vector<std::vector<std::uint64_t>> all;
        std::vector<std::uint64_t> chosen;
        visit(chosen, sum, all);
        return all;
    }
};

// The withheld part of a table, put as the reader's puzzle. `largest` is the smallest count shown.
Reader puzzle(const CountTable& table)
{
    Reader reader{table.smallest_count, 0, 1000, 0, 0};
    for (const SourceCount& row : table.rows) {
        if (row.shown == Shown::exactly)
            reader.largest = std::min(reader.largest, row.persons);
        else
            ++(row.shown == Shown::small ? reader.small : reader.others), reader.sum += row.persons;
    }
    return reader;
}

Persons random_counts(std::mt19937& random, std::uint32_t limit)
{
    Persons persons(1 + random() % 6);
    for (auto& count : persons) count = 1 + random() % (3 * limit);
    return persons;
}

TEST(StillPossible, IsWhatAReaderFindsByTryingEveryTable)
{
    std::mt19937 random(11);
    int compared = 0;
    for (int round = 0; round < 4000; ++round) {
        const std::uint32_t limit = 2 + static_cast<std::uint32_t>(random() % 6);
        const CountTable table = table_of(random_counts(random, limit), limit);
        const Reader reader = puzzle(table);
        if (reader.small == 0 || reader.small + reader.others > 5) continue;
        std::set<std::uint64_t> first;
        for (const auto& possible : reader.tables()) first.insert(possible.front());
        ASSERT_FALSE(first.empty());
        EXPECT_EQ(still_possible(table), (Range{*first.begin(), *first.rbegin()}));
        EXPECT_EQ(first.size(), *first.rbegin() - *first.begin() + 1) << "a range has holes";
        ++compared;
    }
    EXPECT_GT(compared, 1000);
}

TEST(StillPossible, IsAtLeastHalfOfTheSmallNumbersInEveryTableThatHolds)
{
    std::mt19937 random(5);
    int held = 0;
    for (int round = 0; round < 20000; ++round) {
        const std::uint32_t limit = 3 + static_cast<std::uint32_t>(random() % 10);
        const CountTable table = table_of(random_counts(random, limit), limit);
        if (puzzle(table).small == 0 || !table.holds) continue;
        const Range range = still_possible(table);
        EXPECT_GE(2 * (range.most - range.least + 1), limit - 1);
        EXPECT_GE(range.most - range.least + 1, 2u);
        ++held;
    }
    EXPECT_GT(held, 5000);
}

// The strongest reader reruns the program on every conceivable table, and keeps those that would have been
// shown in the same way. No rule that withholds little keeps everything from him; under the usual limit it
// must be next to nothing.
TEST(WithheldCounts, AreHardlyEverGivenAwayByHowMuchIsWithheld)
{
    constexpr std::uint32_t limit = 10;
    constexpr std::uint64_t most = 4 * limit;
    std::map<std::pair<std::uint64_t, std::vector<std::string>>, std::vector<Persons>> by_sight;
    for (std::uint64_t a = 1; a <= most; ++a)
        for (std::uint64_t b = 1; b <= most; ++b)
            for (std::uint64_t c = 1; c <= most; ++c)
                if (table_of({a, b, c}, limit).holds)
                    by_sight[{a + b + c, seen({a, b, c}, limit)}].push_back({a, b, c});
    std::uint64_t small = 0, pinned = 0;
    for (const auto& [sight, tables] : by_sight)
        for (std::size_t i = 0; i < 3; ++i) {
            if (sight.second[i].front() != '<') continue;
            std::set<std::uint64_t> values;
            for (const Persons& table : tables) values.insert(table[i]);
            small += tables.size();
            pinned += values.size() == 1 ? tables.size() : 0;
        }
    EXPECT_GT(small, 10'000u);
    EXPECT_LT(1000 * pinned, small) << pinned << " of " << small << " small counts can be worked out";
}

} // namespace
} // namespace gauze::research
