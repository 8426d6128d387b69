#include "engine/linkage/report/report_verb.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/json.hpp"
#include "engine/linkage/report/write_report.hpp"

#include <iostream>

#include <fmt/format.h>

namespace gauze::linkage::report {

namespace {

struct ReportVerb {
    std::vector<std::filesystem::path> runs;
    project::Common common;

    Exit run() const
    {
        if (runs.size() != 1)
            throw Error(Exit::usage, "report takes one folder", "the one that `gauze link` made");
        rewrite_report(runs.front());
        const std::string page = (runs.front() / "report.html").string();
        std::cout << (common.json ? Json().set("report", page).pretty()
                                  : fmt::format("{} is made anew; open it in a browser.\n", page));
        return Exit::ok;
    }
};

} // namespace

void add_report_verb(project::CommandLine& program)
{
    static ReportVerb verb;
    program.verb("report", "Make the report of a finished run anew, as a page")
        .paths("OUT", verb.runs, "the folder that `gauze link` made", 1)
        .example("gauze report linked", "report.html from report.json; the figures stay as they are")
        .common(verb.common)
        .does([] { return verb.run(); });
}

} // namespace gauze::linkage::report
