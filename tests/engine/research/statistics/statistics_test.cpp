// Exact figures against an independent computation (reference.py), and what they may not depend on.
#include "engine/research/statistics/write_exact.hpp"
#include "tests/engine/project/expect_code.hpp"
#include "tests/engine/research/statistics/made_cohort.hpp"

#include <cmath>
#include <cstdlib>

#include <gtest/gtest.h>

namespace gauze::research::statistics {
namespace {

namespace fs = std::filesystem;
using test::read_file;
using test::write_file;

class Statistics : public testing::Test {
protected:
    project::Admitted me() const
    {
        const std::string text = R"([project]
id = "laboratory"
profile = "plain"
[[party]]
name = "gp"
[[party]]
name = "hospital"
[[field]]
name = "surname"
kind = "family-name"
)";
        return {project::parse_policy(text, "p.toml"), std::nullopt, nullptr};
    }
    fs::path cohort(const std::string& csv, const std::string& name = "cohort")
    {
        return test::write_cohort(folder, name, me().policy, "university", csv);
    }
    ExactSummary exact(const fs::path& cohort, const std::string& tables, const std::string& out)
    {
        write_file(folder / "tables.toml", tables);
        return write_exact(me(), {cohort, folder / "tables.toml", folder / out, Existing::refuse});
    }
    std::string refused(const std::string& csv, const std::string& tables)
    {
        const auto stored = cohort(csv);
        const std::size_t before = folder.entries();
        const std::string code = test::refusal_code([&] { exact(stored, tables, "never"); });
        EXPECT_FALSE(fs::exists(folder / "never")) << code;
        EXPECT_LE(folder.entries(), before + 1); // tables.toml
        return code;
    }
    // What python3 says of the folder of results; 0 when all numbers are the same.
    int compared(const fs::path& cohort, const std::string& out)
    {
        const fs::path script = fs::path(GAUZE_SOURCE) / "tests/engine/research/statistics/reference.py";
        const std::string line = fmt::format("python3 '{}' '{}' '{}' '{}' >'{}' 2>&1", script.string(),
                                             cohort.string(), (folder / "tables.toml").string(),
                                             (folder / out).string(), (folder / "said").string());
        const int result = std::system(line.c_str());
        said = read_file(folder / "said");
        return result;
    }

    test::TemporaryFolder folder;
    std::string said;
};

TEST_F(Statistics, AreThoseOfAnIndependentComputation)
{
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
        const auto stored = cohort(test::made_people(seed == 3 ? 40 : 1500, seed));
        const std::string out = fmt::format("out-{}", seed);
        exact(stored, test::made_tables, out);
        EXPECT_EQ(compared(stored, out), 0) << said;
        EXPECT_NE(said.find("numbers are the same"), std::string::npos) << said;
    }
}

TEST_F(Statistics, TheComparisonSeesAWrongNumber)
{
    const auto stored = cohort(test::made_people(300, 5));
    exact(stored, test::made_tables, "out");
    const fs::path file = folder / "out" / "change.csv";
    std::string text = read_file(file);
    const std::size_t at = text.find("all,all,");
    ASSERT_NE(at, std::string::npos);
    const std::size_t digit = text.find('.', at) + 4;
    text[digit] = text[digit] == '5' ? '6' : '5';
    fs::remove(file);
    write_file(file, text);
    EXPECT_NE(compared(stored, "out"), 0);
    EXPECT_NE(said.find("change"), std::string::npos) << said;
}

TEST_F(Statistics, DoNotDependOnTheOrderOfRows)
{
    exact(cohort(test::made_people(2000, 7), "one"), test::made_tables, "first");
    for (const std::uint64_t order : {11u, 12u}) {
        const std::string out = fmt::format("other-{}", order);
        exact(cohort(test::made_people(2000, 7, order), fmt::format("c{}", order)), test::made_tables, out);
        for (const char* name : {"people", "some", "rates", "change", "s47", "services", "services-s47"})
            EXPECT_EQ(read_file(folder / "first" / fmt::format("{}.csv", name)),
                      read_file(folder / out / fmt::format("{}.csv", name)))
                << name;
    }
}

TEST_F(Statistics, SayInEveryRowThatTheyAreNotForRelease)
{
    exact(cohort(test::made_people(50, 1)), test::made_tables, "out");
    const std::string about = read_file(folder / "out" / "about.json");
    EXPECT_NE(about.find("\"not_for_release\": true"), std::string::npos);
    EXPECT_NE(about.find("Wilson"), std::string::npos);
    EXPECT_NE(about.find("Woolf"), std::string::npos);
    EXPECT_EQ(fs::status(folder / "out" / "people.csv").permissions() & fs::perms::others_read,
              fs::perms::none);
}

TEST_F(Statistics, OfNobodyAreEmptyAndNotAFault)
{
    exact(cohort("study_id,sex,x\n"),
          "[[table]]\nname = \"t\"\nkind = \"means\"\nrows = [\"sex\"]\nmeasure = \"x\"\n", "out");
    EXPECT_EQ(read_file(folder / "out" / "t.csv"),
              "sex,people,mean,deviation,low,high,mark\nnot known,0,,,,,statistics-only; not for release\n"
              "all,0,,,,,statistics-only; not for release\n");
}

TEST_F(Statistics, RefuseWhatTheCohortDoesNotHold)
{
    const std::string people = test::made_people(30, 1);
    const auto counts = [](const char* column) {
        return fmt::format("[[table]]\nname = \"t\"\nkind = \"counts\"\nrows = [\"{}\"]\n", column);
    };
    EXPECT_EQ(refused(people, counts("age")), "no-such-column");
    EXPECT_EQ(refused(people, "[[table]]\nname = \"t\"\nkind = \"means\"\nmeasure = \"visits\"\n"),
              "not-a-number");
    EXPECT_EQ(refused(people,
                      "[[table]]\nname = \"t\"\nkind = \"odds\"\nexposure = \"ethnicity\"\nreference = "
                      "\"NOBODY\"\noutcome = { column = \"s47\", is = [\"1\"] }\n"),
              "no-such-group");
    EXPECT_EQ(
        refused(people, "[[table]]\nname = \"t\"\nkind = \"counts\"\nunit = \"family\"\nrows = [\"x\"]\n"),
        "no-such-unit");
    for (const char* damaged :
         {"a,b\n1\n", "a,b\n1,2", "a,b\n\"1,2\n", "a,b\n1\"x,2\n", "a,b\n\"1\"x,2\n", "a,b\n1,2,3\n"})
        EXPECT_EQ(refused(damaged, counts("a")), "cohort-damaged") << damaged;
}

TEST_F(Statistics, RefuseACohortOfAnotherPolicyOrProject)
{
    const auto stored = cohort(test::made_people(30, 1));
    const std::string about = read_file(stored / "about.json");
    for (const auto& [old, code] : {std::pair{std::string("laboratory"), "wrong-project"},
                                    std::pair{me().policy.fingerprint(), "wrong-policy"}}) {
        std::string other = about;
        other.replace(other.find(old), old.size(), std::string(old.size(), '0'));
        fs::remove(stored / "about.json");
        write_file(stored / "about.json", other);
        EXPECT_EQ(test::refusal_code([&] { exact(stored, test::made_tables, "never"); }), code);
    }
}

} // namespace
} // namespace gauze::research::statistics
