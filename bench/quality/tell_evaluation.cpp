// An evaluation, told to programs and to people.
#include "bench/quality/evaluate.hpp"

#include <fmt/format.h>

namespace gauze::lab {

namespace {

Json to_json(const Interval& interval) { return Json().set("low", interval.low).set("high", interval.high); }

Json to_json(const Curve& curve) { return to_json(curve.best).set("threshold", curve.best_threshold); }

Json to_json(const CandidateQuality& candidates)
{
    return Json()
        .set("candidates", candidates.candidates)
        .set("right", candidates.right)
        .set("all_pairs", candidates.all_pairs)
        .set("pairs_completeness", candidates.completeness())
        .set("pairs_quality", candidates.quality())
        .set("reduction_ratio", candidates.reduction());
}

Json to_json(const Recovered& recovered)
{
    return Json()
        .set("people", recovered.people)
        .set("exactly", recovered.exactly)
        .set("of_two_records_and_more", recovered.several)
        .set("of_these_exactly", recovered.several_exactly);
}

std::string in_words(const Intervals& intervals)
{
    return fmt::format("95 % interval  {:.4f}-{:.4f}  {:.4f}-{:.4f}  {:.4f}-{:.4f}\n",
                       intervals.precision.low, intervals.precision.high, intervals.recall.low,
                       intervals.recall.high, intervals.f1.low, intervals.f1.high);
}

std::string in_words(const Curve& curve)
{
    return fmt::format("best threshold {}: {}recall {:.4f} at precision .99, {:.4f} at .999; average "
                       "precision {:.4f}\n",
                       curve.best_threshold, in_words(curve.best), curve.recall_at_99, curve.recall_at_999,
                       curve.average_precision);
}

std::string in_words(const CandidateQuality& candidates)
{
    return fmt::format("candidates: {} of {} pairs (reduction {:.6f}); they hold {:.4f} of the true pairs, "
                       "and {:.4f} of them are true\n",
                       candidates.candidates, candidates.all_pairs, candidates.reduction(),
                       candidates.completeness(), candidates.quality());
}

} // namespace

Json to_json(const Quality& quality)
{
    return Json()
        .set("precision", quality.precision())
        .set("recall", quality.recall())
        .set("f1", quality.f1())
        .set("true_pairs", quality.true_pairs)
        .set("found_pairs", quality.found)
        .set("right_pairs", quality.right);
}

Json to_json(const Quality& quality, const Intervals& intervals)
{
    return to_json(quality)
        .set("f_star", quality.f_star())
        .set("precision_interval", to_json(intervals.precision))
        .set("recall_interval", to_json(intervals.recall))
        .set("f1_interval", to_json(intervals.f1));
}

Json to_json(const Evaluation& evaluation)
{
    Json json = to_json(evaluation.quality, evaluation.intervals)
                    .set("b_cubed", Json()
                                        .set("precision", evaluation.b_cubed.precision)
                                        .set("recall", evaluation.b_cubed.recall)
                                        .set("f1", evaluation.b_cubed.f1()))
                    .set("recovered", to_json(evaluation.recovered))
                    .set("unknown_records", evaluation.unknown);
    if (evaluation.violations) json.set("one_to_one_violations", *evaluation.violations);
    if (const auto& curve = evaluation.curve) {
        json.set("recall_at_precision_99", curve->recall_at_99)
            .set("recall_at_precision_999", curve->recall_at_999)
            .set("average_precision", curve->average_precision);
        if (evaluation.best) json.set("best", to_json(*curve));
    }
    if (evaluation.candidates) json.set("candidates", to_json(*evaluation.candidates));
    std::vector<Json> pairs;
    for (const PartyPairQuality& one : evaluation.by_party_pair)
        pairs.push_back(to_json(one.quality).set("party_a", one.a).set("party_b", one.b));
    json.set("party_pairs", pairs);
    return evaluation.strata.empty() ? json : to_json(evaluation.strata, json);
}

std::string in_words(const Quality& quality)
{
    return fmt::format("precision {:.4f}  recall {:.4f}  F1 {:.4f}  ({} of {} pairs right, {} true pairs)\n",
                       quality.precision(), quality.recall(), quality.f1(), quality.right, quality.found,
                       quality.true_pairs);
}

std::string in_words(const Evaluation& evaluation)
{
    const Recovered& people = evaluation.recovered;
    std::string text = in_words(evaluation.quality) + in_words(evaluation.intervals);
    text += fmt::format("F* {:.4f}  B-cubed precision {:.4f}  recall {:.4f}  F1 {:.4f}\n",
                        evaluation.quality.f_star(), evaluation.b_cubed.precision, evaluation.b_cubed.recall,
                        evaluation.b_cubed.f1());
    text += fmt::format("{} of {} people recovered exactly, {} of {} who have two records or more\n",
                        people.exactly, people.people, people.several_exactly, people.several);
    if (evaluation.violations) text += fmt::format("{} one-to-one violations\n", *evaluation.violations);
    if (evaluation.best) text += in_words(*evaluation.curve);
    if (evaluation.candidates) text += in_words(*evaluation.candidates);
    if (evaluation.by_party_pair.size() > 1)
        for (const PartyPairQuality& one : evaluation.by_party_pair)
            text += fmt::format("  {:<26} {}", fmt::format("{} and {}", one.a, one.b), in_words(one.quality));
    text += in_words(evaluation.strata);
    if (evaluation.unknown > 0)
        text += fmt::format("{} records of the result are unknown to the truth\n", evaluation.unknown);
    return text;
}

} // namespace gauze::lab
