// Expected values are counted by hand in the comments: how many of all pairs of records agree in a field.
#include "engine/custodian/aggregates.hpp"
#include "tests/engine/custodian/made_records.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

project::Policy small_policy()
{
    return project::parse_policy(R"([project]
id = "study"
profile = "plain"
[[party]]
name = "hospital"
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "sex"
kind = "sex"
missing = ["X"]
[[field]]
name = "code"
kind = "code"
)",
                                 "policy.toml");
}

std::vector<RowToken> made_tokens(std::size_t count)
{
    std::vector<RowToken> tokens(count);
    Random random(3);
    for (RowToken& token : tokens)
        for (std::byte& byte : token.bytes) byte = static_cast<std::byte>(random());
    return tokens;
}

// Offers the records under their tokens in the order of `places`.
std::vector<bloom::FieldAggregate> aggregates_of(const std::vector<MadeCells>& records,
                                                 const std::vector<std::size_t>& places)
{
    const project::Policy policy = small_policy();
    const std::vector<RowToken> tokens = made_tokens(records.size());
    Aggregates aggregates(policy, made_sources(policy), "hospital");
    RowBlock block(policy.fields.size());
    for (const std::size_t place : places) {
        put(records, place, place + 1, block);
        aggregates.offer(tokens[place], block, 0);
    }
    return aggregates.result();
}

std::vector<bloom::FieldAggregate> aggregates_of(const std::vector<MadeCells>& records)
{
    std::vector<std::size_t> places(records.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    return aggregates_of(records, places);
}

// 60 x JONATHAN, 40 x JONATHON, 25 without a name; 75 F, 45 M, 5 X (which says "not known"); codes all
// different but two.
std::vector<MadeCells> some_records()
{
    std::vector<MadeCells> records;
    for (std::size_t i = 0; i < 125; ++i)
        records.push_back({i < 60    ? "Jonathan"
                           : i < 100 ? "JONATHON"
                                     : "",
                           i % 25 == 24 ? "X"
                           : i < 78     ? "F"
                                        : "M",
                           i == 124 ? "Q0" : fmt::format("Q{}", i)});
    return records;
}

TEST(Aggregates, CountPairsThatAgreeByChanceAndRoundThemToTwoDigits)
{
    const auto all = aggregates_of(some_records());
    ASSERT_EQ(all.size(), 3u);
    // JONATHAN has the tokens _J JO ON NA AT TH HA AN N_, JONATHON _J JO ON NA AT TH HO N_: seven in common,
    // a distance of 1 - 14/17 = .18: near. Of 100 * 99 / 2 = 4,950 pairs 60 * 59 / 2 + 40 * 39 / 2 = 2,550
    // are equal (515,152 in a million) and 60 * 40 = 2,400 near (484,848).
    EXPECT_EQ(all[0], (bloom::FieldAggregate{"given", 800, 520'000, 480'000, 0}));
    // 75 F and 45 M: 2,775 + 990 of 7,140 pairs are equal (527,311); the others have nothing in common.
    EXPECT_EQ(all[1], (bloom::FieldAggregate{"sex", 960, 530'000, 0, 0}));
    // One pair of 7,750 is equal: 129 in a million.
    EXPECT_EQ(all[2].present, 1000u);
    EXPECT_EQ(all[2].equal, 130u);
}

// ANNA is _A AN NN NA A_, HANNAH is _H HA AN NN NA AH H_: three in common of 5 + 7, a distance of .5: far.
TEST(Aggregates, TellNearFromFar)
{
    auto records = some_records();
    records.resize(100);
    for (std::size_t i = 0; i < 100; ++i) records[i][0] = i < 50 ? "Anna" : "Hannah";
    // 2,450 pairs are equal and 2,500 far, of 4,950: 494,949 and 505,051.
    EXPECT_EQ(aggregates_of(records)[0], (bloom::FieldAggregate{"given", 1000, 490'000, 0, 510'000}));
}

TEST(Aggregates, SayNothingOfFewerThanAHundredRecords)
{
    auto records = some_records();
    records.resize(100);
    EXPECT_EQ(aggregates_of(records).size(), 3u);
    records.pop_back();
    EXPECT_TRUE(aggregates_of(records).empty());
    EXPECT_TRUE(aggregates_of({}).empty());
}

// A field that a handful of records have would say who of them agree.
TEST(Aggregates, SayNothingOfAFieldThatFewerThanAHundredRecordsHave)
{
    std::vector<MadeCells> records(1000, MadeCells{"Anna", "", ""});
    for (std::size_t i = 0; i < 99; ++i) records[i * 10][1] = std::string(1, 'F');
    for (std::size_t i = 0; i < 100; ++i) records[i * 10][2] = std::string("Q1");
    const auto all = aggregates_of(records);
    EXPECT_EQ(all[0], (bloom::FieldAggregate{"given", 1000, 1'000'000, 0, 0}));
    EXPECT_EQ(all[1], (bloom::FieldAggregate{"sex", 99, 0, 0, 0}));
    EXPECT_EQ(all[2], (bloom::FieldAggregate{"code", 100, 1'000'000, 0, 0}));
}

TEST(Aggregates, DoNotDependOnTheOrderOfTheRowsWhenOnlySomeAreTaken)
{
    const auto records = made_records(small_policy(), 3000, 1, 10);
    std::vector<std::size_t> places(records.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    const auto expected = aggregates_of(records, places);
    ASSERT_EQ(expected.size(), 3u);
    Random random(2);
    std::ranges::shuffle(places, random);
    EXPECT_EQ(aggregates_of(records, places), expected);
    std::ranges::sort(places, std::greater<>{});
    EXPECT_EQ(aggregates_of(records, places), expected);
}

} // namespace
} // namespace gauze::custodian
