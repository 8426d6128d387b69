#include "bloom/base/crypto.hpp"
#include "bloom/base/error.hpp"
#include "engine/custodian/project_key.hpp"
#include "tests/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

using test::TemporaryFolder;

project::Policy policy(std::string_view more = "")
{
    return project::parse_policy("[project]\nid = \"study\"\nprofile = \"plain\"\n[[party]]\nname = "
                                 "\"a\"\n[[field]]\nname = \"given\"\n"
                                 "kind = \"given-name\"\n" +
                                     std::string(more),
                                 "policy.toml");
}

template <class Action>
Exit code_of(Action action)
{
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return Exit::ok;
}

TEST(ProjectKey, IsReadBackAsItWasWrittenAndNeverReplaced)
{
    const TemporaryFolder folder;
    const ProjectKey key = ProjectKey::generate("study");
    key.write(folder / "project.key");
    EXPECT_EQ(ProjectKey::read(folder / "project.key", "study").check_value(policy()),
              key.check_value(policy()));
    EXPECT_EQ(code_of([&] { key.write(folder / "project.key"); }), Exit::cannot_write);
}

TEST(ProjectKey, IsRefusedWhenOthersMayReadItOrItIsOfAnotherProject)
{
    const TemporaryFolder folder;
    ProjectKey::generate("study").write(folder / "project.key");
    EXPECT_EQ(code_of([&] { ProjectKey::read(folder / "project.key", "other"); }), Exit::refused);
    std::filesystem::permissions(folder / "project.key", std::filesystem::perms{0640});
    EXPECT_EQ(code_of([&] { ProjectKey::read(folder / "project.key", "study"); }), Exit::refused);
}

TEST(ProjectKey, IsRefusedWhenAnyCharacterIsOffOrMissing)
{
    const TemporaryFolder folder;
    ProjectKey::generate("study").write(folder / "project.key");
    const std::string whole = test::read_file(folder / "project.key");
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string bad = whole;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        test::write_file(folder / "project.key", bad);
        ASSERT_EQ(code_of([&] { ProjectKey::read(folder / "project.key", "study"); }), Exit::bad_data) << i;
        test::write_file(folder / "project.key", whole.substr(0, i));
        ASSERT_EQ(code_of([&] { ProjectKey::read(folder / "project.key", "study"); }), Exit::bad_data) << i;
    }
}

TEST(ProjectKey, NeverShowsItsSecretInAMessage)
{
    const TemporaryFolder folder;
    ProjectKey::generate("study").write(folder / "project.key");
    const std::string whole = test::read_file(folder / "project.key");
    const std::string secret = whole.substr(whole.find("secret ") + 7, 64);
    try {
        (void)ProjectKey::read(folder / "project.key", "other");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ((error.what() + error.hint()).find(secret.substr(0, 16)), std::string::npos);
    }
}

TEST(ProjectKey, DerivesUnrelatedKeysForDifferentLabels)
{
    const ProjectKey key = ProjectKey::for_tests("study", "1");
    EXPECT_EQ(to_hex(key.derive({"bloom", "a"}).reveal()), to_hex(key.derive({"bloom", "a"}).reveal()));
    EXPECT_NE(to_hex(key.derive({"bloom", "a"}).reveal()), to_hex(key.derive({"bloom", "b"}).reveal()));
    EXPECT_NE(to_hex(key.derive({"bloom", "a"}).reveal()), to_hex(key.derive({"blooma"}).reveal()));
    EXPECT_NE(to_hex(key.derive({"x"}).reveal()),
              to_hex(ProjectKey::for_tests("other", "1").derive({"x"}).reveal()));
}

TEST(ProjectKey, OfAWaveIsRefusedForAnotherOne)
{
    const TemporaryFolder folder;
    ProjectKey::generate("study", "2026").write(folder / "wave.key");
    ProjectKey::generate("study").write(folder / "plain.key");
    EXPECT_EQ(ProjectKey::read(folder / "wave.key", "study", "2026").wave(), "2026");
    EXPECT_EQ(ProjectKey::read(folder / "plain.key", "study").wave(), "");
    EXPECT_EQ(code_of([&] { ProjectKey::read(folder / "wave.key", "study", "2027"); }), Exit::refused);
    EXPECT_EQ(code_of([&] { ProjectKey::read(folder / "wave.key", "study"); }), Exit::refused);
    EXPECT_EQ(code_of([&] { ProjectKey::read(folder / "plain.key", "study", "2026"); }), Exit::refused);
    try {
        (void)ProjectKey::read(folder / "wave.key", "study", "2027");
    } catch (const Error& error) {
        EXPECT_NE(error.hint().find("gauze key new"), std::string::npos);
    }
}

// Two waves under one secret: unrelated keys. No wave: HKDF with the salt of version 1, here made by
// openssl's command line: printf of the two length-prefixed texts, `openssl kdf -keylen 32 -kdfopt
// digest:SHA256 -kdfopt hexkey:.. -kdfopt hexsalt:.. -kdfopt hexinfo:.. HKDF`.
TEST(ProjectKey, OfAWaveDerivesOtherKeysAndOneOfNoWaveTheOldOnes)
{
    const auto derived = [](std::string wave) {
        return to_hex(ProjectKey::for_tests("study", "1", std::move(wave)).derive({"bloom", "a"}).reveal());
    };
    EXPECT_NE(derived("1"), derived("2"));
    EXPECT_NE(derived("1"), derived(""));
    EXPECT_EQ(derived(""), "c9921f6c0420d38bf90678f20a9da5dc44e264fb5ad9014d7ecc13ea1038f754");
}

TEST(Canary, DiffersWhenTheKeyOrTheEncodingsDo)
{
    const ProjectKey key = ProjectKey::for_tests("study", "1");
    const Digest one = sha256(bytes_of("one")), other = sha256(bytes_of("other"));
    EXPECT_EQ(key.canary(one), key.canary(one));
    EXPECT_EQ(key.canary(one).size(), 32u);
    EXPECT_NE(key.canary(one), key.canary(other));
    EXPECT_NE(key.canary(one), ProjectKey::for_tests("study", "2").canary(one));
    EXPECT_NE(key.canary(one), ProjectKey::for_tests("study", "1", "2026").canary(one));
}

TEST(CheckValue, DiffersWhenSecretPolicyOrSpecificationDoes)
{
    const ProjectKey key = ProjectKey::for_tests("study", "1");
    EXPECT_NE(key.check_value(policy()), ProjectKey::for_tests("study", "2").check_value(policy()));
    EXPECT_NE(key.check_value(policy()), key.check_value(policy("hashes = 3\n")));
    EXPECT_EQ(key.check_value(policy()), key.check_value(policy("# a remark\n")));
    EXPECT_NE(key.check_value(policy()), ProjectKey::for_tests("study", "1", "2026").check_value(policy()));
    EXPECT_EQ(spoken("0123456789abcdef"), "0123 4567 89ab cdef");
}

TEST(SpecificationFingerprint, ChangesWithWhatDecidesTheBitsAndWithNothingElse)
{
    const std::string plain = specification_fingerprint(policy());
    EXPECT_NE(plain, specification_fingerprint(policy("hashes = 3\n")));
    EXPECT_NE(plain, specification_fingerprint(policy("[[field]]\nname = \"dob\"\nkind = \"date\"\n")));
    EXPECT_EQ(plain, specification_fingerprint(policy("column = \"forename\"\n")));
    EXPECT_EQ(plain, specification_fingerprint(policy("[[party]]\nname = \"b\"\n")));
}

} // namespace
} // namespace gauze::custodian
