#include "engine/linkage/persons/clusters.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using Persons = std::set<std::set<std::uint32_t>>;

Weight points(double log_odds) { return weight_of(log_odds); }

Persons persons_of(const std::vector<std::uint32_t>& numbers)
{
    std::map<std::uint32_t, std::set<std::uint32_t>> by_number;
    for (std::uint32_t r = 0; r < numbers.size(); ++r) by_number[numbers[r]].insert(r);
    Persons persons;
    for (const auto& [number, records] : by_number) persons.insert(records);
    return persons;
}

std::uint32_t draw(std::mt19937& generator, std::uint32_t below)
{
    return static_cast<std::uint32_t>(generator()) % below;
}

struct Graph {
    std::vector<std::uint64_t> sources;
    std::vector<Tie> ties;
    std::vector<RecordPair> together, apart;

    std::vector<Persons> persons(std::vector<Weight> cuts) const
    {
        std::vector<Persons> levels;
        for (const auto& numbers : cluster({sources, ties, together, apart, std::move(cuts)}).person)
            levels.push_back(persons_of(numbers));
        return levels;
    }
};

Graph of_one_unclean_party(std::size_t records, std::vector<Tie> ties)
{
    return {std::vector<std::uint64_t>(records), std::move(ties), {}, {}};
}

// The same by the definition: of all ties that may join, the first whose two persons are not outweighed, not
// held apart and hold no party twice; again and again.
class Slow {
public:
    explicit Slow(const Graph& graph) : graph_(graph), person_(graph.sources.size())
    {
        std::iota(person_.begin(), person_.end(), 0u);
        for (const auto& [a, b] : graph.together) join(a, b);
    }
    Persons down_to(Weight cut)
    {
        while (join_first(cut)) {
        }
        return persons_of(person_);
    }

private:
    void join(std::uint32_t a, std::uint32_t b)
    {
        const std::uint32_t from = person_[b], to = person_[a];
        std::ranges::replace(person_, from, to);
    }
    bool join_first(Weight cut)
    {
        for (const Tie& tie : graph_.ties) {
            if (tie.weight < cut || !tie.nominates || person_[tie.a] == person_[tie.b]) continue;
            if (!may_join(tie.a, tie.b, std::min<Weight>(cut, 0))) continue;
            join(tie.a, tie.b);
            return true;
        }
        return false;
    }
    bool may_join(std::uint32_t a, std::uint32_t b, Weight zero) const
    {
        Weight sum = 0;
        for (std::uint32_t x = 0; x < person_.size(); ++x)
            for (std::uint32_t y = 0; y < person_.size(); ++y) {
                if (person_[x] != person_[a] || person_[y] != person_[b]) continue;
                if ((graph_.sources[x] & graph_.sources[y]) != 0) return false;
                for (const auto& [one, other] : graph_.apart)
                    if (std::minmax(one, other) == std::minmax(x, y)) return false;
                const auto tie = std::ranges::find_if(
                    graph_.ties, [&](const Tie& t) { return std::minmax(t.a, t.b) == std::minmax(x, y); });
                sum += tie == graph_.ties.end() ? -dissent : std::max(tie->weight - zero, -dissent);
            }
        return sum >= 0;
    }
    const Graph& graph_;
    std::vector<std::uint32_t> person_;
};

Graph random_graph(std::mt19937& generator)
{
    const std::uint32_t records = 2 + draw(generator, 14);
    Graph graph;
    for (std::uint32_t r = 0; r < records; ++r)
        graph.sources.push_back(draw(generator, 3) == 0 ? std::uint64_t{1} << draw(generator, 4) : 0);
    const unsigned full = 10 + draw(generator, 90);
    for (std::uint32_t a = 0; a < records; ++a)
        for (std::uint32_t b = a + 1; b < records; ++b)
            if (draw(generator, 100) < full)
                graph.ties.push_back({a, b, points(static_cast<double>(draw(generator, 25)) / 2 - 4),
                                      draw(generator, 10) != 0});
    std::ranges::shuffle(graph.ties, generator);
    std::ranges::stable_sort(graph.ties, std::greater<>(), &Tie::weight);
    for (std::uint32_t i = draw(generator, 3); i > 0; --i) {
        const std::uint32_t a = draw(generator, records), b = draw(generator, records);
        if (a != b) graph.apart.emplace_back(a, b);
    }
    return graph;
}

TEST(Cluster, JoinsWhatIsAtTheCutAndNoMore)
{
    const Graph graph = of_one_unclean_party(4, {{0, 1, points(2), true}, {2, 3, points(1), true}});
    EXPECT_EQ(graph.persons({points(2)}).front(), (Persons{{0, 1}, {2}, {3}}));
}

// 0 1 2 3 know each other well, and so do 4 5 6 7; 3 and 4 look alike. Fifteen pairs speak against.
TEST(Cluster, DoesNotLetOneTiePullTwoLargePersonsTogether)
{
    std::vector<Tie> ties;
    for (const std::uint32_t first : {0u, 4u})
        for (std::uint32_t a = first; a < first + 4; ++a)
            for (std::uint32_t b = a + 1; b < first + 4; ++b) ties.push_back({a, b, points(9), true});
    ties.push_back({3, 4, points(8), true});
    EXPECT_EQ(of_one_unclean_party(8, ties).persons({0}).front(), (Persons{{0, 1, 2, 3}, {4, 5, 6, 7}}));
    ties.back().weight = points(9) + 15 * dissent; // unless it outweighs all of them
    std::ranges::rotate(ties, ties.end() - 1);
    EXPECT_EQ(of_one_unclean_party(8, ties).persons({0}).front().size(), 1u);
}

// 3 is known to one of three: 4 speaks for it, 2 against.
TEST(Cluster, TakesARecordInThatIsWellKnownToOne)
{
    const std::vector<Tie> ties = {
        {0, 1, points(9), true}, {0, 2, points(9), true}, {1, 2, points(9), true}, {2, 3, points(4), true}};
    EXPECT_EQ(of_one_unclean_party(4, ties).persons({0}).front(), (Persons{{0, 1, 2, 3}}));
}

TEST(Cluster, AsksAgainWhenAPersonHasGrown)
{
    // 4 is known to 0 alone (1.5 against 2) until 3 comes in, which knows it too, if less than the cut asks.
    const std::vector<Tie> ties = {{0, 1, points(9), true}, {0, 2, points(9), true},
                                   {1, 2, points(9), true}, {0, 4, points(1.5), true},
                                   {0, 3, points(1), true}, {1, 3, points(1), true},
                                   {2, 3, points(1), true}, {3, 4, points(0.75), true}};
    EXPECT_EQ(of_one_unclean_party(5, ties).persons({points(1)}).front(), (Persons{{0, 1, 2, 3, 4}}));
    const std::vector<Tie> without(ties.begin(), ties.end() - 1);
    EXPECT_EQ(of_one_unclean_party(5, without).persons({points(1)}).front(), (Persons{{0, 1, 2, 3}, {4}}));
}

TEST(Cluster, HoldsApartWhatIsKnownToBeTwoAlsoByWayOfAThird)
{
    Graph graph = of_one_unclean_party(3, {{0, 1, points(9), true}, {1, 2, points(8), true}});
    graph.apart = {{0, 2}};
    EXPECT_EQ(graph.persons({0}).front(), (Persons{{0, 1}, {2}}));
}

TEST(Cluster, JoinsWhatIsKnownToBeOneWhateverSpeaksAgainstIt)
{
    Graph graph = of_one_unclean_party(3, {{0, 1, points(-50), true}});
    graph.together = {{0, 1}};
    EXPECT_EQ(graph.persons({0}).front(), (Persons{{0, 1}, {2}}));
}

TEST(Cluster, IsWhatTheDefinitionSaysOnRandomGraphs)
{
    std::mt19937 generator(7);
    for (int round = 0; round < 3000; ++round) {
        const Graph graph = random_graph(generator);
        const std::vector<Weight> cuts = {points(4), points(1), points(-2)};
        Slow slow(graph);
        const auto levels = graph.persons(cuts);
        for (std::size_t c = 0; c < cuts.size(); ++c) ASSERT_EQ(levels[c], slow.down_to(cuts[c]));
    }
}

TEST(Cluster, DoesNotDependOnHowRecordsAreNumbered)
{
    std::mt19937 generator(8);
    for (int round = 0; round < 500; ++round) {
        const Graph graph = random_graph(generator);
        std::vector<std::uint32_t> renamed(graph.sources.size());
        std::iota(renamed.begin(), renamed.end(), 0u);
        std::ranges::shuffle(renamed, generator);
        Graph other = graph;
        for (std::uint32_t r = 0; r < renamed.size(); ++r) other.sources[renamed[r]] = graph.sources[r];
        for (Tie& tie : other.ties) tie = {renamed[tie.b], renamed[tie.a], tie.weight, tie.nominates};
        for (auto& [a, b] : other.apart) a = renamed[a], b = renamed[b];
        const Persons persons = graph.persons({0}).front();
        Persons expected;
        for (const auto& person : persons) {
            std::set<std::uint32_t> moved;
            for (const std::uint32_t record : person) moved.insert(renamed[record]);
            expected.insert(moved);
        }
        ASSERT_EQ(other.persons({0}).front(), expected);
    }
}

TEST(Cluster, MakesOnePersonOfManyEqualRecords)
{
    const std::uint32_t records = 300;
    std::vector<Tie> ties;
    for (std::uint32_t a = 0; a < records; ++a)
        for (std::uint32_t b = a + 1; b < records; ++b) ties.push_back({a, b, points(5), true});
    EXPECT_EQ(of_one_unclean_party(records, ties).persons({0}).front().size(), 1u);
}

TEST(Cluster, OfNothingIsNothing)
{
    EXPECT_TRUE(of_one_unclean_party(0, {}).persons({0}).front().empty());
    EXPECT_EQ(of_one_unclean_party(1, {}).persons({0}).front(), (Persons{{0}}));
}

} // namespace
} // namespace gauze::linkage
