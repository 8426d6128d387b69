// Reports for tests, made of formulas: no run is behind them, but their figures hang together as a run's do.
#pragma once

#include "engine/linkage/report/histogram.hpp"
#include "engine/linkage/report/report_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace gauze::test {

using namespace gauze::linkage::report;

inline Expected made_expected(double precision, double recall)
{
    const auto around = [](double x) { return Estimated{x, x - (1 - x) * .4, x + (1 - x) * .3}; };
    return {around(precision), around(recall), around(2 * precision * recall / (precision + recall))};
}

// Two hills: people who are one, and strangers.
inline std::vector<double> made_log_odds(std::size_t matches, std::size_t others, unsigned seed)
{
    std::mt19937 draw(seed);
    const auto hill = [&](double middle, double width) {
        double sum = 0; // of twelve: near enough to a normal distribution, and the same everywhere
        for (int i = 0; i < 12; ++i) sum += static_cast<double>(draw()) / 4294967296.0;
        return middle + width * (sum - 6);
    };
    std::vector<double> log_odds;
    for (std::size_t i = 0; i < matches; ++i) log_odds.push_back(hill(13, 4.5));
    for (std::size_t i = 0; i < others; ++i) log_odds.push_back(hill(-16, 3.5));
    return log_odds;
}

// Persons by the parties that hold them, as bits; and what follows from it where every party holds a person
// once.
inline void set_persons(Report& report, const std::map<unsigned, std::uint64_t>& persons)
{
    const auto parties = static_cast<std::uint32_t>(report.sources.size());
    report.records = report.persons.value = 0;
    std::map<std::uint32_t, std::uint64_t> sizes;
    for (std::uint32_t p = 0; p < parties; ++p) report.sources[p].records = 0;
    for (const auto& [bits, count] : persons) {
        Combination combination{{}, {count, false}};
        for (std::uint32_t p = 0; p < parties; ++p)
            if (bits >> p & 1u) {
                combination.parties.push_back(p);
                report.sources[p].records += count;
            }
        report.persons.value += count;
        report.records += count * combination.parties.size();
        sizes[static_cast<std::uint32_t>(combination.parties.size())] += count;
        report.pairs.value += count * combination.parties.size() * (combination.parties.size() - 1) / 2;
        report.combinations.push_back(combination);
    }
    std::ranges::stable_sort(report.combinations, std::greater{},
                             [](const Combination& c) { return c.persons.value; });
    for (const auto& [size, count] : sizes) report.cluster_sizes.push_back({size, size, {count, false}});
    report.links = {};
    for (std::uint32_t a = 0; a < parties; ++a)
        for (std::uint32_t b = a; b < parties; ++b) {
            InBoth both{a, b, {}};
            for (const auto& [bits, count] : persons)
                if ((bits >> a & 1u) && (bits >> b & 1u)) both.persons.value += count;
            report.in_both.push_back(both);
            if (a == b) continue;
            BetweenParties between;
            between.a = a;
            between.b = b;
            between.links = both.persons;
            report.links.value += both.persons.value;
            report.between.push_back(between);
        }
}

// What a run with a hundred cuts might state.
inline std::vector<CutPoint> made_cuts(std::uint64_t links, double own)
{
    std::vector<CutPoint> cuts;
    for (double at = -9; at <= 21; at += .3) {
        const double recall = 1 / (1 + std::exp((at - 12.5) / 2.2)),
                     wrong = .25 / (1 + std::exp((at + 2.5) / 1.3));
        const double precision = 1 - wrong - .0005;
        cuts.push_back({std::abs(at - own) < .15 ? own : at,
                        {static_cast<std::uint64_t>(static_cast<double>(links) * recall / precision), false},
                        precision,
                        recall,
                        2 * precision * recall / (precision + recall)});
    }
    return cuts;
}

// A run over three clean files, with everything that a report can show.
inline Report lively_report()
{
    Report report;
    report.project = "school-study";
    report.title = "School health and attainment, north district";
    report.profile = "standard";
    report.model = "fields hidden";
    report.warnings = {
        "Between hospital and school one link in twelve has a runner-up that is nearly as likely: look "
        "at twins and at people of one name.",
        "The file of register says of 31 % of its records that they have no postcode."};
    for (const std::string name : {"hospital", "register", "school"})
        report.sources.push_back({name, 0, true, std::string(60, 'a') + "3f9" + name.substr(0, 1), {}});
    set_persons(report, {{1, 3120}, {2, 2210}, {4, 1980}, {3, 412}, {5, 1260}, {6, 4}, {7, 1843}});
    report.compared = 81'400'000;
    report.all_compared = false;
    unsigned seed = 1;
    for (BetweenParties& between : report.between) {
        const std::vector<double> log_odds = made_log_odds(between.links.value, 61'000, seed++);
        between.candidates = log_odds.size();
        report.candidates += log_odds.size();
        between.bins = histogram_of_log_odds(log_odds);
        between.expected = made_expected(.992 - .004 * seed, .981 - .01 * seed);
        between.lost = Lost{2000, {.004 * seed, .002 * seed, .009 * seed}};
    }
    report.expected = made_expected(.9913, .9642);
    report.cut = {
        std::log(20.0), std::log(.5), std::log(20.0), Count{148, false},
        "A false link counts as bad as 20 missed ones, so a link has to be at least 20 : 1 likely."};
    report.cuts = made_cuts(report.pairs.value, report.cut.at);
    for (CutPoint& cut : report.cuts)
        if (cut.at == report.cut.at) {
            cut.pairs = report.pairs;
            report.expected = made_expected(*cut.precision, *cut.recall);
        }
    report.families = Count{6120, false};
    report.households = Count{7015, false};
    const std::vector<std::string> fields{"given name", "family name", "date of birth", "sex", "postcode"};
    for (Source& source : report.sources)
        for (std::size_t f = 0; f < fields.size(); ++f)
            source.fill.push_back({fields[f], f == 2 ? 1.0
                                              : f == 4 && source.party == "register"
                                                  ? .69
                                                  : .96 - .02 * static_cast<double>(f)});
    const std::vector<std::vector<double>> agree{{.93, .95, .99, .995, .88},
                                                 {.52, .61, .83, .96, .41},
                                                 {.02, .91, .001, .5, .78},
                                                 {.01, .02, .0004, .5, .9},
                                                 {.006, .004, .0003, .5, .002}};
    const std::vector<std::string> names{"one person, well recorded", "one person, badly recorded",
                                         "one family", "neighbours", "strangers"};
    const double pairs[] = {4905, 520, 2300, 41'000, 81'351'000};
    for (std::size_t k = 0; k < names.size(); ++k) {
        FittedClass one{names[k], k < 2, pairs[k], {}};
        for (std::size_t f = 0; f < fields.size(); ++f) one.agreements.push_back({fields[f], agree[k][f]});
        report.classes.push_back(one);
    }
    report.strata = {
        {"sex",
         "hospital",
         "school",
         {"all", 6635, 3103, .4677, .4557, .4797, false, 24.1, 61.0},
         {{"F", 3301, 1548, .4689, .4519, .4860, false, 11.2, 30.4},
          {"M", 3290, 1540, .4681, .4511, .4852, false, 12.1, 28.9},
          {"not known", std::nullopt, std::nullopt, std::nullopt, 0, 1, false, std::nullopt, std::nullopt}}},
        {"area",
         "hospital",
         "school",
         {"all", 6635, 3103, .4677, .4557, .4797, false, 24.1, 61.0},
         {{"east", 3620, 1910, .5276, .5113, .5438, true, 14.0, 21.2},
          {"west", 3015, 1193, .3957, .3784, .4133, true, 10.1, 39.8}}}};
    report.strata_findings = {
        "Records of area west of hospital are linked to school less often (39.6 % against 46.8 %), and more "
        "of their links are expected to be missing: look at how their addresses are written."};
    report.facts = {{"program", "gauze-linkage 0.1.0"},
                    {"policy fingerprint", std::string(62, '7') + "e1"},
                    {"profile", "standard"},
                    {"where candidates come from", "match keys, exact join of name-date"}};
    for (const Source& source : report.sources)
        report.facts.push_back({fmt::format("SHA-256 of {}'s file", source.party), source.sha256});
    report.machine = {"avx512",
                      8,
                      {{"receive", .41, 180'000'000},
                       {"plan", 2.2, 310'000'000},
                       {"score", 41.7, 2'400'000'000},
                       {"judge", 8.3, 2'900'000'000},
                       {"decide", 1.1, 2'900'000'000},
                       {"write", .05, 2'900'000'000}}};
    return report;
}

// Names that try to be something else.
inline Report hostile_report()
{
    Report report = lively_report();
    const std::string bad = "</style></script><script>document.title='owned'</script><img src=x "
                            "onerror=\"document.title='owned'\">&\"'<!--";
    report.title = bad;
    for (Source& source : report.sources) {
        source.party = bad + source.party;
        for (Source::Fill& fill : source.fill) fill.field += bad;
    }
    for (FittedClass& one : report.classes) {
        one.name += bad;
        for (auto& agreement : one.agreements) agreement.field += bad;
    }
    for (Stratum& stratum : report.strata) {
        stratum.name += bad;
        stratum.of += bad;
        for (StratumRow& row : stratum.rows) row.value += bad;
    }
    report.strata_findings.push_back(bad);
    report.warnings.push_back(bad);
    report.cut.why = bad;
    report.facts.push_back({bad, bad});
    report.machine.kernel = bad;
    report.machine.stages.push_back({bad, 1, 1});
    return report;
}

// Two files whose pairs were ordered by Dice alone.
inline Report dice_report()
{
    Report report;
    report.title = report.project = "clk";
    report.profile = "anonlink";
    report.scale = Scale::dice;
    report.sources = {{"clks0", 0, true, std::string(64, '1'), {}},
                      {"clks1", 0, true, std::string(64, '2'), {}}};
    set_persons(report, {{1, 1200}, {2, 900}, {3, 3800}});
    report.cut = {.85, {}, {}, {}, "The threshold was given."};
    for (int k = 85; k < 100; ++k)
        report.between[0].bins.push_back({k / 100.0,
                                          (k + 1) / 100.0,
                                          {static_cast<std::uint64_t>(40 + (k - 85) * (k - 85) * 3), false},
                                          {}});
    for (const Bin& bin : report.between[0].bins) report.candidates += bin.candidates.value;
    report.between[0].candidates = report.candidates;
    for (int k = 850; k <= 1000; k += 2)
        report.cuts.push_back(
            {k / 1000.0,
             {static_cast<std::uint64_t>(k == 850 ? 3800 : 3780 - (k - 850) * (k - 850) / 10), false},
             {},
             {},
             {}});
    report.machine = {"scalar", 1, {{"score", 1.0, 1'000'000}}};
    return report;
}

// One file with one record.
inline Report empty_report()
{
    Report report;
    report.title = report.project = "nothing";
    report.profile = "plain";
    report.sources = {{"alone", 1, false, std::string(64, '0'), {}}};
    report.records = 1;
    report.persons = {1, false};
    report.cluster_sizes = {{1, 1, {1, false}}};
    report.combinations = {{{0}, {1, false}}};
    report.in_both = {{0, 0, {1, false}}};
    report.between = {BetweenParties{}};
    report.warnings = {"There is no pair to judge."};
    return report;
}

} // namespace gauze::test
