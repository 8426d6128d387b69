#include "bloom/base/clk_digests.hpp"

#include <array>

#include <gtest/gtest.h>

namespace gauze {
namespace {

std::string unhex(std::string_view hex)
{
    std::string bytes(hex.size() / 2, '\0');
    EXPECT_TRUE(from_hex(hex, std::as_writable_bytes(std::span(bytes))));
    return bytes;
}

std::string hmac(DigestKind kind, std::string_view key, std::string_view message)
{
    KeyedDigest digest(kind, bytes_of(key));
    std::string into(digest_size(kind), '\0');
    digest(bytes_of("something before, to see that nothing of it stays"),
           std::as_writable_bytes(std::span(into)));
    digest(bytes_of(message), std::as_writable_bytes(std::span(into)));
    std::string cloned(into.size(), '\0');
    digest.clone()(bytes_of(message), std::as_writable_bytes(std::span(cloned)));
    EXPECT_EQ(cloned, into);
    return to_hex(bytes_of(into));
}

constexpr std::string_view long_key_text = "Test Using Larger Than Block-Size Key - Hash Key First";

TEST(KeyedDigest, AgreesWithRfc2202)
{
    EXPECT_EQ(hmac(DigestKind::md5, std::string(16, '\x0b'), "Hi There"), "9294727a3638bb1c13f48ef8158bfc9d");
    EXPECT_EQ(hmac(DigestKind::sha1, std::string(20, '\x0b'), "Hi There"),
              "b617318655057264e28bc0b6fb378c8ef146be00");
    EXPECT_EQ(hmac(DigestKind::md5, "Jefe", "what do ya want for nothing?"),
              "750c783e6ab0b503eaa86e310a5db738");
    EXPECT_EQ(hmac(DigestKind::sha1, "Jefe", "what do ya want for nothing?"),
              "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
}

TEST(KeyedDigest, HashesAKeyAboveTheBlockFirst)
{
    const std::string key(80, '\xaa');
    EXPECT_EQ(hmac(DigestKind::md5, key, long_key_text), "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd");
    EXPECT_EQ(hmac(DigestKind::sha1, key, long_key_text), "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

TEST(KeyedDigest, AgreesWithRfc4231)
{
    EXPECT_EQ(hmac(DigestKind::sha256, "Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hmac(DigestKind::sha512, "Jefe", "what do ya want for nothing?"),
              "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
              "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
    EXPECT_EQ(hmac(DigestKind::sha512, std::string(131, '\xaa'), long_key_text),
              "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
              "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598");
}

std::string derived(DigestKind kind, std::string_view secret, std::string_view salt, std::string_view info,
                    std::size_t length)
{
    return to_hex(hkdf(kind, bytes_of(secret), bytes_of(salt), bytes_of(info), length).reveal());
}

TEST(Hkdf, AgreesWithRfc5869)
{
    EXPECT_EQ(derived(DigestKind::sha256, std::string(22, '\x0b'), unhex("000102030405060708090a0b0c"),
                      unhex("f0f1f2f3f4f5f6f7f8f9"), 42),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    EXPECT_EQ(derived(DigestKind::sha256, std::string(22, '\x0b'), "", "", 42),
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

// Python: hkdf written out over hmac.digest(..., "sha512").
TEST(Hkdf, TakesSha512AndAnEmptySecretAndTheLongestOutput)
{
    const std::string longest = derived(DigestKind::sha512, "", "", "label", 255 * 64);
    EXPECT_EQ(longest.size(), 2u * 255 * 64);
    EXPECT_EQ(longest.substr(0, 32), "2b6327cd99de445a3d9604431e2230eb");
    EXPECT_EQ(longest.substr(longest.size() - 32), "0689fd3c5cf5184bd6ff6435044d0126");
    EXPECT_EQ(derived(DigestKind::sha256, "s", "", "", 0), "");
}

std::string blake(KeyedBlake2b& hash, std::string_view message, std::uint32_t number)
{
    std::array<std::byte, 64> digest;
    hash(bytes_of(message), number, digest);
    return to_hex(digest).substr(0, 32);
}

// Python: hashlib.blake2b(message, key=key, salt=b"0".ljust(16, b"\0")) and so on.
TEST(KeyedBlake2b, AgreesWithPythonsHashlibForEverySalt)
{
    KeyedBlake2b hash(bytes_of("key"));
    EXPECT_EQ(blake(hash, "an", 0), "1f558f0333634bc42bf5e22b7e9274af");
    EXPECT_EQ(blake(hash, "an", 1), "fbb35bde7721cbc3db65f8960c4cba5a");
    EXPECT_EQ(blake(hash, "", 12345), "d65e6ba3caf897c7e05ba89fbb103b22");
    EXPECT_EQ(blake(hash, "an", 0), "1f558f0333634bc42bf5e22b7e9274af");
    KeyedBlake2b cloned = hash.clone();
    EXPECT_EQ(blake(cloned, "an", 1), "fbb35bde7721cbc3db65f8960c4cba5a");
    KeyedBlake2b longest(bytes_of(std::string(64, 'k')));
    EXPECT_EQ(blake(longest, std::string(300, 'm'), 0), "7b610a39f05f37d0e817d252374e86f6");
}

} // namespace
} // namespace gauze
