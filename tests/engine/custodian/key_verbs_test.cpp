#include "bloom/base/json.hpp"
#include "engine/custodian/check_words.hpp"
#include "engine/custodian/key_verbs.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/project/passphrase.hpp"
#include "engine/project/policy.hpp"
#include "tests/temporary_folder.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

namespace gauze::custodian {
namespace {

class KeyVerbs : public testing::Test {
protected:
    void SetUp() override
    {
        test::write_file(folder_ / "policy.toml",
                         "[project]\nid = \"study\"\nprofile = \"plain\"\n[[party]]\nname = "
                         "\"a\"\n[[field]]\nname = \"given\"\n"
                         "kind = \"given-name\"\n");
    }
    // Runs a program that has these verbs alone; `passphrase` is offered as the first line of descriptor 9.
    int run(std::vector<std::string> words, const std::string& passphrase = {})
    {
        project::CommandLine program("gauze-custodian", "Encodes.");
        add_key_verbs(program);
        words.insert(words.begin(), {"gauze-custodian", "key"});
        std::vector<const char*> argv;
        for (const auto& word : words) argv.push_back(word.c_str());
        int ends[2];
        EXPECT_EQ(::pipe(ends), 0);
        EXPECT_EQ(::write(ends[1], passphrase.data(), passphrase.size()), std::ssize(passphrase));
        ::close(ends[1]);
        ::dup2(ends[0], 9);
        ::close(ends[0]);
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int exit = program.run(static_cast<int>(argv.size()), argv.data());
        out_ = testing::internal::GetCapturedStdout();
        err_ = testing::internal::GetCapturedStderr();
        ::close(9);
        return exit;
    }
    int make(std::vector<std::string> more, const std::string& passphrase = {})
    {
        more.insert(more.begin(), {"new", "--policy", at("policy.toml"), "--out", at("project.key")});
        return run(std::move(more), passphrase);
    }
    int check(std::vector<std::string> more, const std::string& passphrase = {})
    {
        more.insert(more.begin(), {"check", "--policy", at("policy.toml"), "--key", at("project.key")});
        return run(std::move(more), passphrase);
    }
    std::string at(const char* name) const { return (folder_ / name).string(); }
    bool says(std::string_view text) const { return (out_ + err_).find(text) != std::string::npos; }

    test::TemporaryFolder folder_;
    std::string out_, err_;
};

TEST_F(KeyVerbs, MakeAKeyAndShowTheSameValueAndWordsOfIt)
{
    ASSERT_EQ(make({}), 0) << err_;
    const auto policy = project::read_policy(folder_ / "policy.toml");
    const std::string value = ProjectKey::read(folder_ / "project.key", policy).check_value(policy);
    EXPECT_TRUE(says(spoken(value)));
    EXPECT_TRUE(says(in_words(value)));
    ASSERT_EQ(check({}), 0) << err_;
    EXPECT_TRUE(says(spoken(value)));
    EXPECT_TRUE(says(in_words(value)));
    ASSERT_EQ(check({"--json"}), 0);
    EXPECT_EQ(Json::parse(out_, "stdout").text("check_words"), in_words(value));
    EXPECT_EQ(Json::parse(out_, "stdout").text("check_value"), value);
}

TEST_F(KeyVerbs, PutTheKeyUnderAPassphraseFromADescriptor)
{
    const std::string passphrase = "correct horse battery";
    ASSERT_EQ(make({"--passphrase-fd", "9", "--json"}, passphrase + "\n"), 0) << err_;
    EXPECT_TRUE(Json::parse(out_, "stdout").flag("passphrase"));
    const std::string value = Json::parse(out_, "stdout").text("check_value");
    EXPECT_TRUE(test::read_file(folder_ / "project.key").starts_with("gauze-project-key 2\n"));
    EXPECT_EQ(test::read_file(folder_ / "project.key").find("horse"), std::string::npos);
    ASSERT_EQ(check({"--passphrase-fd", "9"}, passphrase), 0) << err_;
    EXPECT_TRUE(says(spoken(value)));
    EXPECT_EQ(check({"--passphrase-fd", "9"}, "correct horse batterz"), 77);
    EXPECT_TRUE(says("the passphrase does not open"));
    EXPECT_FALSE(says("horse"));
}

TEST_F(KeyVerbs, RefuseAShortPassphraseAndWriteNothing)
{
    EXPECT_EQ(make({"--passphrase-fd", "9"}, "short\n"), 2);
    EXPECT_TRUE(says("shorter than 12"));
    EXPECT_TRUE(says("words taken by chance"));
    EXPECT_EQ(folder_.entries(), 1u);
}

TEST_F(KeyVerbs, NeverReplaceAKey)
{
    ASSERT_EQ(make({}), 0);
    const std::string before = test::read_file(folder_ / "project.key");
    EXPECT_EQ(make({}), 74);
    EXPECT_EQ(test::read_file(folder_ / "project.key"), before);
}

TEST_F(KeyVerbs, RefuseTheKeyOfAnotherWave)
{
    const auto policy = project::read_policy(folder_ / "policy.toml");
    ProjectKey::generate(policy.id, "2026").write(folder_ / "project.key");
    EXPECT_EQ(check({}), 77);
    EXPECT_TRUE(says("wave 2026"));
    EXPECT_TRUE(says("gauze key new"));
}

} // namespace
} // namespace gauze::custodian
