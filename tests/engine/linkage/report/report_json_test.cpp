#include "bloom/base/error.hpp"
#include "engine/linkage/report/report_html.hpp"
#include "engine/linkage/report/report_json.hpp"
#include "engine/linkage/report/withhold.hpp"
#include "engine/linkage/report/write_report.hpp"
#include "tests/engine/linkage/report/made_report.hpp"
#include "tests/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace {

using namespace gauze;
using namespace gauze::linkage::report;
using test::TemporaryFolder;
using test::write_file;

Report safe(Report report)
{
    withhold_small_counts(report);
    return report;
}

TEST(ReportJson, ReadBackSaysTheSame)
{
    for (Report (*make)() :
         {test::lively_report, test::hostile_report, test::dice_report, test::empty_report}) {
        const std::string text = to_json(safe(make())).pretty();
        const Report back = report_from(Json::parse(text, "report.json"), "report.json");
        EXPECT_EQ(to_json(back).pretty(), text);
    }
}

TEST(ReportJson, OfAnotherMachineDiffersInItsMachineAlone)
{
    Report one = safe(test::lively_report()), other = one;
    other.machine = {"scalar", 1, {{"receive", 9.5, 7}, {"score", 1e4, 8}}};
    Json first = to_json(one), second = to_json(other);
    EXPECT_NE(first.line(), second.line());
    EXPECT_EQ(first.set_null("machine").line(), second.set_null("machine").line());
    const auto without_machine = [](std::string page) {
        const std::size_t from = page.find("<section id=\"machine\""), to = page.find("</section>", from);
        return page.erase(from, to - from);
    };
    EXPECT_EQ(without_machine(to_html(one)), without_machine(to_html(other)));
}

TEST(ReportJson, RefusesWhatIsNoReportAndNamesTheMember)
{
    const std::string good = to_json(safe(test::lively_report())).pretty();
    const auto refused = [&](const std::string& what, const std::string& instead, const std::string& named) {
        std::string text = good;
        const std::size_t at = text.find(what);
        ASSERT_NE(at, std::string::npos) << what;
        text.replace(at, what.size(), instead);
        try {
            (void)report_from(Json::parse(text, "r.json"), "r.json");
            FAIL() << what << " became " << instead;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::bad_data);
            EXPECT_NE(std::string(error.what()).find(named), std::string::npos) << error.what();
        }
    };
    refused("gauze linkage report", "something else", "not the report");
    refused("\"version\": 1", "\"version\": 2", "another version");
    refused("\"precision\": ", "\"precision\": 7, \"x\": ", "precision");
    refused("\"records\": ", "\"records\": -", "records");
    refused("\"b\": 1", "\"b\": 3", "\"b\"");
    refused("\"candidates\": ", "\"candidates\": 1.5, \"x\": ", "candidates");
    refused("\"cluster_sizes\"", "\"sizes\"", "cluster_sizes");
    refused("\"hospital\"\n", "\"nobody\"\n", "unknown party");
    refused("\"scale\": \"log-odds\"", "\"scale\": \"furlong\"", "scale");
}

TEST(WriteReport, WritesBothFilesAndMakesThePageAnewFromTheOther)
{
    const TemporaryFolder folder;
    {
        OutputFolder out(folder / "run", "link test", Existing::refuse);
        write_report(test::lively_report(), out);
        out.commit();
    }
    const auto page = folder / "run" / "report.html";
    const std::string first = read_small_file(page);
    const std::string json = read_small_file(folder / "run" / "report.json");
    std::filesystem::remove(page);
    rewrite_report(folder / "run");
    EXPECT_EQ(read_small_file(page), first);
    rewrite_report(folder / "run"); // over an older one
    EXPECT_EQ(read_small_file(page), first);
    EXPECT_EQ(read_small_file(folder / "run" / "report.json"), json);
}

TEST(WriteReport, SaysWhatIsMissing)
{
    const TemporaryFolder folder;
    const auto code_of = [&](const std::filesystem::path& run) {
        try {
            rewrite_report(run);
        } catch (const Error& error) {
            return error.code();
        }
        return Exit::ok;
    };
    EXPECT_EQ(code_of(folder / "nowhere"), Exit::input_missing);
    std::filesystem::create_directory(folder / "run");
    EXPECT_EQ(code_of(folder / "run"), Exit::input_missing);
    write_file(folder / "run" / "report.json", "{\"kind\": \"gauze");
    EXPECT_EQ(code_of(folder / "run"), Exit::bad_data);
    EXPECT_FALSE(std::filesystem::exists(folder / "run" / "report.html"));
}

} // namespace
