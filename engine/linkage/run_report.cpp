#include "engine/linkage/run_report.hpp"

#include "engine/linkage/bias.hpp"
#include "engine/linkage/report/gather_report.hpp"
#include "engine/linkage/report/write_report.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gauze::linkage {

namespace {

report::Estimated estimated(const Figure& figure) { return {figure.value, figure.low, figure.high}; }

report::Expected expected(const StatedPairs& stated)
{
    return {estimated(stated.precision), estimated(stated.recall), estimated(stated.f1)};
}

void tell_cut(const LinkSummary& summary, report::ReportedRun& run)
{
    if (!summary.decision) {
        run.cut.at = static_cast<double>(summary.floor.numerator) / summary.floor.denominator;
        run.cut.why = "The threshold was fixed beforehand.";
        return;
    }
    const Cut& cut = summary.decision->cut;
    run.cut.at = cut.link;
    run.cut.why = cut.why;
    if (!cut.review) return;
    run.cut.review_from = cut.review;
    run.cut.review_to = cut.link;
    run.for_review = summary.decision->for_review;
}

void tell_errors(const Settled& settled, report::ReportedRun& run)
{
    if (!settled.stated) return;
    run.expected = expected(settled.stated->all);
    for (const StatedPairs& stated : settled.stated->by_pair)
        run.expected_between.push_back({stated.which, expected(stated)});
    for (const CurvePoint& point : settled.curve)
        run.cuts.push_back({.at = point.cut,
                            .pairs = {static_cast<std::uint64_t>(std::llround(point.all.pairs))},
                            .precision = point.all.precision.value,
                            .recall = point.all.recall.value,
                            .f1 = point.all.f1.value});
    std::ranges::reverse(run.cuts); // ascending
}

// The report adds those of the judgement itself.
void tell_warnings(const LinkSummary& summary, const Settled& settled, report::ReportedRun& run)
{
    for (const std::string& warning : summary.warnings)
        if (!settled.judgement ||
            std::ranges::find(settled.judgement->warnings, warning) == settled.judgement->warnings.end())
            run.warnings.push_back(warning);
}

report::StratumRow row_of(const BiasRow& row)
{
    return {.value = row.value,
            .records = row.records,
            .linked = row.linked,
            .share = row.share,
            .least = row.least,
            .most = row.most,
            .differs = row.differs,
            .false_links = row.expected_false,
            .missed_links = row.expected_missed};
}

// How each group of records fared, by party and the party it was linked to.
void tell_strata(const BiasReport& bias, report::ReportedRun& run)
{
    for (const BiasTable& table : bias.tables) {
        report::Stratum stratum{table.stratum, table.of, table.to, row_of(table.whole), {}};
        for (const BiasRow& row : table.rows) stratum.rows.push_back(row_of(row));
        run.strata.push_back(std::move(stratum));
    }
    run.strata_findings = bias.findings;
}

void write_bias(const Desk& desk, const std::vector<Pair>& pairs, const Settled& settled,
                const OutputFolder& out, report::ReportedRun& run)
{
    std::vector<Judged> judged;
    for (std::size_t i = 0; i < settled.log_odds.size(); ++i)
        judged.push_back({pairs[i], settled.log_odds[i]});
    const BiasReport bias = report_bias(desk.policy, desk.parties, judged, settled.decided.persons);
    if (bias.tables.empty()) return;
    FileWriter file(out.file("bias.json"), FileMode::owner_only);
    file.write(bias.to_json().pretty());
    file.close();
    tell_strata(bias, run);
}

} // namespace

void write_run_report(const Desk& desk, const LinkSummary& summary, const std::vector<Pair>& pairs,
                      const Settled& settled, const OutputFolder& out)
{
    report::ReportedRun run{.policy = desk.policy,
                            .parties = desk.parties,
                            .summary = summary,
                            .candidates = pairs,
                            .log_odds = settled.log_odds,
                            .judgement = settled.judgement ? &*settled.judgement : nullptr,
                            .links = settled.decided.links,
                            .persons = settled.decided.persons,
                            .within = desk.within};
    tell_warnings(summary, settled, run);
    run.families = summary.families;
    run.households = summary.households;
    tell_cut(summary, run);
    tell_errors(settled, run);
    write_bias(desk, pairs, settled, out, run);
    report::write_report(report::gather_report(run), out);
}

} // namespace gauze::linkage
