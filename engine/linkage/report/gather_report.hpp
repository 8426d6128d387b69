// From what a run knows to what its report says. One pass over candidates, one over persons, one over rows
// for the fill; holds a few numbers for each bin and each combination of parties.
#pragma once

#include "engine/linkage/judge.hpp"
#include "engine/linkage/link.hpp"
#include "engine/linkage/report/report_data.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gauze::linkage::report {

// What a report is made of. All of it is only looked at, and must live as long as the call.
struct ReportedRun {
    const project::Policy& policy;
    const Parties& parties;
    const LinkSummary& summary; // its stages too, as far as they are known
    // All candidates of the run, by party pair, and their log-odds; no log-odds: pairs were ordered by Dice.
    std::span<const Pair> candidates;
    std::span<const double> log_odds = {};
    const Judgement* judgement = nullptr; // for the classes and warnings; may be absent
    std::span<const Link> links;          // as decided
    std::span<const Person> persons;
    bool within = false; // duplicates within one file
    // What other parts of the run say, where they do. The cut stands on the scale of the report.
    Cut cut = {};
    std::optional<Expected> expected = {};
    struct Between {
        PartyPair which;
        Expected expected;
    };
    std::vector<Between> expected_between = {};
    // Expected figures at other cuts; empty: made from the log-odds, `lost` of all matches being no
    // candidates.
    std::vector<CutPoint> cuts = {};
    double lost = 0; // share of all matches that blocking lost, for these
    std::vector<Stratum> strata = {};
    std::vector<std::string> strata_findings = {};
    std::vector<std::string> warnings = {}; // before those of the judgement
    std::vector<Fact> facts = {};           // parameters that only the caller knows, shown first
    std::optional<std::uint64_t> families = {}, households = {};
    std::optional<std::uint64_t> for_review = {}; // pairs in the review band
};

// With all counts; write_report withholds the small ones.
Report gather_report(const ReportedRun& run);

} // namespace gauze::linkage::report
