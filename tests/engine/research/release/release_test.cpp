// The way out: proposals, signatures, the registry, and everything that must not get through.
#include "engine/project/exchange.hpp"
#include "engine/project/progress.hpp"
#include "engine/research/disclosure/registry.hpp"
#include "engine/research/open.hpp"
#include "engine/research/release/bundle.hpp"
#include "engine/research/release/propose.hpp"
#include "engine/research/release/release.hpp"
#include "engine/research/release/sign_off.hpp"
#include "tests/engine/project/expect_code.hpp"
#include "tests/engine/project/made_parties.hpp"
#include "tests/engine/research/statistics/made_cohort.hpp"

#include <gtest/gtest.h>

namespace gauze::research::release {
namespace {

namespace fs = std::filesystem;
using test::made_key;
using test::read_file;
using test::refusal_code;
using test::write_file;

std::string checker_lines(std::string_view name)
{
    return fmt::format("\n[[checker]]\nname = \"{}\"\nmember = \"evaluation\"\nsigning = \"{}\"\n", name,
                       project::signing_text(made_key(name).signing.public_key()));
}

class WayOut : public testing::Test {
protected:
    WayOut()
    {
        project::be_quiet(true);
        tables(test::made_tables);
        cohort();
    }
    static project::Policy make_policy()
    {
        return project::parse_policy(
            fmt::format("{}{}{}", test::governed_text(), checker_lines("a-okafor"), checker_lines("b-lind")),
            "policy.toml");
    }
    project::Admitted as(std::string_view name) const
    {
        project::Admitted admitted{policy, made_key(name), nullptr};
        admitted.me = admitted.policy.governance->member(name);
        return admitted;
    }
    void tables(const std::string& toml)
    {
        fs::remove(folder / "tables.toml");
        write_file(folder / "tables.toml", toml);
    }
    void cohort(std::size_t people = 1500, std::uint64_t seed = 1)
    {
        fs::remove_all(folder / "cohort");
        test::write_cohort(folder, "cohort", policy, "evaluation", test::made_people(people, seed));
    }
    Proposed proposed(const std::string& to = "fund-tables")
    {
        ProposeOptions options;
        options.cohort = folder / "cohort";
        options.tables = folder / "tables.toml";
        options.registry = folder / "releases.sqlite";
        options.out = folder / "proposal";
        options.to = to;
        options.existing = Existing::replace;
        return propose(as("evaluation"), options);
    }
    fs::path signature(std::string_view name, const std::string& file = "")
    {
        const fs::path out = folder / fmt::format("{}{}.dsse", name, file);
        fs::remove(out);
        const Found found = read_proposal(folder / "proposal", policy);
        const auto key = made_key(name);
        (void)sign_off(policy, found, checker_with(policy, key.signing.public_key(), std::string(name)),
                       key.signing, out);
        return out;
    }
    Released released(const std::vector<fs::path>& signatures, const std::string& out = "tables-1.age")
    {
        return release(as("evaluation"),
                       {folder / "proposal", folder / "releases.sqlite", folder / out, signatures});
    }
    // Refused: nothing is sealed, nothing is entered.
    std::string code(const std::vector<fs::path>& signatures)
    {
        const std::size_t before = earlier();
        const std::string refused = refusal_code([&] { released(signatures, "refused.age"); });
        EXPECT_FALSE(fs::exists(folder / "refused.age")) << refused;
        EXPECT_FALSE(fs::exists(folder / "refused.age.dsse")) << refused;
        EXPECT_EQ(earlier(), before) << refused;
        return refused;
    }
    std::size_t earlier() const
    {
        if (!fs::exists(folder / "releases.sqlite")) return 0;
        return disclosure::Registry(folder / "releases.sqlite", disclosure::Registry::Open::existing)
            .releases()
            .size();
    }

    test::TemporaryFolder folder;
    project::Policy policy = make_policy();
};

constexpr const char* one_table = "[[table]]\nname = \"t\"\nkind = \"counts\"\nrows = [\"ethnicity\"]\n"
                                  "columns = [\"s47\"]\n";

TEST_F(WayOut, LeadsFromACohortToAReaderThroughTwoPeople)
{
    const Proposed made = proposed();
    EXPECT_EQ(made.proposal.tables.size(), 7u);
    EXPECT_GT(made.cells_withheld, 0u);
    const Released done = released({signature("a-okafor"), signature("b-lind")});
    EXPECT_EQ(done.number, 1u);
    EXPECT_EQ(done.signers, (std::vector<std::string>{"a-okafor", "b-lind"}));
    EXPECT_EQ(done.statement.kind, "tables");
    EXPECT_EQ(done.statement.recipient, "funder");
    const Opened opened = open_sealed(as("funder"), folder / "tables-1.age", folder / "inbox");
    EXPECT_EQ(opened.rows, 7u);
    for (const ProposedTable& table : made.proposal.tables)
        EXPECT_EQ(read_file(folder / "inbox/tables-1" / fmt::format("{}.csv", table.name)),
                  read_file(folder / "proposal" / table.file));
    EXPECT_TRUE(fs::exists(folder / "inbox/tables-1.dsse"));
    EXPECT_EQ(earlier(), 1u);
}

TEST_F(WayOut, OpensForNobodyButItsReader)
{
    tables(one_table);
    (void)proposed();
    (void)released({signature("a-okafor"), signature("b-lind")});
    for (const char* name : {"nhs-a", "charity", "platform", "unit", "specialist"})
        EXPECT_EQ(refusal_code([&] { open_sealed(as(name), folder / "tables-1.age", folder / "other"); }),
                  "wrong-recipient")
            << name;
    EXPECT_FALSE(fs::exists(folder / "other/tables-1"));
}

TEST_F(WayOut, NeedsTwoDifferentCheckers)
{
    tables(one_table);
    (void)proposed();
    const fs::path okafor = signature("a-okafor"), again = signature("a-okafor", "-2"),
                   lind = signature("b-lind");
    EXPECT_EQ(code({}), "one-signature");
    EXPECT_EQ(code({okafor}), "one-signature");
    EXPECT_EQ(code({okafor, okafor}), "same-signer");
    EXPECT_EQ(code({okafor, again}), "same-signer");
    EXPECT_EQ(code({okafor, lind, again}), "same-signer");
    EXPECT_EQ(released({lind, okafor}).number, 1u);
}

TEST_F(WayOut, TakesNoSignatureOfAStrangerOrAParty)
{
    tables(one_table);
    (void)proposed();
    const Found found = read_proposal(folder / "proposal", policy);
    const fs::path okafor = signature("a-okafor");
    for (const char* name : {"evaluation", "funder", "c-stranger"}) {
        EXPECT_EQ(refusal_code(
                      [&] { (void)checker_with(policy, made_key(name).signing.public_key(), "a-okafor"); }),
                  "unknown-checker");
        fs::remove(folder / "forged.dsse");
        project::Checker other{"b-lind", "evaluation", made_key("b-lind").signing.public_key()};
        (void)sign_off(policy, found, other, made_key(name).signing, folder / "forged.dsse");
        EXPECT_EQ(code({okafor, folder / "forged.dsse"}), "unknown-checker") << name;
    }
    EXPECT_EQ(refusal_code(
                  [&] { (void)checker_with(policy, made_key("b-lind").signing.public_key(), "a-okafor"); }),
              "unknown-checker");
    // Signed by one checker in another's name.
    fs::remove(folder / "forged.dsse");
    project::Checker other{"b-lind", "evaluation", made_key("b-lind").signing.public_key()};
    (void)sign_off(policy, found, other, made_key("a-okafor").signing, folder / "forged.dsse");
    EXPECT_EQ(code({okafor, folder / "forged.dsse"}), "wrong-signature");
}

TEST_F(WayOut, SeesASignatureThatWasChanged)
{
    tables(one_table);
    (void)proposed();
    const fs::path okafor = signature("a-okafor"), lind = signature("b-lind");
    project::Envelope envelope = project::read_envelope(lind);
    envelope.payload.replace(envelope.payload.find("b-lind"), 6, "b-lund");
    fs::remove(lind);
    project::write_envelope(lind, envelope);
    EXPECT_EQ(code({okafor, lind}), "wrong-signature");
}

TEST_F(WayOut, IsClosedToAProposalThatWasChanged)
{
    tables(one_table);
    (void)proposed();
    const fs::path okafor = signature("a-okafor"), lind = signature("b-lind");
    for (const char* name : {"tables/t.csv", "sheet.html", "sheet.csv", "proposal.json"}) {
        const fs::path file = folder / "proposal" / name;
        const std::string before = read_file(file);
        for (const std::size_t at : {std::size_t{0}, before.size() / 2, before.size() - 1}) {
            std::string changed = before;
            changed[at] = changed[at] == '1' ? '2' : '1';
            fs::remove(file);
            write_file(file, changed);
            const std::string refused = code({okafor, lind});
            EXPECT_TRUE(refused == "proposal-changed" || refused == "proposal-damaged" ||
                        refused == "other-proposal" || refused == "wrong-policy" ||
                        refused == "wrong-project")
                << name << " " << at << " " << refused;
        }
        fs::remove(file);
        EXPECT_NE(code({okafor, lind}), "accepted") << name;
        write_file(file, before);
    }
    write_file(folder / "proposal/tables/more.csv", "a\n1\n");
    EXPECT_EQ(code({okafor, lind}), "proposal-changed");
    fs::remove(folder / "proposal/tables/more.csv");
    EXPECT_EQ(released({okafor, lind}).number, 1u);
}

TEST_F(WayOut, IsClosedWhenSomethingWasReleasedSince)
{
    tables(one_table);
    (void)proposed();
    const fs::path okafor = signature("a-okafor"), lind = signature("b-lind");
    EXPECT_EQ(released({okafor, lind}).number, 1u);
    EXPECT_EQ(code({okafor, lind}), "registry-moved");
    (void)proposed();
    EXPECT_EQ(code({okafor, lind}), "other-proposal");
    EXPECT_EQ(released({signature("a-okafor"), signature("b-lind")}, "tables-2.age").number, 2u);
    (void)proposed();
    const std::vector<fs::path> both{signature("a-okafor"), signature("b-lind")};
    fs::remove(folder / "releases.sqlite"); // as if nothing had ever been released
    EXPECT_EQ(code(both), "registry-moved");
}

TEST_F(WayOut, IsClosedToMicrodata)
{
    for (const char* toml :
         {"[[table]]\nname = \"t\"\nkind = \"microdata\"\ncolumns = [\"ethnicity\", \"s47\", \"visits\"]\n",
          "[[table]]\nname = \"t\"\nkind = \"counts\"\nrows = [\"study_id\"]\n",
          "[[table]]\nname = \"t\"\nkind = \"counts\"\nrows = [\"s47\"]\nby = \"study_id\"\n"}) {
        tables(toml);
        EXPECT_EQ(refusal_code([&] { proposed(); }), "microdata") << toml;
        EXPECT_FALSE(fs::exists(folder / "proposal"));
    }
    cohort(30);
    tables("[[table]]\nname = \"t\"\nkind = \"counts\"\nrows = [\"ethnicity\", \"change\"]\n");
    EXPECT_EQ(refusal_code([&] { proposed(); }), "microdata");
}

TEST_F(WayOut, IsClosedToAnAreaOfTooFew)
{
    tables(
        "[[table]]\nname = \"t\"\nkind = \"counts\"\nrows = [\"s47\"]\nwhere = { column = \"la_code\", is = "
        "[\"LA4\"] }\n");
    cohort(40);
    EXPECT_EQ(refusal_code([&] { proposed(); }), "too-few-people");
    cohort(4000);
    const Proposed made = proposed();
    EXPECT_EQ(read_file(folder / "proposal/tables/t.csv").find("LA1"), std::string::npos);
    EXPECT_EQ(made.proposal.tables.front().shown.shape.where.front().variable, "la_code");
}

TEST_F(WayOut, LeadsToReadersOnly)
{
    tables(one_table);
    for (const char* name : {"evaluation", "elsewhere", "unit", "nhs-a", "nobody"})
        EXPECT_EQ(refusal_code([&] { proposed(name); }), "not-a-reader") << name;
    EXPECT_EQ(proposed("funder").proposal.reader, "fund-tables"); // by its party's name
}

TEST_F(WayOut, ShowsNoCountBelowTheThresholdAndNoExactOne)
{
    (void)proposed();
    const std::string text = read_file(folder / "proposal/tables/people.csv");
    std::size_t shown = 0;
    for (std::size_t at = text.find('\n') + 1; at < text.size(); at = text.find('\n', at) + 1) {
        const std::string line = text.substr(at, text.find('\n', at) - at);
        const std::string count = line.substr(line.rfind(',') + 1);
        if (count == "*") continue;
        ++shown;
        EXPECT_GE(std::stoul(count), 10u) << line; // tre10
        EXPECT_EQ(std::stoul(count) % 5, 0u) << line;
    }
    EXPECT_GT(shown, 10u);
}

TEST_F(WayOut, ShowsTheCheckersAPageThatNeedsNothingBesideIt)
{
    (void)proposed();
    const std::string page = read_file(folder / "proposal/sheet.html"),
                      sheet = read_file(folder / "proposal/sheet.csv");
    EXPECT_NE(page.find("MOTH, &quot;other&quot;"), std::string::npos); // escaped
    EXPECT_EQ(page.find("MOTH, \"other\""), std::string::npos);
    for (const char* never : {"<script", "http:", "https:", "src=", "@import", "url("})
        EXPECT_EQ(page.find(never), std::string::npos) << never;
    EXPECT_NE(page.find("the count is 0 to 9"), std::string::npos);
    EXPECT_NE(page.find("Means were checked within each table"), std::string::npos);
    EXPECT_NE(sheet.find(",small,the count is 0 to 9,"), std::string::npos);
    EXPECT_NE(sheet.find(",secondary,"), std::string::npos);
    EXPECT_EQ(sheet.find(",no\n"), std::string::npos); // every interval is wide enough
}

// What is proposed depends on the people and not on the order of their rows.
TEST_F(WayOut, ProposesTheSameWhateverTheOrderOfRows)
{
    tables("[[table]]\nname = \"m\"\nkind = \"means\"\nrows = [\"ethnicity\"]\nmeasure = \"change\"\n");
    (void)proposed();
    const std::string first = read_file(folder / "proposal/tables/m.csv");
    fs::remove_all(folder / "cohort");
    test::write_cohort(folder, "cohort", policy, "evaluation", test::made_people(1500, 1, 9));
    (void)proposed();
    EXPECT_EQ(read_file(folder / "proposal/tables/m.csv"), first);
}

} // namespace
} // namespace gauze::research::release
