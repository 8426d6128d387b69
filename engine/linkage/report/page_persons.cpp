// Who shares whom: links by party pair, what blocking lost, sizes of persons, and the overlap of parties.
#include "engine/linkage/report/charts.hpp"
#include "engine/linkage/report/page_parts.hpp"
#include "engine/linkage/report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::linkage::report {

namespace {

// ---- Party by party

std::string estimate_cell(const Estimated& figure)
{
    return fmt::format("<td><strong>{}</strong><br><small>{}</small></td>", percent(figure.value),
                       interval(figure));
}

std::string between_table(const Report& report)
{
    const bool expected = std::ranges::any_of(
        report.between, [](const BetweenParties& one) { return one.expected.has_value(); });
    std::string html =
        fmt::format("<div class=\"scroll\"><table><caption>Links between parties</caption><thead><tr><th "
                    "scope=\"col\">between</th>"
                    "<th scope=\"col\">candidates</th><th scope=\"col\">links</th>{}</tr></thead><tbody>\n",
                    expected ? "<th scope=\"col\">expected precision</th><th scope=\"col\">expected "
                               "recall</th><th scope=\"col\">expected F1</th>"
                             : "");
    for (const BetweenParties& one : report.between) {
        html +=
            fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td>",
                        escaped(names_of(report, one.a, one.b)), grouped(one.candidates), shown(one.links));
        if (one.expected)
            html += estimate_cell(one.expected->precision) + estimate_cell(one.expected->recall) +
                    estimate_cell(one.expected->f1);
        else if (expected)
            html += "<td>not stated</td><td></td><td></td>";
        html += "</tr>\n";
    }
    return html + "</tbody></table></div>\n";
}

std::string lost_between(const Report& report, const BetweenParties& one)
{
    const std::string names = escaped(names_of(report, one.a, one.b));
    const Lost& lost = *one.lost;
    if (lost.share.low <= 0 && lost.share.high >= 1)
        return fmt::format("<li><strong>{}:</strong> not known. {} met nobody who looks alike.</li>\n", names,
                           plural(lost.sampled, "record of the sample", "records of the sample"));
    return fmt::format(
        "<li><strong>{}:</strong> {} of the pairs that look alike were never compared (95 % interval {}). "
        "To find out, {} were compared with every record of the other side.</li>\n",
        names, percent(lost.share.value), interval(lost.share),
        plural(lost.sampled, "record of the first file", "records of the first file"));
}

std::string lost_words(const Report& report)
{
    std::string html = "<h3>What blocking lost</h3>\n";
    if (report.all_compared)
        return html + "<p>Nothing: every record was compared with every record of the other side.</p>\n";
    std::string list;
    for (const BetweenParties& one : report.between)
        if (one.lost) list += lost_between(report, one);
    if (list.empty())
        return html + "<p>Not every pair was compared, and what that lost was not measured.</p>\n";
    return html + "<ul>\n" + list +
           "</ul>\n<p class=\"about\">Pairs that do not look alike in anything that was encoded are not in "
           "this "
           "figure.</p>\n";
}

// ---- Persons

std::uint64_t most(const auto& list)
{
    std::uint64_t largest = 1;
    for (const auto& item : list) largest = std::max(largest, item.persons.value);
    return largest;
}

std::string bar_row(const std::string& name, const Count& persons, std::uint64_t largest)
{
    return fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"barcell\">{}</td><td>{}</td></tr>\n", name,
        persons.withheld ? "" : bar(static_cast<double>(persons.value) / static_cast<double>(largest)),
        shown(persons));
}

std::string sizes(const Report& report)
{
    if (report.cluster_sizes.empty()) return {};
    std::string html = "<div class=\"block\"><h3>How many records a person has</h3>\n<table "
                       "class=\"bars\"><caption>Persons by "
                       "number of records</caption><thead><tr><th scope=\"col\">records</th><th></th><th "
                       "scope=\"col\">persons"
                       "</th></tr></thead><tbody>\n";
    for (const ClusterSize& size : report.cluster_sizes) {
        const std::string name = size.to == 0           ? fmt::format("{} or more", size.from)
                                 : size.to == size.from ? std::to_string(size.from)
                                                        : fmt::format("{} to {}", size.from, size.to);
        html += bar_row(name, size.persons, most(report.cluster_sizes));
    }
    return html + "</tbody></table></div>\n";
}

std::string chips(const Report& report, const std::vector<std::uint32_t>& parties)
{
    std::string html;
    for (const std::uint32_t p : parties)
        html += fmt::format("<span class=\"chip\">{}</span> ", escaped(report.sources[p].party));
    return html;
}

std::string combinations(const Report& report)
{
    if (report.sources.size() < 2) return {};
    if (report.combinations.empty())
        return "<div class=\"block\"><h3>In which files persons are</h3><p>There are too many files to list "
               "every combination.</p></div>\n";
    std::string html = "<div class=\"block\"><h3>In which files persons are</h3>\n<table class=\"bars "
                       "wide\"><caption>Persons by "
                       "the files that hold them, in these and no other</caption><thead><tr><th "
                       "scope=\"col\">files</th><th></th>"
                       "<th scope=\"col\">persons</th></tr></thead><tbody>\n";
    for (const Combination& one : report.combinations)
        html += bar_row(chips(report, one.parties), one.persons, most(report.combinations));
    if (report.other_combinations)
        html += bar_row(plural(report.other_combinations_number, "other combination", "other combinations"),
                        report.other_combinations->persons, most(report.combinations));
    return html + "</tbody></table></div>\n";
}

// One of eight shades for a share.
std::string shade(const Count& count, std::uint64_t of)
{
    if (count.withheld || of == 0) return "h0";
    const double share = static_cast<double>(count.value) / static_cast<double>(of);
    return fmt::format("h{}", count.value == 0 ? 0 : std::clamp(static_cast<int>(share * 8) + 1, 1, 8));
}

std::string matrix(const Report& report)
{
    const auto parties = static_cast<std::uint32_t>(report.sources.size());
    if (parties < 3 || report.in_both.empty()) return {};
    const auto count_of = [&](std::uint32_t a, std::uint32_t b) {
        for (const InBoth& one : report.in_both)
            if (one.a == std::min(a, b) && one.b == std::max(a, b)) return one.persons;
        return Count{};
    };
    std::string html = "<div class=\"block\"><h3>Persons that two files share</h3>\n<div "
                       "class=\"scroll\"><table class=\"heat\"><caption>Persons "
                       "with records in both files, whoever else has them. The darker, the larger the part "
                       "of the smaller file."
                       "</caption><thead><tr><td></td>";
    for (const Source& source : report.sources)
        html += fmt::format("<th scope=\"col\">{}</th>", escaped(source.party));
    html += "</tr></thead><tbody>\n";
    for (std::uint32_t a = 0; a < parties; ++a) {
        html += fmt::format("<tr><th scope=\"row\">{}</th>", escaped(report.sources[a].party));
        for (std::uint32_t b = 0; b < parties; ++b) {
            const Count count = count_of(a, b);
            const std::uint64_t smaller = std::min(report.sources[a].records, report.sources[b].records);
            html +=
                fmt::format("<td class=\"{}\">{}</td>", a == b ? "own" : shade(count, smaller), shown(count));
        }
        html += "</tr>\n";
    }
    return html + "</tbody></table></div></div>\n";
}

} // namespace

std::string pairs_part(const Report& report)
{
    return section("between", "Party by party",
                   "How many links there are between any two files, and how right they are expected to be.",
                   between_table(report) + lost_words(report));
}

std::string persons_part(const Report& report)
{
    return section("persons", "Persons",
                   "All records of one person together; a record without any link is a person of its own.",
                   "<div class=\"blocks\">\n" + combinations(report) + sizes(report) + matrix(report) +
                       "</div>\n");
}

} // namespace gauze::linkage::report
