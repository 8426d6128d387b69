#include "engine/linkage/report/report_html.hpp"
#include "engine/linkage/report/report_json.hpp"
#include "engine/linkage/report/withhold.hpp"
#include "tests/engine/linkage/report/made_report.hpp"

#include <bit>
#include <functional>

#include <gtest/gtest.h>

namespace {

using namespace gauze;
using namespace gauze::linkage::report;
using test::set_persons;

Report report_of(std::size_t parties, const std::map<unsigned, std::uint64_t>& persons,
                 std::uint32_t smallest)
{
    Report report;
    report.smallest_count = smallest;
    for (std::size_t p = 0; p < parties; ++p)
        report.sources.push_back({fmt::format("p{}", p), 0, true, "", {}});
    set_persons(report, persons);
    return report;
}

// All figures of the tables of persons, as sums over combinations, with whether the report shows them.
struct Shown {
    std::function<long(unsigned bits)> factor;
    bool withheld = false;
    long value = 0;
};

std::vector<Shown> figures_of(const Report& report)
{
    std::vector<Shown> figures;
    const auto add = [&](const Count& count, std::function<long(unsigned)> factor) {
        figures.push_back({std::move(factor), count.withheld, 0});
    };
    for (unsigned p = 0; p < report.sources.size(); ++p) // everybody knows how large the files are
        add({}, [p](unsigned bits) { return bits >> p & 1u; });
    add(report.persons, [](unsigned) { return 1; });
    const auto pairs = [](unsigned bits) {
        const long k = std::popcount(bits);
        return k * (k - 1) / 2;
    };
    add(report.links, pairs);
    add(report.pairs, pairs);
    for (const InBoth& both : report.in_both)
        add(both.persons, [both](unsigned bits) { return (bits >> both.a & 1u) & (bits >> both.b & 1u); });
    for (const BetweenParties& one : report.between)
        add(one.links, [one](unsigned bits) { return (bits >> one.a & 1u) & (bits >> one.b & 1u); });
    for (const ClusterSize& size : report.cluster_sizes)
        add(size.persons,
            [size](unsigned bits) { return std::popcount(bits) == static_cast<int>(size.from); });
    for (const Combination& one : report.combinations) {
        unsigned mine = 0;
        for (const std::uint32_t p : one.parties) mine |= 1u << p;
        add(one.persons, [mine](unsigned bits) { return bits == mine; });
    }
    return figures;
}

// Tries every change of every cell by up to four: is there one that no shown figure notices, but this one
// does?
bool can_be_worked_out(const std::vector<unsigned>& cells, const std::vector<Shown>& figures,
                       const Shown& secret)
{
    std::vector<long> change(cells.size(), -4);
    for (;;) {
        const auto moved = [&](const Shown& figure) {
            long sum = 0;
            for (std::size_t c = 0; c < cells.size(); ++c) sum += figure.factor(cells[c]) * change[c];
            return sum;
        };
        if (moved(secret) != 0 &&
            std::ranges::all_of(figures, [&](const Shown& f) { return f.withheld || moved(f) == 0; }))
            return false;
        std::size_t c = 0;
        while (c < change.size() && ++change[c] > 4) change[c++] = -4;
        if (c == change.size()) return true;
    }
}

TEST(Withhold, LeavesNoSmallCountOfPersonsThatCouldBeWorkedOut)
{
    std::mt19937 draw(7);
    constexpr std::uint32_t smallest = 4;
    for (int trial = 0; trial < 60; ++trial) {
        const unsigned parties = 2 + draw() % 2;
        std::map<unsigned, std::uint64_t> persons;
        for (unsigned bits = 1; bits < 1u << parties && persons.size() < 5; ++bits)
            if (draw() % 4 > 0) persons[bits] = draw() % 3 == 0 ? 1 + draw() % 3 : 4 + draw() % 90;
        Report report = report_of(parties, persons, smallest);
        std::vector<unsigned> cells;
        std::vector<Shown> figures = figures_of(report);
        for (const auto& [bits, count] : persons) {
            cells.push_back(bits);
            for (Shown& figure : figures) figure.value += figure.factor(bits) * static_cast<long>(count);
        }
        withhold_small_counts(report);
        const std::vector<Shown> after = figures_of(report);
        for (std::size_t f = parties; f < figures.size(); ++f) {
            if (figures[f].value == 0 || figures[f].value >= smallest) continue;
            EXPECT_TRUE(after[f].withheld) << "trial " << trial << " figure " << f;
            // The sizes of the files alone may give it away; then no report can help it.
            const std::vector<Shown> files(after.begin(), after.begin() + parties);
            if (!can_be_worked_out(cells, files, figures[f])) {
                EXPECT_FALSE(can_be_worked_out(cells, after, figures[f]))
                    << "trial " << trial << " figure " << f;
            }
        }
    }
}

TEST(Withhold, ShowsEverythingWhereNothingIsSmall)
{
    Report report = report_of(3, {{1, 50}, {2, 60}, {4, 70}, {3, 20}, {5, 30}, {6, 40}, {7, 80}}, 10);
    const Report before = report;
    withhold_small_counts(report);
    report.small_counts_withheld = false;
    EXPECT_EQ(report, before);
}

TEST(Withhold, OfTwoFilesWithFewPersonsInBothNeitherPageNorDataSaysHowMany)
{
    Report report = report_of(2, {{1, 5003}, {2, 4001}, {3, 7}}, 10);
    report.title = report.project = "few";
    report.cuts = {{0, {7, false}, .9, .9, .9}, {1, {6, false}, .9, .9, .9}};
    withhold_small_counts(report);
    EXPECT_TRUE(report.persons.withheld);
    EXPECT_TRUE(report.links.withheld);
    EXPECT_TRUE(report.pairs.withheld);
    const std::string json = to_json(report).pretty(), page = to_html(report);
    for (const std::string number : {"5003", "5,003", "4001", "4,001", "9011", "9,011", "9004", "9,004"}) {
        EXPECT_EQ(page.find(number), std::string::npos) << number;
        EXPECT_EQ(json.find(number), std::string::npos) << number;
    }
    EXPECT_NE(json.find("\"links\": null"), std::string::npos);
}

TEST(Withhold, ChangesNothingTheSecondTime)
{
    Report report = test::lively_report();
    withhold_small_counts(report);
    const Report once = report;
    withhold_small_counts(report);
    EXPECT_EQ(report, once);
}

TEST(Withhold, JoinsBarsUntilEachIsLargeAndKeepsTheirSum)
{
    std::mt19937 draw(3);
    for (int trial = 0; trial < 200; ++trial) {
        Report report = report_of(2, {{1, 50}, {2, 60}, {3, 70}}, 10);
        std::vector<Bin>& bins = report.between[0].bins;
        std::uint64_t all = 0;
        double matches = 0;
        for (int k = 0; k < 12; ++k) {
            const std::uint64_t count = draw() % 3 == 0 ? 0 : draw() % 40;
            bins.push_back({k * 1.0, k + 1.0, {count, false}, static_cast<double>(count) / 2});
            all += count;
            matches += static_cast<double>(count) / 2;
        }
        withhold_small_counts(report);
        EXPECT_EQ(bins.front().from, 0);
        EXPECT_EQ(bins.back().to, 12);
        if (all > 0 && all < 10) continue;
        for (std::size_t b = 0; b < bins.size(); ++b) {
            EXPECT_TRUE(bins[b].candidates.value == 0 || bins[b].candidates.value >= 10);
            if (b > 0) {
                EXPECT_EQ(bins[b].from, bins[b - 1].to);
            }
            all -= bins[b].candidates.value;
            matches -= *bins[b].matches;
        }
        EXPECT_EQ(all, 0u);
        EXPECT_NEAR(matches, 0, 1e-9);
    }
}

TEST(Withhold, AHistogramOfFewCandidatesIsGone)
{
    Report report = report_of(2, {{1, 50}, {2, 60}, {3, 70}}, 10);
    report.between[0].bins = {{0, 1, {3, false}, 1.0}, {1, 2, {0, false}, 0.0}, {2, 3, {4, false}, 4.0}};
    withhold_small_counts(report);
    for (const Bin& bin : report.between[0].bins) {
        EXPECT_TRUE(bin.candidates.withheld);
        EXPECT_EQ(bin.candidates.value, 0u);
        EXPECT_FALSE(bin.matches);
    }
}

TEST(Withhold, CutsThatDifferByFewPairsAreOne)
{
    Report report = report_of(2, {{1, 50}, {2, 60}, {3, 70}}, 10);
    for (const std::uint64_t pairs : {95u, 90u, 89u, 75u, 70u, 69u, 55u, 5u, 0u})
        report.cuts.push_back({100.0 - static_cast<double>(pairs), {pairs, false}, {}, {}, {}});
    withhold_small_counts(report);
    std::vector<std::uint64_t> left;
    for (const CutPoint& cut : report.cuts) left.push_back(cut.pairs.value);
    EXPECT_EQ(left, (std::vector<std::uint64_t>{95, 70, 55, 0}));
}

TEST(Withhold, AFillThatTellsOfFewRecordsIsSaidInWords)
{
    Report report = report_of(2, {{1, 930}, {2, 60}, {3, 70}}, 10);
    report.sources[0].fill = {{"a", .997}, {"b", .5}, {"c", .004}, {"d", 1.0}, {"e", 0.0}}; // of 1,000
    withhold_small_counts(report);
    const auto& fill = report.sources[0].fill;
    EXPECT_FALSE(fill[0].share);
    EXPECT_TRUE(fill[0].mostly);
    EXPECT_EQ(fill[1].share, .5);
    EXPECT_FALSE(fill[2].share);
    EXPECT_FALSE(fill[2].mostly);
    EXPECT_EQ(fill[3].share, 1.0);
    EXPECT_EQ(fill[4].share, 0.0);
}

TEST(Withhold, ManyPartiesTakeNoLongTime)
{
    std::map<unsigned, std::uint64_t> persons;
    std::mt19937 draw(5);
    for (unsigned bits = 1; bits < 256; ++bits) persons[bits] = 1 + draw() % 40;
    Report eight = report_of(8, persons, 10);
    withhold_small_counts(eight);
    EXPECT_EQ(eight.combinations.size(), 40u);
    EXPECT_EQ(eight.other_combinations_number, 215u);
    for (unsigned p = 0; p < 24; ++p) persons[1u << p] = 500;
    Report many = report_of(24, persons, 10);
    withhold_small_counts(many);
    EXPECT_TRUE(many.in_both.empty());
    EXPECT_TRUE(many.combinations.empty());
}

} // namespace
