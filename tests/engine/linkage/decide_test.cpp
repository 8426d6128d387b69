#include "engine/linkage/decide.hpp"
#include "engine/linkage/score.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <set>

namespace gauze::linkage {
namespace {

using test::MadeParties;
using test::numbers;

// alpha, beta, gamma are clean, delta is not; ten rows each.
class Decide : public testing::Test {
protected:
    MadeParties made_;
    Parties parties_ = receive({made_.write("alpha", numbers(0, 10)), made_.write("beta", numbers(0, 10)),
                                made_.write("gamma", numbers(0, 10)), made_.write("delta", numbers(0, 10))},
                               test::policy(), false);
    enum : std::uint32_t { alpha, beta, delta, gamma }; // by name
    static Pair pair(RecordRef a, RecordRef b, std::uint32_t dice_in_percent)
    {
        return {a, b, {dice_in_percent, 200}};
    }
    std::set<std::set<RecordRef>> persons(const std::vector<Pair>& pairs)
    {
        std::set<std::set<RecordRef>> found;
        for (const Person& person : decide(pairs, parties_).persons)
            if (person.records.size() > 1) found.insert({person.records.begin(), person.records.end()});
        return found;
    }
};

TEST_F(Decide, GivesEachRecordItsBestPartnerInACleanParty)
{
    EXPECT_EQ(persons({pair({alpha, 0}, {beta, 0}, 80), pair({alpha, 0}, {beta, 1}, 90),
                       pair({alpha, 1}, {beta, 1}, 85), pair({alpha, 1}, {beta, 0}, 82)}),
              (std::set<std::set<RecordRef>>{{{alpha, 0}, {beta, 1}}, {{alpha, 1}, {beta, 0}}}));
}

TEST_F(Decide, LetsAPartyThatIsNotCleanHoldAPersonTwice)
{
    EXPECT_EQ(persons({pair({alpha, 0}, {delta, 0}, 90), pair({alpha, 0}, {delta, 1}, 85)}),
              (std::set<std::set<RecordRef>>{{{alpha, 0}, {delta, 0}, {delta, 1}}}));
    // but a record of it still has only one partner in the clean party
    EXPECT_EQ(persons({pair({alpha, 0}, {delta, 0}, 90), pair({alpha, 1}, {delta, 0}, 85)}),
              (std::set<std::set<RecordRef>>{{{alpha, 0}, {delta, 0}}}));
}

TEST_F(Decide, NeverPutsTwoRecordsOfACleanPartyIntoOnePersonByWayOfAThird)
{
    const auto decided = decide(
        {pair({alpha, 0}, {beta, 0}, 95), pair({beta, 0}, {gamma, 0}, 90), pair({alpha, 1}, {gamma, 0}, 85)},
        parties_);
    EXPECT_EQ(decided.clashes, 1u);
    EXPECT_EQ(decided.links.size(), 2u);
}

TEST_F(Decide, JoinsPersonsOverAllParties)
{
    EXPECT_EQ(persons({pair({alpha, 3}, {beta, 4}, 95), pair({delta, 5}, {gamma, 6}, 90),
                       pair({beta, 4}, {gamma, 6}, 85)}),
              (std::set<std::set<RecordRef>>{{{alpha, 3}, {beta, 4}, {delta, 5}, {gamma, 6}}}));
}

TEST_F(Decide, MakesAPersonOfEveryRecordThatHasNoLink)
{
    const auto decided = decide({}, parties_);
    EXPECT_EQ(decided.persons.size(), 40u);
}

TEST_F(Decide, BreaksTiesByRowTokenWhateverTheOrderOfThePairs)
{
    std::vector<Pair> pairs;
    for (std::uint32_t i = 0; i < 10; ++i)
        for (std::uint32_t j = 0; j < 10; ++j) pairs.push_back(pair({alpha, i}, {beta, j}, 80));
    const auto expected = persons(pairs);
    std::ranges::reverse(pairs);
    EXPECT_EQ(persons(pairs), expected);
    std::ranges::shuffle(pairs, std::mt19937(3));
    EXPECT_EQ(persons(pairs), expected);
    EXPECT_EQ(expected.size(), 10u);
}

// A stranger's check on random input: whatever pairs come, no clean party stands twice in a person, and every
// record stands in exactly one.
TEST_F(Decide, KeepsItsPromisesOnRandomPairs)
{
    std::mt19937 generator(11);
    const auto random = [&] { return static_cast<std::uint32_t>(generator()); };
    for (int round = 0; round < 200; ++round) {
        std::vector<Pair> pairs;
        for (int i = 0; i < 150; ++i) {
            const std::uint32_t a = random() % 4, b = random() % 4;
            RecordRef x{std::min(a, b), random() % 10}, y{std::max(a, b), random() % 10};
            if (x == y || (a == b && a != delta)) continue;
            pairs.push_back(pair(std::min(x, y), std::max(x, y), 50 + random() % 50));
        }
        std::set<RecordRef> seen;
        for (const Person& person : decide(pairs, parties_).persons) {
            std::multiset<std::uint32_t> sources;
            for (const RecordRef record : person.records) {
                EXPECT_TRUE(seen.insert(record).second);
                sources.insert(record.party);
            }
            for (const std::uint32_t clean : {alpha, beta, gamma}) EXPECT_LE(sources.count(clean), 1u);
        }
        EXPECT_EQ(seen.size(), 40u);
    }
}

} // namespace
} // namespace gauze::linkage
