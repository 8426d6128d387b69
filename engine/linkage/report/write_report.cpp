#include "engine/linkage/report/write_report.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/report/report_html.hpp"
#include "engine/linkage/report/report_json.hpp"
#include "engine/linkage/report/withhold.hpp"

namespace gauze::linkage::report {

namespace {

void write(const std::filesystem::path& path, std::string_view text)
{
    FileWriter file(path, FileMode::owner_only);
    file.write(text);
    file.close();
}

} // namespace

void write_report(Report report, const OutputFolder& out)
{
    withhold_small_counts(report);
    const Json json = to_json(report);
    write(out.file("report.json"), json.pretty());
    // The page is made of what stands in the file, so that both have the same figures to the last digit.
    write(out.file("report.html"), to_html(report_from(json, "report.json")));
}

void rewrite_report(const std::filesystem::path& run)
{
    const std::filesystem::path json = run / "report.json";
    if (!std::filesystem::is_directory(run))
        throw Error(Exit::input_missing, run.string() + " is no folder",
                    "name the folder that `gauze link` made");
    const Report report =
        report_from(Json::parse(read_small_file(json, std::size_t{64} << 20), json.string()), json.string());
    write_whole_file(run / "report.html", to_html(report), FileMode::owner_only, Existing::replace);
}

} // namespace gauze::linkage::report
