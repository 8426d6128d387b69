#include "tests/engine/project/age/age_files.hpp"

#include <gtest/gtest.h>

namespace gauze {
namespace {

// The identity of C2SP age's example: 32 times the byte 0x42, and its recipient.
constexpr std::string_view identity =
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
constexpr std::string_view recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

std::string code_of_recipient(std::string_view text)
{
    try {
        (void)age::recipient_from(text);
    } catch (const Error& error) {
        return std::string(project::code_of(error.what()));
    }
    return "";
}
std::string code_of_identity(std::string_view text)
{
    try {
        (void)age::identity_from(text);
    } catch (const Error& error) {
        EXPECT_EQ(std::string(error.what()).find(text), std::string::npos);
        return std::string(project::code_of(error.what()));
    }
    return "";
}

TEST(AgeKeyText, IsThatOfThePublishedExample)
{
    const ExchangeKey key = age::identity_from(identity);
    EXPECT_EQ(to_hex(key.reveal()), "4242424242424242424242424242424242424242424242424242424242424242");
    EXPECT_EQ(age::recipient_text(key.public_key()), recipient);
    EXPECT_EQ(age::recipient_from(recipient), key.public_key());
    EXPECT_EQ(test::text_of(age::identity_text(key).reveal()), identity);
}

TEST(AgeKeyText, ComesBackAsTheKeyItWas)
{
    for (int i = 0; i < 50; ++i) {
        const ExchangeKey key = ExchangeKey::generate();
        const ExchangeKey back = age::identity_from(test::text_of(age::identity_text(key).reveal()));
        EXPECT_EQ(back.public_key(), key.public_key());
        EXPECT_EQ(age::recipient_from(age::recipient_text(key.public_key())), key.public_key());
    }
}

TEST(AgeKeyText, NoOtherLetterInAnyPlaceIsAccepted)
{
    for (std::size_t i = 0; i < recipient.size(); ++i)
        for (const char c : std::string_view("q1zAo \n\0~\x80", 10)) {
            std::string text(recipient);
            if (text[i] == c) continue;
            text[i] = c;
            EXPECT_EQ(code_of_recipient(text), "age-recipient") << i;
        }
    for (std::size_t i = 0; i < identity.size(); ++i)
        for (const char c : std::string_view("Q1Zao \n\0~\x80", 10)) {
            std::string text(identity);
            if (text[i] == c) continue;
            text[i] = c;
            EXPECT_EQ(code_of_identity(text), "age-identity") << i;
        }
}

TEST(AgeKeyText, OfAnotherLengthCaseOrKindIsRefused)
{
    for (std::size_t size = 0; size < recipient.size(); ++size)
        EXPECT_EQ(code_of_recipient(recipient.substr(0, size)), "age-recipient");
    std::string upper(recipient), lower(identity);
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    EXPECT_EQ(code_of_recipient(upper), "age-recipient");
    EXPECT_EQ(code_of_identity(lower), "age-identity");
    EXPECT_EQ(code_of_recipient(identity), "age-recipient");
    EXPECT_EQ(code_of_identity(recipient), "age-identity");
    EXPECT_EQ(code_of_recipient(std::string(recipient) + "\n"), "age-recipient");
    EXPECT_EQ(code_of_recipient("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA"), "age-recipient");
}

// Bech32's checksum forgives a "q" more or less before a last "p"; the fixed length does not.
TEST(AgeKeyText, LettersPutInBeforeTheEndAreRefused)
{
    for (std::size_t i = 0; i <= recipient.size(); ++i)
        for (const char c : {'q', 'p', '1'}) {
            std::string text(recipient);
            text.insert(i, 1, c);
            EXPECT_EQ(code_of_recipient(text), "age-recipient");
        }
}

TEST(AgeKeyText, APublicKeyOfSmallOrderIsNotSealedFor)
{
    const PublicKey zero{};
    EXPECT_THROW((void)test::sealed("text", {.recipients = {zero}}), Error);
    const ExchangeKey key = ExchangeKey::generate();
    try {
        (void)test::sealed("text", {.recipients = {key.public_key(), zero}});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(project::code_of(error.what()), "age-recipient");
    }
}

} // namespace
} // namespace gauze
