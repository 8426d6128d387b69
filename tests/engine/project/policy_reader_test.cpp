// What a policy file may hold, and where and how the rest is refused.
#include "engine/project/policy.hpp"
#include "tests/engine/project/policy_samples.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace gauze::project {
namespace {

class LabFile {
public:
    explicit LabFile(std::string_view content)
        : path_(std::filesystem::temp_directory_path() / fmt::format("gauze-policy-test-{}.toml", ::getpid()))
    {
        std::ofstream(path_) << content;
    }
    ~LabFile() { std::filesystem::remove(path_); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

TEST(PolicyReader, RefusesUnknownKeysEverywhereAndGuessesWhatWasMeant)
{
    expect_bad(with("title =", "tilte ="), "3:1", "unknown key \"tilte\"", "did you mean \"title\"?");
    expect_bad(with("id = \"patient_no\"", "idd = \"patient_no\""), "8:1", "\"idd\"", "\"id\"");
    expect_bad(with("kind = \"date\"", "knid = \"date\""), "21:1", "\"knid\"", "\"kind\"");
    expect_bad(with("bits = 512", "bit = 512"), "33:1", "\"bit\"", "\"bits\"");
    expect_bad(with("[payload]", "[paylaod]"), "37:2", "\"paylaod\"", "\"payload\"");
    expect_bad(with("month = \"m\"", "month = \"m\", hour = \"h\""), "22:69", "\"hour\"", "day, month, year");
}

TEST(PolicyReader, RefusesUnknownKindsPartiesAndFields)
{
    expect_bad(with("\"nhs-number\"", "\"nhs-nmuber\""), "27:8", "unknown kind",
               "did you mean \"nhs-number\"?");
    expect_bad(with("\"nhs-number\"", "\"surname\""), "27:8", "unknown kind", "family-name");
    expect_bad(with("{ gp = \"nhs_no\"", "{ pg = \"nhs_no\""), "28:18", "no party \"pg\"", "\"gp\"");
    expect_bad(with("hospital = [", "hosptal = ["), "38:11", "no party \"hosptal\"", "\"hospital\"");
    expect_bad(with("[\"given\", \"dob\", \"nhs\"]", "[\"given\", \"dbo\"]"), "34:20", "no field \"dbo\"",
               "\"dob\"");
    expect_bad(with("{ given = 15 }", "{ gven = 15 }"), "35:19", "no field \"gven\"", "\"given\"");
}

TEST(PolicyReader, RefusesValuesOfAnotherType)
{
    expect_bad(with("id = \"ward-study\"", "id = 7"), "2:6", "id is not a text");
    expect_bad(with("threshold = \"0.80\"", "threshold = 0.80"), "4:13", "not a text", "\"0.85\"");
    expect_bad(with("clean = false", "clean = \"no\""), "12:9", "true or false");
    expect_bad(with("bits = 512", "bits = 512.0"), "33:8", "whole number from 1 to 131072");
    expect_bad(with("[\"DD/MM/YYYY\"]", "\"DD/MM/YYYY\""), "23:11", "list");
    expect_bad(with("[\"DD/MM/YYYY\"]", "[1]"), "23:11", "list");
    expect_bad(with("[[view]]", "[view]"), "31:1", "[[view]]");
    expect_bad(with("[payload]", "[[payload]]"), "37:1", "not a table");
    expect_bad(with("column = \"first_name\"", "column = [\"first_name\"]"), "17:10", "not a text");
    expect_bad(with("columns = { gp = \"nhs_no\" }", "columns = \"nhs_no\""), "28:11", "not a table");
}

TEST(PolicyReader, RefusesNumbersOutOfRange)
{
    expect_bad(with("bits = 512", "bits = 0"), "33:8", "1 to 131072");
    expect_bad(with("bits = 512", "bits = 131073"), "33:8", "1 to 131072");
    expect_bad(with("bits = 512", "bits = -1"), "33:8", "1 to 131072");
    expect_bad(with("hashes = 30", "hashes = 65"), "29:10", "1 to 64");
    expect_bad(with("{ given = 15 }", "{ given = 0 }"), "35:20", "1 to 64");
    expect_bad(with("threshold = \"0.80\"", "smallest_count = 0"), "4:18", "whole number from 1");
    EXPECT_EQ(parsed(with("bits = 512", "bits = 131072")).views[0].bits, 131072u);
    EXPECT_EQ(parsed(with("bits = 512", "bits = 1")).views[0].bits, 1u);
}

TEST(PolicyReader, RefusesNamesThatStandTwice)
{
    expect_bad(with("name = \"gp\"", "name = \"hospital\""), "11:8", "\"hospital\" stands twice");
    expect_bad(with("name = \"dob\"", "name = \"given\""), "20:8", "\"given\" stands twice");
    expect_bad(with("[payload]", "[[view]]\nname = \"record\"\n[payload]"), "38:8",
               "\"record\" stands twice");
    expect_bad(with("\"ward\", \"days\"", "\"ward\", \"ward\""), "38:21", "\"ward\" stands twice");
    expect_bad(with("\"given\", \"dob\", \"nhs\"", "\"dob\", \"dob\""), "34:18", "\"dob\" stands twice");
    expect_bad(with("title =", "id ="), "3:6", "cannot redefine");
}

TEST(PolicyReader, RefusesWhatIsMissing)
{
    expect_bad("", "1:1", "no [project]");
    expect_bad("[project]\nid = \"x\"\n", "1:1", "no [[party]]");
    expect_bad("[project]\nid = \"x\"\n[[party]]\nname = \"a\"\n", "1:1", "no [[field]]");
    expect_bad(with("id = \"ward-study\"\n", ""), "1:1", "id is missing");
    expect_bad(with("name = \"given\"\n", ""), "14:1", "name is missing");
    expect_bad(with("kind = \"given-name\"\n", ""), "14:1", "kind is missing");
    expect_bad(with("month = \"m\", ", ""), "22:43", "month is missing");
}

TEST(PolicyReader, RefusesEmptyLists)
{
    expect_bad(with("[\"given\", \"dob\", \"nhs\"]", "[]"), "34:10", "at least one");
    expect_bad(with("[\"DD/MM/YYYY\"]", "[]"), "23:11", "at least one");
    expect_bad(with("[\"ward\", \"days\"]", "[]"), "38:12", "at least one");
    expect_bad(with("{ gp = \"nhs_no\" }", "{}"), "28:11", "no column");
    expect_bad(with("{ given = 15 }", "{}"), "35:10", "no field");
}

TEST(PolicyReader, RefusesNamesThatAreNotPlain)
{
    const std::string longest(64, 'n');
    EXPECT_EQ(parsed(with("id = \"ward-study\"", fmt::format("id = \"{}\"", longest))).id, longest);
    expect_bad(with("id = \"ward-study\"", fmt::format("id = \"{}n\"", longest)), "2:6", "plain name");
    for (const std::string_view name : {"", "a b", "a.b", "a/b", "\\u00e9", "\\u0000"})
        expect_bad(with("name = \"gp\"", fmt::format("name = \"{}\"", name)), "11:8", "plain name");
}

TEST(PolicyReader, RefusesColumnNamesThatNoReaderWouldFind)
{
    for (const std::string_view column : {"", " first", "first ", "a\\u0000b", "\\tfirst"})
        expect_bad(with("\"first_name\"", fmt::format("\"{}\"", column)), "17:10",
                   "not the name of a column");
    EXPECT_EQ(parsed(with("\"first_name\"", "\"Vor name (1.)\"")).fields[0].column->whole, "Vor name (1.)");
}

TEST(PolicyReader, RefusesPartsOfAnythingButADate)
{
    expect_bad(with("{ gp = \"nhs_no\" }", "{ day = \"a\", month = \"b\", year = \"c\" }"), "28:11",
               "only a field of kind date");
    expect_bad(with("{ gp = \"nhs_no\" }", "{ gp = { day = \"a\", month = \"b\", year = \"c\" } }"), "28:18",
               "only a field of kind date");
    expect_bad(with("hashes = 30", "formats = [\"YYYY-MM-DD\"]"), "29:11", "only a date has formats");
    expect_bad(with("month = \"m\"", "month = \"d\""), "22:43", "one column");
    expect_bad(with("name = \"gp\"", "name = \"day\""), "11:8", "may not be called");
}

TEST(PolicyReader, RefusesAFormatThatIsNone)
{
    for (const std::string_view format : {"", "date", "%d/%m/%Y", "YY", "YYYY-MM-DD YYYY-MM-DD"})
        expect_bad(with("DD/MM/YYYY", format), "23:12", "not a format");
}

TEST(PolicyReader, RefusesAPartyThatHoldsNoField)
{
    expect_bad("[project]\nid = \"x\"\n[[party]]\nname = \"a\"\n[[party]]\nname = \"b\"\n"
               "[[field]]\nname = \"given\"\nkind = \"given-name\"\ncolumns = { a = \"n\" }\n",
               "7:1", "party \"b\" holds no field");
}

TEST(PolicyReader, RefusesMoreThanItsLimits)
{
    std::string head = "[project]\nid = \"x\"\nprofile = \"plain\"\n";
    std::string parties, fields, views;
    for (int i = 0; i < 64; ++i) parties += fmt::format("[[party]]\nname = \"p{}\"\n", i);
    for (int i = 0; i < 255; ++i) fields += fmt::format("[[field]]\nname = \"f{}\"\nkind = \"text\"\n", i);
    for (int i = 0; i < 64; ++i) views += fmt::format("[[view]]\nname = \"v{}\"\n", i);
    const Policy largest = parsed(head + parties + fields + views);
    EXPECT_EQ(largest.parties.size(), 64u);
    EXPECT_EQ(largest.views.back().parts.size(), 255u);
    expect_bad(head + parties + "[[party]]\nname = \"more\"\n" + fields + views, "132:1",
               "more than 64 parties");
    expect_bad(head + parties + fields + "[[field]]\nname = \"more\"\nkind = \"text\"\n", "897:1",
               "more than 255 fields");
    expect_bad(head + parties + fields + views + "[[view]]\nname = \"more\"\n", "1025:1",
               "more than 64 views");
}

TEST(PolicyReader, ListsTheProfilesWhenAskedForAnother)
{
    const Error fault = refusal(with("profile = \"plain\"", "profile = \"safe\""));
    EXPECT_EQ(fault.code(), Exit::configuration);
    EXPECT_NE(fault.hint().find("plain, standard, tolerant, strict, custom"), std::string::npos)
        << fault.hint();
}

TEST(PolicyReader, LetsNoIdentifierTravelAsPayload)
{
    for (const std::string_view column :
         {"first_name", "birth_date", "patient_no", "First_Name", "BIRTH_DATE"}) {
        const Error fault = refusal(with("\"ward\"", fmt::format("\"{}\"", column)));
        EXPECT_EQ(fault.code(), Exit::refused) << column;
        EXPECT_TRUE(std::string(fault.what()).starts_with("p.toml:38:13: ")) << fault.what();
        EXPECT_FALSE(fault.hint().empty());
    }
    // Parts of a date identify as the whole does, and a column is judged for the party that has it.
    EXPECT_EQ(refusal(with("hospital = [\"ward\"", "gp = [\"y\"")).code(), Exit::refused);
    EXPECT_EQ(parsed(with("hospital = [\"ward\"", "gp = [\"birth_date\"")).party("gp").payload[0],
              "birth_date");
}

TEST(PolicyReader, SaysWhereAFileIsNotToml)
{
    expect_bad(with("title = \"Falls on wards\"", "title = Falls"), "3:9", "not valid TOML");
    expect_bad("[project]\nid = \"x\n", "2:8", "not valid TOML");
    expect_bad(std::string("[project]\nid = \"\0\"\n", 19), "2:7", "not valid TOML");
    expect_bad("\xff", "1:1", "not valid TOML");
}

TEST(PolicyReader, TakesOtherAlphabetsInTextsAndCommentsOnly)
{
    EXPECT_EQ(parsed(with("Falls on wards", "Stürze § auf 病棟")).title, "Stürze § auf 病棟");
    EXPECT_EQ(parsed(with("\"first_name\"", "'prénom \"x\"'")).fields[0].column->whole, "prénom \"x\"");
    EXPECT_EQ(parsed(with("[payload]", "# prénom § \"\n[payload]")).fields.size(), 3u);
    EXPECT_EQ(parsed("\xef\xbb\xbf" + std::string(ward_study)).id, "ward-study") << "a byte-order mark";
    // Where they have no place the parser has undefined behaviour for some of them.
    for (const std::string_view line : {"§ = 1", "é = 1", "a = \"x\" §", "\xef\xb9\xbf", "[é]", "\xcc\xaa"})
        expect_bad(with("[payload]", fmt::format("{}\n[payload]", line)), "37:1", "outside ASCII");
    for (const std::string_view text : {"\"\"\"\\\n§\"\"\"", "'''x\n§'''"})
        expect_bad(with("\"Falls on wards\"", text), "3:1", "over several lines");
}

TEST(PolicyReader, ShowsNothingOfATableOfPeopleNamedByMistake)
{
    for (const std::string_view people :
         {"id,surname\n1,Mockingbird\n", "Mockingbird,Tequila,1974\n", "\"Mockingbird\",1974\n",
          "Mockingbird = Tequila\n", "Mockingbird = 1974-02-31x\n"}) {
        const Error fault = refusal(people);
        for (const std::string& line : {std::string(fault.what()), fault.hint()}) {
            EXPECT_EQ(line.find("Mocking"), std::string::npos) << line;
            EXPECT_EQ(line.find("Tequila"), std::string::npos) << line;
            EXPECT_EQ(line.find("1974"), std::string::npos) << line;
        }
    }
}

TEST(PolicyReader, SurvivesKeysAndValuesNestedVeryDeep)
{
    std::string dots = "a", lists = "a = ";
    for (int i = 0; i < 100'000; ++i) dots += ".a";
    lists += std::string(100'000, '[') + std::string(100'000, ']');
    expect_bad(dots + " = 1\n", "1:1", "dots");
    expect_bad("[" + dots + "]\n", "1:1", "dots");
    EXPECT_EQ(refusal(lists).code(), Exit::bad_data);
    std::string inside = "a";
    for (int i = 0; i < 240; ++i) inside += ".a";
    std::string most = "1";
    for (int i = 0; i < 8; ++i) most = fmt::format("[{{{} = \n{}}}]", inside, most);
    EXPECT_EQ(refusal("a = " + most).code(), Exit::bad_data);
}

TEST(PolicyReader, SaysThatAFileIsMissing)
{
    try {
        (void)read_policy("/nowhere/policy.toml");
        FAIL();
    } catch (const Error& fault) {
        EXPECT_EQ(fault.code(), Exit::input_missing);
    }
}

TEST(LabPolicy, MakesAPolicyOfFieldsForTheGivenParties)
{
    const LabFile file(
        "[[field]]\nname = \"given\"\nkind = \"given-name\"\n[[field]]\nname = \"dob\"\nkind = \"date\"\n"
        "columns = { day = \"d\", month = \"m\", year = \"y\" }\n");
    const Policy policy = read_lab_policy(file.path(), {{"febrl4a", "febrl4b"}, "rec_id", {"febrl4b"}});
    EXPECT_EQ(policy.id, "lab");
    EXPECT_EQ(policy.parties.size(), 2u);
    EXPECT_EQ(policy.party("febrl4a").id_column, "rec_id");
    EXPECT_TRUE(policy.party("febrl4a").clean);
    EXPECT_FALSE(policy.party("febrl4b").clean);
    EXPECT_EQ(policy.field("given").column_of("febrl4b")->whole, "given");
    EXPECT_EQ(policy.field("dob").column_of("febrl4a")->day, "d");
    EXPECT_EQ(policy.views.at(0).name, "record");
}

TEST(LabPolicy, AcceptsAWholePolicyAndUsesItsFieldsOnly)
{
    const LabFile file(
        with("columns = { gp = \"nhs_no\" }", "columns = { gp = \"nhs_no\" }\ncolumn = \"nhs\""));
    const Policy policy = read_lab_policy(file.path(), {{"gp", "clinic"}, "id", {}});
    EXPECT_EQ(policy.id, "lab");
    EXPECT_TRUE(policy.party("gp").payload.empty());
    EXPECT_EQ(policy.field("nhs").column_of("gp")->whole, "nhs_no");
    EXPECT_EQ(policy.field("nhs").column_of("clinic")->whole, "nhs");
    EXPECT_EQ(policy.specification(), parsed(ward_study).specification());
}

TEST(LabPolicy, RefusesAFieldThatNoneOfTheFilesHolds)
{
    const LabFile file("[[field]]\nname = \"given\"\nkind = \"given-name\"\ncolumns = { gp = \"x\" }\n");
    try {
        (void)read_lab_policy(file.path(), {{"a", "b"}, "id", {}});
        FAIL();
    } catch (const Error& fault) {
        EXPECT_EQ(fault.code(), Exit::bad_data);
        EXPECT_NE(std::string(fault.what()).find("\"given\""), std::string::npos) << fault.what();
    }
}

TEST(LabPolicy, RefusesTwoFilesOfOneNameAndUnknownRepeats)
{
    const LabFile file("[[field]]\nname = \"given\"\nkind = \"given-name\"\n");
    for (const LabParties& parties :
         {LabParties{{"a", "a"}, "id", {}}, LabParties{{"a", "b"}, "id", {"c"}}}) {
        try {
            (void)read_lab_policy(file.path(), parties);
            ADD_FAILURE();
        } catch (const Error& fault) {
            EXPECT_EQ(fault.code(), Exit::usage);
            EXPECT_FALSE(fault.hint().empty());
        }
    }
}

} // namespace
} // namespace gauze::project
