#include "engine/linkage/known_pairs.hpp"
#include "tests/engine/linkage/made_parties.hpp"

namespace gauze::linkage {
namespace {

using test::MadeParties;
using test::numbers;

constexpr std::string_view columns = "party_a,row_token_a,party_b,row_token_b,known\n";
const std::string one(32, '1'), two(32, '2');

std::string message_of(const auto& action)
{
    try {
        action();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::bad_data);
        return error.what();
    }
    return "nothing was refused";
}

std::string refusal(const std::string& text)
{
    return message_of([&] { parse_known_pairs(text, "known.csv"); });
}

TEST(KnownPairs, AreReadAsTheyStand)
{
    const auto lines =
        parse_known_pairs(fmt::format("{}clinic,{},school,{},link\r\n\n\"a \"\"b\"\"\",{},school,{},no-link",
                                      columns, one, two, two, one),
                          "k");
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].party_a, "clinic");
    EXPECT_EQ(to_text(lines[0].token_b), two);
    EXPECT_TRUE(lines[0].link);
    EXPECT_EQ(lines[1].party_a, "a \"b\"");
    EXPECT_FALSE(lines[1].link);
    EXPECT_EQ(lines[1].row, 2u);
}

TEST(KnownPairs, MayHaveTheirColumnsInAnyOrderAndOthersBesides)
{
    const auto lines = parse_known_pairs(
        fmt::format("\xEF\xBB\xBFknown,who,party_b,row_token_b,party_a,row_token_a\nlink,clerk 7,b,{},a,{}\n",
                    two, one),
        "k");
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].party_a, "a");
    EXPECT_EQ(to_text(lines[0].token_a), one);
}

TEST(KnownPairs, AreRefusedWithFileRowAndColumnAndNoValue)
{
    EXPECT_EQ(refusal(""), "known.csv: is empty");
    EXPECT_EQ(refusal("party_a,known\n"), "known.csv: has no column row_token_a");
    EXPECT_EQ(refusal(fmt::format("known,{}", columns)), "known.csv: has two columns known");
    EXPECT_EQ(refusal(fmt::format("{}a,{},b,{},link\na,{}\n", columns, one, two, one)),
              "known.csv, row 2: has 2 cells, the header 5");
    EXPECT_EQ(refusal(fmt::format("{}a,{},b,{},maybe\n", columns, one, two)),
              "known.csv, row 1, column known: is neither link nor no-link");
    EXPECT_EQ(refusal(fmt::format("{}a,{},b,Smith,link\n", columns, one)),
              "known.csv, row 1, column row_token_b: is no row token");
    EXPECT_EQ(refusal(fmt::format("{},{},b,{},link\n", columns, one, two)),
              "known.csv, row 1, column party_a: is empty");
    EXPECT_EQ(refusal(fmt::format("{}\"a,{},b,{},link\n", columns, one, two)),
              "known.csv, row 1: has a quote that is not closed, or text behind one");
}

class KnownPairsOfARun : public testing::Test {
protected:
    MadeParties made_;
    Parties parties_ = receive({made_.write("alpha", numbers(0, 5)), made_.write("beta", numbers(0, 5))},
                               test::policy(), false);
    std::string line(RecordRef a, RecordRef b, std::string_view known) const
    {
        return fmt::format("{},{},{},{},{}\n", parties_.name(a.party), to_text(parties_.token(a)),
                           parties_.name(b.party), to_text(parties_.token(b)), known);
    }
    std::vector<KnownPair> read(const std::string& lines) const
    {
        const auto path = made_.folder() / "known.csv";
        std::filesystem::remove(path);
        test::write_file(path, fmt::format("{}{}", columns, lines));
        return read_known_pairs(path, parties_);
    }
    std::string refused(const std::string& lines) const
    {
        return message_of([&] {
            find_known_pairs(parse_known_pairs(fmt::format("{}{}", columns, lines), "known.csv"), parties_,
                             "known.csv");
        });
    }
};

TEST_F(KnownPairsOfARun, AreFoundAmongItsRecordsOnceEach)
{
    const auto pairs = read(fmt::format("{}{}{}", line({1, 3}, {0, 2}, "link"), line({0, 2}, {1, 3}, "link"),
                                        line({0, 0}, {1, 0}, "no-link")));
    ASSERT_EQ(pairs.size(), 2u);
    EXPECT_EQ(pairs[0].a, (RecordRef{0, 2}));
    EXPECT_EQ(pairs[0].b, (RecordRef{1, 3}));
    EXPECT_TRUE(pairs[0].link);
    EXPECT_FALSE(pairs[1].link);
    EXPECT_TRUE(pairs[1].place.ends_with("known.csv, row 3"));
}

TEST_F(KnownPairsOfARun, AreRefusedIfTheRunHasNoSuchPartyOrRecord)
{
    EXPECT_EQ(refused(fmt::format("alpha,{},gamma,{},link\n", to_text(parties_.token({0, 0})), one)),
              "known.csv, row 1, column party_b: no file of this run is of such a party");
    EXPECT_EQ(refused(fmt::format("alpha,{},beta,{},link\n", to_text(parties_.token({0, 0})),
                                  std::string(32, 'e'))),
              "known.csv, row 1, column row_token_b: the party's file has no such record");
}

TEST_F(KnownPairsOfARun, AreRefusedIfTheyContradictEachOther)
{
    EXPECT_EQ(refused(fmt::format("{}{}", line({0, 1}, {1, 1}, "link"), line({1, 1}, {0, 1}, "no-link"))),
              "known.csv, row 2: says the opposite of row 1 about the same two records");
    EXPECT_EQ(refused(line({0, 1}, {0, 1}, "link")), "known.csv, row 1: a record is paired with itself");
}

TEST_F(KnownPairsOfARun, AreMissedIfTheFileIsNotThere)
{
    EXPECT_EQ(test::code_of([&] { read_known_pairs(made_.folder() / "none.csv", parties_); }),
              Exit::input_missing);
}

} // namespace
} // namespace gauze::linkage
