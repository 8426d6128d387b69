// A run of the laboratory, told to programs and to people.
#include "bench/quality/lab_run.hpp"

#include <fmt/format.h>

namespace gauze::lab {

namespace {

double as_number(const project::Threshold& threshold)
{
    return static_cast<double>(threshold.numerator) / threshold.denominator;
}

Json to_json(const Stated& stated)
{
    Json json = Json().set("value", stated.value);
    if (stated.low && stated.high) json.set("low", *stated.low).set("high", *stated.high);
    return json;
}

Json to_json(const SelfStated& stated)
{
    return Json()
        .set("precision", to_json(stated.precision))
        .set("recall", to_json(stated.recall))
        .set("f1", to_json(stated.f1))
        .set("expected_matches", stated.expected_matches)
        .set("settled", stated.settled);
}

Json to_json(const BestPosteriorCut& best)
{
    return lab::to_json(best.quality).set("threshold", best.probability()).set("log_odds", best.log_odds);
}

Json to_json(const BestCut& best)
{
    return lab::to_json(best.quality)
        .set("threshold", as_number(best.threshold))
        .set("threshold_exact", project::to_text(best.threshold));
}

// Beside what the evaluation says.
Json add_to(Json json, const LabResult& result)
{
    if (result.stated) json.set("stated", to_json(*result.stated));
    if (result.best) json.set("best", to_json(*result.best));
    if (result.best_of_score) json.set("best_of_score", to_json(*result.best_of_score));
    return json;
}

Json twin_to_json(const LabSummary& summary)
{
    const LabResult& twin = *summary.twin;
    Json json = twin.evaluation ? lab::to_json(*twin.evaluation) : Json();
    json.set("links", twin.links).set("persons", twin.persons);
    if (twin.evaluation)
        json.set("price_of_privacy", twin.evaluation->quality.f1() - summary.evaluation()->quality.f1());
    return add_to(json, twin);
}

std::string row(std::string_view what, const Quality& quality)
{
    return fmt::format("  {:<22}{:>9.4f}{:>9.4f}{:>9.4f}\n", what, quality.precision(), quality.recall(),
                       quality.f1());
}

std::string between(const Stated& stated)
{
    return stated.low && stated.high ? fmt::format("{:.4f}-{:.4f}", *stated.low, *stated.high) : "";
}

// One small table: what was decided, what the truth would have made of it, what linking says of itself.
std::string table_of(const LabResult& result, std::string_view decided)
{
    std::string text = fmt::format("  {:<22}{:>9}{:>9}{:>9}\n", "", "precision", "recall", "F1");
    if (result.evaluation) text += row(decided, result.evaluation->quality);
    if (result.stated) {
        const SelfStated& stated = *result.stated;
        text += fmt::format("  {:<22}{:>9.4f}{:>9.4f}{:>9.4f}\n", "stated without labels",
                            stated.precision.value, stated.recall.value, stated.f1.value);
        if (stated.precision.low)
            text += fmt::format("    its 95 % intervals: {}, {}, {}\n", between(stated.precision),
                                between(stated.recall), between(stated.f1));
    }
    if (result.best)
        text += row(fmt::format("best cut ({:.4f})", result.best->probability()), result.best->quality);
    if (result.best_of_score)
        text += row(fmt::format("best Dice ({})", project::to_text(result.best_of_score->threshold)),
                    result.best_of_score->quality);
    return text;
}

} // namespace

Json LabSummary::to_json() const
{
    std::vector<Json> costs;
    for (const auto& cost : stages)
        costs.push_back(Json()
                            .set("stage", cost.stage)
                            .set("seconds", cost.seconds)
                            .set("peak_memory_bytes", cost.peak_memory));
    Json json = result.evaluation ? lab::to_json(*result.evaluation) : Json();
    json.set("program", "gauze-lab " GAUZE_VERSION)
        .set("profile", profile)
        .set("rows", sources)
        .set("pairs_compared", result.compared)
        .set("candidates_looked_at", result.above)
        .set("links", result.links)
        .set("persons", result.persons)
        .set("threshold_choice", threshold ? "given" : "by itself");
    if (threshold)
        json.set("threshold", as_number(*threshold)).set("threshold_exact", project::to_text(*threshold));
    json = add_to(json, result);
    if (twin) json.set("twin", twin_to_json(*this));
    return json.set("kernel", result.kernel).set("stages", costs);
}

std::string LabSummary::in_words() const
{
    const std::string decided =
        threshold ? fmt::format("Dice {}", project::to_text(*threshold)) : "self-chosen";
    std::string text = fmt::format("{} pairs compared with the {} kernel; {} links, {} persons\n",
                                   result.compared, result.kernel, result.links, result.persons);
    text += table_of(result, decided);
    if (twin) {
        text += "the plaintext twin\n" + table_of(*twin, decided);
        if (evaluation())
            text += fmt::format("the price of privacy: {:.4f} of F1\n",
                                twin->evaluation->quality.f1() - evaluation()->quality.f1());
    }
    if (evaluation()) text += lab::in_words(*evaluation());
    return text;
}

} // namespace gauze::lab
