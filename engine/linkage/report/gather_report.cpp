// Read `gather_report` at the bottom first.
#include "engine/linkage/report/gather_report.hpp"

#include "bloom/base/parallel.hpp"
#include "engine/linkage/report/explore.hpp"
#include "engine/linkage/report/histogram.hpp"
#include "engine/linkage/units.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include <fmt/format.h>

namespace gauze::linkage::report {

namespace {

// Sizes of clusters from here on are one line.
constexpr std::uint32_t large = 10;

std::vector<Source::Fill> fill_of(const bloom::EncodedFile& file)
{
    const std::vector<std::string>& fields = file.header().fields;
    std::vector<std::uint64_t> present(fields.size(), 0);
    for (std::size_t row = 0; row < file.rows(); ++row)
        for (std::size_t f = 0; f < fields.size(); ++f) present[f] += file.has_field(f, row);
    std::vector<Source::Fill> fill;
    for (std::size_t f = 0; f < fields.size() && file.rows() > 0; ++f)
        fill.push_back({fields[f], static_cast<double>(present[f]) / static_cast<double>(file.rows())});
    return fill;
}

std::vector<Source> sources_of(const ReportedRun& run)
{
    std::vector<Source> sources;
    for (std::size_t p = 0; p < run.parties.size(); ++p) {
        const LinkSummary::Source& known = run.summary.sources[p];
        sources.push_back({known.party, known.rows, known.clean, known.digest, fill_of(run.parties[p])});
    }
    return sources;
}

// ---- Between two parties

std::optional<Lost> lost_between(const ReportedRun& run, const BetweenParties& between)
{
    for (const Json& loss : run.summary.losses)
        if (loss.text("party_a") == run.summary.sources[between.a].party &&
            loss.text("party_b") == run.summary.sources[between.b].party)
            return Lost{static_cast<std::uint64_t>(loss.number("records_sampled")),
                        {loss.real("share"), loss.real("low"), loss.real("high")}};
    return std::nullopt;
}

// Candidates stand by party pair, so each pair's are one piece.
void add_candidates(const ReportedRun& run, Scale scale, std::map<PartyPair, BetweenParties>& between)
{
    for (std::size_t from = 0; from < run.candidates.size();) {
        const PartyPair which{run.candidates[from].a.party, run.candidates[from].b.party};
        std::size_t to = from;
        while (to < run.candidates.size() &&
               PartyPair{run.candidates[to].a.party, run.candidates[to].b.party} == which)
            ++to;
        between[which].candidates += to - from;
        between[which].bins = scale == Scale::log_odds
                                  ? histogram_of_log_odds(run.log_odds.subspan(from, to - from))
                                  : histogram_of_dice(run.candidates.subspan(from, to - from));
        from = to;
    }
}

std::vector<BetweenParties> between_parties(const ReportedRun& run, Scale scale)
{
    std::map<PartyPair, BetweenParties> between;
    for (const PartyPair which : party_pairs(run.parties)) between[which];
    add_candidates(run, scale, between);
    for (const Link& link : run.links) ++between[{link.a.party, link.b.party}].links.value;
    for (const ReportedRun::Between& stated : run.expected_between)
        between[stated.which].expected = stated.expected;
    std::vector<BetweenParties> list;
    for (auto& [which, one] : between) {
        one.a = which.a;
        one.b = which.b;
        one.lost = lost_between(run, one);
        list.push_back(std::move(one));
    }
    return list;
}

// ---- Persons

std::vector<std::uint32_t> parties_of(const Person& person)
{
    std::vector<std::uint32_t> parties;
    for (const RecordRef record : person.records)
        if (parties.empty() || parties.back() != record.party) parties.push_back(record.party);
    return parties;
}

std::vector<Combination> in_order(const std::map<std::vector<std::uint32_t>, std::uint64_t>& counted)
{
    std::vector<Combination> combinations;
    for (const auto& [parties, persons] : counted) combinations.push_back({parties, {persons, false}});
    std::ranges::stable_sort(combinations, std::greater{},
                             [](const Combination& one) { return one.persons.value; });
    return combinations;
}

void count_persons(const ReportedRun& run, Report& report)
{
    std::map<std::vector<std::uint32_t>, std::uint64_t> combinations;
    std::map<std::uint32_t, std::uint64_t> sizes;
    for (const Person& person : run.persons) {
        ++combinations[parties_of(person)];
        ++sizes[std::min(large, static_cast<std::uint32_t>(person.records.size()))];
    }
    report.combinations = in_order(combinations);
    for (const auto& [size, persons] : sizes)
        report.cluster_sizes.push_back({size, size == large ? 0 : size, {persons, false}});
    const auto parties = static_cast<std::uint32_t>(run.parties.size());
    for (std::uint32_t a = 0; a < parties; ++a)
        for (std::uint32_t b = a; b < parties; ++b) {
            InBoth both{a, b, {}};
            for (const auto& [in, persons] : combinations)
                if (std::ranges::binary_search(in, a) && std::ranges::binary_search(in, b))
                    both.persons.value += persons;
            report.in_both.push_back(both);
        }
}

// ---- The model, parameters, the machine

std::vector<FittedClass> classes_of(const Judgement& judgement)
{
    std::vector<FittedClass> classes;
    for (const mixture::PairClass& one : judgement.fit.classes) {
        FittedClass fitted{one.name, one.match, one.share * judgement.evidence.pairs, {}};
        for (std::size_t f = 0; f < one.tables.size() && f < judgement.evidence.fields.size(); ++f) {
            const mixture::Levels& levels = judgement.evidence.fields[f];
            double equal = 0;
            for (std::size_t l = 0; l < levels.size() && l < one.tables[f].size(); ++l)
                if (levels.group[l] == levels.equal) equal += one.tables[f][l];
            fitted.agreements.push_back({levels.field, std::clamp(equal, 0.0, 1.0)});
        }
        classes.push_back(std::move(fitted));
    }
    return classes;
}

std::vector<std::string> warnings_of(const ReportedRun& run)
{
    std::vector<std::string> warnings = run.warnings;
    if (run.judgement)
        for (const std::string& warning : run.judgement->warnings)
            if (std::ranges::find(warnings, warning) == warnings.end()) warnings.push_back(warning);
    if (run.policy.profile == "custom")
        warnings.emplace_back(
            "The encoding follows no named profile but settings of its own (custom): nobody has "
            "published how well they link and what they withstand.");
    return warnings;
}

std::string listed(const std::vector<std::string>& names)
{
    return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<Fact> facts_of(const ReportedRun& run)
{
    const LinkSummary& summary = run.summary;
    std::vector<Fact> facts = run.facts;
    facts.push_back({"program", "gauze-linkage " GAUZE_VERSION});
    facts.push_back({"project", summary.project});
    facts.push_back({"policy fingerprint", summary.policy});
    facts.push_back({"profile", summary.profile});
    facts.push_back({"views", listed(summary.views)});
    facts.push_back({"where candidates come from", summary.candidates});
    facts.push_back({"least Dice of a candidate", project::to_text(summary.floor)});
    for (const LinkSummary::Source& source : summary.sources)
        facts.push_back({fmt::format("SHA-256 of {}'s file", source.party), source.digest});
    return facts;
}

Machine machine_of(const LinkSummary& summary)
{
    Machine machine{summary.kernel, threads(), {}};
    for (const StageCost& cost : summary.stages)
        machine.stages.push_back({cost.stage, cost.seconds, cost.peak_memory});
    return machine;
}

std::optional<Count> counted(const std::optional<std::uint64_t>& number)
{
    return number ? std::optional(Count{*number, false}) : std::nullopt;
}

void set_headline(const ReportedRun& run, Report& report)
{
    report.project = run.policy.id;
    report.title = run.policy.title.empty() ? run.policy.id : run.policy.title;
    report.profile = run.policy.profile;
    report.model = run.judgement ? run.judgement->model : "";
    report.smallest_count = run.policy.smallest_count;
    report.warnings = warnings_of(run);
    report.records = run.parties.records();
    report.compared = run.summary.compared;
    report.all_compared = run.summary.candidates == "exact";
    report.candidates = run.candidates.size();
    report.links = {run.links.size(), false};
    for (const Person& person : run.persons)
        report.pairs.value += person.records.size() * (person.records.size() - 1) / 2;
    report.persons = {run.persons.size(), false};
    report.families = counted(run.families);
    report.households = counted(run.households);
    report.expected = run.expected;
    report.cut = run.cut;
    report.cut.for_review = counted(run.for_review);
}

// The run's own cut is one of the cuts, with the figures that stand at the top of the report.
void put_own_cut(Report& report)
{
    std::vector<CutPoint>& cuts = report.cuts;
    if (cuts.empty()) return;
    std::ranges::sort(cuts, {}, &CutPoint::at);
    const double near = (cuts.back().at - cuts.front().at) / static_cast<double>(4 * cuts.size());
    CutPoint own{report.cut.at, report.pairs, {}, {}, {}};
    for (const CutPoint& cut : cuts)
        if (std::abs(cut.at - own.at) <= near) own = {own.at, own.pairs, cut.precision, cut.recall, cut.f1};
    if (report.expected)
        own = {own.at, own.pairs, report.expected->precision.value, report.expected->recall.value,
               report.expected->f1.value};
    if (cuts.front().precision && !own.precision) return;
    std::erase_if(cuts, [&](const CutPoint& cut) { return std::abs(cut.at - own.at) <= near; });
    cuts.insert(std::ranges::lower_bound(cuts, own.at, {}, &CutPoint::at), own);
}

} // namespace

Report gather_report(const ReportedRun& run)
{
    Report report;
    report.scale = run.log_odds.empty() && !run.judgement ? Scale::dice : Scale::log_odds;
    set_headline(run, report);
    report.sources = sources_of(run);
    report.between = between_parties(run, report.scale);
    report.cuts = run.cuts.empty() ? explore_cuts(run, report.scale) : run.cuts;
    put_own_cut(report);
    count_persons(run, report);
    report.strata = run.strata;
    report.strata_findings = run.strata_findings;
    if (run.judgement) report.classes = classes_of(*run.judgement);
    report.facts = facts_of(run);
    report.machine = machine_of(run.summary);
    return report;
}

} // namespace gauze::linkage::report
