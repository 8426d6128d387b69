// What lies behind the result: how full the files are, groups of people, the fitted classes, parameters,
// time.
#include "engine/linkage/report/charts.hpp"
#include "engine/linkage/report/page_parts.hpp"
#include "engine/linkage/report/words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::linkage::report {

namespace {

std::string_view shade(double share)
{
    static constexpr std::string_view shades[] = {"h0", "h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8"};
    return shades[static_cast<std::size_t>(std::clamp(std::lround(share * 8), 0L, 8L))];
}

// ---- Fill

std::vector<std::string> filled_fields(const Report& report)
{
    std::vector<std::string> fields;
    for (const Source& source : report.sources)
        for (const Source::Fill& fill : source.fill)
            if (std::ranges::find(fields, fill.field) == fields.end()) fields.push_back(fill.field);
    return fields;
}

// None up to a fiftieth, then darker to the half.
int missing_shade(double missing)
{
    return missing < 0.02 ? 0 : static_cast<int>(std::clamp(std::ceil(missing * 16), 1.0, 8.0));
}

std::string fill_cell(const Source& source, const std::string& field)
{
    const auto fill = std::ranges::find(source.fill, field, &Source::Fill::field);
    if (fill == source.fill.end()) return "<td class=\"m8\">not held</td>";
    if (!fill->share)
        return fill->mostly ? "<td class=\"m0\">nearly all</td>" : "<td class=\"m8\">hardly any</td>";
    return fmt::format("<td class=\"m{}\">{}</td>", missing_shade(1 - *fill->share), percent(*fill->share));
}

// ---- Groups of people

std::string share_words(const StratumRow& row)
{
    if (row.share)
        return fmt::format("<strong>{}</strong> <small>({} to {})</small>", percent(*row.share),
                           percent(row.least), percent(row.most));
    return row.records ? fmt::format("<small>{} to {}</small>", percent(row.least), percent(row.most))
                       : "withheld";
}

std::string stratum_row(const StratumRow& row, std::string_view kind)
{
    const auto number = [](const std::optional<std::uint64_t>& n) {
        return n ? grouped(*n) : std::string("withheld");
    };
    const auto expected = [](const std::optional<double>& n) {
        return n ? approximate(*n) : std::string("–");
    };
    return fmt::format("<tr class=\"{}\"><th scope=\"row\">{}{}</th><td>{}</td><td>{}</td><td "
                       "class=\"barcell\">{}</td><td>{}</td><td>{}</td></tr>\n",
                       kind, escaped(row.value), row.differs ? " <span class=\"mark\">differs</span>" : "",
                       number(row.records), share_words(row),
                       row.share ? bar(*row.share, row.least, row.most) : "", expected(row.false_links),
                       expected(row.missed_links));
}

std::string stratum_table(const Stratum& stratum)
{
    const std::string to =
        stratum.of == stratum.to ? "within itself" : fmt::format("to {}", escaped(stratum.to));
    std::string html = fmt::format(
        "<div class=\"scroll\"><table class=\"bars\"><caption>{}: records of {} linked "
        "{}</caption><thead><tr>"
        "<th scope=\"col\">{}</th><th scope=\"col\">records</th><th scope=\"col\">linked</th><th></th>"
        "<th scope=\"col\">expected false links</th><th scope=\"col\">expected missed "
        "links</th></tr></thead><tbody>\n",
        escaped(stratum.name), escaped(stratum.of), to, escaped(stratum.name));
    for (const StratumRow& row : stratum.rows) html += stratum_row(row, "");
    return html + stratum_row(stratum.whole, "whole") + "</tbody></table></div>\n";
}

// ---- Model

std::string class_words(const FittedClass& one)
{
    std::string best, worst;
    double most = -1, least = 2;
    for (const FittedClass::Agreement& agreement : one.agreements) {
        if (agreement.equal > most) most = agreement.equal, best = agreement.field;
        if (agreement.equal < least) least = agreement.equal, worst = agreement.field;
    }
    if (one.agreements.size() < 2) return {};
    return fmt::format("{} agrees most often ({}), {} least ({})", escaped(best), percent(most),
                       escaped(worst), percent(least));
}

std::string pairs_words(double pairs)
{
    return pairs < 1e6 ? approximate(pairs) : fmt::format("{:.1f} million", pairs / 1e6);
}

} // namespace

std::string fill_part(const Report& report)
{
    const std::vector<std::string> fields = filled_fields(report);
    if (fields.empty()) return {};
    std::string html = "<div class=\"scroll\"><table class=\"heat\"><caption>Records that have the field, by "
                       "file</caption><thead><tr><th scope=\"col\">field</th>";
    for (const Source& source : report.sources)
        html += fmt::format("<th scope=\"col\">{}</th>", escaped(source.party));
    html += "</tr></thead><tbody>\n";
    for (const std::string& field : fields) {
        html += fmt::format("<tr><th scope=\"row\">{}</th>", escaped(field));
        for (const Source& source : report.sources) html += fill_cell(source, field);
        html += "</tr>\n";
    }
    return section("fill", "How full the files are",
                   "A field that is often missing says little of a pair, and links get less sure.",
                   html + "</tbody></table></div>\n");
}

std::string strata_part(const Report& report)
{
    if (report.strata.empty()) return {};
    std::string html;
    if (!report.strata_findings.empty()) {
        html += "<ul class=\"findings\">\n";
        for (const std::string& finding : report.strata_findings)
            html += fmt::format("<li>{}</li>\n", escaped(finding));
        html += "</ul>\n";
    }
    for (const Stratum& stratum : report.strata) html += stratum_table(stratum);
    return section("strata", "Whether some people are linked worse",
                   "A smaller share by itself may be true: fewer of these people are in the other file. "
                   "Together with more expected "
                   "missed links it is a bias of the data or of the linkage.",
                   html);
}

std::string model_part(const Report& report)
{
    if (report.classes.empty()) return {};
    std::string html = "<div class=\"scroll\"><table class=\"heat\"><caption>How often each field agrees, by "
                       "kind of pair</caption><thead><tr><th scope=\"col\">two records of</th>"
                       "<th scope=\"col\">expected pairs</th>";
    for (const auto& agreement : report.classes.front().agreements)
        html += fmt::format("<th scope=\"col\">{}</th>", escaped(agreement.field));
    html += "</tr></thead><tbody>\n";
    std::string words;
    for (const FittedClass& one : report.classes) {
        html += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td>", escaped(one.name),
                            pairs_words(one.pairs));
        for (const auto& agreement : one.agreements)
            html += fmt::format("<td class=\"{}\">{}</td>", shade(agreement.equal), percent(agreement.equal));
        html += "</tr>\n";
        if (one.match && !class_words(one).empty())
            words += fmt::format("<li><strong>{}:</strong> {}.</li>\n", escaped(one.name), class_words(one));
    }
    html += "</tbody></table></div>\n";
    if (!words.empty()) html += "<ul>\n" + words + "</ul>\n";
    return section("model", "What the run learned about the data",
                   "Nobody said which pairs are one person. The run sorted all pairs of records into these "
                   "kinds by how their fields "
                   "agree, and learned from that how often each field is right.",
                   html);
}

std::string facts_part(const Report& report)
{
    if (report.facts.empty()) return {};
    std::string html = "<dl class=\"facts\">\n";
    for (const Fact& fact : report.facts) {
        const bool digest =
            fact.value.size() >= 32 && fact.value.find_first_not_of("0123456789abcdef") == std::string::npos;
        html += fmt::format("<div><dt>{}</dt><dd{}>{}</dd></div>\n", escaped(fact.name),
                            digest ? " class=\"digest\"" : "", escaped(fact.value));
    }
    return section(
        "facts", "Parameters and digests",
        "What was run on what: the same parameters and files give the same result, on any machine.",
        html + "</dl>\n");
}

std::string machine_part(const Report& report)
{
    if (report.machine.stages.empty()) return {};
    double all = 0, longest = 1e-9;
    for (const Stage& stage : report.machine.stages) {
        all += stage.seconds;
        longest = std::max(longest, stage.seconds);
    }
    std::string html = "<table class=\"bars\"><caption>Time and memory by stage</caption><thead><tr><th "
                       "scope=\"col\">stage</th><th></th><th scope=\"col\">time</th>"
                       "<th scope=\"col\">peak memory so far</th></tr></thead><tbody>\n";
    for (const Stage& stage : report.machine.stages)
        html += fmt::format(
            "<tr><th scope=\"row\">{}</th><td class=\"barcell\">{}</td><td>{}</td><td>{}</td></tr>\n",
            escaped(stage.name), bar(stage.seconds / longest), seconds_text(stage.seconds),
            memory_text(stage.peak_memory));
    return section(
        "machine", "Time and memory",
        fmt::format("{} in all, with the kernel {} on {}. This part alone differs from run to run.",
                    seconds_text(all),
                    escaped(report.machine.kernel.empty() ? "of this machine" : report.machine.kernel),
                    plural(report.machine.threads, "thread", "threads")),
        html + "</tbody></table>\n");
}

} // namespace gauze::linkage::report
