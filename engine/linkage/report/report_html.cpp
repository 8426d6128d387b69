#include "engine/linkage/report/report_html.hpp"

#include "bloom/base/base64.hpp"
#include "bloom/base/crypto.hpp"
#include "engine/linkage/report/page_parts.hpp"
#include "engine/linkage/report/words.hpp"

#include <fmt/format.h>

namespace gauze::linkage::report {

namespace {

// As a Content-Security-Policy names a style or a script that stands in the page.
std::string source_digest(std::string_view text)
{
    std::string digest = "'sha256-";
    append_base64(sha256(bytes_of(text)), digest);
    return digest + "'";
}

std::string head(const Report& report)
{
    return fmt::format(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; script-src "
        "{}; "
        "img-src data:; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n"
        "<title>Linkage report: {}</title>\n<style>{}</style>\n</head>\n",
        source_digest(page_style), source_digest(page_script), escaped(report.title), page_style);
}

std::string footer(const Report& report)
{
    return fmt::format(
        "<footer>\n<h2>Words</h2>\n<dl>"
        "<div><dt>candidate</dt><dd>two records that were alike enough to be judged</dd></div>"
        "<div><dt>link</dt><dd>a candidate decided to be one person</dd></div>"
        "<div><dt>odds</dt><dd>20 : 1 says: of 21 such pairs 20 are one person, and one is not</dd></div>"
        "<div><dt>precision</dt><dd>of the links, the share that is right</dd></div>"
        "<div><dt>recall</dt><dd>of the pairs that truly are one person, the share that is linked</dd></div>"
        "<div><dt>F1</dt><dd>one figure for both, near the lower of the two</dd></div>"
        "<div><dt>95 % interval</dt><dd>in 95 of 100 such runs the true figure lies within</dd></div>"
        "</dl>\n<p>Precision, recall and F1 are expected, not measured: nobody told the program which links "
        "are "
        "right. Counts of persons and links from 1 to {} are withheld, and others by which they could be "
        "worked out; "
        "so they are in the data of this page and in report.json, which has the same figures for programs. "
        "The page "
        "holds no record, no name of a person and no identifier of one.</p>\n</footer>\n",
        report.smallest_count == 0 ? 0 : report.smallest_count - 1);
}

} // namespace

std::string section(std::string_view anchor, std::string_view heading, std::string_view about,
                    const std::string& content)
{
    if (content.empty()) return {};
    return fmt::format(
        "<section id=\"{0}\" aria-labelledby=\"{0}-h\">\n<h2 id=\"{0}-h\">{1}</h2>\n<p class=\"about\">{2}"
        "</p>\n{3}</section>\n",
        anchor, heading, about, content);
}

std::string to_html(const Report& report)
{
    std::string page = head(report) + "<body>\n" + headline_part(report) + "<main>\n";
    for (const auto part : {scores_part, explorer_part, pairs_part, persons_part, fill_part, strata_part,
                            model_part, facts_part, machine_part})
        page += part(report);
    page += "</main>\n" + footer(report);
    return page + fmt::format("<script>{}</script>\n</body>\n</html>\n", page_script);
}

} // namespace gauze::linkage::report
