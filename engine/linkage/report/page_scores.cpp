// Scores: histograms with the cut, and what other cuts would give.
#include "engine/linkage/report/charts.hpp"
#include "engine/linkage/report/page_parts.hpp"
#include "engine/linkage/report/words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::linkage::report {

namespace {

std::string bins_table(const Report& report, const BetweenParties& between)
{
    std::string html =
        fmt::format("<details><summary>As a table</summary><div class=\"scroll\"><table><caption>Candidates "
                    "by score, {}</caption><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">candidates"
                    "</th>",
                    escaped(names_of(report, between.a, between.b)),
                    report.scale == Scale::dice ? "Dice from" : "odds from");
    const bool modelled = report.scale == Scale::log_odds;
    if (modelled) html += "<th scope=\"col\">expected one person</th>";
    html += "</tr></thead><tbody>\n";
    for (auto bin = between.bins.rbegin(); bin != between.bins.rend(); ++bin) {
        html += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td>", lower_end(*bin, report.scale),
                            shown(bin->candidates));
        if (modelled)
            html += fmt::format("<td>{}</td>", bin->matches ? approximate(*bin->matches) : "withheld");
        html += "</tr>\n";
    }
    return html + "</tbody></table></div></details>\n";
}

std::string histogram(const Report& report, std::size_t number)
{
    const BetweenParties& between = report.between[number];
    const std::string chart = histogram_chart(report, between, number);
    return fmt::format(
        "<figure><figcaption><h3>{}</h3><span>{}, {}</span></figcaption>\n{}{}</figure>\n",
        escaped(names_of(report, between.a, between.b)),
        plural(between.candidates, "candidate", "candidates"),
        between.links.withheld ? "links withheld" : plural(between.links.value, "link", "links"),
        chart.empty() ? (between.candidates == 0
                             ? "<p class=\"none\">No two records were alike enough to be a candidate.</p>\n"
                             : "<p class=\"none\">Withheld: there are few candidates.</p>\n")
                      : chart,
        chart.empty() ? "" : bins_table(report, between));
}

// ---- Cuts

std::size_t own_cut(const Report& report)
{
    std::size_t best = 0;
    for (std::size_t c = 1; c < report.cuts.size(); ++c)
        if (std::abs(report.cuts[c].at - report.cut.at) < std::abs(report.cuts[best].at - report.cut.at))
            best = c;
    return best;
}

// Ten rows that are always seen, evenly spread, the run's own among them.
std::vector<bool> always_seen(const Report& report)
{
    const std::size_t count = report.cuts.size(), own = own_cut(report);
    std::vector<bool> seen(count, count <= 10);
    const std::size_t step = std::max<std::size_t>(1, (count + 9) / 10);
    for (std::size_t c = own % step; c < count; c += step) seen[c] = true;
    return seen;
}

std::string cut_row(const Report& report, std::size_t c, bool seen, bool own)
{
    const CutPoint& point = report.cuts[c];
    const auto share = [](const std::optional<double>& value) {
        return value ? percent(*value, 2) : std::string("–");
    };
    std::string classes = own ? "own" : "";
    if (!seen) classes += classes.empty() ? "more" : " more";
    std::string html = fmt::format("<tr{} data-at=\"{}\"",
                                   classes.empty() ? "" : fmt::format(" class=\"{}\"", classes), point.at);
    if (!point.pairs.withheld) html += fmt::format(" data-pairs=\"{}\"", point.pairs.value);
    if (point.precision)
        html += fmt::format(" data-precision=\"{}\" data-recall=\"{}\" data-f1=\"{}\"", *point.precision,
                            point.recall.value_or(0), point.f1.value_or(0));
    html += fmt::format("><th scope=\"row\">{}{}</th><td>{}</td>", score(point.at, report.scale),
                        own ? " <span class=\"mark\">this run</span>" : "", shown(point.pairs));
    if (point.precision)
        html += fmt::format("<td>{}</td><td>{}</td><td>{}</td>", share(point.precision), share(point.recall),
                            share(point.f1));
    return html + "</tr>\n";
}

std::string cut_table(const Report& report)
{
    const bool expected = report.cuts.front().precision.has_value();
    std::string html = fmt::format(
        "<div class=\"scroll\"><table id=\"cut-table\"><caption>What other cuts would "
        "give</caption><thead><tr><th scope=\"col\">links begin at</th>"
        "<th scope=\"col\">pairs</th>{}</tr></thead><tbody>\n",
        expected ? "<th scope=\"col\">precision</th><th scope=\"col\">recall</th><th scope=\"col\">F1</th>"
                 : "");
    const std::vector<bool> seen = always_seen(report);
    const std::size_t own = own_cut(report);
    for (std::size_t c = 0; c < report.cuts.size(); ++c) html += cut_row(report, c, seen[c], c == own);
    return html + "</tbody></table></div>\n";
}

// Hidden until the script shows it: without one it would do nothing.
std::string slider(const Report& report)
{
    const bool expected = report.cuts.front().precision.has_value();
    const auto readout = [](std::string_view name, std::string_view id) {
        return fmt::format("<div class=\"{0}\"><dt>{1}</dt><dd id=\"now-{0}\"></dd></div>", id, name);
    };
    return fmt::format(
        "<div id=\"explore\" hidden><label for=\"slider\">Move the cut</label>"
        "<input type=\"range\" id=\"slider\" min=\"0\" max=\"{}\" step=\"1\" value=\"{}\">"
        "<p class=\"ends\"><span>more pairs, more of them false</span><span>fewer links, more of them "
        "missed</span></p>"
        "<dl class=\"now\" aria-live=\"polite\">{}{}{}</dl><p id=\"now-words\"></p>"
        "<button type=\"button\" id=\"back\">Back to the run's cut</button></div>\n",
        report.cuts.size() - 1, own_cut(report), readout("cut at", "at"), readout("pairs", "pairs"),
        expected ? readout("precision", "precision") + readout("recall", "recall") + readout("F1", "f1")
                 : "");
}

} // namespace

std::string scores_part(const Report& report)
{
    std::string charts;
    for (std::size_t b = 0; b < report.between.size(); ++b) charts += histogram(report, b);
    if (charts.empty()) return {};
    return section(
        "scores", "How sure the candidates are",
        report.scale == Scale::log_odds
            ? "Each candidate has odds that its two records are one person. A run is clear where the two "
              "hills "
              "stand apart, and the cut lies in the valley between them. The upward axis is logarithmic: "
              "each "
              "line is ten times the one below, in pairs per half power of ten of the odds."
            : "Each candidate has a Dice, the likeness of its two encodings. The upward axis is logarithmic: "
              "each line is ten times the one below.",
        "<div class=\"figures\">\n" + charts + "</div>\n");
}

std::string explorer_part(const Report& report)
{
    if (report.cuts.empty()) return {};
    const std::string chart = explorer_chart(report);
    return section(
        "cuts", "If links began elsewhere",
        report.scale == Scale::log_odds
            ? "A lower cut finds more of the true pairs and takes more false ones with them. These are the "
              "run's "
              "own expectations. A pair is two records that count as one person, by a link or by way of a "
              "third record."
            : "How many pairs of records other thresholds would give.",
        fmt::format("<div class=\"explorer\"><div>{}{}</div><div>{}<p class=\"whole-table\"><button "
                    "type=\"button\" id=\"all-cuts\" hidden>Show every cut</button></p></div></div>\n",
                    chart, slider(report), cut_table(report)));
}

} // namespace gauze::linkage::report
