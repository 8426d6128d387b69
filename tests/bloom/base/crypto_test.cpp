// Known answers are those of the standards, not of this program: FIPS 180-4 examples, RFC 4231 (HMAC), RFC
// 5869 (HKDF), RFC 4648 (base32).
#include "bloom/base/crypto.hpp"

#include <set>

#include <gtest/gtest.h>

namespace gauze {
namespace {

std::string unhex(std::string_view hex)
{
    std::string bytes(hex.size() / 2, '\0');
    EXPECT_TRUE(from_hex(hex, std::as_writable_bytes(std::span(bytes))));
    return bytes;
}

TEST(Sha256, GivesTheStandardsAnswers)
{
    EXPECT_EQ(to_hex(sha256(bytes_of("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(sha256(bytes_of(""))),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, InPiecesEqualsInOne)
{
    Sha256 hash;
    hash.update(bytes_of("a"));
    hash.update(bytes_of(""));
    hash.update(bytes_of("bc"));
    EXPECT_EQ(hash.finish(), sha256(bytes_of("abc")));
}

TEST(Hmac, GivesTheAnswersOfRfc4231)
{
    EXPECT_EQ(to_hex(hmac_sha256(bytes_of(std::string(20, '\x0b')), bytes_of("Hi There"))),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(to_hex(hmac_sha256(bytes_of("Jefe"), bytes_of("what do ya want for nothing?"))),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(to_hex(hmac_sha256(bytes_of(std::string(131, '\xaa')),
                                 bytes_of("Test Using Larger Than Block-Size Key - Hash Key First"))),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hmac, IsTheSameForManyMessagesAndForItsClones)
{
    Hmac hmac(bytes_of("Jefe"));
    const Digest first = hmac(bytes_of("one"));
    Hmac other = hmac.clone();
    EXPECT_EQ(other(bytes_of("two")), hmac_sha256(bytes_of("Jefe"), bytes_of("two")));
    EXPECT_EQ(hmac(bytes_of("one")), first);
}

TEST(Hkdf, GivesTheAnswersOfRfc5869)
{
    const std::string secret(22, '\x0b');
    const Secret derived = hkdf_sha256(bytes_of(secret), bytes_of(unhex("000102030405060708090a0b0c")),
                                       bytes_of(unhex("f0f1f2f3f4f5f6f7f8f9")), 42);
    EXPECT_EQ(to_hex(derived.reveal()),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    const Secret without = hkdf_sha256(bytes_of(secret), {}, {}, 42);
    EXPECT_EQ(to_hex(without.reveal()),
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST(RandomBytes, DoNotRepeat)
{
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        std::array<std::byte, 16> bytes{};
        random_bytes(bytes);
        seen.insert(to_hex(bytes));
    }
    EXPECT_EQ(seen.size(), 1000u);
}

TEST(Hex, RoundsTripAndRefusesWhatIsNone)
{
    std::array<std::byte, 3> bytes{};
    EXPECT_TRUE(from_hex("00fFa5", bytes));
    EXPECT_EQ(to_hex(bytes), "00ffa5");
    EXPECT_FALSE(from_hex("00ffa", bytes));
    EXPECT_FALSE(from_hex("00ffag", bytes));
    EXPECT_FALSE(from_hex("00ffa500", bytes));
}

TEST(Base32, GivesTheAnswersOfRfc4648InLowerCaseWithoutPadding)
{
    EXPECT_EQ(to_base32(bytes_of("")), "");
    EXPECT_EQ(to_base32(bytes_of("f")), "my");
    EXPECT_EQ(to_base32(bytes_of("fo")), "mzxq");
    EXPECT_EQ(to_base32(bytes_of("foo")), "mzxw6");
    EXPECT_EQ(to_base32(bytes_of("foob")), "mzxw6yq");
    EXPECT_EQ(to_base32(bytes_of("foobar")), "mzxw6ytboi");
}

TEST(LengthPrefixed, NeverJoinsTwoListsToOneText)
{
    EXPECT_NE(length_prefixed({"ab", "c"}), length_prefixed({"a", "bc"}));
    EXPECT_NE(length_prefixed({"ab"}), length_prefixed({"ab", ""}));
    EXPECT_EQ(length_prefixed({"ab"}), std::string("\0\0\0\2ab", 6));
}

} // namespace
} // namespace gauze
