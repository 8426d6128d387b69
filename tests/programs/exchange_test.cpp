// The governed exchange from end to end, with the real programs and a folder for each party: only sealed
// files and their statements travel.
#include "bloom/base/json.hpp"
#include "engine/project/evidence/verify.hpp"
#include "tests/programs/governed_town.hpp"

#include <chrono>
#include <thread>

namespace gauze::test {
namespace {

class Exchange : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        town_ = std::make_unique<GovernedTown>();
        town_->send_everything();
        if (HasFatalFailure()) return;
        town_->link();
        for (const char* release : {"1", "2"}) town_->issue("university", release);
        town_->issue("institute", "1");
        town_->make_cohort("university", "1");
        town_->make_cohort("university", "2");
        town_->make_cohort("institute", "1");
    }
    static void TearDownTestSuite() { town_.reset(); }
    void SetUp() override { ASSERT_TRUE(fs::exists(desk() / "institute/cohort-1/cohort.csv")); }
    static const Desk& desk() { return town_->desk; }
    static inline std::unique_ptr<GovernedTown> town_;
};

TEST_F(Exchange, EndsInACohortForEachResearcherAndRelease)
{
    // Hospital has 0..60, the school 30..90, the charity 15..60 of whom a tenth has not consented.
    for (const char* cohort : {"university/cohort-1", "university/cohort-2"})
        EXPECT_EQ(town_->study_ids(cohort).size(), 90u) << cohort;
    // The institute gets nothing of the charity: its people are there through the other two.
    EXPECT_EQ(town_->study_ids("institute/cohort-1").size(), 90u);
    const std::string table = read_file(desk() / "institute/cohort-1/cohort.csv");
    const std::string header = table.substr(0, table.find('\n'));
    EXPECT_NE(header.find("visits_hospital"), std::string::npos);
    EXPECT_EQ(header.find("band_hospital"), std::string::npos);
    EXPECT_EQ(header.find("charity"), std::string::npos);
}

TEST_F(Exchange, GivesNoTwoReleasesAStudyIdInCommon)
{
    std::set<std::string> all;
    std::size_t given = 0;
    for (const char* cohort : {"university/cohort-1", "university/cohort-2", "institute/cohort-1"}) {
        const auto ids = town_->study_ids(cohort);
        given += ids.size();
        all.insert(ids.begin(), ids.end());
    }
    EXPECT_EQ(all.size(), given);
}

TEST_F(Exchange, MarksWhatComesOutAsStatisticsOnly)
{
    const Json about = Json::parse(read_file(desk() / "university/cohort-1/about.json"), "about");
    EXPECT_TRUE(about.flag("statistics_only"));
    EXPECT_EQ(about.text("release"), "1");
    const auto map = project::read_envelope(desk() / "unit/university-1.map.age.dsse");
    EXPECT_TRUE(project::statement_in(map, "map").statistics_only);
}

TEST_F(Exchange, LeavesEvidenceThatHangsTogether)
{
    project::VerifyOptions options;
    for (const std::string_view member : GovernedTown::members)
        if (fs::exists(desk() / std::string(member) / "evidence"))
            options.folders.push_back(desk() / std::string(member) / "evidence");
    EXPECT_EQ(options.folders.size(), 7u); // all but the funder, who has done nothing
    const project::Verification verified = project::verify(options);
    EXPECT_TRUE(verified.well()) << verified.in_words();
    EXPECT_GE(verified.count("counts-stated"), 3u) << verified.in_words();
    EXPECT_GE(verified.count("counts-accepted"), 3u) << verified.in_words();
    // A line that is not there is missed.
    const fs::path log = desk() / "unit/evidence/unit.log";
    const std::string whole = read_file(log);
    write_file(log, whole.substr(whole.find('\n') + 1));
    EXPECT_FALSE(project::verify(options).well());
    write_file(log, whole);
}

TEST_F(Exchange, OpensNothingWithTheKeyOfAnybodyElse)
{
    int tried = 0;
    for (const auto& entry : fs::recursive_directory_iterator(desk().folder().path())) {
        if (entry.path().extension() != ".age" || entry.path().string().find("/post/") == std::string::npos)
            continue;
        const std::string recipient = entry.path().parent_path().parent_path().filename().string();
        for (const std::string_view member : GovernedTown::members) {
            if (member == recipient) continue;
            const project::PartyKey key = made_key(member);
            const std::string bytes = read_file(entry.path());
            std::size_t at = 0;
            age::Opening opening;
            opening.identities = {&key.encryption};
            EXPECT_THROW(age::Decryptor(
                             [&](std::span<std::byte> into) {
                                 const std::size_t part = std::min(into.size(), bytes.size() - at);
                                 std::ranges::copy(bytes_of(bytes).subspan(at, part), into.begin());
                                 at += part;
                                 return part;
                             },
                             opening),
                         Error)
                << entry.path() << " opens with the key of " << member;
            ++tried;
        }
    }
    EXPECT_EQ(tried, (3 + 5 + 3) * 7); // submissions, university's payload and maps, institute's
}

TEST_F(Exchange, LeavesNoNameOutsideTheCustodiansOwnFolders)
{
    const auto marks = GovernedTown::marks(0, 90);
    const auto look = [&](std::string bytes, const std::string& where) {
        for (char& c : bytes) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        for (const std::string& mark : marks)
            EXPECT_EQ(bytes.find(mark), std::string::npos) << "\"" << mark << "\" stands in " << where;
    };
    look(town_->said, "what the programs said");
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(desk().folder().path())) {
        if (!entry.is_regular_file()) continue;
        const std::string path = entry.path().string();
        // Of a custodian, its own file, and the ledger that it keeps.
        if (path.ends_with("/people.csv")) continue;
        if (path.ends_with("/ledger.table") && path.find("/platform/") == std::string::npos) continue;
        look(read_file(entry.path()), path);
        ++files;
    }
    EXPECT_GE(files, 60);
    // A search that finds the marks where they belong is a search.
    EXPECT_NE(read_file(desk() / "hospital/out/stays-here/ledger.table").find("REFh0007"), std::string::npos);
}

TEST_F(Exchange, TakesANewerSubmissionOnlyWhenAsked)
{
    std::this_thread::sleep_for(std::chrono::milliseconds(1100)); // statements tell seconds apart, no less
    const auto audited = town_->audit("school", "school", town_->digest_of("school/people.csv"));
    town_->must("school", "seal", {"--audit", audited.string(), "--out", "school/again", "school/out"});
    const std::string newer = "school/again/to-unit/school.gauze.age";
    fs::copy(desk() / "unit/inbox", desk() / "another-inbox", fs::copy_options::recursive);
    const Outcome refused = town_->run("unit", "accept", {"--out", "another-inbox", newer});
    EXPECT_EQ(refused.exit, 77);
    EXPECT_TRUE(refused.says("already-accepted: ")) << refused.err;
    town_->must("unit", "accept", {"--out", "another-inbox", "--replace", newer});
    const Outcome older =
        town_->run("unit", "accept", {"--out", "another-inbox", "--replace", "unit/post/school.gauze.age"});
    EXPECT_TRUE(older.says("older-submission: ")) << older.err;
    EXPECT_EQ(read_file(desk() / "another-inbox/school.gauze"),
              read_file(desk() / "unit/inbox/school.gauze"));
}

} // namespace
} // namespace gauze::test
