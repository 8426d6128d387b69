#include "engine/linkage/decide.hpp"
#include "engine/linkage/report/explore.hpp"
#include "engine/linkage/report/gather_report.hpp"
#include "engine/linkage/report/histogram.hpp"
#include "engine/linkage/report/report_html.hpp"
#include "engine/linkage/report/withhold.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <bit>
#include <cmath>
#include <map>

namespace {

using namespace gauze;
using namespace gauze::linkage;
using namespace gauze::linkage::report;
using test::numbers;

// A run over three parties, as far as a report sees it. Log-odds grow with Dice.
class MadeRun {
public:
    MadeRun()
        : parties_(
              receive({made_.write("beta", numbers(60, 170), 30), made_.write("alpha", numbers(0, 120), 30),
                       made_.write("delta", numbers(100, 200), 30)},
                      policy_, false))
    {
        for (std::uint32_t a = 0; a < parties_.size(); ++a)
            for (std::uint32_t b = a + 1; b < parties_.size(); ++b) add(a, b);
        std::vector<Pair> above;
        for (std::size_t i = 0; i < pairs_.size(); ++i)
            if (log_odds_[i] >= cut) above.push_back(pairs_[i]);
        decided_ = decide(above, parties_);
        for (std::size_t p = 0; p < parties_.size(); ++p)
            summary_.sources.push_back(
                {parties_.name(p), parties_[p].rows(), parties_.clean[p], std::string(64, 'd')});
        summary_.candidates = "exact";
        summary_.stages = {{"score", 1.5, 1000}};
    }

    static constexpr double cut = 2;
    ReportedRun run() const
    {
        ReportedRun run{.policy = policy_,
                        .parties = parties_,
                        .summary = summary_,
                        .candidates = pairs_,
                        .links = decided_.links,
                        .persons = decided_.persons};
        run.log_odds = log_odds_;
        run.cut = {cut, {}, {}, {}, "Because."};
        return run;
    }
    const Parties& parties() const { return parties_; }
    const Decided& decided() const { return decided_; }

private:
    void add(std::uint32_t a, std::uint32_t b)
    {
        for (std::uint32_t i = 0; i < parties_[a].rows(); ++i)
            for (std::uint32_t j = 0; j < parties_[b].rows(); ++j) {
                bloom::Dice dice;
                const auto x = parties_[a].view(0).row(i), y = parties_[b].view(0).row(j);
                for (std::size_t w = 0; w < test::MadeParties::shape.words(); ++w) {
                    dice.common += static_cast<std::uint32_t>(std::popcount(x[w] & y[w]));
                    dice.sum += static_cast<std::uint32_t>(std::popcount(x[w]) + std::popcount(y[w]));
                }
                if (dice.value() < .4) continue;
                pairs_.push_back({{a, i}, {b, j}, dice});
                log_odds_.push_back(40 * (dice.value() - .55));
            }
    }

    test::MadeParties made_;
    project::Policy policy_ = test::policy();
    Parties parties_;
    std::vector<Pair> pairs_;
    std::vector<double> log_odds_;
    Decided decided_;
    LinkSummary summary_;
};

std::uint64_t pairs_in(const std::vector<Person>& persons)
{
    std::uint64_t pairs = 0;
    for (const Person& person : persons)
        for (std::size_t i = 0; i < person.records.size(); ++i) pairs += i;
    return pairs;
}

TEST(GatherReport, CountsWhatACountOfPersonsCounts)
{
    const MadeRun made;
    const Report report = gather_report(made.run());
    ASSERT_EQ(report.sources.size(), 3u);
    EXPECT_EQ(report.sources[0].party, "alpha");
    EXPECT_EQ(report.links.value, made.decided().links.size());
    EXPECT_EQ(report.persons.value, made.decided().persons.size());
    EXPECT_EQ(report.pairs.value, pairs_in(made.decided().persons));
    EXPECT_TRUE(report.all_compared);
    EXPECT_GT(report.links.value, 50u);

    std::map<std::vector<std::uint32_t>, std::uint64_t> combinations;
    std::map<std::size_t, std::uint64_t> sizes;
    for (const Person& person : made.decided().persons) {
        std::vector<std::uint32_t> in;
        for (std::uint32_t p = 0; p < 3; ++p)
            if (std::ranges::any_of(person.records, [p](RecordRef r) { return r.party == p; }))
                in.push_back(p);
        ++combinations[in];
        ++sizes[person.records.size()];
    }
    ASSERT_EQ(report.combinations.size(), combinations.size());
    for (const Combination& one : report.combinations)
        EXPECT_EQ(one.persons.value, combinations[one.parties]);
    ASSERT_EQ(report.cluster_sizes.size(), sizes.size());
    for (const ClusterSize& size : report.cluster_sizes) EXPECT_EQ(size.persons.value, sizes[size.from]);
    for (const InBoth& both : report.in_both) {
        std::uint64_t persons = 0;
        for (const auto& [in, count] : combinations)
            if (std::ranges::count(in, both.a) > 0 && std::ranges::count(in, both.b) > 0) persons += count;
        EXPECT_EQ(both.persons.value, persons);
    }
}

TEST(GatherReport, HistogramsHoldEveryCandidateOnce)
{
    const MadeRun made;
    const ReportedRun run = made.run();
    const Report report = gather_report(run);
    std::uint64_t candidates = 0;
    double matches = 0, expected = 0;
    for (const BetweenParties& between : report.between)
        for (const Bin& bin : between.bins) {
            candidates += bin.candidates.value;
            matches += *bin.matches;
        }
    for (const double x : run.log_odds) expected += 1 / (1 + std::exp(-x));
    EXPECT_EQ(candidates, run.candidates.size());
    EXPECT_NEAR(matches, expected, 1e-6);
}

TEST(ExploreCuts, GiveWhatARunWithThatCutWouldGive)
{
    const MadeRun made;
    const ReportedRun run = made.run();
    const std::vector<CutPoint> cuts = explore_cuts(run, Scale::log_odds);
    ASSERT_GT(cuts.size(), 20u);
    for (std::size_t c = 0; c < cuts.size(); c += 5) {
        std::vector<Pair> above;
        for (std::size_t i = 0; i < run.candidates.size(); ++i)
            if (run.log_odds[i] >= cuts[c].at) above.push_back(run.candidates[i]);
        EXPECT_EQ(cuts[c].pairs.value, pairs_in(decide(above, made.parties()).persons)) << cuts[c].at;
        EXPECT_LE(*cuts[c].precision, 1);
        if (c > 0) {
            EXPECT_LE(cuts[c].pairs.value, cuts[c - 5].pairs.value);
            EXPECT_LE(*cuts[c].recall, *cuts[c - 5].recall);
        }
    }
    EXPECT_EQ(std::ranges::count_if(cuts, [](const CutPoint& cut) { return cut.at == MadeRun::cut; }), 1);
}

TEST(GatherReport, TheRunsOwnCutHasTheFiguresAtTheTop)
{
    const MadeRun made;
    ReportedRun run = made.run();
    run.expected = Expected{{.97, .9, 1}, {.5, .4, .6}, {.66, .6, .7}};
    for (int k = 0; k < 30; ++k)
        run.cuts.push_back({9.1 - k * .5, {static_cast<std::uint64_t>(k), false}, .5, .5, .5});
    const Report report = gather_report(run);
    EXPECT_TRUE(std::ranges::is_sorted(report.cuts, {}, &CutPoint::at));
    const auto own = std::ranges::find(report.cuts, MadeRun::cut, &CutPoint::at);
    ASSERT_NE(own, report.cuts.end());
    EXPECT_EQ(own->pairs, report.pairs);
    EXPECT_EQ(own->precision, .97);
}

TEST(GatherReport, WithoutLogOddsSpeaksOfDice)
{
    const MadeRun made;
    ReportedRun run = made.run();
    run.log_odds = {};
    run.cut.at = .6;
    Report report = gather_report(run);
    EXPECT_EQ(report.scale, Scale::dice);
    EXPECT_FALSE(report.between[0].bins[0].matches);
    EXPECT_FALSE(report.cuts[0].precision);
    withhold_small_counts(report);
    EXPECT_NE(to_html(report).find("not stated"), std::string::npos);
}

TEST(GatherReport, ASecondTimeIsTheSame)
{
    const MadeRun one, other;
    EXPECT_EQ(gather_report(one.run()), gather_report(other.run()));
}

TEST(Histogram, PutsWhatLiesBeyondIntoItsEnds)
{
    const std::vector<double> far{-1e9, -100, 0, 1e9, 700};
    const std::vector<Bin> bins = histogram_of_log_odds(far);
    EXPECT_EQ(bins.front().candidates.value, 2u);
    EXPECT_EQ(bins.back().candidates.value, 2u);
    EXPECT_NEAR(*bins.back().matches, 2, 1e-9);
    EXPECT_TRUE(histogram_of_log_odds({}).empty());
    for (std::size_t b = 1; b < bins.size(); ++b) EXPECT_DOUBLE_EQ(bins[b].from, bins[b - 1].to);
}

TEST(Histogram, OfDiceDecidesItsEdgesByIntegers)
{
    // 2 x 29 / 200 is .29, which no double is.
    const std::vector<Pair> pairs{{{0, 0}, {1, 0}, {29, 200}}, {{0, 0}, {1, 1}, {50, 100}}};
    const std::vector<Bin> bins = histogram_of_dice(pairs);
    EXPECT_EQ(bins.front().from, .29);
    EXPECT_EQ(bins.front().candidates.value, 1u);
    EXPECT_EQ(bins.back().to, 1);
}

} // namespace
