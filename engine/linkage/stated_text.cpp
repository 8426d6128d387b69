#include "engine/linkage/stated_error.hpp"

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

Json to_json(const Figure& figure)
{
    return Json().set("value", figure.value).set("low", figure.low).set("high", figure.high);
}

Json counts_to_json(const StatedPairs& stated)
{
    return Json()
        .set("pairs", stated.pairs)
        .set("implied_pairs", stated.implied)
        .set("right", stated.right)
        .set("missed", stated.missed)
        .set("lost", stated.lost)
        .set("precision", to_json(stated.precision))
        .set("recall", to_json(stated.recall))
        .set("f1", to_json(stated.f1));
}

std::string in_words(const Figure& figure)
{
    return fmt::format("{:.4f} (95 %: {:.4f} to {:.4f})", figure.value, figure.low, figure.high);
}

} // namespace

Json to_json(const StatedError& stated, std::span<const std::string> names)
{
    Json json = counts_to_json(stated.all);
    std::vector<Json> each;
    for (const StatedPairs& one : stated.by_pair)
        each.push_back(
            counts_to_json(one).set("party_a", names[one.which.a]).set("party_b", names[one.which.b]));
    json.set("by_party_pair", each)
        .set("rivals", Json()
                           .set("seen", stated.check.seen)
                           .set("expected", stated.check.expected)
                           .set("ratio", stated.check.ratio));
    if (!stated.warnings.empty()) json.set("warnings", stated.warnings);
    return json;
}

std::string in_words(const StatedError& stated)
{
    std::string words =
        fmt::format("Expected precision {}, recall {}, F1 {}.\n", in_words(stated.all.precision),
                    in_words(stated.all.recall), in_words(stated.all.f1));
    if (stated.all.implied > 0)
        words +=
            fmt::format("Of {:.0f} pairs in persons {:.0f} are no candidates: the persons alone join them.\n",
                        stated.all.pairs, stated.all.implied);
    for (const std::string& warning : stated.warnings) words += fmt::format("Warning: {}\n", warning);
    return words;
}

} // namespace gauze::linkage
