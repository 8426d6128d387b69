#include "bench/quality/coverage.hpp"

#include "bloom/base/parallel.hpp"
#include "engine/linkage/chance.hpp"
#include "engine/linkage/cut.hpp"
#include "engine/linkage/mixture/bootstrap.hpp"
#include "engine/linkage/prospects.hpp"
#include "engine/linkage/rivals.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>

#include <fmt/format.h>

namespace gauze::lab {

namespace {

using namespace linkage;

// Persons of the greedy links at or above the cut.
std::vector<Person> persons_of(const SimulatedEvidence& evidence, const std::vector<double>& log_odds,
                               double cut)
{
    const bool within = evidence.sources.rows.size() == 1;
    const std::size_t records =
        std::accumulate(evidence.sources.rows.begin(), evidence.sources.rows.end(), std::size_t{0});
    std::vector<std::uint32_t> parent(records);
    std::iota(parent.begin(), parent.end(), 0u);
    const auto root = [&](std::size_t at) {
        while (parent[at] != at) at = parent[at] = parent[parent[at]];
        return static_cast<std::uint32_t>(at);
    };
    const auto position = [&](RecordRef r) {
        return (within ? 0 : r.party * evidence.sources.rows[0]) + r.row;
    };
    for (const std::uint32_t e : greedy_links(evidence.pairs, log_odds, evidence.sources))
        if (log_odds[e] >= cut) {
            const std::uint32_t a = root(position(evidence.pairs[e].a)),
                                b = root(position(evidence.pairs[e].b));
            parent[std::max(a, b)] = std::min(a, b);
        }
    std::map<std::uint32_t, Person> persons;
    for (std::size_t r = 0; r < records; ++r) {
        const std::size_t first = evidence.sources.rows[0];
        persons[root(r)].records.push_back(r < first ? RecordRef{0, static_cast<std::uint32_t>(r)}
                                                     : RecordRef{1, static_cast<std::uint32_t>(r - first)});
    }
    std::vector<Person> result;
    for (auto& [at, person] : persons)
        if (person.records.size() > 1) result.push_back(std::move(person));
    return result;
}

void hold_against_truth(Held& held, const SimulatedEvidence& evidence, const std::vector<Person>& persons)
{
    double right = 0, pairs = 0;
    for (const Person& person : persons)
        for (std::size_t i = 0; i < person.records.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                ++pairs;
                right += evidence.one_person(person.records[j].row, person.records[i].row);
            }
    held.precision = pairs > 0 ? right / pairs : 1;
    held.recall = evidence.true_pairs > 0 ? right / evidence.true_pairs : 0;
    held.f1 = pairs + evidence.true_pairs > 0 ? 2 * right / (pairs + evidence.true_pairs) : 0;
}

} // namespace

SimulatedFiles files_of_series(std::uint64_t series, std::size_t n, std::size_t most, bool correlated)
{
    Chance chance(series * 1'000'003 + n);
    const double size =
        std::exp(std::log(1e3) + (std::log(static_cast<double>(most)) - std::log(1e3)) * chance.uniform());
    SimulatedFiles files;
    files.seed = chance.word();
    files.records = static_cast<std::size_t>(size);
    files.overlap = std::exp(std::log(.01) * chance.uniform());
    files.within = chance.uniform() < .2;
    files.correlated = correlated;
    return files;
}

Held hold(const SimulatedFiles& files, std::size_t draws)
{
    const SimulatedEvidence evidence = simulate(files);
    const auto start = std::chrono::steady_clock::now();
    const mixture::MutualBest mutual(evidence.units, evidence.sources.clean);
    const mixture::Fit fit = mixture::fit(
        evidence.evidence, mixture::first_guess(evidence.evidence, static_cast<double>(files.records) / 5),
        {.mutual = files.within ? nullptr : &mutual});
    std::vector<std::uint32_t> cells;
    for (const ListedEvidence& one : evidence.units[0].candidates) cells.push_back(one.vector);
    std::vector<double> alone;
    for (const std::uint32_t cell : cells) alone.push_back(fit.log_odds[cell]);
    const std::vector<double> matches{fit.matches};
    const std::vector<double> log_odds = among_rivals(evidence.pairs, alone, matches, evidence.sources);
    const Cut cut = choose_cut({}, prospects_of(evidence.pairs, log_odds, evidence.sources));
    const std::vector<Person> persons = persons_of(evidence, log_odds, cut.link);
    const PartyPair which{0, files.within ? 0u : 1u};
    const auto below = mixture::below_floor(evidence.evidence, fit, evidence.showing, evidence.floor);
    const std::vector<LostShare> lost{{which, below.share, below.low, below.high},
                                      {which, evidence.lost.share, evidence.lost.low, evidence.lost.high}};
    const auto redraw = mixture::bootstrap(evidence.evidence.counts, [&](std::span<const double> counts) {
        return mixture::refit(evidence.evidence, fit, counts, 6, 5).log_odds;
    });
    const ToState run{.pairs = evidence.pairs,
                      .log_odds = log_odds,
                      .cells = cells,
                      .fitted = fit.log_odds,
                      .sources = evidence.sources,
                      .within = files.within,
                      .lost = lost,
                      .redraw = redraw,
                      .draws = draws};
    const StatedError stated = state_error(run, persons, cut.link);
    Held held{.files = files, .stated = stated.all};
    held.warned = !stated.warnings.empty();
    held.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    hold_against_truth(held, evidence, persons);
    return held;
}

std::vector<Held> hold_series(const Series& series)
{
    std::vector<Held> held(series.mixtures);
    for_each_task(series.mixtures, [&](std::size_t i) {
        held[i] = hold(files_of_series(series.series, series.first + i, series.records, series.correlated),
                       series.draws);
    });
    return held;
}

void Coverage::add(const Held& held)
{
    ++mixtures;
    precision += held.precision_held();
    recall += held.recall_held();
    f1 += held.f1_held();
    warned += held.warned;
    precision_off += held.stated.precision.value - held.precision;
    recall_off += held.stated.recall.value - held.recall;
    precision_width += held.stated.precision.high - held.stated.precision.low;
    recall_width += held.stated.recall.high - held.stated.recall.low;
}

std::vector<Coverage> coverage_of(const std::vector<Held>& held)
{
    const auto number = [](double most) { return fmt::format("{:.0f}", most); };
    std::vector<Coverage> result{{.of = "all"}};
    const std::vector<double> overlaps{.03, .1, .3, 1.01},
        sizes{3'000, 10'000, 30'000, 100'000, 300'000, 1e6};
    std::vector<Coverage> by_overlap, by_size;
    for (const double most : overlaps)
        by_overlap.push_back({.of = fmt::format("overlap to {:.0f} %", 100 * std::min(most, 1.0))});
    for (const double most : sizes) by_size.push_back({.of = fmt::format("records to {}", number(most))});
    Coverage two{.of = "two files"}, one{.of = "duplicates within one"};
    const auto place = [](const std::vector<double>& bounds, double value) {
        const auto at = std::ranges::lower_bound(bounds, value) - bounds.begin();
        return std::min(static_cast<std::size_t>(at), bounds.size() - 1);
    };
    for (const Held& each : held) {
        result[0].add(each);
        by_overlap[place(overlaps, each.files.overlap)].add(each);
        by_size[place(sizes, static_cast<double>(each.files.records))].add(each);
        (each.files.within ? one : two).add(each);
    }
    result.insert(result.end(), by_overlap.begin(), by_overlap.end());
    result.insert(result.end(), by_size.begin(), by_size.end());
    result.push_back(two);
    result.push_back(one);
    return result;
}

std::string in_words(const std::vector<Coverage>& coverage)
{
    std::string words =
        fmt::format("{:<24}{:>9}  {:^26}  {:^18}  {:^18}\n{:<24}{:>9}  {:>9}{:>8}{:>9}"
                    "  {:>10}{:>8}  {:>10}{:>8}\n",
                    "", "", "truth in the interval, %", "stated - true", "width", "mixtures", "", "precision",
                    "recall", "F1", "precision", "recall", "precision", "recall");
    for (const Coverage& one : coverage) {
        if (one.mixtures == 0) continue;
        const auto n = static_cast<double>(one.mixtures);
        const auto percent = [&](std::size_t held) { return 100 * static_cast<double>(held) / n; };
        words += fmt::format("{:<24}{:>9}  {:>9.1f}{:>8.1f}{:>9.1f}  {:>10.4f}{:>8.4f}  {:>10.4f}{:>8.4f}\n",
                             one.of, one.mixtures, percent(one.precision), percent(one.recall),
                             percent(one.f1), one.precision_off / n, one.recall_off / n,
                             one.precision_width / n, one.recall_width / n);
    }
    return words;
}

Json to_json(const Coverage& coverage)
{
    return Json()
        .set("of", coverage.of)
        .set("mixtures", coverage.mixtures)
        .set("precision_held", coverage.precision)
        .set("recall_held", coverage.recall)
        .set("f1_held", coverage.f1)
        .set("warned", coverage.warned);
}

} // namespace gauze::lab
