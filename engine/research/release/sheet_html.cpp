// The checkers' sheet as a page: the same look as the linkage report, with a style of its own and no script.
#include "bloom/base/base64.hpp"
#include "bloom/base/clock.hpp"
#include "bloom/base/crypto.hpp"
#include "engine/research/release/checkers_sheet.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::research::release {

namespace {

constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --ink: #17242d; --soft: #55656f; --line: #dbe2e6; --paper: #fff; --wash: #f4f6f8;
  --one: #0b6aa2; --mark: #fff4d6; --mark-ink: #6b4e00; --gone: #eef1f3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4ebef; --soft: #a2b2bc; --line: #2f3d46; --paper: #172127;
  --wash: #0f171c; --one: #62b6ea; --mark: #42360f; --mark-ink: #ffe3a0; --gone: #223039; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--wash); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
header, main, footer { max-width: 1160px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 40px; }
.over { margin: 0; color: var(--soft); font-size: 14px; }
h1 { font-size: 32px; line-height: 1.15; letter-spacing: -.015em; margin: 2px 0 10px; overflow-wrap: anywhere; }
h2 { font-size: 21px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
h3 { font-size: 16px; margin: 18px 0 6px; }
p { margin: 0 0 12px; max-width: 74ch; }
.lead { font-size: 19px; line-height: 1.45; }
.about, footer, small { color: var(--soft); }
:focus-visible { outline: 3px solid var(--one); outline-offset: 2px; }
.warnings { background: var(--mark); color: var(--mark-ink); border-radius: 10px; padding: 14px 20px 10px; margin: 0 0 18px; }
.warnings h2 { font-size: 16px; }
.warnings ul { margin: 4px 0; padding-left: 20px; }
.warnings li { max-width: 84ch; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr)); gap: 12px; margin: 18px 0 14px; }
.tile { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; }
.tile dt { color: var(--soft); font-size: 14px; }
.tile dd { margin: 0; font-size: 27px; line-height: 1.25; font-weight: 650; font-variant-numeric: tabular-nums; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 24px 28px 20px; margin: 0 0 18px; }
.scroll { overflow: auto; max-height: 32rem; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-size: 14.5px; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 12px; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
thead th { position: sticky; top: 0; background: var(--paper); color: var(--soft); font-weight: 600; }
tbody tr:last-child td { border-bottom: 0; }
td.gone { background: var(--gone); color: var(--soft); }
td.why { white-space: normal; min-width: 16rem; }
summary { cursor: pointer; padding: 6px 0; color: var(--one); }
code { font-size: 14px; overflow-wrap: anywhere; }
ol li, ul li { max-width: 84ch; }
@media print { body { background: #fff; } .scroll { max-height: none; } }
)css";

std::string escaped(std::string_view text)
{
    std::string safe;
    for (const char c : text) switch (c) {
        case '&': safe += "&amp;"; break;
        case '<': safe += "&lt;"; break;
        case '>': safe += "&gt;"; break;
        case '"': safe += "&quot;"; break;
        default: safe += c;
        }
    return safe;
}

std::string head(const CheckersSheet& sheet)
{
    std::string digest = "'sha256-";
    append_base64(sha256(bytes_of(style)), digest);
    digest += "'";
    return fmt::format(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; img-src "
        "data:; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n"
        "<title>Release proposal: {}</title>\n<style>{}</style>\n</head>\n",
        digest, escaped(sheet.proposal.project), style);
}

std::string tile(std::string_view name, std::size_t value)
{
    return fmt::format("<div class=\"tile\"><dt>{}</dt><dd>{}</dd></div>\n", name, value);
}

std::string opening(const CheckersSheet& sheet)
{
    const Proposal& proposal = sheet.proposal;
    std::size_t cells = 0, withheld = 0, flags = 0;
    for (const ProposedTable& table : proposal.tables) {
        cells += table.shown.cells.size();
        withheld += table.shown.withheld();
        flags += table.shown.flags.size();
    }
    return fmt::format(
               "<header>\n<p class=\"over\">Proposal for a release, for two checkers. It stays with them and "
               "the researcher.</p>\n<h1>{}: tables for {}</h1>\n<p class=\"lead\">Under the profile {}, "
               "made {}. Nothing is released by this page: that takes the signatures of two different "
               "people.</p>\n<dl class=\"tiles\">\n",
               escaped(proposal.project), escaped(proposal.reader), escaped(proposal.profile),
               escaped(proposal.made)) +
           tile("tables", proposal.tables.size()) + tile("cells", cells) + tile("cells withheld", withheld) +
           tile("lines of a whole group", flags) + tile("earlier releases", proposal.earlier) +
           "</dl>\n</header>\n";
}

std::string look_at(const CheckersSheet& sheet)
{
    std::string text =
        "<div class=\"warnings\" role=\"note\">\n<h2>Look at this before you sign</h2>\n<ul>\n";
    for (const std::string& one : to_look_at(sheet)) text += fmt::format("<li>{}</li>\n", escaped(one));
    return text + "<li>Read every table below as the reader would, who may know some of the people.</li>\n"
                  "</ul>\n</div>\n";
}

std::string table_head(const std::vector<std::string>& names)
{
    std::string text = "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>";
    for (const std::string& name : names) text += fmt::format("<th scope=\"col\">{}</th>", escaped(name));
    return text + "</tr></thead>\n<tbody>\n";
}

std::string grid(const statistics::Sheet& sheet, std::string_view symbol)
{
    std::string text = table_head(sheet.header);
    for (const auto& row : sheet.rows) {
        text += "<tr>";
        for (const std::string& cell : row)
            text += fmt::format("<td{}>{}</td>", cell == symbol ? " class=\"gone\"" : "", escaped(cell));
        text += "</tr>\n";
    }
    return text + "</tbody></table></div>\n";
}

std::string withheld_of(const CheckersSheet& sheet, const std::string& table)
{
    const auto number = std::ranges::count(sheet.withheld, table, &Withheld::table);
    if (number == 0) return "<p>Nothing of this table is withheld.</p>\n";
    std::string text = fmt::format("<details{}><summary>{} withheld, and why</summary>\n",
                                   number <= 40 ? " open" : "", number) +
                       table_head({"cell", "number", "reason", "", "a reader can say at best"});
    for (const Withheld& one : sheet.withheld) {
        if (one.table != table) continue;
        std::string interval;
        if (one.has_interval)
            interval = one.interval.most == disclosure::unbounded
                           ? fmt::format("{} or more", one.interval.least)
                           : fmt::format("{} to {}", one.interval.least, one.interval.most);
        if (!one.wide_enough) interval += " (too close)";
        text += fmt::format("<tr><td>{}</td><td>{}</td><td><code>{}</code></td><td class=\"why\">{}</td>"
                            "<td>{}</td></tr>\n",
                            escaped(one.cell), escaped(one.number), escaped(one.code), escaped(one.reason),
                            interval);
    }
    return text + "</tbody></table></div></details>\n";
}

std::string flags_of(const ProposedTable& table)
{
    if (table.shown.flags.empty()) return {};
    constexpr std::size_t few = 20;
    std::string text = fmt::format("<details{}><summary>{} lines of a whole group</summary>\n<ul>\n",
                                   table.shown.flags.size() <= few ? " open" : "", table.shown.flags.size());
    for (const disclosure::ClassFlag& flag : table.shown.flags)
        text += fmt::format("<li>{}: {}</li>\n", escaped(table.shown.shape.label(flag.cell)),
                            flag.everybody ? "everybody of the group" : "nobody of the group");
    return text + "</ul></details>\n";
}

std::string about_table(const ProposedTable& table)
{
    std::string people = fmt::format("{}, one {} each", table.kind, table.shown.shape.population);
    for (const disclosure::Slice& slice : table.shown.shape.where) {
        people += fmt::format("; only where {} is ", slice.variable);
        for (std::size_t i = 0; i < slice.values.size(); ++i)
            people += (i == 0 ? "" : " or ") + slice.values[i];
    }
    if (table.shown.shape.where.empty()) people += "; of all in the cohort";
    return people;
}

std::string tables_part(const CheckersSheet& sheet)
{
    std::string text;
    for (std::size_t i = 0; i < sheet.proposal.tables.size(); ++i) {
        const ProposedTable& table = sheet.proposal.tables[i];
        text += fmt::format("<section>\n<h2>{}</h2>\n<p class=\"about\">{} <code>{}</code></p>\n",
                            escaped(table.title), escaped(about_table(table)), escaped(table.file));
        text += grid(sheet.tables[i], sheet.profile.symbol) + flags_of(table) +
                withheld_of(sheet, table.name) + "</section>\n";
    }
    return text;
}

std::string rules_part(const CheckersSheet& sheet)
{
    std::string text =
        fmt::format("<section>\n<h2>The rules of the profile {}</h2>\n<ul>\n", escaped(sheet.profile.name));
    for (const std::string& rule : rules_in_words(sheet.profile))
        text += fmt::format("<li>{}</li>\n", escaped(rule));
    text += "</ul>\n</section>\n<section>\n<h2>Earlier releases</h2>\n";
    if (sheet.earlier.empty()) text += "<p>The registry knows of none.</p>\n";
    if (!sheet.earlier.empty())
        text += "<p class=\"about\">What is withheld here was verified against all of these together.</p>\n" +
                table_head({"number", "day", "reader", "tables"});
    for (const EarlierRelease& one : sheet.earlier)
        text += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", one.number,
                            day_text(one.day), escaped(one.reader), one.tables);
    if (!sheet.earlier.empty()) text += "</tbody></table></div>\n";
    return text + "</section>\n";
}

std::string footer(const CheckersSheet& sheet)
{
    return fmt::format(
        "<footer>\n<h2>To sign</h2>\n<ol><li>Read every table and what stands in the yellow box.</li>"
        "<li>If you agree: <code>gauze-research sign-off --policy policy.toml --checker YOUR.party --name "
        "YOUR-NAME --out YOUR-NAME.dsse THIS-FOLDER</code></li><li>If you do not, sign nothing and tell the "
        "researcher; a changed table is another proposal.</li></ol>\n<p>Policy <code>{}</code>. Registry "
        "<code>{}</code>.</p>\n</footer>\n",
        escaped(sheet.proposal.policy), escaped(sheet.proposal.registry));
}

} // namespace

std::string to_html(const CheckersSheet& sheet)
{
    return head(sheet) + "<body>\n" + opening(sheet) + "<main>\n" + look_at(sheet) + tables_part(sheet) +
           rules_part(sheet) + "</main>\n" + footer(sheet) + "</body>\n</html>\n";
}

} // namespace gauze::research::release
