#include "bloom/base/error.hpp"
#include "bloom/base/wrap.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace gauze {
namespace {

std::vector<std::byte> from_hex(std::string_view hex)
{
    std::vector<std::byte> bytes(hex.size() / 2);
    EXPECT_TRUE(gauze::from_hex(hex, bytes));
    return bytes;
}

std::string scrypt_hex(std::string_view passphrase, std::string_view salt, const ScryptWork& work)
{
    return to_hex(scrypt(bytes_of(passphrase), bytes_of(salt), work, 64).reveal());
}

constexpr ScryptWork little{1024, 8, 1};

// RFC 7914, section 12. Its fourth vector takes a gibibyte and is left out.
TEST(Scrypt, GivesThePublishedKeys)
{
    EXPECT_EQ(scrypt_hex("", "", {16, 1, 1}),
              "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
              "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
    EXPECT_EQ(scrypt_hex("password", "NaCl", {1024, 8, 16}),
              "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
              "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
    EXPECT_EQ(scrypt_hex("pleaseletmein", "SodiumChloride", {16384, 8, 1}),
              "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
              "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887");
}

TEST(Scrypt, RefusesWorkThatNoReaderPutsUpWith)
{
    EXPECT_TRUE(is_bearable(ScryptWork{}));
    EXPECT_TRUE(is_bearable({1u << 20, 8, 1})); // 1 GiB
    EXPECT_TRUE(is_bearable({1u << 17, 8, 16}));
    for (const ScryptWork& bomb : {ScryptWork{1u << 21, 8, 1},
                                   {1u << 20, 9, 1},
                                   {1u << 17, 8, 17},
                                   {std::uint64_t{1} << 63, 8, 1},
                                   {1u << 17, 0xffffffff, 1},
                                   {1u << 17, 8, 0xffffffff},
                                   {2, 0xffffffff, 0xffffffff}}) {
        EXPECT_FALSE(is_bearable(bomb));
        EXPECT_THROW((void)scrypt_hex("p", "s", bomb), Error);
    }
    for (const ScryptWork& none : {ScryptWork{0, 8, 1}, {1, 8, 1}, {1000, 8, 1}, {1024, 0, 1}, {1024, 8, 0}})
        EXPECT_FALSE(is_bearable(none));
}

// RFC 8439, section 2.8.2.
struct PublishedSeal {
    std::vector<std::byte> key = from_hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"),
                           beside = from_hex("50515253c0c1c2c3c4c5c6c7"),
                           sealed =
                               from_hex("d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
                                        "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
                                        "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
                                        "3ff4def08e4b7a9de576d26586cec64b6116"
                                        "1ae10b594f09e26a7e902ecbd0600691");
    SealNonce nonce{};
    std::string plain =
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
        "sunscreen would be it.";
    PublishedSeal() { EXPECT_TRUE(gauze::from_hex("070000004041424344454647", nonce)); }
};

TEST(Seal, GivesThePublishedBytesAndOpensThem)
{
    const PublishedSeal rfc;
    EXPECT_EQ(to_hex(seal(rfc.key, rfc.nonce, bytes_of(rfc.plain), rfc.beside)), to_hex(rfc.sealed));
    const auto plain = unseal(rfc.key, rfc.nonce, rfc.sealed, rfc.beside);
    ASSERT_TRUE(plain);
    EXPECT_EQ(to_hex(plain->reveal()), to_hex(bytes_of(rfc.plain)));
}

TEST(Seal, OpensNothingThatWasChangedInAnyBit)
{
    const PublishedSeal rfc;
    const auto refuses = [&](auto change) {
        PublishedSeal bad;
        change(bad);
        return !unseal(bad.key, bad.nonce, bad.sealed, bad.beside);
    };
    for (std::size_t bit = 0; bit < rfc.sealed.size() * 8; ++bit)
        ASSERT_TRUE(refuses([&](auto& bad) { bad.sealed[bit / 8] ^= std::byte{1} << bit % 8; })) << bit;
    EXPECT_TRUE(refuses([](auto& bad) { bad.key[31] ^= std::byte{1}; }));
    EXPECT_TRUE(refuses([](auto& bad) { bad.nonce[0] ^= std::byte{1}; }));
    EXPECT_TRUE(refuses([](auto& bad) { bad.beside.pop_back(); }));
    EXPECT_TRUE(refuses([](auto& bad) { bad.beside.clear(); }));
    for (std::size_t size = 0; size < rfc.sealed.size(); ++size)
        ASSERT_TRUE(refuses([&](auto& bad) { bad.sealed.resize(size); })) << size;
}

TEST(Seal, OfNothingIsATagAlone)
{
    const PublishedSeal rfc;
    const auto sealed = seal(rfc.key, rfc.nonce, {}, {});
    EXPECT_EQ(sealed.size(), seal_tag_bytes);
    EXPECT_TRUE(unseal(rfc.key, rfc.nonce, sealed, {}));
    EXPECT_FALSE(unseal(rfc.key, rfc.nonce, sealed, bytes_of("x")));
}

TEST(Wrap, GivesTheSecretBackToTheRightPassphraseAlone)
{
    const Wrapped wrapped = wrap(bytes_of("a secret"), bytes_of("correct horse"), "whose", little);
    const auto opened = unwrap(wrapped, bytes_of("correct horse"), "whose");
    ASSERT_TRUE(opened);
    EXPECT_EQ(to_hex(opened->reveal()), to_hex(bytes_of("a secret")));
    EXPECT_FALSE(unwrap(wrapped, bytes_of("correct horsf"), "whose"));
    EXPECT_FALSE(unwrap(wrapped, bytes_of(""), "whose"));
    EXPECT_FALSE(unwrap(wrapped, bytes_of("correct horse"), "another's"));
}

TEST(Wrap, OpensNothingWhoseParametersWereChanged)
{
    const Wrapped wrapped = wrap(bytes_of("a secret"), bytes_of("correct horse"), "", little);
    const auto opens = [&](auto change) {
        Wrapped bad = wrapped;
        change(bad);
        return unwrap(bad, bytes_of("correct horse"), "").has_value();
    };
    EXPECT_TRUE(opens([](Wrapped&) {}));
    EXPECT_FALSE(opens([](Wrapped& bad) { bad.work.n = 512; }));
    EXPECT_FALSE(opens([](Wrapped& bad) { bad.work.r = 9; }));
    EXPECT_FALSE(opens([](Wrapped& bad) { bad.work.p = 2; }));
    EXPECT_FALSE(opens([](Wrapped& bad) { bad.salt[15] ^= std::byte{1}; }));
    EXPECT_FALSE(opens([](Wrapped& bad) { bad.nonce[11] ^= std::byte{1}; }));
    EXPECT_FALSE(opens([](Wrapped& bad) { bad.sealed.clear(); }));
}

TEST(Wrap, DrawsSaltAndNonceAnewEachTime)
{
    std::set<std::string> seen;
    for (int i = 0; i < 20; ++i) {
        const Wrapped wrapped = wrap(bytes_of("a secret"), bytes_of("correct horse"), "", {16, 1, 1});
        seen.insert(to_hex(wrapped.salt));
        seen.insert(to_hex(wrapped.nonce));
        seen.insert(to_hex(wrapped.sealed));
    }
    EXPECT_EQ(seen.size(), 60u);
}

} // namespace
} // namespace gauze
