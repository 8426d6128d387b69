#include "bloom/base/parallel.hpp"
#include "engine/linkage/check.hpp"
#include "engine/linkage/issue.hpp"
#include "engine/linkage/link.hpp"
#include "engine/linkage/persons_file.hpp"
#include "engine/project/link_map.hpp"
#include "engine/project/table_file.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <map>
#include <set>

namespace gauze::linkage {
namespace {

using test::code_of;
using test::MadeParties;
using test::numbers;
using test::read_file;

class Link : public testing::Test {
protected:
    MadeParties made_;
    std::vector<std::filesystem::path> inputs_{made_.write("alpha", numbers(0, 120)),
                                               made_.write("beta", numbers(60, 180)),
                                               made_.write("gamma", numbers(100, 200))};
    Identity identity_ = Identity::for_tests("1");

    LinkSummary run(const std::string& out, std::vector<std::filesystem::path> inputs)
    {
        return link(test::policy(), identity_,
                    {.inputs = std::move(inputs),
                     .out = made_.folder() / out,
                     .existing = Existing::refuse,
                     .threshold = {}});
    }
    std::filesystem::path operator/(const char* name) { return made_.folder() / name; }
};

TEST_F(Link, FindsThePersonsThatThePartiesShare)
{
    const LinkSummary summary = run("out", inputs_);
    EXPECT_EQ(summary.persons, 200u); // 200 people, 340 records; copies differ by four bits of some eighty
    EXPECT_EQ(summary.persons_by_sources, (std::vector<std::uint64_t>{80, 100, 20}));
    EXPECT_EQ(summary.compared, 120u * 120 + 120u * 100 + 120u * 100);
    EXPECT_EQ(read_persons(made_.folder() / "out/persons.table").rows.size(), 340u);
}

TEST_F(Link, WritesTheSameBytesWithOneThreadAndWithManyAndForAnyOrderOfFiles)
{
    set_threads(1);
    run("one", inputs_);
    set_threads(4);
    std::ranges::reverse(inputs_);
    run("many", inputs_);
    set_threads(0);
    for (const char* name : {"persons.table", "links.table"})
        EXPECT_EQ(read_file(made_.folder() / "one" / name), read_file(made_.folder() / "many" / name))
            << name;
}

TEST_F(Link, ListsEveryLinkWithItsDiceFromTheMostAlikeDown)
{
    const LinkSummary summary = run("out", inputs_);
    const project::TableFile links(made_.folder() / "out/links.table", "links");
    EXPECT_EQ(links.rows(), summary.links);
    double last = 1;
    links.each_row([&](std::span<const std::string_view> cells) {
        const double dice = std::stod(std::string(cells[links.column("dice")]));
        EXPECT_LE(dice, last);
        EXPECT_GE(dice, 0.8);
        last = dice;
    });
}

TEST_F(Link, FindsDuplicatesWithinOneFileWhenAsked)
{
    std::vector<std::size_t> people = numbers(0, 50);
    for (std::size_t i = 0; i < 20; ++i) people.push_back(i);
    const auto file = made_.write("alpha", people);
    const LinkSummary summary = link(test::policy(), identity_,
                                     {.inputs = {file},
                                      .out = made_.folder() / "dedup",
                                      .existing = Existing::refuse,
                                      .threshold = {},
                                      .dedup = true});
    EXPECT_EQ(summary.persons, 50u);
    EXPECT_EQ(summary.compared, 70u * 69 / 2);
}

TEST_F(Link, LeavesNothingWhenItRefuses)
{
    const auto before = made_.folder().entries();
    const auto stranger =
        made_.write("beta", numbers(0, 2), 4, [](test::MadeFile& f) { f.header.check = "other"; });
    EXPECT_EQ(code_of([&] { run("out", {inputs_[0], stranger}); }), Exit::refused);
    EXPECT_EQ(made_.folder().entries(), before);
}

TEST_F(Link, KeepsToTheFolderThatExistsUnlessForced)
{
    run("out", inputs_);
    EXPECT_EQ(code_of([&] { run("out", inputs_); }), Exit::cannot_write);
}

TEST_F(Link, IssuesEveryRowAStudyIdAndOnePersonOne)
{
    run("out", inputs_);
    identity_.write(made_.folder() / "identity.key");
    const IssueOptions options{.policy = made_.policy_file(),
                               .identity = made_.folder() / "identity.key",
                               .persons = made_.folder() / "out/persons.table",
                               .recipient = "university",
                               .release = "1",
                               .out = made_.folder() / "university.map"};
    const IssueSummary summary = issue(options);
    EXPECT_EQ(summary.rows, 340u);
    EXPECT_EQ(summary.persons, 200u);
    const auto map = link_map::read(options.out);
    EXPECT_EQ(map.recipient, "university");

    std::map<RowToken, PersonId> person_of;
    for (const auto& row : read_persons(options.persons).rows) person_of[row.token] = row.person;
    std::map<std::string, std::set<PersonId>> persons_of;
    for (const auto& entry : map.entries) persons_of[entry.study_id].insert(person_of.at(entry.token));
    EXPECT_EQ(map.entries.size(), 340u);
    EXPECT_EQ(persons_of.size(), 200u);
    for (const auto& [id, persons] : persons_of) EXPECT_EQ(persons.size(), 1u);
}

TEST_F(Link, IssuesNothingForPersonsOfAnotherPolicyOrToAnOddName)
{
    run("out", inputs_);
    identity_.write(made_.folder() / "identity.key");
    IssueOptions options{.policy = made_.folder() / "other.toml",
                         .identity = made_.folder() / "identity.key",
                         .persons = made_.folder() / "out/persons.table",
                         .recipient = "university",
                         .release = "1",
                         .out = made_.folder() / "university.map"};
    test::write_file(options.policy, std::string(test::policy_text) + "hashes = 7\n");
    EXPECT_EQ(code_of([&] { issue(options); }), Exit::refused);
    options.policy = made_.policy_file();
    options.recipient = "the university/../x";
    EXPECT_EQ(code_of([&] { issue(options); }), Exit::usage);
    EXPECT_FALSE(std::filesystem::exists(options.out));
}

TEST_F(Link, CheckShowsWhatEachFileHolds)
{
    const CheckSummary summary = check(made_.policy_file(), inputs_);
    const auto parties = summary.json.objects("parties");
    ASSERT_EQ(parties.size(), 3u);
    EXPECT_EQ(parties[0].text("party"), "alpha");
    EXPECT_EQ(parties[0].number("encoded"), 120);
    EXPECT_NEAR(parties[0].objects("views_and_keys")[0].real("density"), 0.3, 0.03);
    EXPECT_NE(summary.words.find("gamma"), std::string::npos);
}

} // namespace
} // namespace gauze::linkage
