#include "bloom/base/error.hpp"
#include "engine/custodian/key_file.hpp"
#include "tests/temporary_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace gauze::custodian {
namespace {

constexpr ScryptWork little{1024, 8, 1}; // a passphrase guessed quickly, so that the tests end
constexpr std::string_view passphrase = "correct horse battery";

class KeyFile : public testing::Test {
protected:
    static KeyContent key(std::string wave = {})
    {
        return {"study", std::move(wave), Secret(sha256(bytes_of("secret")))};
    }
    void write_wrapped(std::string wave = {})
    {
        write_wrapped_key_file(path_, key(std::move(wave)), bytes_of(passphrase), little);
    }
    // Written as somebody else would: with the check line that fits the changed ones.
    void rewrite(std::string_view from, std::string_view to)
    {
        std::string text = test::read_file(path_);
        text.replace(text.find(from), from.size(), to);
        text.erase(text.rfind("check "));
        text += fmt::format("check {}\n", to_hex(sha256(bytes_of(text))).substr(0, 8));
        test::write_file(path_, text);
    }
    PassphraseSource says(std::string_view text)
    {
        return [this, text](std::string_view) {
            ++asked_;
            return Secret(bytes_of(text));
        };
    }
    // The error of reading the file, as "code what hint"; "" if it can be read.
    std::string fault_of(const PassphraseSource& source, std::string_view project = "study",
                         std::string_view wave = "")
    {
        try {
            (void)read_key_file(path_, project, wave, source);
        } catch (const Error& error) {
            return fmt::format("{} {} {}", static_cast<int>(error.code()), error.what(), error.hint());
        }
        return "";
    }
    test::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_ / "project.key";
    int asked_ = 0;
};

TEST_F(KeyFile, UnderAPassphraseIsReadBackAsItWasWritten)
{
    for (const std::string wave : {"", "2026-autumn"}) {
        std::filesystem::remove(path_);
        write_wrapped(wave);
        const KeyContent read = read_key_file(path_, "study", wave, says(passphrase));
        EXPECT_EQ(read.project, "study");
        EXPECT_EQ(read.wave, wave);
        EXPECT_EQ(to_hex(read.secret.reveal()), to_hex(key().secret.reveal()));
    }
    EXPECT_EQ(asked_, 2);
}

TEST_F(KeyFile, InTheOpenAsksForNoPassphrase)
{
    write_plain_key_file(path_, key());
    EXPECT_EQ(fault_of(says("never")), "");
    EXPECT_EQ(fault_of({}), "");
    EXPECT_EQ(asked_, 0);
}

// What custodians have on their disks: written by hand from the description of version 1. The check is
// HMAC-SHA-256, under the secret, of the length-prefixed "gauze-key-file" and "study", by openssl's command
// line.
TEST_F(KeyFile, OfTheFirstVersionIsStillRead)
{
    test::write_file(path_, "gauze-project-key 1\nproject study\n"
                            "secret 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
                            "check b23454f5\n");
    ::chmod(path_.c_str(), 0600);
    EXPECT_EQ(to_hex(read_key_file(path_, "study", "", {}).secret.reveal()),
              "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
}

TEST_F(KeyFile, UnderAPassphraseHoldsNoSecretInTheOpen)
{
    write_wrapped();
    const std::string text = test::read_file(path_);
    EXPECT_EQ(text.find(to_hex(key().secret.reveal())), std::string::npos);
    EXPECT_TRUE(text.starts_with("gauze-project-key 2\nproject study\nkdf scrypt\nn 1024\nr 8\np 1\nsalt "));
    struct stat facts {};
    ASSERT_EQ(::stat(path_.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600u);
}

TEST_F(KeyFile, IsOpenedByNoOtherPassphrase)
{
    write_wrapped();
    for (const std::string_view wrong : {"", "correct horse batterz", "correct horse battery "}) {
        const std::string fault = fault_of(says(wrong));
        EXPECT_TRUE(fault.starts_with("77 the passphrase does not open ")) << fault;
        EXPECT_EQ(wrong.empty() ? std::string::npos : fault.find(wrong), std::string::npos);
    }
    EXPECT_TRUE(fault_of({}).starts_with("77 ")) << "no passphrase to be had";
}

TEST_F(KeyFile, UnderAPassphraseIsRefusedWhenAnyCharacterIsOffOrMissing)
{
    write_wrapped("2026");
    const std::string whole = test::read_file(path_);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string bad = whole;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        test::write_file(path_, bad);
        ASSERT_TRUE(fault_of(says(passphrase), "study", "2026").starts_with("65 ")) << i;
        test::write_file(path_, whole.substr(0, i));
        ASSERT_TRUE(fault_of(says(passphrase), "study", "2026").starts_with("65 ")) << i;
    }
    test::write_file(path_, whole + "\n");
    EXPECT_TRUE(fault_of(says(passphrase), "study", "2026").starts_with("65 "));
    EXPECT_EQ(asked_, 0); // damage is found before anyone is asked
}

TEST_F(KeyFile, CannotBePassedOffAsAnotherProjectsOrWaves)
{
    write_wrapped("2026");
    rewrite("project study", "project other");
    EXPECT_TRUE(fault_of(says(passphrase), "other", "2026").starts_with("77 the passphrase does not open "));
    rewrite("project other\nwave 2026\n", "project study\n");
    EXPECT_TRUE(fault_of(says(passphrase), "study", "").starts_with("77 the passphrase does not open "));
    rewrite("project study\n", "project study\nwave 2026\n");
    EXPECT_EQ(fault_of(says(passphrase), "study", "2026"), "");
}

TEST_F(KeyFile, OfAnotherProjectOrWaveIsRefusedBeforeThePassphraseIsAskedFor)
{
    write_wrapped("2026");
    EXPECT_TRUE(fault_of(says(passphrase), "other", "2026").starts_with("77 "));
    EXPECT_NE(fault_of(says(passphrase), "study", "2027").find("wave 2027"), std::string::npos);
    EXPECT_EQ(asked_, 0);
}

// A file that would cost its reader all memory or an afternoon.
TEST_F(KeyFile, ThatAsksForTooMuchWorkIsRefusedBeforeAnyIsDone)
{
    write_wrapped();
    std::string last = "n 1024\nr 8\np 1\n";
    for (const std::string bomb :
         {"n 2097152\nr 8\np 1\n", "n 9223372036854775808\nr 8\np 1\n", "n 1024\nr 4294967295\np 1\n",
          "n 1024\nr 8\np 4294967295\n", "n 0\nr 8\np 1\n", "n 1000\nr 8\np 1\n",
          "n 18446744073709551616\nr 8\np 1\n", "n -1024\nr 8\np 1\n", "n 1024 \nr 8\np 1\n",
          "n \nr 8\np 1\n"}) {
        rewrite(last, bomb);
        last = bomb;
        EXPECT_TRUE(fault_of(says(passphrase)).starts_with("65 ")) << bomb;
    }
    EXPECT_EQ(asked_, 0);
    rewrite(last, "n 1024\nr 8\np 1\n");
    EXPECT_EQ(fault_of(says(passphrase)), "");
}

TEST_F(KeyFile, ThatOthersMayReadIsRefused)
{
    write_wrapped();
    for (const mode_t mode : {0640u, 0604u, 0620u}) {
        ::chmod(path_.c_str(), mode);
        EXPECT_TRUE(fault_of(says(passphrase)).starts_with("77 ")) << mode;
    }
    EXPECT_EQ(asked_, 0);
}

TEST_F(KeyFile, IsNeverReplaced)
{
    write_wrapped();
    const std::string before = test::read_file(path_);
    EXPECT_THROW(write_wrapped(), Error);
    EXPECT_THROW(write_plain_key_file(path_, key()), Error);
    EXPECT_EQ(test::read_file(path_), before);
    EXPECT_EQ(folder_.entries(), 1u);
}

} // namespace
} // namespace gauze::custodian
