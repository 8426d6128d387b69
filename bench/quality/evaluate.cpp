#include "bench/quality/evaluate.hpp"

#include "bench/quality/records.hpp"
#include "bloom/base/error.hpp"

#include <algorithm>

namespace gauze::lab {

namespace {

void count_strata(const Outcome& outcome, Strata& strata)
{
    if (outcome.in_pairs) {
        for (const FoundPair& pair : outcome.pairs)
            strata.found(outcome.records[pair.a].entity, outcome.records[pair.b].entity);
        return;
    }
    std::vector<std::vector<Labelled>> persons;
    for (std::size_t r = 0; r < outcome.records.size(); ++r) {
        if (outcome.person[r] >= persons.size()) persons.resize(outcome.person[r] + 1);
        persons[outcome.person[r]].push_back(outcome.records[r]);
    }
    for (const auto& person : persons) strata.found(person, outcome.within);
}

Outcome outcome_for(const EvaluateOptions& options, Truth& truth)
{
    if (!options.persons) return read_outcome(*options.result, truth, options.dedup);
    Records records;
    for (const auto& ledger : options.ledgers) records.add_ledger(ledger);
    records.place_in(truth);
    return outcome_of(linkage::read_persons(*options.persons), records, truth, options.dedup);
}

void refuse_strange_repeats(const std::vector<std::string>& repeats, const Outcome& outcome)
{
    for (const std::string& name : repeats)
        if (std::ranges::find(outcome.parties, name) == outcome.parties.end())
            throw Error(Exit::usage, "--repeats names a party that neither truth nor result knows",
                        "parties are called as in the column party of the truth");
}

} // namespace

Evaluation evaluate_outcome(const Outcome& outcome, const std::vector<std::string>& repeats, Strata* strata)
{
    Evaluation evaluation{.quality = quality_of(outcome),
                          .intervals = bootstrap(outcome),
                          .b_cubed = b_cubed(outcome),
                          .recovered = recovered(outcome),
                          .violations = {},
                          .by_party_pair = by_party_pair(outcome),
                          .strata = {},
                          .unknown = outcome.unknown,
                          .curve = curve(outcome),
                          .candidates = {},
                          .best_threshold = {},
                          .best = {}};
    if (!outcome.within) evaluation.violations = one_to_one_violations(outcome, repeats);
    if (strata != nullptr) {
        count_strata(outcome, *strata);
        evaluation.strata = strata->result();
    }
    if (evaluation.curve && evaluation.curve->best.found > 0) {
        evaluation.best = evaluation.curve->best;
        evaluation.best_threshold = evaluation.curve->best_threshold;
    }
    return evaluation;
}

Evaluation evaluate(const EvaluateOptions& options)
{
    if (options.result.has_value() == options.persons.has_value())
        throw Error(Exit::usage, "name either a result file or --persons with --ledger",
                    "see gauze-lab evaluate --help");
    Truth truth = Truth::read(options.truth);
    const Outcome outcome = outcome_for(options, truth);
    refuse_strange_repeats(options.repeats, outcome);
    std::optional<Strata> strata;
    if (options.strata) {
        strata = Strata::read(*options.strata, truth);
        strata->expect(truth, outcome.parties, options.dedup);
    }
    Evaluation evaluation = evaluate_outcome(outcome, options.repeats, strata ? &*strata : nullptr);
    if (options.candidates)
        evaluation.candidates =
            candidate_quality(read_candidates(*options.candidates, truth, outcome), outcome);
    return evaluation;
}

} // namespace gauze::lab
