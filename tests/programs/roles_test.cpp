// Who may do what under an agreement, asked of the real programs: every verb by every party, with every way
// in which a key or a policy's signatures can be wrong. All are refused before anything is read or written.
#include "bloom/base/json.hpp"
#include "tests/programs/governed_town.hpp"

namespace gauze::test {
namespace {

// A command line of each verb that would do for those who may: the gate is the first thing it meets.
const std::map<std::string, std::vector<std::string>>& verbs()
{
    static const std::map<std::string, std::vector<std::string>> all{
        {"policy suggest", {"--party", "hospital", "x.csv"}},
        {"key new", {"--out", "x.key"}},
        {"key check", {"--key", "x.key"}},
        {"key join", {"--folder", ".", "--out", "x.key"}},
        {"encode", {"--key", "x.key", "--out", "x", "x.csv"}},
        {"audit", {"--party", "charity", "x.csv"}},
        {"seal", {"--out", "x", "y"}},
        {"intake", {"--key", "x.key", "--out", "x", "x.age"}},
        {"ledger", {"x"}},
        {"withdraw", {"--out", "x", "y"}},
        {"accept", {"--out", "x", "x.age"}},
        {"check", {"x.gauze"}},
        {"plan", {"x.gauze", "y.gauze"}},
        {"link", {"--identity", "x.key", "--out", "x", "x.gauze", "y.gauze"}},
        {"issue", {"--identity", "x", "--persons", "x", "--recipient", "university", "--out", "x"}},
        {"open", {"--out", "x", "x.age"}},
        {"cohort", {"--map", "x.map", "--out", "x", "x.payload"}},
        {"tables", {"--cohort", "x", "--tables", "x.toml", "--out", "x"}},
        {"disclose",
         {"--cohort", "x", "--tables", "x.toml", "--registry", "x.sqlite", "--to", "x", "--out", "x"}},
        {"release", {"--proposal", "x", "--registry", "x.sqlite", "--out", "x.age"}},
    };
    return all;
}

class Roles : public testing::TestWithParam<std::string> {
protected:
    static void SetUpTestSuite()
    {
        town_ = std::make_unique<GovernedTown>();
        members_ = project::read_policy(town_->desk / "policy.toml").governance->members;
    }
    static void TearDownTestSuite() { town_.reset(); }
    const std::vector<std::string>& more() const { return verbs().at(GetParam()); }
    static std::set<std::string> everything()
    {
        std::set<std::string> names;
        for (const auto& entry : fs::recursive_directory_iterator(town_->desk.folder().path()))
            names.insert(entry.path().string());
        return names;
    }
    void refused(const Outcome& outcome, std::string_view code, const std::string& what)
    {
        EXPECT_EQ(outcome.exit, 77) << what << "\n" << outcome.out << outcome.err;
        EXPECT_NE(outcome.err.find(fmt::format("error: {}: ", code)), std::string::npos)
            << what << ": " << outcome.err;
        EXPECT_TRUE(outcome.out.empty()) << outcome.out;
    }
    bool may(const project::Member& member) const
    {
        const auto roles = project::roles_of(GetParam());
        return std::ranges::find(roles, member.role) != roles.end();
    }
    // Somebody who may do this; "" when nobody may.
    std::string one_who_may() const
    {
        for (const project::Member& member : members_)
            if (may(member)) return member.name;
        return {};
    }
    static inline std::unique_ptr<GovernedTown> town_;
    static inline std::vector<project::Member> members_;
};

TEST_P(Roles, AreTurnedAwayWhenTheyAreNotTheVerbs)
{
    const auto before = everything();
    int tried = 0;
    for (const project::Member& member : members_) {
        if (may(member)) continue;
        refused(town_->run(member.name, GetParam(), more()), "wrong-role", member.name);
        ++tried;
    }
    EXPECT_GE(tried, 4);
    EXPECT_EQ(everything(), before);
}

TEST_P(Roles, AreTurnedAwayWithAWrongKey)
{
    const std::string party = one_who_may();
    if (party.empty()) return; // nobody may, whatever the key
    const fs::path key = town_->desk / party / "me.party", kept = town_->desk / party / "kept.party";
    fs::rename(key, kept);
    project::PartyKey::generate(party).write(key); // the right name, and nobody's keys
    const auto before = everything();
    refused(town_->run(party, GetParam(), more()), "unknown-party", "a stranger's key");
    fs::remove(key);
    project::PartyKey other = made_key(party == "hospital" ? "school" : "hospital");
    other.name = party;
    other.write(key); // another party's keys under this name
    refused(town_->run(party, GetParam(), more()), "wrong-party", "another party's key");
    EXPECT_EQ(everything(), before);
    fs::remove(key);
    fs::rename(kept, key);
    std::vector<std::string> words = town_->words(party, GetParam(), more());
    words.erase(std::ranges::find(words, "--as"), std::ranges::find(words, "--as") + 2);
    refused(town_->desk.run(words), "key-missing", "no key");
}

TEST_P(Roles, AreTurnedAwayUnderAPolicyThatNotEveryCustodianSigned)
{
    const std::string party = one_who_may();
    if (party.empty()) return;
    const fs::path signatures = town_->desk / party / "policy.toml.dsse",
                   kept = town_->desk / party / "kept.dsse";
    fs::rename(signatures, kept);
    refused(town_->run(party, GetParam(), more()), "policy-unsigned", "no signature");
    const auto file = project::PolicyFile::read(town_->desk / party / "policy.toml");
    (void)project::sign_policy(file, made_key("school"));
    (void)project::sign_policy(file, made_key("charity"));
    refused(town_->run(party, GetParam(), more()), "policy-unsigned", "one signature is missing");
    // A stranger's signature in the place of the missing one.
    project::Envelope envelope = project::read_envelope(signatures);
    envelope.sign(SigningKey::generate());
    project::write_envelope(signatures, envelope, Existing::replace);
    refused(town_->run(party, GetParam(), more()), "policy-signature", "a stranger's signature");
    fs::remove(signatures);
    fs::rename(kept, signatures);
    // Signed, and then changed.
    const fs::path policy = town_->desk / party / "policy.toml";
    const std::string agreed = read_file(policy);
    std::string wider = agreed;
    wider.replace(wider.find("smallest_count = 3"), 18, "smallest_count = 2");
    write_file(policy, wider);
    refused(town_->run(party, GetParam(), more()), "policy-signature", "a policy of other content");
    write_file(policy, agreed);
}

INSTANTIATE_TEST_SUITE_P(Verbs, Roles, testing::ValuesIn([] {
                             std::vector<std::string> names;
                             for (const auto& [name, more] : verbs()) names.push_back(name);
                             return names;
                         }()),
                         [](const testing::TestParamInfo<std::string>& verb) {
                             std::string name = verb.param;
                             std::erase(name, ' ');
                             return name;
                         });

// What stands in the table of the gate is in the table of this test, or has its own (merge and score read a
// plan first, explaining is part of encode).
TEST(RolesOfThisTest, AreThoseOfTheGate)
{
    const std::set<std::string_view> elsewhere{"opt-out list", "quality",        "score",  "merge", "report",
                                               "identity new", "encode-explain", "retain", "close"};
    for (const std::string_view verb : project::gated_verbs())
        EXPECT_TRUE(verbs().contains(std::string(verb)) || elsewhere.contains(verb)) << verb;
}

} // namespace
} // namespace gauze::test
