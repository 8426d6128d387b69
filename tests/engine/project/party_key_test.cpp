// A party's own keys in their file: what is read is what was written, and what is not such a file, or was
// touched, or may be read by others, is refused under its own code.
#include "bloom/base/error.hpp"
#include "engine/project/party_key.hpp"
#include "engine/project/refusal.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace gauze::project {
namespace {

std::string code_of_reading(const std::filesystem::path& path, const PassphraseSource& passphrase = {})
{
    try {
        (void)PartyKey::read(path, passphrase);
    } catch (const Error& fault) {
        return std::string(code_of(fault.what()));
    }
    return "";
}

PassphraseSource typed(std::string_view text)
{
    return [text](std::string_view) { return Secret(bytes_of(text)); };
}

bool same(Bytes a, Bytes b) { return std::ranges::equal(a, b); }

TEST(PartyKey, IsReadAsItWasWritten)
{
    const test::TemporaryFolder folder;
    const PartyKey made = PartyKey::generate("nhs-a");
    made.write(folder / "a.party");
    const PartyKey read = PartyKey::read(folder / "a.party");
    EXPECT_EQ(read.name, "nhs-a");
    EXPECT_TRUE(same(read.signing.reveal(), made.signing.reveal()));
    EXPECT_TRUE(same(read.encryption.reveal(), made.encryption.reveal()));
    EXPECT_EQ(folder.entries(), 1u);
    EXPECT_EQ(std::filesystem::status(folder / "a.party").permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(PartyKey, IsNeverTheSameTwice)
{
    const PartyKey a = PartyKey::generate("x"), b = PartyKey::generate("x");
    EXPECT_FALSE(same(a.signing.reveal(), b.signing.reveal()));
    EXPECT_FALSE(same(a.encryption.reveal(), b.encryption.reveal()));
    EXPECT_FALSE(same(a.signing.reveal(), a.encryption.reveal()));
}

TEST(PartyKey, UnderAPassphraseOpensWithItAlone)
{
    const test::TemporaryFolder folder;
    const PartyKey made = PartyKey::generate("lu");
    made.write_wrapped(folder / "lu.party", bytes_of("correct horse battery"));
    const std::string text = test::read_file(folder / "lu.party");
    EXPECT_EQ(text.find(to_hex(made.signing.reveal())), std::string::npos);
    EXPECT_EQ(text.find(to_hex(made.encryption.reveal())), std::string::npos);
    const PartyKey read = PartyKey::read(folder / "lu.party", typed("correct horse battery"));
    EXPECT_TRUE(same(read.signing.reveal(), made.signing.reveal()));
    EXPECT_TRUE(same(read.encryption.reveal(), made.encryption.reveal()));
    EXPECT_EQ(code_of_reading(folder / "lu.party", typed("correct horse batterx")), "key-passphrase");
    EXPECT_EQ(code_of_reading(folder / "lu.party"), "key-passphrase");
}

TEST(PartyKey, ThatOthersMayReadIsRefused)
{
    const test::TemporaryFolder folder;
    PartyKey::generate("a").write(folder / "a.party");
    std::filesystem::permissions(folder / "a.party", std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    EXPECT_EQ(code_of_reading(folder / "a.party"), "key-exposed");
}

TEST(PartyKey, NeverReplacesAFile)
{
    const test::TemporaryFolder folder;
    PartyKey::generate("a").write(folder / "a.party");
    const std::string before = test::read_file(folder / "a.party");
    EXPECT_THROW(PartyKey::generate("a").write(folder / "a.party"), Error);
    EXPECT_EQ(test::read_file(folder / "a.party"), before);
}

TEST(PartyKey, WithAnyByteChangedOrCutIsRefused)
{
    const test::TemporaryFolder folder;
    PartyKey::generate("nhs-a").write(folder / "whole");
    const std::string whole = test::read_file(folder / "whole");
    const auto write = [&](const std::string& text) {
        test::write_file(folder / "touched", text);
        std::filesystem::permissions(folder / "touched", std::filesystem::perms::owner_read |
                                                             std::filesystem::perms::owner_write);
    };
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string touched = whole;
        touched[i] = static_cast<char>(touched[i] ^ 1);
        write(touched);
        EXPECT_EQ(code_of_reading(folder / "touched"), "key-damaged") << i;
        write(whole.substr(0, i));
        EXPECT_EQ(code_of_reading(folder / "touched"), "key-damaged") << i;
    }
    write(whole + "\n");
    EXPECT_EQ(code_of_reading(folder / "touched"), "key-damaged");
}

TEST(PartyKey, AsksForNoMoreWorkThanIsBearable)
{
    const test::TemporaryFolder folder;
    PartyKey::generate("a").write_wrapped(folder / "a", bytes_of("correct horse battery"));
    std::string text = test::read_file(folder / "a");
    const std::size_t at = text.find("n 131072");
    ASSERT_NE(at, std::string::npos);
    text.replace(at, 8, "n 1073741824");
    const std::size_t check = text.find("check ");
    text = text.substr(0, check);
    text += "check " + to_hex(sha256(bytes_of(text))).substr(0, 8) + "\n";
    test::write_file(folder / "b", text);
    std::filesystem::permissions(folder / "b", std::filesystem::perms::owner_all);
    EXPECT_EQ(code_of_reading(folder / "b", typed("correct horse battery")), "key-work");
}

TEST(SigningText, IsReadBackAndNothingElseIs)
{
    const PublicKey key = PartyKey::generate("a").signing.public_key();
    const std::string text = signing_text(key);
    EXPECT_EQ(text, "gauze-sign-" + to_hex(key));
    EXPECT_EQ(signing_from(text), key);
    for (const std::string& wrong :
         {text.substr(1), text.substr(0, text.size() - 1), text + "0", "gauze-sign-" + std::string(64, 'g'),
          "gauze-sign-" + std::string(64, 'A'), std::string(), "age1" + to_hex(key)})
        EXPECT_THROW((void)signing_from(wrong), Error) << wrong;
}

} // namespace
} // namespace gauze::project
