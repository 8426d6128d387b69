// The main job, program by program: what must come out, and what must be the same however it is run.
#include "engine/project/link_map.hpp"
#include "engine/project/table_file.hpp"
#include "tests/programs/running.hpp"

#include <set>

namespace gauze::test {
namespace {

TEST_F(Project, GoesFromTwoFilesToACohortTable)
{
    encode_both(60);
    const Outcome linked = link();
    ASSERT_EQ(linked.exit, 0) << linked.err;
    EXPECT_TRUE(linked.says("90 persons"));
    ASSERT_EQ(
        desk_
            .run({"gauze", "issue", "--policy", "policy.toml", "--identity", "identity.key", "--persons",
                  "linked/persons.table", "--recipient", "university", "--out", "university.map"})
            .exit,
        0);
    const Outcome cohort = desk_.run({"gauze", "cohort", "--policy", "policy.toml", "--map", "university.map",
                                      "--out", "cohort", "clinic/to-researcher/clinic.payload"});
    ASSERT_EQ(cohort.exit, 0) << cohort.err;

    const std::string table = read_file(desk_ / "cohort/cohort.csv");
    EXPECT_EQ(std::ranges::count(table, '\n'), 1 + 60) << table.substr(0, 300); // the school sends no payload
    std::set<std::string> ids;
    for (const auto& entry : link_map::read(desk_ / "university.map").entries) ids.insert(entry.study_id);
    EXPECT_EQ(ids.size(), 90u);
    EXPECT_EQ(
        std::ranges::count_if(
            ids, [&](const std::string& id) { return table.find("\n" + id + ",") != std::string::npos; }),
        60);
    const project::TableFile tokens(desk_ / "linked/persons.table", "persons");
    tokens.each_row(
        [&](auto cells) { EXPECT_EQ(table.find(cells[1]), std::string::npos) << "a row token left"; });
}

TEST_F(Project, WritesTheSameBytesForAnyNumberOfThreadsAndAnyKernel)
{
    encode_both(200);
    ASSERT_EQ(link("linked").exit, 0);
    int runs = 0;
    for (const char* threads : {"1", "2", "3"})
        for (const char* kernel : {"scalar", "avx2", "avx512"}) {
            const Desk other([&] { ::setenv("GAUZE_KERNEL", kernel, 1); });
            for (const char* file :
                 {"policy.toml", "project.key", "identity.key", "clinic.csv", "school.csv"})
                std::filesystem::copy(desk_ / file, other / file);
            for (const char* party : {"clinic", "school"}) {
                auto words = encode_words(party, std::string(party) + ".csv", party);
                words.insert(words.end(), {"--threads", threads});
                ASSERT_EQ(other.run(words).exit, 0);
            }
            auto words = link_words("linked");
            words.insert(words.end(), {"--threads", threads});
            const Outcome outcome = other.run(words);
            if (outcome.says("cannot run on this processor")) continue;
            ASSERT_EQ(outcome.exit, 0) << outcome.err;
            ++runs;
            for (const std::string& file :
                 {clinic_, school_, std::string("clinic/to-researcher/clinic.payload"),
                  std::string("clinic/stays-here/ledger.table"), std::string("linked/persons.table"),
                  std::string("linked/links.table")})
                EXPECT_EQ(read_file(desk_ / file), read_file(other / file))
                    << file << " " << threads << " " << kernel;
        }
    EXPECT_GE(runs, 3);
}

TEST_F(Project, PrintsJsonAndNothingElseOnStdoutWhenAsked)
{
    encode_both();
    auto words = link_words("linked");
    words.push_back("--json");
    const Outcome outcome = desk_.run(words);
    EXPECT_EQ(outcome.exit, 0);
    const Json json = Json::parse(outcome.out, "stdout");
    EXPECT_EQ(json.number("pairs_compared"), 3600);
    EXPECT_EQ(json.objects("parties").size(), 2u);
    EXPECT_GT(json.objects("stages").size(), 2u);
}

TEST_F(Project, KeepsKeysAndWhateverNamesAPersonForTheOwnerAlone)
{
    encode_both();
    ASSERT_EQ(link().exit, 0);
    for (const std::string& file :
         {std::string("project.key"), std::string("identity.key"), clinic_,
          std::string("clinic/stays-here/ledger.table"), std::string("clinic/to-researcher/clinic.payload"),
          std::string("linked/persons.table")})
        EXPECT_EQ(static_cast<unsigned>(std::filesystem::status(desk_ / file).permissions()) & 077u, 0u)
            << file;
}

} // namespace
} // namespace gauze::test
