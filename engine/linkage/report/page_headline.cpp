// The top of the page: what came out, in a sentence, in warnings and in tiles.
#include "engine/linkage/report/histogram.hpp"
#include "engine/linkage/report/page_parts.hpp"
#include "engine/linkage/report/words.hpp"

#include <fmt/format.h>

namespace gauze::linkage::report {

namespace {

std::string tile(std::string_view label, std::string_view value, std::string_view more,
                 std::string_view kind = "")
{
    return fmt::format(
        "<div class=\"tile {}\"><dt>{}</dt><dd class=\"value\">{}</dd><dd class=\"more\">{}</dd></div>\n",
        kind, label, value, more);
}

std::string tile(std::string_view label, const Estimated& figure, std::string_view kind)
{
    return tile(label, percent(figure.value), fmt::format("95 % interval {}", interval(figure)), kind);
}

std::string in_a_sentence(const Report& report)
{
    const std::string files = plural(report.sources.size(), "file", "files");
    const std::string records = plural(report.records, "record", "records");
    std::string text =
        report.links.withheld
            ? fmt::format("{} with {} were linked; the number of links is withheld.", files, records)
            : fmt::format("{} with {} hold {}", files, records,
                          plural(report.links.value, "pair that was linked", "pairs that were linked"));
    if (!report.links.withheld)
        text += report.persons.withheld
                    ? "."
                    : fmt::format(", and so {}.", plural(report.persons.value, "person", "persons"));
    if (report.expected)
        text += fmt::format(
            " About {} of the links are expected to be right, and about {} of all true pairs to be "
            "among them.",
            percent(report.expected->precision.value), percent(report.expected->recall.value));
    return text;
}

std::string cut_tile(const Report& report)
{
    std::string more = report.scale == Scale::dice
                           ? std::string("Dice at or above")
                           : fmt::format("odds or better: {} likely", percent(probability(report.cut.at)));
    if (report.cut.for_review)
        more += fmt::format("; {} {} for a person to look at", shown(*report.cut.for_review),
                            report.cut.for_review->value == 1 ? "pair" : "pairs");
    return tile("A link begins at", score(report.cut.at, report.scale), more);
}

std::string tiles(const Report& report)
{
    std::string html = "<dl class=\"tiles\">\n";
    html += tile("Records", grouped(report.records),
                 fmt::format("in {}", plural(report.sources.size(), "file", "files")));
    html += tile("Candidates", grouped(report.candidates),
                 fmt::format("of {} compared", plural(report.compared, "pair", "pairs")));
    html += tile("Links", shown(report.links), "pairs decided to be one person");
    std::string more = "records with no link count as one each";
    if (report.families) more = fmt::format("in {} families", shown(*report.families));
    if (report.families && report.households)
        more += fmt::format(" and {} households", shown(*report.households));
    html += tile("Persons", shown(report.persons), more);
    if (report.expected) {
        html += tile("Expected precision", report.expected->precision, "precision");
        html += tile("Expected recall", report.expected->recall, "recall");
        html += tile("Expected F1", report.expected->f1, "f1");
    } else {
        html += tile("Expected precision and recall", "not stated",
                     report.scale == Scale::dice
                         ? "no model speaks of this encoding, so pairs were ordered by Dice alone"
                         : "the run had too little to go by",
                     "three");
    }
    html += cut_tile(report);
    return html + "</dl>\n";
}

std::string warnings(const Report& report)
{
    if (report.warnings.empty()) return "<p class=\"calm\">The run has no warnings.</p>\n";
    std::string html = fmt::format("<div class=\"warnings\" role=\"note\"><h2>{}</h2>\n<ul>\n",
                                   report.warnings.size() == 1 ? "One warning" : "Warnings");
    for (const std::string& warning : report.warnings) html += fmt::format("<li>{}</li>\n", escaped(warning));
    return html + "</ul></div>\n";
}

std::string contents(const Report& report)
{
    std::string html = "<nav aria-label=\"Sections\"><ul>\n";
    const auto entry = [&](bool there, std::string_view anchor, std::string_view name) {
        if (there) html += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", anchor, name);
    };
    entry(true, "scores", "Scores");
    entry(!report.cuts.empty(), "cuts", "Other cuts");
    entry(true, "between", "Party by party");
    entry(true, "persons", "Persons");
    entry(!fill_part(report).empty(), "fill", "Fill");
    entry(!report.strata.empty(), "strata", "Groups of people");
    entry(!report.classes.empty(), "model", "Model");
    entry(!report.facts.empty(), "facts", "Parameters");
    entry(!report.machine.stages.empty(), "machine", "Time");
    return html + "</ul></nav>\n";
}

} // namespace

std::string headline_part(const Report& report)
{
    return fmt::format(
        "<header>\n<p class=\"over\">Linkage report</p>\n<h1>{}</h1>\n<p class=\"lead\">{}</p>\n{}{}"
        "<p class=\"why\">{}</p>\n{}</header>\n",
        escaped(report.title), in_a_sentence(report), warnings(report), tiles(report),
        escaped(report.cut.why), contents(report));
}

} // namespace gauze::linkage::report
