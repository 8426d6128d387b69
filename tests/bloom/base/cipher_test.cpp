// Known answers are those of the standards: FIPS 197 (appendix C.3), SP 800-38A (F.1.5 single blocks, F.5.5
// counter mode), all for AES-256.
#include "bloom/base/cipher.hpp"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace gauze {
namespace {

std::vector<std::byte> unhex(std::string_view hex)
{
    std::vector<std::byte> bytes(hex.size() / 2);
    EXPECT_TRUE(from_hex(hex, bytes));
    return bytes;
}

const std::string_view standards_key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
const std::string_view standards_text = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                                        "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

class Aes256BlocksOfWidth : public testing::TestWithParam<VectorWidth> {
protected:
    void SetUp() override
    {
        if (!runs_here(GetParam())) GTEST_SKIP() << "cannot run on this processor";
    }
};

TEST_P(Aes256BlocksOfWidth, GiveTheAnswerOfFips197)
{
    Aes256Blocks cipher(unhex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),
                        GetParam());
    auto block = unhex("00112233445566778899aabbccddeeff");
    cipher.encrypt(block);
    EXPECT_EQ(to_hex(block), "8ea2b7ca516745bfeafc49904b496089");
}

TEST_P(Aes256BlocksOfWidth, GiveTheAnswersOfSp80038aWhereverTheBlocksStand)
{
    const std::string answers = "f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870"
                                "b6ed21b99ca6f4f9f153e7b1beafed1d23304b7a39f9f3ff067d8d8f9e24ecc7";
    Aes256Blocks cipher(unhex(standards_key), GetParam());
    Aes256Blocks other = cipher.clone();
    for (const std::size_t times : {1u, 2u, 5u, 16u, 17u, 33u}) {
        std::string texts, expected;
        for (std::size_t i = 0; i < times; ++i) texts += standards_text, expected += answers;
        auto blocks = unhex(texts);
        (times % 2 == 0 ? cipher : other).encrypt(blocks);
        EXPECT_EQ(to_hex(blocks), expected);
    }
    cipher.encrypt({}); // nothing to do is not an error
}

TEST_P(Aes256BlocksOfWidth, GiveWhatTheLibraryGivesForAnyNumberOfBlocks)
{
    std::mt19937_64 random(197);
    for (std::size_t count = 0; count < 80; ++count) {
        std::vector<std::byte> key(32), blocks(count * 16 + 16);
        for (auto& byte : key) byte = static_cast<std::byte>(random());
        for (auto& byte : blocks) byte = static_cast<std::byte>(random());
        auto by_library = blocks;
        Aes256Blocks(key, GetParam()).encrypt(std::span(blocks).first(count * 16));
        Aes256Blocks(key, VectorWidth::scalar).encrypt(std::span(by_library).first(count * 16));
        ASSERT_EQ(blocks, by_library) << count; // and what stands behind is left alone
    }
}

INSTANTIATE_TEST_SUITE_P(Every, Aes256BlocksOfWidth, testing::ValuesIn(every_vector_width),
                         [](const auto& width) { return std::string(to_text(width.param)); });

TEST(Aes256Stream, GivesTheAnswersOfSp80038a)
{
    Aes256Stream stream(unhex(standards_key), unhex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"));
    auto text = unhex(standards_text);
    stream.apply(text);
    EXPECT_EQ(to_hex(text), "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5"
                            "2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6");
}

TEST(Aes256Stream, InPiecesEqualsInOneAndAppliedTwiceGivesTheBytesBack)
{
    const auto key = unhex(standards_key), nonce = unhex("000102030405060708090a0b0c0d0e0f");
    const std::vector<std::byte> text(1000, std::byte{0x5a});
    auto in_one = text, in_pieces = text;
    Aes256Stream(key, nonce).apply(in_one);
    Aes256Stream pieces(key, nonce);
    for (std::size_t at = 0, size = 0; at < text.size(); at += size, ++size)
        pieces.apply(std::span(in_pieces).subspan(at, std::min(size, text.size() - at)));
    EXPECT_EQ(in_one, in_pieces);
    EXPECT_NE(in_one, text);
    Aes256Stream(key, nonce).apply(in_one);
    EXPECT_EQ(in_one, text);
}

} // namespace
} // namespace gauze
