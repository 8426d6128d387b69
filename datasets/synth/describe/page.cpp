// The sheet as one HTML file. It asks for nothing (the policy in its head forbids it to), has no script,
// reads well without its style, and prints.
#include "datasets/synth/describe/sheet.hpp"
#include "datasets/synth/describe/svg.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::synth::describe {

namespace {

constexpr std::string_view style = R"css(
:root { --ink: #1b2a33; --soft: #5c6b75; --line: #dfe5e8; --paper: #ffffff; --wash: #f4f7f8;
  --bar: #2f7f86; --other: #8a6fa8; --mark: #d1495b; --third: #c98a1b; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--wash); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
main, header, nav, footer { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 36px; }
h1 { font-size: 30px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -0.01em; }
h2 { font-size: 21px; margin: 0 0 4px; }
h3 { font-size: 15px; margin: 0 0 8px; }
p { margin: 0 0 10px; max-width: 78ch; }
.lead, .about, .remark, footer { color: var(--soft); }
.remark { font-size: 13px; }
dl.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 10px; margin: 18px 0; }
dl.facts div { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; }
dl.facts dt { color: var(--soft); font-size: 12px; }
dl.facts dd { margin: 0; font-size: 15px; line-height: 1.35; font-weight: 600; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: 6px 18px; list-style: none; padding: 0; margin: 0 0 18px; }
a { color: #1f6a71; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 22px 24px 8px;
  margin: 0 0 18px; }
.tables { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 36px; }
.table { padding: 16px 0; border-top: 1px solid var(--line); }
.table.wide { grid-column: 1 / -1; }
.table.tall { grid-row: span 2; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 28px; align-items: start; }
.pair.alone { grid-template-columns: minmax(0, 1fr); }
.pair.alone svg { max-width: 640px; }
svg { width: 100%; height: auto; display: block; font-size: 12px; }
svg text { fill: var(--ink); }
svg .tick { fill: var(--soft); font-size: 11px; }
svg .band { font-size: 11px; }
svg .head { font-weight: 600; }
svg .value { font-variant-numeric: tabular-nums; }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .bar { fill: var(--bar); }
svg .bar.other { fill: var(--other); }
svg .reference { stroke: var(--mark); stroke-width: 2.5; }
svg .curve { fill: none; stroke-width: 2; }
svg .c0 { stroke: var(--bar); } svg .c1 { stroke: var(--other); }
svg .c2 { stroke: var(--third); } svg .c3 { stroke: var(--ink); }
svg .documented { stroke-dasharray: 2 4; stroke-linecap: round; stroke-width: 3; }
.legend { font-size: 12px; color: var(--soft); display: flex; gap: 18px; margin: 4px 0 0; }
.legend i { display: inline-block; width: 14px; height: 10px; background: var(--bar); margin-right: 6px; }
.legend i.tick { width: 3px; height: 14px; background: var(--mark); vertical-align: -2px; }
.legend i.line { height: 2px; vertical-align: 4px; }
.legend i.dots { height: 0; background: none; border-top: 3px dotted var(--bar); vertical-align: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 3px 6px; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { color: var(--soft); font-weight: 500; }
th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal; min-width: 7em; }
td.source { color: var(--soft); }
details > summary { cursor: pointer; color: #1f6a71; padding: 4px 0; }
footer { padding-bottom: 40px; font-size: 13px; }
footer dt { font-weight: 600; color: var(--ink); } footer dd { margin: 0 0 6px; }
@media (max-width: 860px) { .pair, .tables { grid-template-columns: minmax(0, 1fr); } }
@media print { body { background: none; font-size: 11px; } nav { display: none; }
  section, dl.facts div { border: 0; padding: 0; } .table { break-inside: avoid; }
  svg { max-width: 12cm; } }
)css";

std::string anchor(std::size_t section) { return fmt::format("s{}", section + 1); }

bool any_documented(const Table& table)
{
    return std::any_of(table.figures.begin(), table.figures.end(),
                       [](const Figure& figure) { return figure.documented.has_value(); });
}

std::string beside_documented(const Figure& figure, Unit unit)
{
    const auto sigma = in_standard_errors(figure), off = relative(figure);
    return fmt::format(
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"source\">{}</td></tr>\n",
        escaped(figure.name), shown(figure.documented, unit), shown(figure.measured, unit),
        off ? fmt::format("{:+.1f} %", *off * 100) : "", sigma ? fmt::format("{:+.1f}", *sigma) : "",
        escaped(figure.source));
}

std::string alone(const Figure& figure, Unit unit)
{
    return fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", escaped(figure.name),
                       shown(figure.measured, unit), shown(figure.standard_error, unit));
}

std::string grid_of(const Table& table)
{
    if (table.figures.empty()) return {};
    const bool both = any_documented(table);
    std::string rows =
        fmt::format("<div class=\"scroll\"><table><thead><tr><th></th>{}</tr></thead><tbody>\n",
                    both ? "<th>documented</th><th>measured</th><th>relative</th>"
                           "<th title=\"difference in standard errors\">in s.e.</th><th>source</th>"
                         : "<th>measured</th><th title=\"standard error\">s.e.</th>");
    for (const Figure& figure : table.figures)
        rows += both ? beside_documented(figure, table.unit) : alone(figure, table.unit);
    return rows + "</tbody></table></div>\n";
}

std::string legend_of(const Table& table)
{
    if (table.drawing == Drawing::curves)
        return "<p class=\"legend\"><span><i class=\"line\"></i>measured</span>"
               "<span><i class=\"dots\"></i>documented</span></p>\n";
    return fmt::format("<p class=\"legend\"><span><i></i>measured</span>{}</p>\n",
                       any_documented(table) ? "<span><i class=\"tick\"></i>documented</span>" : "");
}

std::string shown_table(const Table& table)
{
    const std::string chart = to_svg(table);
    // A pyramid's lines are read in the drawing, which names each.
    const std::string grid = table.drawing == Drawing::pyramid ? std::string() : grid_of(table);
    std::string body;
    if (!table.remark.empty()) body += fmt::format("<p class=\"remark\">{}</p>\n", escaped(table.remark));
    const bool both = !chart.empty() && !grid.empty();
    body += fmt::format("<div class=\"pair{}\">\n", both ? "" : " alone");
    if (!chart.empty()) body += fmt::format("<div>{}{}</div>\n", chart, legend_of(table));
    body += grid + "</div>\n";
    if (table.detail)
        return fmt::format("<details class=\"table wide\"><summary>{}</summary>\n{}</details>\n",
                           escaped(table.title), body);
    const char* const place = table.drawing == Drawing::pyramid ? " tall" : both ? " wide" : "";
    return fmt::format("<div class=\"table{}\"><h3>{}</h3>\n{}</div>\n", place, escaped(table.title), body);
}

std::string facts_and_contents(const Sheet& sheet)
{
    std::string html = "<dl class=\"facts\">\n";
    for (const auto& [name, value] : sheet.facts)
        html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(name), escaped(value));
    html += "</dl>\n</header>\n<nav><ul>\n";
    for (std::size_t i = 0; i < sheet.sections.size(); ++i)
        html += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", anchor(i), escaped(sheet.sections[i].title));
    return html + "</ul></nav>\n";
}

} // namespace

std::string to_page(const Sheet& sheet)
{
    std::string html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<header>\n<h1>{0}</h1>\n"
        "<p class=\"lead\">What was measured in made data, beside what is documented of real data.</p>\n",
        escaped(sheet.title), style);
    html += facts_and_contents(sheet) + "<main>\n";
    for (std::size_t i = 0; i < sheet.sections.size(); ++i) {
        const Section& section = sheet.sections[i];
        html += fmt::format("<section id=\"{}\"><h2>{}</h2>\n<p class=\"about\">{}</p>\n", anchor(i),
                            escaped(section.title), escaped(section.about));
        html += "<div class=\"tables\">\n";
        for (const Table& table : section.tables) html += shown_table(table);
        html += "</div></section>\n";
    }
    html += "</main>\n<footer>\n<h2>Sources</h2>\n<p>Differences in standard errors (s.e.) take the "
            "neighbourhood "
            "as what was drawn. In a large population every small rounding of a source is many of them: read "
            "them beside the relative difference.</p>\n<dl>\n";
    for (const Source& source : sheet.sources)
        html += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(source.key), escaped(source.text));
    return html + "</dl>\n</footer>\n</body>\n</html>\n";
}

} // namespace gauze::synth::describe
