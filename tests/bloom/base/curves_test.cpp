#include "bloom/base/curves.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gauze {
namespace {

std::vector<std::byte> bytes_from(std::string_view hex)
{
    std::vector<std::byte> bytes(hex.size() / 2);
    EXPECT_TRUE(from_hex(hex, bytes));
    return bytes;
}
template <class Array>
Array array_from(std::string_view hex)
{
    Array bytes{};
    EXPECT_TRUE(from_hex(hex, bytes));
    return bytes;
}
Secret secret_from(std::string_view hex) { return Secret(bytes_from(hex)); }

// RFC 8032, section 7.1.
struct PublishedSignature {
    std::string_view seed, key, message, signature;
};
constexpr PublishedSignature published[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
     "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
     "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"},
};

TEST(Ed25519, GivesThePublishedKeysAndSignatures)
{
    for (const PublishedSignature& one : published) {
        const SigningKey key(secret_from(one.seed));
        const auto message = bytes_from(one.message);
        EXPECT_EQ(to_hex(key.public_key()), one.key);
        EXPECT_EQ(to_hex(key.sign(message)), one.signature);
        EXPECT_TRUE(is_signed(key.public_key(), message, bytes_from(one.signature)));
    }
}

TEST(Ed25519, NoChangedBitOfKeyMessageOrSignatureIsSigned)
{
    const SigningKey key(secret_from(published[2].seed));
    const auto message = bytes_from(published[2].message);
    const Signature signature = key.sign(message);
    for (std::size_t bit = 0; bit < 512; ++bit) {
        Signature other = signature;
        other[bit / 8] ^= std::byte{1} << bit % 8;
        EXPECT_FALSE(is_signed(key.public_key(), message, other)) << bit;
    }
    for (std::size_t bit = 0; bit < 256; ++bit) {
        PublicKey other = key.public_key();
        other[bit / 8] ^= std::byte{1} << bit % 8;
        EXPECT_FALSE(is_signed(other, message, signature)) << bit;
    }
    for (std::size_t bit = 0; bit < 16; ++bit) {
        auto other = message;
        other[bit / 8] ^= std::byte{1} << bit % 8;
        EXPECT_FALSE(is_signed(key.public_key(), other, signature)) << bit;
    }
}

TEST(Ed25519, SignaturesOfOtherLengthsAreNone)
{
    const SigningKey key = SigningKey::generate();
    const Signature signature = key.sign(bytes_of("text"));
    std::vector<std::byte> longer(signature.begin(), signature.end());
    longer.resize(128);
    for (std::size_t size = 0; size <= longer.size(); ++size)
        EXPECT_EQ(is_signed(key.public_key(), bytes_of("text"), Bytes(longer).first(size)), size == 64);
}

// S and S + L, of which only the first is below the order L, satisfy the same equation.
TEST(Ed25519, ASecondSpellingOfASignatureIsNone)
{
    const auto order = bytes_from("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    for (const PublishedSignature& one : published) {
        auto signature = bytes_from(one.signature);
        unsigned carry = 0;
        for (std::size_t i = 0; i < 32; ++i) {
            carry += std::to_integer<unsigned>(signature[32 + i]) + std::to_integer<unsigned>(order[i]);
            signature[32 + i] = static_cast<std::byte>(carry & 0xff);
            carry >>= 8;
        }
        ASSERT_EQ(carry, 0u);
        EXPECT_FALSE(is_signed(array_from<PublicKey>(one.key), bytes_from(one.message), signature));
    }
}

// Under the neutral element the equation holds for R neutral and S zero, whatever the message.
TEST(Ed25519, NothingIsSignedByAKeyOfSmallOrder)
{
    Signature fits_all{};
    fits_all[0] = std::byte{1};
    for (const std::string_view key : {"0100000000000000000000000000000000000000000000000000000000000000",
                                       "0100000000000000000000000000000000000000000000000000000000000080",
                                       "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                       "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"})
        EXPECT_FALSE(is_signed(array_from<PublicKey>(key), bytes_of("text"), fits_all)) << key;
    // Points of order 2, 4 and 8: the same signature fits one message in so many.
    for (const std::string_view key : {"0000000000000000000000000000000000000000000000000000000000000000",
                                       "0000000000000000000000000000000000000000000000000000000000000080",
                                       "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                       "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                                       "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                                       "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                                       "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"})
        for (int message = 0; message < 100; ++message)
            EXPECT_FALSE(is_signed(array_from<PublicKey>(key), bytes_of(std::to_string(message)), fits_all));
}

std::string shared_hex(std::string_view scalar, std::string_view point)
{
    const auto shared = ExchangeKey(secret_from(scalar)).shared_with(array_from<PublicKey>(point));
    return shared ? to_hex(shared->reveal()) : "nothing";
}

// RFC 7748, section 5.2; the second point has a bit set that does not count.
TEST(X25519, GivesThePublishedProducts)
{
    EXPECT_EQ(shared_hex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
                         "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"),
              "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
    EXPECT_EQ(shared_hex("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
                         "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493"),
              "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
}

// RFC 7748, section 5.2, the chain after 1 and after 1,000 steps.
TEST(X25519, GivesThePublishedChain)
{
    PublicKey scalar{}, point{};
    scalar[0] = point[0] = std::byte{9};
    for (int step = 1; step <= 1000; ++step) {
        const auto product = ExchangeKey(Secret(scalar)).shared_with(point);
        ASSERT_TRUE(product);
        point = scalar;
        std::ranges::copy(product->reveal(), scalar.begin());
        if (step == 1) {
            EXPECT_EQ(to_hex(scalar), "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079");
        }
    }
    EXPECT_EQ(to_hex(scalar), "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51");
}

// RFC 7748, section 6.1.
TEST(X25519, TwoPartiesShareThePublishedSecret)
{
    const std::string_view alice = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
                           bob = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
                           of_alice = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
                           of_bob = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
                           shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
    EXPECT_EQ(to_hex(ExchangeKey(secret_from(alice)).public_key()), of_alice);
    EXPECT_EQ(to_hex(ExchangeKey(secret_from(bob)).public_key()), of_bob);
    EXPECT_EQ(shared_hex(alice, of_bob), shared);
    EXPECT_EQ(shared_hex(bob, of_alice), shared);
}

// Every point of small order of the curve and its twist, in every spelling of 255 bits, and with the bit that
// does not count.
TEST(X25519, APointOfSmallOrderGivesNothing)
{
    const ExchangeKey key = ExchangeKey::generate();
    for (const std::string_view point :
         {"0000000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
          "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
        PublicKey theirs = array_from<PublicKey>(point);
        EXPECT_FALSE(key.shared_with(theirs)) << point;
        theirs.back() |= std::byte{0x80};
        EXPECT_FALSE(key.shared_with(theirs)) << point;
    }
}

TEST(X25519, NewKeysAgreeAndDiffer)
{
    const ExchangeKey one = ExchangeKey::generate(), other = ExchangeKey::generate();
    EXPECT_NE(one.public_key(), other.public_key());
    const auto here = one.shared_with(other.public_key()), there = other.shared_with(one.public_key());
    ASSERT_TRUE(here && there);
    EXPECT_TRUE(std::ranges::equal(here->reveal(), there->reveal()));
}

} // namespace
} // namespace gauze
