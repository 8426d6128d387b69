#include "bloom/base/json.hpp"
#include "engine/custodian/encoder.hpp"
#include "engine/custodian/explain.hpp"
#include "engine/custodian/shown_text.hpp"
#include "engine/project/progress.hpp"
#include "tests/engine/custodian/sample_file.hpp"
#include "tests/engine/project/asked_on_a_terminal.hpp"
#include "tests/temporary_folder.hpp"

#include <sstream>

#include <fcntl.h>
#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

constexpr std::string_view policy_text = R"(
[project]
id = "study"
profile = "custom"
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
name = "dob"
kind = "date"
[field.columns.hospital]
day = "d"
month = "m"
year = "y"
[[field]]
name = "home"
kind = "postcode"
columns = { hospital = "postcode" }
[[field]]
name = "spare"
kind = "text"
columns = { school = "note" }
[[view]]
name = "person"
bits = 512
fields = ["given", "dob"]
symbols = 16
[[view]]
name = "place"
bits = 512
fields = ["home"]
[[key]]
name = "born"
parts = ["given:sound", "given:bigram", "dob:year-month"]
[[key]]
name = "area"
parts = ["given", "home:district"]
)";

constexpr std::string_view records = "ref,forename,d,m,y,postcode\n"
                                     "A1,Mary-Ann,13,02,1974,sw1a1aa\n"
                                     "A2,O' Brien,31,2,1974,6167\n"
                                     "A3é,,,,,\n"
                                     "A4,short\n"
                                     "\"A\t5\",\"x\x1b[2J\",,2,1974,\xff\n";

class Explain : public testing::Test {
protected:
    void SetUp() override { project::be_quiet(true); }
    project::Policy policy_ = project::parse_policy(policy_text, "policy.toml");
    const SampleFile file_{records};

    std::string explained(std::string_view rows, bool json = false) const
    {
        std::ostringstream out;
        explain(policy_,
                {.party = "hospital",
                 .input = file_.path(),
                 .rows = row_ranges_from(rows),
                 .json = json,
                 .to_terminal_only = false},
                out);
        return out.str();
    }
    std::vector<Json> as_json(std::string_view rows) const
    {
        std::vector<Json> lines;
        std::istringstream in(explained(rows, true));
        for (std::string line; std::getline(in, line);) lines.push_back(Json::parse(line, "explained"));
        return lines;
    }
};

std::string quoted(std::string_view text)
{
    std::ostringstream out;
    show_quoted(text, out);
    return out.str();
}

using Ranges = std::vector<RowRange>;

TEST(RowRanges, AreReadAscendingAndApart)
{
    EXPECT_EQ(row_ranges_from("17"), (Ranges{{17, 17}}));
    EXPECT_EQ(row_ranges_from("17,1-5"), (Ranges{{1, 5}, {17, 17}}));
    EXPECT_EQ(row_ranges_from("4-9,1-5,9"), (Ranges{{1, 9}}));
    EXPECT_EQ(row_ranges_from("1-3,4"), (Ranges{{1, 3}, {4, 4}}));
    EXPECT_EQ(row_ranges_from("all"), (Ranges{{1, UINT64_MAX}}));
}

TEST(RowRanges, OfAnythingElseAreRefused)
{
    for (const char* text :
         {"", "0", "1,", ",1", "5-1", "a", "1-", "-3", "1 - 2", "1-2-3", "99999999999999999999"})
        EXPECT_EQ(error_of([&] { (void)row_ranges_from(text); })->code(), Exit::usage) << text;
}

TEST_F(Explain, TellsAPersonCellNormalFormTokensAndParts)
{
    EXPECT_EQ(explained("1"), R"(row 1, line 2, reference "A1"
  given: given-name, column "forename"
    cell         "Mary-Ann"
    normal form  MARY ANN
    tokens       _M MA AR RY Y_ _A AN NN N_
    parts        sound MARY, bigram (one token, chosen under the key), exact MARYANN
  dob: date, column "d/m/y"
    cell         "13" / "02" / "1974"
    normal form  19740213
    tokens       y0:1 y1:9 y2:7 y3:4 y:1974 m0:0 m1:2 m:02 d0:1 d1:3 d:13
    parts        year-month 197402
  home: postcode, column "postcode"
    cell         "sw1a1aa"
    normal form  SW1A 1AA
    tokens       0:S 1:W 2:1 3:A -1:A -2:A -3:1 _S SW W1 1A A1 AA A_
    parts        district SW1
  spare: text, which this party does not hold
  view person: yes
  view place: yes
  key born: yes
  key area: yes

)");
}

TEST_F(Explain, NamesTheFaultAndWhatAKeyLacks)
{
    const std::string text = explained("2");
    EXPECT_NE(text.find("    fault        no day of the calendar\n    normal form  19740231\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("    parts        district (none)\n"), std::string::npos);
    EXPECT_NE(text.find("  key born: yes\n  key area: no, without home:district\n"), std::string::npos);
}

TEST_F(Explain, SaysWhatIsLeftOutAndWhatIsRejected)
{
    const std::string text = explained("3-4");
    EXPECT_NE(text.find("    missing      blank, or says that it is not known\n"), std::string::npos) << text;
    EXPECT_NE(text.find("  view person: no, too few of its fields are there\n"), std::string::npos);
    EXPECT_NE(text.find("  excluded: no field to compare\n"), std::string::npos);
    EXPECT_NE(text.find("row 4, line 5, rejected: "), std::string::npos);
}

TEST_F(Explain, LetsNoCellMoveTheCursor)
{
    const std::string text = explained("5");
    EXPECT_NE(text.find(R"("x\u{1b}[2J")"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("\xff")"), std::string::npos);
    EXPECT_NE(text.find(R"(reference "A\t5")"), std::string::npos);
    for (const char c : text) EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~'));
}

TEST_F(Explain, TellsAProgramTheSameInJson)
{
    const std::vector<Json> lines = as_json("1,4");
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].number("row"), 1);
    EXPECT_EQ(lines[0].text("id"), "A1");
    const std::vector<Json> fields = lines[0].objects("fields");
    ASSERT_EQ(fields.size(), 4u);
    EXPECT_EQ(fields[0].line(), R"({"field":"given","normal":"MARY ANN","fault":"","tokens":)"
                                R"(["_M","MA","AR","RY","Y_","_A","AN","NN","N_"],)"
                                R"("parts":{"sound":"MARY","exact":"MARYANN"}})");
    EXPECT_EQ(fields[3].line(), R"({"field":"spare","normal":"","fault":"","tokens":[],"parts":{}})");
    EXPECT_EQ(lines[0].texts("views"), (std::vector<std::string>{"person", "place"}));
    EXPECT_EQ(lines[0].texts("keys"), (std::vector<std::string>{"born", "area"}));
    EXPECT_TRUE(lines[1].has("rejected"));
}

TEST_F(Explain, AgreesWithTheEncoderOnWhatARecordHas)
{
    const Source source = survey(file_.path(), policy_, policy_.party("hospital"));
    const Encoder encoder(policy_, ProjectKey::for_tests("study", "1"), source.fields, "hospital");
    Encoder::Scratch scratch(encoder, 1u << 20);
    CsvReader reader(file_.path(), source.facts);
    RowBlock block(6);
    std::optional<FaultyRow> faulty;
    while (reader.next(block, faulty)) {
    }
    EncodedBlock encoded;
    encoder.encode(block, 0, scratch, encoded);
    const std::vector<Json> lines = as_json("all");
    for (std::size_t r = 0; r < block.size(); ++r) {
        const Json& line = lines[block.number(r) - 1];
        std::vector<std::string> views, keys;
        for (std::size_t v = 0; v < 2; ++v)
            if (encoded.has[v * block.size() + r] != 0) views.push_back(policy_.views[v].name);
        for (std::size_t k = 0; k < 2; ++k)
            if (encoded.has[(2 + k) * block.size() + r] != 0) keys.push_back(policy_.keys[k].name);
        EXPECT_EQ(line.texts("views"), views) << r;
        EXPECT_EQ(line.texts("keys"), keys) << r;
    }
}

TEST_F(Explain, ShowsTheRowsThatAreAskedForAndNoOthers)
{
    const std::vector<Json> lines = as_json("5,2-3");
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[0].number("row"), 2);
    EXPECT_EQ(lines[1].number("row"), 3);
    EXPECT_EQ(lines[2].number("row"), 5);
    EXPECT_EQ(as_json("all").size(), 5u);
    EXPECT_EQ(as_json("4-99").size(), 2u);
}

TEST_F(Explain, SaysWhenTheFileHasNoSuchRow)
{
    const auto error = error_of([&] { (void)explained("2,6-7"); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), Exit::usage);
    EXPECT_NE(std::string(error->what()).find("has 5 rows, row 6 is asked for"), std::string::npos);
}

// In a child, because standard output is the whole process's.
std::string outcome_with_output_to(const char* place, const project::Policy& policy,
                                   const std::filesystem::path& file)
{
    const int output = ::open(place, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (output < 0 || ::dup2(output, STDOUT_FILENO) < 0) return "no output";
    std::ostringstream out;
    const auto error = error_of(
        [&] { explain(policy, {.party = "hospital", .input = file, .rows = row_ranges_from("1")}, out); });
    if (!error) return out.str().empty() ? "nothing" : "shown";
    return error->code() == Exit::refused && out.str().empty() && !error->hint().empty() ? "refused"
                                                                                         : "failed";
}

TEST_F(Explain, ShowsRecordsOnATerminalAndNowhereElse)
{
    NEEDS_A_TERMINAL();
    const test::TemporaryFolder folder;
    const std::string elsewhere = (folder / "output").string();
    test::Asked terminal([&] { return outcome_with_output_to("/dev/tty", policy_, file_.path()); });
    EXPECT_EQ(terminal.answer(), "shown");
    test::Asked to_file([&] { return outcome_with_output_to(elsewhere.c_str(), policy_, file_.path()); });
    EXPECT_EQ(to_file.answer(), "refused");
    EXPECT_EQ(test::read_file(elsewhere), "");
}

TEST(ShownText, KeepsLettersOfEveryScript)
{
    for (const char* text : {"Siân", "Łukasz", "Анна", "محمد", "王小明", "a b~"})
        EXPECT_EQ(quoted(text), fmt::format("\"{}\"", text));
}

TEST(ShownText, WritesOutWhatCannotBeSeen)
{
    EXPECT_EQ(quoted(std::string_view("\0\t\n\r\x1b\x7f", 6)), R"("\u{0}\t\n\r\u{1b}\u{7f}")");
    EXPECT_EQ(quoted("\xc2\x9b"
                     "1m\xc2\xa0x"),
              R"("\u{9b}1m\u{a0}x")"); // a control sequence in one character, a no-break space
    EXPECT_EQ(quoted("a\xe2\x80\xae"
                     "b\xe2\x80\x8b\xef\xbb\xbf"),
              R"("a\u{202e}b\u{200b}\u{feff}")");
    EXPECT_EQ(quoted("\xf3\xa0\x81\x81"), R"("\u{e0041}")"); // a tag: seen by nobody
}

TEST(ShownText, CannotBeMistakenForItsOwnMarks)
{
    EXPECT_EQ(quoted(R"(a"b\n)"), R"("a\"b\\n")");
    EXPECT_EQ(quoted("\xff\xc3"
                     "A\xed\xa0\x80"),
              R"("\xff\xc3A\xed\xa0\x80")"); // no UTF-8: bytes
}

TEST_F(Explain, SaysWhichBlocksARecordHasWhereThePolicyHasAny)
{
    EXPECT_EQ(explained("1", true).find("\"blocks\""), std::string::npos);
    policy_ = project::parse_policy(fmt::format("{}{}", policy_text, R"(
[[block]]
name = "near"
parts = ["home:sector", "dob:year"]
records = 300000
bucket = 50
)"),
                                    "policy.toml");
    EXPECT_NE(explained("1", true).find(R"("blocks":["near"])"), std::string::npos) << explained("1", true);
    EXPECT_NE(explained("1", true).find(R"("sector":"SW1A1")"), std::string::npos)
        << "a part that only the block asks for";
    EXPECT_NE(explained("2", true).find(R"("blocks":[])"), std::string::npos) << "6167 has no sector";
    EXPECT_NE(explained("1").find("  block near: yes\n"), std::string::npos);
    EXPECT_NE(explained("2").find("  block near: no, without home:sector\n"), std::string::npos)
        << explained("2");
}

} // namespace
} // namespace gauze::custodian
