#include "engine/research/records.hpp"
#include "engine/research/utf8.hpp"
#include "tests/engine/research/exchange.hpp"

namespace gauze::research {
namespace {

class RecordsTest : public Exchange {
protected:
    People people_of(const std::vector<std::pair<unsigned, std::string>>& entries)
    {
        return People(link_map::read(map(entries)).entries);
    }
};

TEST_F(RecordsTest, AreOrderedByPersonWhateverTheirTokens)
{
    const People people = people_of({{1, "z"}, {2, "a"}, {3, "m"}, {4, "a"}});
    const PayloadFile file(
        payload("hospital", {"code"}, {{1, {"of z"}}, {2, {"of a"}}, {3, {"of m"}}, {4, {"of a, too"}}}),
        policy_);
    Met met(people.tokens().size());
    const Records records({&file, 1}, people, met);
    std::vector<std::string> read;
    for (std::size_t i = 0; i < records.joined(); ++i)
        read.push_back(std::string(people.study_id(records.person(i))) + ": " +
                       std::string(records.cell(i, 0)));
    EXPECT_EQ(read, (std::vector<std::string>{"a: of a", "a: of a, too", "m: of m", "z: of z"}));
    EXPECT_EQ(met, Met(4, true));
}

TEST_F(RecordsTest, CountRowsWithoutAStudyId)
{
    const People people = people_of({{2, "a"}});
    const PayloadFile file(payload("hospital", {"code"}, {{1, {""}}, {2, {""}}, {3, {""}}}), policy_);
    Met met(1);
    const Records records({&file, 1}, people, met);
    EXPECT_EQ(records.files()[0].read, 3u);
    EXPECT_EQ(records.joined(), 1u);
    EXPECT_EQ(records.files()[0].without_study_id, 2u);
}

TEST_F(RecordsTest, OfAPartyThatSendsNoColumnsStillCount)
{
    const People people = people_of({{2, "a"}});
    const PayloadFile file(payload("school", {}, {{1, {}}, {2, {}}}), policy_);
    Met met(1);
    EXPECT_EQ(Records({&file, 1}, people, met).joined(), 1u);
}

TEST_F(RecordsTest, RefuseACellThatIsNoTokenWithoutRepeatingIt)
{
    const fs::path file = path("gp.payload");
    const Json about = Json().set("policy", policy_.fingerprint()).set("party", "gp").set("rows", 1);
    project::TableWriter writer(file, "payload", {"row_token", "note"}, about, FileMode::owner_only);
    writer.row(std::vector<std::string_view>{"Jane Doe", ""});
    writer.close();
    const People people = people_of({});
    Met met;
    try {
        const PayloadFile payload(file, policy_);
        Records({&payload, 1}, people, met);
        FAIL() << "a name was taken for a row token";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::bad_data);
        EXPECT_NE(std::string(error.what()).find("row 1"), std::string::npos) << error.what();
        EXPECT_EQ(std::string(error.what()).find("Jane"), std::string::npos) << error.what();
    }
}

TEST(People, AreTheDistinctStudyIdsInOrder)
{
    const auto token = [](unsigned number) { return *row_token_from(token_text(number)); };
    const People people({{token(1), "s9"}, {token(5), "s10"}, {token(7), "s9"}});
    ASSERT_EQ(people.size(), 2u);
    EXPECT_EQ(people.study_id(Person{0}), "s10");
    EXPECT_EQ(people.study_id(Person{1}), "s9");
    EXPECT_EQ(people.person_of(0), Person{1});
    EXPECT_EQ(people.person_of(1), Person{0});
    EXPECT_EQ(people.person_of(2), Person{1});
}

TEST(Utf8, IsAcceptedInEveryLengthAndNothingElseIs)
{
    for (const char* good :
         {"", "a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"})
        EXPECT_TRUE(is_clean_utf8(good));
    for (const char* bad : {"\xe9", "\xc3", "\xc0\xaf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                            "\xf0\x8f\xbf\xbf", "\xf5\x80\x80\x80", "\x80", "\xe2\x82", "a\xff"})
        EXPECT_FALSE(is_clean_utf8(bad));
    EXPECT_FALSE(is_clean_utf8(std::string_view("a\0b", 3)));
}

TEST(Utf8, IsRepairedByteByByteAndOtherwiseKept)
{
    std::string text;
    append_repaired(std::string_view("a\0\xc3\xa9\xff\xe2\x82", 7), text);
    EXPECT_EQ(text, "a\xef\xbf\xbd\xc3\xa9\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    EXPECT_TRUE(is_clean_utf8(text));
}

} // namespace
} // namespace gauze::research
