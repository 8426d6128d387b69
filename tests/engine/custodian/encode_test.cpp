#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/custodian/encode.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/table_file.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

using test::read_file;
using test::TemporaryFolder;
using test::write_file;

constexpr std::string_view policy_text = R"(
[project]
id = "study"
profile = "plain"
[[party]]
name = "hospital"
id = "ref"
[[party]]
name = "school"
[[field]]
name = "given"
kind = "given-name"
column = "forename"
[[field]]
name = "family"
kind = "family-name"
column = "surname"
[[field]]
name = "dob"
kind = "date"
[payload]
hospital = ["weight", "note"]
)";

class Encode : public testing::Test {
protected:
    void SetUp() override { project::be_quiet(true); }
    TemporaryFolder folder_;
    project::Policy policy_ = project::parse_policy(policy_text, "policy.toml");
    ProjectKey key_ = ProjectKey::for_tests("study", "1");
    static constexpr std::string_view header = "ref,forename,surname,dob,weight,note\n";

    EncodeSummary run(const std::string& content, const std::string& out = "out",
                      const std::function<void(EncodeOptions&)>& change = {})
    {
        write_file(folder_ / "births.csv", content);
        EncodeOptions options{.party = "hospital",
                              .input = folder_ / "births.csv",
                              .out = folder_ / out,
                              .existing = Existing::refuse,
                              .most_rejected = {},
                              .test_seed = "7"};
        if (change) change(options);
        return encode(policy_, key_, options);
    }
    bloom::EncodedFile encoded(const std::string& out = "out")
    {
        return bloom::EncodedFile(folder_ / out / "to-linkage-unit/hospital.gauze");
    }
    void declare(const std::string& format)
    {
        std::string text(policy_text);
        text.replace(text.find("kind = \"date\""), 13, "kind = \"date\"\nformats = [\"" + format + "\"]");
        policy_ = project::parse_policy(text, "policy.toml");
    }
    template <class Action>
    static Exit code_of(Action action)
    {
        try {
            action();
        } catch (const Error& error) {
            return error.code();
        }
        return Exit::ok;
    }
    static std::string people(int n)
    {
        std::string text(header);
        for (int i = 0; i < n; ++i)
            text += fmt::format("R{},Anna{},Smith{},{}-0{}-1{},{},n{}\n", i, char('a' + i % 26),
                                char('a' + i / 26 % 26), 1950 + i % 60, 1 + i % 9, i % 10, 2000 + i, i);
        return text;
    }
};

TEST_F(Encode, AccountsForEveryRow)
{
    declare("YYYY-MM-DD");
    const auto summary = run(std::string(header) + "1,Anna,Smith,1990-02-03,3000,x\n"
                                                   "2,,,,2500,y\n"            // nothing to compare
                                                   "3,Ben,Jones,1991-02-03\n" // ragged
                                                   "\n"                       // blank: no row
                                                   "4,Zo\xc3\xab,O'Brien,31-31-31,1,z\n");
    EXPECT_EQ(summary.counts.read, 4u);
    EXPECT_EQ(summary.counts.encoded, 2u);
    EXPECT_EQ(summary.counts.excluded, 1u);
    EXPECT_EQ(summary.counts.rejected, 1u);
    EXPECT_EQ(summary.blank_lines, 1u);
    EXPECT_EQ(encoded().rows(), 2u);
    EXPECT_EQ(read_file(folder_ / "out/stays-here/rejects.csv"),
              "file,row,line,column,reason,consequence\n"
              "births.csv,2,3,,no field to compare,row excluded\n"
              "births.csv,3,4,,another number of cells than the header,row rejected\n"
              "births.csv,4,6,dob,not a date of this format,treated as missing\n");
}

TEST_F(Encode, PutsPayloadAndLedgerUnderTheTokensOfTheEncodings)
{
    run(people(50));
    std::set<std::string> tokens;
    const auto file = encoded();
    for (const auto& token : file.tokens()) tokens.insert(to_text(token));

    const project::TableFile payload(folder_ / "out/to-researcher/hospital.payload", "payload");
    EXPECT_EQ(payload.columns(), (std::vector<std::string>{"row_token", "weight", "note"}));
    std::map<std::string, std::string> weight_of;
    payload.each_row([&](std::span<const std::string_view> c) { weight_of[std::string(c[0])] = c[1]; });
    const project::TableFile ledger(folder_ / "out/stays-here/ledger.table", "ledger");
    ledger.each_row([&](std::span<const std::string_view> c) {
        EXPECT_TRUE(tokens.contains(std::string(c[0])));
        const int row = std::stoi(std::string(c[1]));
        EXPECT_EQ(c[2], fmt::format("R{}", row - 1));
        EXPECT_EQ(weight_of.at(std::string(c[0])), std::to_string(2000 + row - 1));
    });
    EXPECT_EQ(ledger.rows(), 50u);
    EXPECT_EQ(payload.rows(), 50u);
}

TEST_F(Encode, WritesNoIdentifierIntoWhatLeaves)
{
    run(people(50));
    const std::string leaves = read_file(folder_ / "out/to-linkage-unit/hospital.gauze") +
                               read_file(folder_ / "out/to-researcher/hospital.payload");
    for (const char* part : {"Anna", "ANNA", "Smith", "SMITH", "1950-01", "R17", "births.csv"})
        EXPECT_EQ(leaves.find(part), std::string::npos) << part;
}

TEST_F(Encode, WritesTheSameBytesWithOneThreadAndWithMany)
{
    set_threads(1);
    run(people(3000), "one");
    set_threads(4);
    run(people(3000), "many");
    set_threads(0);
    for (const char* name :
         {"to-linkage-unit/hospital.gauze", "to-researcher/hospital.payload", "stays-here/ledger.table"})
        EXPECT_EQ(read_file(folder_ / "one" / name), read_file(folder_ / "many" / name)) << name;
}

TEST_F(Encode, GivesARecordTheSameFilterWhereverItStandsInTheFile)
{
    std::string forwards(header), backwards(header);
    std::vector<std::string> lines;
    const std::string text = people(200).substr(header.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at) + 1;
        lines.push_back(text.substr(at, end - at));
        at = end;
    }
    for (const auto& line : lines) forwards += line;
    std::ranges::reverse(lines);
    for (const auto& line : lines) backwards += line;
    run(forwards, "f");
    run(backwards, "b");
    EXPECT_EQ(read_file(folder_ / "f/to-linkage-unit/hospital.gauze"),
              read_file(folder_ / "b/to-linkage-unit/hospital.gauze"));
}

// The place of a record in the output says nothing about its place in the input: over 2,000 rows the rank
// correlation of independent orders has a standard deviation of 1 / sqrt(1999) = .022.
TEST_F(Encode, GivesTokensThatDoNotDependOnThePositionOfTheRow)
{
    for (const bool seeded : {true, false}) {
        const std::string out = seeded ? "seeded" : "random";
        run(people(2000), out, [&](EncodeOptions& o) {
            if (!seeded) o.test_seed.reset();
        });
        std::vector<double> rows;
        const project::TableFile ledger(folder_ / out / "stays-here/ledger.table", "ledger");
        ledger.each_row(
            [&](std::span<const std::string_view> c) { rows.push_back(std::stod(std::string(c[1]))); });
        double sum = 0;
        const double n = static_cast<double>(rows.size()), mean = (n + 1) / 2;
        for (std::size_t i = 0; i < rows.size(); ++i)
            sum += (rows[i] - mean) * (static_cast<double>(i + 1) - mean);
        EXPECT_LT(std::abs(sum / (n * (n * n - 1) / 12)), 5 / std::sqrt(n)) << out;
    }
}

TEST_F(Encode, NeverGivesTwoSubmissionsTheSameToken)
{
    const auto fresh = [](EncodeOptions& o) { o.test_seed.reset(); };
    run(people(100), "first", fresh);
    run(people(100), "second", fresh);
    std::set<RowToken> tokens;
    for (const char* out : {"first", "second"}) {
        const auto file = encoded(out);
        tokens.insert(file.tokens().begin(), file.tokens().end());
    }
    EXPECT_EQ(tokens.size(), 200u);
}

TEST_F(Encode, GivesUnrelatedFiltersUnderAnotherKey)
{
    run(people(200), "one");
    key_ = ProjectKey::for_tests("study", "2");
    run(people(200), "two");
    const auto one = encoded("one"), two = encoded("two");
    const auto common = [&](std::size_t r, std::size_t q) {
        int bits = 0;
        for (std::size_t w = 0; w < 16; ++w)
            bits += std::popcount(one.view(0).row(r)[w] & two.view(0).row(q)[w]);
        return bits;
    };
    // The same seed gives a record the same token, so it stands in the same row of both. It must share no
    // more bits with itself under the other key than with everybody else.
    double with_itself = 0, with_others = 0;
    const std::size_t n = one.rows();
    for (std::size_t r = 0; r < n; ++r)
        for (std::size_t q = 0; q < n; ++q) (r == q ? with_itself : with_others) += common(r, q);
    EXPECT_NEAR(with_itself * static_cast<double>(n - 1) / with_others, 1.0, 0.1);
}

TEST_F(Encode, WritesNothingWhenTheRunFails)
{
    const auto before = folder_.entries() + 1; // births.csv
    EXPECT_EQ(code_of([&] { run(""); }), Exit::bad_data);
    EXPECT_EQ(code_of([&] { run(std::string(header)); }), Exit::bad_data);
    EXPECT_EQ(code_of([&] { run("ref,forename,dob,weight,note\n1,A,1990-01-01,1,x\n"); }), Exit::bad_data);
    EXPECT_EQ(code_of([&] { run(std::string(header) + "1,,,,1,x\n"); }), Exit::bad_data);
    EXPECT_EQ(code_of([&] {
                  run(std::string(header) + "1,Anna\n2,Anna,Smith,1990-01-01,1,x\n", "out",
                      [](EncodeOptions& o) { o.most_rejected = 0; });
              }),
              Exit::bad_data);
    EXPECT_EQ(code_of([&] { run(people(3), "out", [](EncodeOptions& o) { o.party = "stranger"; }); }),
              Exit::usage);
    EXPECT_EQ(folder_.entries(), before);
}

TEST_F(Encode, AsksWhenDatesCanBeReadInTwoWaysAndTakesTheAnswerOfThePolicy)
{
    const std::string text =
        std::string(header) + "1,Anna,Smith,01/02/1990,1,x\n2,Ben,Jones,03/04/1991,2,y\n";
    EXPECT_EQ(code_of([&] { run(text); }), Exit::bad_data);
    declare("DD/MM/YYYY");
    EXPECT_EQ(run(text).counts.encoded, 2u);
}

TEST_F(Encode, RefusesADeclaredDateFormatThatIsNotTheFiles)
{
    declare("DD/MM/YYYY");
    EXPECT_EQ(code_of([&] { run(people(20)); }), Exit::bad_data);
    declare("YYYY-MM-DD");
    EXPECT_EQ(run(people(20)).counts.encoded, 20u);
}

TEST_F(Encode, NamesAMissingColumnButNeverWhatStandsInTheFirstRow)
{
    try {
        run("Catherine,Earnshaw,1765-01-01\nHeathcliff,,1764-01-01\n");
        FAIL();
    } catch (const Error& error) {
        const std::string said = error.what() + error.hint();
        EXPECT_NE(said.find("forename"), std::string::npos);
        EXPECT_EQ(said.find("Catherine"), std::string::npos);
        EXPECT_EQ(said.find("Earnshaw"), std::string::npos);
    }
}

TEST_F(Encode, EmptiesAPayloadCellThatIsNoUtf8AndSaysSo)
{
    // One cell of good UTF-8 shows that the file is UTF-8, so the other is a fault and not Windows-1252.
    run(std::string(header) + "1,Zo\xc3\xab,Smith,1990-01-01,1,x\xff\n");
    const project::TableFile payload(folder_ / "out/to-researcher/hospital.payload", "payload");
    payload.each_row([](std::span<const std::string_view> c) { EXPECT_EQ(c[2], ""); });
    EXPECT_NE(read_file(folder_ / "out/stays-here/rejects.csv").find("note,"), std::string::npos);
}

TEST_F(Encode, RefusesOneReferenceTwiceUnderATestSeed)
{
    EXPECT_EQ(code_of([&] {
                  run(std::string(header) + "1,Anna,Smith,1990-01-01,1,x\n1,Ben,Jones,1991-01-01,2,y\n");
              }),
              Exit::bad_data);
}

TEST_F(Encode, ReadsWindows1252AndUtf16AsTheSamePeople)
{
    const auto row = [](std::string name) {
        return std::string(header) + "1," + name + ",Smith,1990-01-01,1,x\n";
    };
    run(row("Zo\xc3\xab"), "utf8");
    run(row("Zo\xeb"), "cp1252");
    std::string utf16 = "\xff\xfe";
    for (const char c : row("Zo\xeb")) (utf16 += c) += '\0';
    run(utf16, "utf16");
    for (const char* other : {"cp1252", "utf16"})
        EXPECT_EQ(read_file(folder_ / "utf8/to-linkage-unit/hospital.gauze"),
                  read_file(folder_ / other / "to-linkage-unit/hospital.gauze"))
            << other;
}

} // namespace
} // namespace gauze::custodian
