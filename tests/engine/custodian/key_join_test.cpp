#include "engine/custodian/ceremony_state.hpp"
#include "engine/custodian/key_join.hpp"
#include "engine/project/age/age.hpp"
#include "engine/project/statement.hpp"
#include "tests/engine/custodian/made_ceremony.hpp"

#include <cstring>
#include <fstream>
#include <functional>
#include <random>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>

namespace gauze::custodian {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

class KeyJoin : public MadeCeremony {
protected:
    std::map<std::string, std::string> files() const
    {
        std::map<std::string, std::string> all;
        for (const auto& entry : fs::directory_iterator(folder()))
            all[entry.path().filename().string()] = test::read_file(entry.path());
        return all;
    }
    void put_back(const std::map<std::string, std::string>& all) const
    {
        fs::remove_all(folder());
        fs::create_directory(folder());
        for (const auto& [name, content] : all) test::write_file(in_folder(name), content);
    }
    // What a party that does not keep to the programs may write: any statement, with its own signature.
    void sign(const std::string& signer, const std::string& file,
              const std::function<void(project::Statement&)>& change) const
    {
        project::Statement statement = project::statement_in(project::read_envelope(in_folder(file)), "test");
        change(statement);
        fs::remove(in_folder(file));
        project::write_envelope(in_folder(file), project::make_envelope(statement, keys_.at(signer).signing));
    }
    std::optional<Secret> open_as(const std::string& name, const fs::path& sealed) const
    {
        const std::string text = test::read_file(sealed);
        std::size_t at = 0;
        Secret plain(4096);
        std::size_t size = 0;
        try {
            age::Decryptor decryptor(
                [&](std::span<std::byte> into) {
                    const std::size_t part = std::min(into.size(), text.size() - at);
                    std::memcpy(into.data(), text.data() + at, part);
                    at += part;
                    return part;
                },
                {.identities = {&keys_.at(name).encryption}});
            while (const auto got = decryptor.read(plain.fill().subspan(size))) size += got;
        } catch (const Error&) {
            return std::nullopt;
        }
        return Secret(plain.reveal().first(size));
    }
};

TEST_F(KeyJoin, BringsAllHoldersToOneKeyWithTheSameWords)
{
    all_join();
    std::set<std::string> values, keys;
    for (const char* name : {"hospital", "hub", "school"}) {
        const JoinOutcome outcome = join(name);
        EXPECT_EQ(outcome.stage, JoinStage::finished);
        EXPECT_FALSE(outcome.made_now);
        EXPECT_EQ(outcome.finished, (Names{"hospital", "hub", "school"}));
        values.insert(ProjectKey::read(key_of(name), policy_).check_value(policy_));
        values.insert(outcome.check_value);
        keys.insert(bytes_of_key(name));
        EXPECT_FALSE(fs::exists(key_of(name) += ".ceremony"));
    }
    EXPECT_EQ(values.size(), 1u);
    EXPECT_EQ(keys.size(), 1u);
}

TEST_F(KeyJoin, SaysAtEveryStageWhoIsMissing)
{
    JoinOutcome outcome = join("hospital");
    EXPECT_EQ(outcome.stage, JoinStage::committed);
    EXPECT_EQ(outcome.waiting_for, (Names{"hub", "school"}));
    EXPECT_EQ(join("hub").waiting_for, (Names{"school"}));
    outcome = join("school");
    EXPECT_EQ(outcome.stage, JoinStage::shown);
    EXPECT_EQ(outcome.waiting_for, (Names{"hospital", "hub"}));
    EXPECT_EQ(join("hospital").waiting_for, (Names{"hub"}));
    outcome = join("hub");
    EXPECT_EQ(outcome.stage, JoinStage::finished);
    EXPECT_TRUE(outcome.made_now);
    EXPECT_EQ(outcome.finished, (Names{"hub"}));
}

TEST_F(KeyJoin, ChangesNothingWhenItIsRunAgain)
{
    (void)join("hospital");
    auto before = files();
    (void)join("hospital");
    EXPECT_EQ(files(), before);
    (void)join("hub");
    (void)join("school");
    before = files();
    (void)join("school");
    EXPECT_EQ(files(), before);
    all_join();
    before = files();
    all_join();
    EXPECT_EQ(files(), before);
}

TEST_F(KeyJoin, DrawsAnotherSecretInAnotherCeremonyUnderTheSamePolicy)
{
    all_join();
    const std::string first = bytes_of_key("school");
    fs::remove_all(folder());
    fs::create_directory(folder());
    for (const char* name : {"hospital", "hub", "school"}) fs::remove(key_of(name));
    all_join();
    EXPECT_NE(bytes_of_key("school"), first);
}

TEST_F(KeyJoin, GivesAWaveItsOwnKey)
{
    policy_ = with_members(three_holders("a study", "2026-autumn"));
    all_join();
    EXPECT_EQ(ProjectKey::read(key_of("hub"), policy_).wave(), "2026-autumn");
    EXPECT_EQ(refusal("hub", with_members(three_holders("a study", "2027-spring"))), "wrong-policy");
}

TEST_F(KeyJoin, SealsToTheOtherHoldersAndToNobodyElse)
{
    all_join();
    for (const std::string from : {"hospital", "hub", "school"})
        for (const std::string to : {"hospital", "hub", "school", "unit", "university"}) {
            const bool opens = open_as(to, contribution_file(folder(), from)).has_value();
            EXPECT_EQ(opens, to != from && to != "unit" && to != "university") << from << " to " << to;
        }
}

TEST_F(KeyJoin, RefusesAPolicyInWhichAKeyOfAHolderIsAlsoAnothers)
{
    for (const char* other : {"unit", "university", "school"}) {
        auto policy = policy_;
        for (project::Member& one : policy.governance->members)
            if (one.name == other) one.encryption = member("hospital").encryption;
        EXPECT_EQ(refusal("hub", policy), "shared-key") << other;
        policy = policy_;
        for (project::Member& one : policy.governance->members)
            if (one.name == other) one.signing = member("hospital").signing;
        EXPECT_EQ(refusal("hub", policy), "shared-key") << other;
    }
    EXPECT_TRUE(fs::is_empty(folder()));
}

TEST_F(KeyJoin, RefusesAPolicyWithOneHolderAndAnIntakeThatNobodyNames)
{
    auto policy = policy_;
    std::erase_if(policy.governance->members,
                  [](const project::Member& one) { return one.name == "school"; });
    EXPECT_EQ(refusal("hospital", policy), "missing-party");
    policy = policy_;
    for (project::Member& one : policy.governance->members) one.intake.clear();
    EXPECT_EQ(refusal("hub", policy), "not-a-holder");
    EXPECT_EQ(refusal("unit"), "not-a-holder");
}

// The attack that commitments are for: the last one waits for the others' bytes and then draws his own.
TEST_F(KeyJoin, DoesNotLetTheLastOneChooseAfterTheOthersHaveShown)
{
    for (const char* name : {"hospital", "hub", "school", "hospital", "hub"}) (void)join(name);
    // All three have committed, two have shown. The school draws again, and commits again.
    ASSERT_TRUE(fs::exists(contribution_file(folder(), "hospital")));
    fs::remove(key_of("school") += ".ceremony");
    for (const char* end : {".commitment.dsse", ".contribution.age", ".contribution.age.dsse"})
        fs::remove(in_folder(fmt::format("school{}", end)));
    fs::remove(key_of("school"));
    EXPECT_EQ(refusal("school"), "contribution-early");
    // It is cleverer, and takes the others' contributions out of the folder while it does so.
    const auto all = files();
    for (const std::string name : {"hospital", "hub"})
        for (const char* end : {".contribution.age", ".contribution.age.dsse", ".ceremony.dsse"})
            fs::remove(in_folder(name + end));
    EXPECT_EQ(refusal("school"), "shown");
    for (const auto& [name, content] : all) test::write_file(in_folder(name), content);
    EXPECT_EQ(refusal("school"), "commitment-changed");
    EXPECT_EQ(refusal("hub"), "commitment-changed");
}

TEST_F(KeyJoin, ShowsNothingASecondTimeUnderOtherCommitments)
{
    for (const char* name : {"hospital", "hub", "school", "hospital"}) (void)join(name);
    // Hospital and school have shown. Both are taken away, and the school commits to something else.
    for (const std::string name : {"hospital", "school"})
        for (const char* end : {".contribution.age", ".contribution.age.dsse"})
            fs::remove(in_folder(name + end));
    fs::remove(in_folder("school.commitment.dsse"));
    fs::remove(key_of("school") += ".ceremony");
    EXPECT_EQ(join("school").stage, JoinStage::shown);
    fs::remove(in_folder("school.contribution.age"));
    fs::remove(in_folder("school.contribution.age.dsse"));
    const auto before = files();
    EXPECT_EQ(refusal("hospital"), "commitment-changed");
    EXPECT_EQ(files(), before);
}

TEST_F(KeyJoin, NamesThePartyThatShowsSomethingElseThanItCommittedTo)
{
    for (const char* name : {"hospital", "hub", "school"}) (void)join(name);
    // It says so itself in what it signs,
    const auto all = files();
    sign("school", "school.contribution.age.dsse",
         [](project::Statement& statement) { statement.content_digest = std::string(64, '0'); });
    EXPECT_EQ(refusal("hospital"), "contribution-differs");
    put_back(all);
    // or seals another content than it says.
    std::string sealed;
    age::Encryptor encryptor(
        [&](Bytes bytes) { sealed.append(reinterpret_cast<const char*>(bytes.data()), bytes.size()); },
        {.recipients = {member("hospital").encryption, member("hub").encryption}});
    Secret other(contribution_bytes);
    encryptor.write(
        contribution_text({"study", policy_.fingerprint(), ""}, "school", other.reveal()).reveal());
    encryptor.close();
    test::write_file(in_folder("school.contribution.age"), sealed);
    sign("school", "school.contribution.age.dsse",
         [&](project::Statement& statement) { statement.cipher_digest = to_hex(sha256(bytes_of(sealed))); });
    EXPECT_EQ(join("hospital").stage, JoinStage::shown);
    try {
        (void)join("hub");
        FAIL() << "it was taken";
    } catch (const Error& error) {
        EXPECT_TRUE(std::string_view(error.what()).starts_with("contribution-differs: school"));
    }
    EXPECT_FALSE(fs::exists(key_of("hub")));
}

TEST_F(KeyJoin, RefusesAContributionThatIsNotSealedToEverybody)
{
    for (const char* name : {"hospital", "hub", "school", "hospital"}) (void)join(name);
    auto policy = policy_;
    const auto stranger = project::PartyKey::generate("hub");
    project::Admitted me = admitted("hub");
    me.key->encryption = ExchangeKey(Secret(stranger.encryption.reveal()));
    try {
        (void)join_key(me, {folder(), key_of("hub"), {}});
        FAIL() << "it was taken";
    } catch (const Error& error) {
        EXPECT_EQ(project::code_of(error.what()), "not-sealed-to-me");
    }
}

TEST_F(KeyJoin, RefusesAContributionBeforeAllHaveCommitted)
{
    for (const char* name : {"hospital", "hub", "school"}) (void)join(name);
    fs::remove(in_folder("hub.commitment.dsse"));
    EXPECT_EQ(refusal("hospital"), "contribution-early");
}

TEST_F(KeyJoin, RefusesWhatAForeignerOrAnotherPartySigned)
{
    (void)join("hospital");
    const auto all = files();
    const auto stay = [](project::Statement&) {};
    for (const char* signer : {"unit", "school", "university"}) {
        sign(signer, "hospital.commitment.dsse", stay);
        EXPECT_EQ(refusal("hub"), "foreign-signature") << signer;
        put_back(all);
    }
    // The signature of another statement, under the right name of the key.
    auto envelope = project::read_envelope(in_folder("hospital.commitment.dsse"));
    envelope.signatures[0].signature[5] ^= std::byte{1};
    fs::remove(in_folder("hospital.commitment.dsse"));
    project::write_envelope(in_folder("hospital.commitment.dsse"), envelope);
    EXPECT_EQ(refusal("hub"), "wrong-signature");
}

TEST_F(KeyJoin, RefusesStatementsOfAnotherKindProjectPolicyWaveOrParty)
{
    (void)join("hospital");
    const auto all = files();
    const std::map<std::string, std::function<void(project::Statement&)>> changes{
        {"wrong-kind", [](auto& one) { one.kind = "contribution"; }},
        {"wrong-project", [](auto& one) { one.project = "other"; }},
        {"wrong-policy", [](auto& one) { one.policy = std::string(64, 'a'); }},
        {"wrong-wave", [](auto& one) { one.figures.set("wave", "2026"); }},
        {"wrong-party", [](auto& one) { one.party = "school"; }}};
    for (const auto& [code, change] : changes) {
        sign("hospital", "hospital.commitment.dsse", change);
        EXPECT_EQ(refusal("hub"), code);
        put_back(all);
    }
    EXPECT_EQ(refusal("hub"), "committed");
}

TEST_F(KeyJoin, RefusesTheFilesOfAnotherCeremonyOfTheSameParties)
{
    for (const char* name : {"hospital", "hub", "school"}) (void)join(name);
    const auto old = files();
    for (const char* name : {"hospital", "hub", "school"}) fs::remove(key_of(name) += ".ceremony");
    put_back({});
    for (const char* name : {"hospital", "hub", "school"}) (void)join(name);
    // An old commitment, against the new one of which there is a state,
    const auto now = files();
    test::write_file(in_folder("hospital.commitment.dsse"), old.at("hospital.commitment.dsse"));
    EXPECT_EQ(refusal("hospital"), "commitment-changed");
    put_back(now);
    // and an old contribution among new commitments.
    for (const char* end : {"school.contribution.age", "school.contribution.age.dsse"})
        test::write_file(in_folder(end), old.at(end));
    EXPECT_EQ(refusal("hub"), "commitment-changed");
}

TEST_F(KeyJoin, RefusesFilesOfPartiesThatHoldNoKeyAndFilesThatAreNone)
{
    (void)join("hospital");
    const auto all = files();
    for (const char* name : {"unit.commitment.dsse", "nobody.contribution.age", "university.ceremony.dsse"}) {
        test::write_file(in_folder(name), all.begin()->second);
        EXPECT_EQ(refusal("hub"), "extra-party") << name;
        put_back(all);
    }
    for (const char* name : {"notes.txt", ".commitment.dsse~", "commitment.dsse", "hub.contribution.txt"}) {
        test::write_file(in_folder(name), "x");
        EXPECT_EQ(refusal("hub"), name[0] == '.' ? "committed" : "unexpected-file") << name;
        fs::remove(key_of("hub") += ".ceremony");
        put_back(all);
    }
}

TEST_F(KeyJoin, CountsTheSetUnderWhichAPartWasShown)
{
    for (const char* name : {"hospital", "hub", "school"}) (void)join(name);
    const auto all = files();
    sign("school", "school.contribution.age.dsse",
         [](project::Statement& statement) { statement.figures = Json(); });
    EXPECT_EQ(refusal("hub"), "missing-party");
    put_back(all);
    sign("school", "school.contribution.age.dsse", [](project::Statement& statement) {
        statement.figures.set("commitment.fourth", std::string(64, '1'));
    });
    EXPECT_EQ(refusal("hub"), "extra-party");
}

TEST_F(KeyJoin, NeedsBothFilesOfAContributionAndTheOneThatWasSigned)
{
    for (const char* name : {"hospital", "hub", "school"}) (void)join(name);
    const auto all = files();
    for (const char* end : {"school.contribution.age", "school.contribution.age.dsse"}) {
        fs::remove(in_folder(end));
        EXPECT_EQ(refusal("hub"), "statement-missing");
        EXPECT_EQ(refusal("school"),
                  "shown"); // its own run may have been stopped there: it writes both again
        put_back(all);
    }
    test::write_file(in_folder("school.contribution.age"), all.at("school.contribution.age") + "x");
    EXPECT_EQ(refusal("hub"), "file-digest");
}

TEST_F(KeyJoin, FindsOutWhoFinishedWithSomethingElse)
{
    for (const char* name : {"hospital", "hub", "school", "hospital", "hub"}) (void)join(name);
    ASSERT_TRUE(fs::exists(in_folder("hub.ceremony.dsse")));
    sign("hub", "hub.ceremony.dsse",
         [](project::Statement& statement) { statement.check = std::string(32, '0'); });
    EXPECT_EQ(refusal("school"), "transcript-differs");
    EXPECT_FALSE(fs::exists(key_of("school")));
}

TEST_F(KeyJoin, NeverReplacesAKeyAndMissesAStateThatIsLost)
{
    test::write_file(key_of("hub"), "something dear");
    EXPECT_EQ(refusal("hub"), "key-exists");
    EXPECT_EQ(bytes_of_key("hub"), "something dear");
    (void)join("hospital");
    fs::remove(key_of("hospital") += ".ceremony");
    EXPECT_EQ(refusal("hospital"), "state-missing");
}

TEST_F(KeyJoin, GoesOnWhereARunWasStoppedAtTheVeryEnd)
{
    for (const char* name : {"hospital", "hub", "school", "hospital"}) (void)join(name);
    const auto state = test::read_file(key_of("hub") += ".ceremony");
    (void)join("hub");
    const std::string key = bytes_of_key("hub");
    // Stopped before the state was removed, and before the key was written.
    test::write_file(key_of("hub") += ".ceremony", state);
    ::chmod((key_of("hub") += ".ceremony").c_str(), 0600);
    EXPECT_EQ(join("hub").stage, JoinStage::finished);
    EXPECT_FALSE(fs::exists(key_of("hub") += ".ceremony"));
    test::write_file(key_of("hub") += ".ceremony", state);
    ::chmod((key_of("hub") += ".ceremony").c_str(), 0600);
    fs::remove(key_of("hub"));
    EXPECT_TRUE(join("hub").made_now);
    EXPECT_EQ(bytes_of_key("hub"), key);
}

TEST_F(KeyJoin, PutsTheKeyUnderAPassphrase)
{
    for (const char* name : {"hospital", "hub", "school", "hospital"}) (void)join(name);
    const auto passphrase = [] { return Secret(bytes_of("correct horse battery")); };
    (void)join_key(admitted("hub"), {folder(), key_of("hub"), passphrase});
    EXPECT_TRUE(bytes_of_key("hub").starts_with("gauze-project-key 2\n"));
    const auto given = [&](std::string_view) { return passphrase(); };
    (void)join("school");
    EXPECT_EQ(ProjectKey::read(key_of("hub"), policy_, given).check_value(policy_),
              ProjectKey::read(key_of("school"), policy_).check_value(policy_));
}

TEST_F(KeyJoin, KeepsItsStateForTheOwnerAndFindsDamage)
{
    (void)join("hospital");
    const fs::path path = key_of("hospital") += ".ceremony";
    struct stat facts {};
    ASSERT_EQ(::stat(path.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600u);
    const std::string state = test::read_file(path);
    for (const auto& [name, content] : files())
        EXPECT_EQ(content.find(state.substr(state.find("bytes "), 70)), std::string::npos);
    ::chmod(path.c_str(), 0640);
    EXPECT_EQ(refusal("hospital"), "key-exposed");
    ::chmod(path.c_str(), 0600);
    for (std::size_t i = 0; i < state.size(); i += 3) {
        std::string changed = state;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        test::write_file(path, changed);
        EXPECT_THROW(join("hospital"), Error) << i;
        test::write_file(path, state.substr(0, i));
        EXPECT_THROW(join("hospital"), Error) << i;
    }
    test::write_file(path, state);
    EXPECT_EQ(refusal("hospital", with_members(three_holders("another title"))), "wrong-policy");
    put_back({});
    EXPECT_EQ(refusal("hospital", with_members(three_holders("another title"))), "other-ceremony");
}

// Whatever one byte of the folder is changed into, nobody makes a key of it.
TEST_F(KeyJoin, MakesNoKeyOfAFolderInWhichOneByteIsAnother)
{
    for (const char* name : {"hospital", "hub", "school", "hospital"}) (void)join(name);
    const auto all = files();
    std::mt19937 random(7);
    int refused = 0;
    for (int i = 0; i < 100; ++i) {
        auto at = all.begin();
        std::advance(at, random() % all.size());
        std::string changed = at->second;
        changed[random() % changed.size()] ^= static_cast<char>(1u << random() % 7);
        test::write_file(in_folder(at->first), changed);
        if (at->first.starts_with("hub.")) {
            EXPECT_NE(refusal("school"), "finished") << at->first;
        } else {
            EXPECT_NE(refusal("hub"), "finished") << at->first;
        }
        ++refused;
        put_back(all);
        ASSERT_FALSE(fs::exists(key_of("hub")));
    }
    EXPECT_EQ(refused, 100);
    EXPECT_EQ(refusal("hub"), "finished"); // and of the right one it does
}

} // namespace
} // namespace gauze::custodian
