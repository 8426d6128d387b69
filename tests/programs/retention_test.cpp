// Retention and closing from end to end, with the real programs and a folder for each party: the day before,
// everything is there; on the day it is gone from tables, sealed files and cohorts, and stays gone.
#include "bloom/base/clock.hpp"
#include "bloom/encoded_file.hpp"
#include "engine/project/evidence/verify.hpp"
#include "engine/project/table_file.hpp"
#include "tests/programs/governed_town.hpp"

namespace gauze::test {
namespace {

// The town's policy, with rules of three kinds: the hospital's rows by receipt, the school's from birth, the
// charity's, which a platform encodes, from a last use that stands in its column consent_date.
std::string policy_with_rules()
{
    std::string text = GovernedTown::policy_text("standard");
    text.resize(text.find("[[retention]]"));
    return text + "[[retention]]\nname = \"study\"\nsources = \"hospital\"\nfrom = \"receipt\"\nyears = 6\n"
                  "[[retention]]\nname = \"of-age\"\nsources = \"school\"\nfrom = \"birth\"\ncolumn = "
                  "\"dob\"\nyears = 25\n"
                  "[[retention]]\nname = \"used\"\nsources = \"charity\"\nfrom = \"last-use\"\ncolumn = "
                  "\"consent_date\"\nyears = 6\n";
}

class RetentionWalk : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        town_ = std::make_unique<GovernedTown>();
        const Desk& desk = town_->desk;
        fs::remove(desk / "policy.toml"), fs::remove(desk / "policy.toml.dsse");
        write_file(desk / "policy.toml", policy_with_rules());
        const auto file = project::PolicyFile::read(desk / "policy.toml");
        for (const std::string_view custodian : GovernedTown::custodians)
            (void)project::sign_policy(file, made_key(custodian));
        for (const std::string_view member : GovernedTown::members)
            for (const char* name : {"policy.toml", "policy.toml.dsse"})
                fs::copy(desk / name, desk / std::string(member) / name,
                         fs::copy_options::overwrite_existing);
        town_->send_everything();
        if (HasFatalFailure()) return;
        town_->link();
        town_->issue("university", "1");
        town_->make_cohort("university", "1");
        first_of_age();
    }
    static void TearDownTestSuite() { town_.reset(); }
    void SetUp() override { ASSERT_TRUE(fs::exists(desk() / "unit/linked/persons.table")); }

    // The school's people 30..90 in the order of their 25th birthday: the tenth, and who is due by then.
    static void first_of_age()
    {
        std::vector<std::string> days;
        for (unsigned i = 30; i < 90; ++i) {
            const std::string dob = TownPerson(i).dob;
            days.push_back(fmt::format("{}{}", std::stoi(dob.substr(0, 4)) + 25, dob.substr(4)));
        }
        std::ranges::sort(days);
        on_ = days[9];
        before_ = day_text(civil_from_days(days_from_civil(day_from(on_)) - 1));
        due_ =
            static_cast<std::uint64_t>(std::ranges::count_if(days, [](const auto& d) { return d <= on_; }));
        due_before_ =
            static_cast<std::uint64_t>(std::ranges::count_if(days, [](const auto& d) { return d < on_; }));
    }

    static const Desk& desk() { return town_->desk; }
    static Outcome run(const std::string& program, const std::string& party, const std::string& verb,
                       const std::string& today, std::vector<std::string> more)
    {
        if (!today.empty()) more.insert(more.begin(), {"--today", today});
        auto words = town_->words(party, verb, more);
        words[0] = program;
        return desk().run(words);
    }
    static void must(const std::string& program, const std::string& party, const std::string& verb,
                     const std::string& today, const std::vector<std::string>& more)
    {
        const Outcome outcome = run(program, party, verb, today, more);
        ASSERT_EQ(outcome.exit, 0) << party << ": " << verb << "\n" << outcome.out << outcome.err;
    }
    static std::uint64_t rows(const fs::path& file, std::string_view kind)
    {
        return project::TableFile(desk() / file, kind).rows();
    }
    static std::uint64_t encoded(const fs::path& file) { return bloom::EncodedFile(desk() / file).rows(); }
    // From the custodian's folder into the posts of who gets its withdrawals.
    static void deliver(const std::string& from)
    {
        town_->travel(from + "/to-researcher", "university/post");
        town_->travel(from + "/to-linkage-unit", "unit/post");
    }
    static void open_withdrawals(const std::string& today)
    {
        std::vector<std::string> files{"--out", "university/inbox"};
        for (const std::string& file : town_->sealed_in("university/post"))
            if (file.find(".withdrawal.age") != std::string::npos &&
                !fs::exists(desk() / "university/inbox" / fs::path(file).stem()))
                files.push_back(file);
        must("gauze-research", "university", "open", today, files);
    }

    static inline std::unique_ptr<GovernedTown> town_;
    static inline std::string before_, on_;
    static inline std::uint64_t due_ = 0, due_before_ = 0;
};

// One story, in the order of the clock: evidence goes forward only.
TEST_F(RetentionWalk, TakesRowsAwayOnTheirDayAndNotBefore)
{
    const std::string left = "university/left-over";
    fs::create_directories(desk() / left);
    for (const char* name : {"school.payload.age", "school.payload.age.dsse"})
        fs::copy(desk() / "university/post" / name, desk() / left / name);
    fs::copy(desk() / "unit/post/school.gauze.age", desk() / left / "school.gauze.age");
    fs::copy(desk() / "unit/post/school.gauze.age.dsse", desk() / left / "school.gauze.age.dsse");
    const std::uint64_t all = 60;
    ASSERT_EQ(rows("school/out/stays-here/ledger.table", "ledger"), all);

    // The day before: only those of earlier days go.
    must("gauze-custodian", "school", "retain", before_,
         {"--outbox", "school/outbox", "--out", "school/retained-0", "school/out"});
    EXPECT_EQ(rows("school/out/stays-here/ledger.table", "ledger"), all - due_before_);
    EXPECT_EQ(rows("school/out/to-university/school.payload", "payload"), all - due_before_);
    EXPECT_EQ(encoded("school/out/to-linkage-unit/school.gauze"), all - due_before_);
    EXPECT_FALSE(fs::exists(desk() / "school/outbox/to-university/school.payload.age"));
    deliver("school/retained-0");

    // The day.
    must("gauze-custodian", "school", "retain", on_, {"--out", "school/retained-1", "school/out"});
    EXPECT_EQ(rows("school/out/stays-here/ledger.table", "ledger"), all - due_);
    deliver("school/retained-1");

    open_withdrawals(on_);
    must("gauze-research", "university", "retain", on_,
         {"--inbox", "university/inbox", "--post", "university/post", "--cohort", "university/cohort-1",
          "--out", "university/retained-1.dsse"});
    EXPECT_EQ(rows("university/inbox/school.payload", "payload"), all - due_);
    EXPECT_EQ(rows("university/inbox/hospital.payload", "payload"), 60u);
    EXPECT_FALSE(fs::exists(desk() / "university/post/school.payload.age"));
    EXPECT_FALSE(fs::exists(desk() / "university/cohort-1"));
    const Outcome again = run("gauze-research", "university", "open", on_,
                              {"--out", "university/inbox-2", left + "/school.payload.age"});
    EXPECT_EQ(again.exit, 77) << again.out << again.err;
    EXPECT_NE(again.err.find("retention-due"), std::string::npos) << again.err;
    must("gauze-research", "university", "cohort", on_,
         {"--map", "university/inbox/university-1.map", "--out", "university/cohort-1", "--withdrawals",
          "university/inbox", "university/inbox/hospital.payload", "university/inbox/school.payload",
          "university/inbox/charity.payload"});

    must("gauze-linkage", "unit", "retain", on_,
         {"--inbox", "unit/inbox", "--post", "unit/post", "--linked", "unit/linked", "--out",
          "unit/retained-1.dsse"});
    EXPECT_EQ(encoded("unit/inbox/school.gauze"), all - due_);
    EXPECT_FALSE(fs::exists(desk() / "unit/post/school.gauze.age"));
    const Outcome let_in =
        run("gauze-linkage", "unit", "accept", on_, {"--out", "unit/inbox-2", left + "/school.gauze.age"});
    EXPECT_NE(let_in.err.find("retention-due"), std::string::npos) << let_in.err;
    must("gauze-linkage", "unit", "link", on_,
         {"--identity", "unit/identity.key", "--out", "unit/linked-2", "unit/inbox/hospital.gauze",
          "unit/inbox/school.gauze", "unit/inbox/charity.gauze"});

    // Everybody is of age.
    must("gauze-custodian", "school", "retain", "2047-01-01", {"--out", "school/retained-2", "school/out"});
    EXPECT_FALSE(fs::exists(desk() / "school/out"));
    deliver("school/retained-2");
    // Who runs it every day may name the destroyed run once more.
    const Outcome gone = run("gauze-custodian", "school", "retain", "2047-01-01",
                             {"--out", "school/retained-3", "school/out"});
    EXPECT_EQ(gone.exit, 66) << gone.err;
    EXPECT_NE(gone.err.find("there is no ledger in"), std::string::npos) << gone.err;
    // The hospital's rows are due by receipt, the charity's by the platform's list.
    must("gauze-custodian", "platform", "retain", "2047-01-01",
         {"--outbox", "platform/outbox", "--out", "platform/retained", "platform/out"});
    EXPECT_FALSE(fs::exists(desk() / "platform/out"));
    deliver("platform/retained");
    open_withdrawals("2047-01-01");
    must("gauze-research", "university", "retain", "2047-01-01",
         {"--inbox", "university/inbox", "--post", "university/post", "--cohort", "university/cohort-1",
          "--out", "university/retained-2.dsse"});
    for (const char* name : {"hospital", "school", "charity"})
        EXPECT_FALSE(fs::exists(desk() / "university/inbox" / fmt::format("{}.payload", name))) << name;
    EXPECT_FALSE(fs::exists(desk() / "university/cohort-1"));
    must("gauze-linkage", "unit", "retain", "2047-01-01",
         {"--inbox", "unit/inbox", "--post", "unit/post", "--linked", "unit/linked,unit/linked-2", "--out",
          "unit/retained-2.dsse"});
    EXPECT_FALSE(fs::exists(desk() / "unit/linked"));
    EXPECT_FALSE(fs::exists(desk() / "unit/inbox/hospital.gauze"));

    // The project is closed at the unit and at the university; nobody there works under it again.
    must("gauze", "unit", "close", "2047-01-02",
         {"--out", "unit/closed.dsse", "unit/inbox", "unit/post", "unit"});
    EXPECT_FALSE(fs::exists(desk() / "unit/identity.key"));
    EXPECT_TRUE(fs::exists(desk() / "unit/me.party"));
    must("gauze", "university", "close", "2047-01-02", {"--out", "university/closed.dsse", "university"});
    EXPECT_FALSE(fs::exists(desk() / "university/left-over/school.payload.age"));
    const Outcome closed = run("gauze-research", "university", "open", "2047-01-03",
                               {"--out", "university/inbox-3", "school/outbox/to-unit/school.gauze.age"});
    EXPECT_NE(closed.err.find("project-closed"), std::string::npos) << closed.err;
    // Nor by leaving the evidence out, nor is closing itself refused.
    const Outcome without = desk().run({"gauze-research", "open", "--policy", "university/policy.toml",
                                        "--as", "university/me.party", "--today", "2047-01-03", "--out",
                                        "university/inbox-3", "school/outbox/to-unit/school.gauze.age"});
    EXPECT_NE(without.err.find("project-closed"), std::string::npos) << without.err;
    must("gauze", "university", "close", "2047-01-03", {"--out", "university/closed-2.dsse", "university"});

    // And all of it hangs together, for us and for a reader of the documents alone.
    std::vector<std::string> evidence;
    for (const char* party : {"hospital", "school", "charity", "platform", "unit", "university"})
        evidence.push_back(std::string(party) + "/evidence");
    project::VerifyOptions options;
    for (const std::string& folder : evidence) options.folders.push_back(desk() / folder);
    const project::Verification found = project::verify(options);
    EXPECT_TRUE(found.well()) << found.in_words();
    std::vector<std::string> words{"python3", fmt::format("{}/docs/verify.py", GAUZE_SOURCE)};
    words.insert(words.end(), evidence.begin(), evidence.end());
    const Outcome other = desk().run(words);
    EXPECT_EQ(other.exit, 0) << other.out << other.err;
}

} // namespace
} // namespace gauze::test
