// Known answers are those of RFC 4231; everything else is held against Hmac, which other tests hold against
// the standards.
#include "bloom/base/hmac_lanes.hpp"

#include <cstdlib>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace gauze {
namespace {

std::uint64_t first_word_of(const Digest& digest)
{
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 8; ++i) word = word << 8 | std::to_integer<std::uint64_t>(digest[i]);
    return word;
}

std::uint64_t one_word(HmacLanes& lanes, std::string_view message)
{
    const auto length = static_cast<std::uint8_t>(message.size());
    std::uint64_t word = 0;
    lanes.first_words(bytes_of(message).data(), message.size(), {&length, 1}, {&word, 1});
    return word;
}

class HmacLanesOfWidth : public testing::TestWithParam<VectorWidth> {
protected:
    void SetUp() override
    {
        if (!runs_here(GetParam())) GTEST_SKIP() << "cannot run on this processor";
    }
};

TEST_P(HmacLanesOfWidth, GivesTheAnswersOfRfc4231)
{
    const auto word = [](const std::string& key, const std::string& message) {
        HmacLanes lanes(bytes_of(key), GetParam());
        return one_word(lanes, message);
    };
    std::string counting;
    for (char c = 1; c <= 25; ++c) counting += c;
    EXPECT_EQ(word(std::string(20, '\x0b'), "Hi There"), 0xb0344c61d8db3853u);
    EXPECT_EQ(word("Jefe", "what do ya want for nothing?"), 0x5bdcc146bf60754eu);
    EXPECT_EQ(word(std::string(20, '\xaa'), std::string(50, '\xdd')), 0x773ea91e36800e46u);
    EXPECT_EQ(word(counting, std::string(50, '\xcd')), 0x82558a389a443c0eu);
    EXPECT_EQ(word(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
              0x60e431591ee0b67fu);
    EXPECT_EQ(word(std::string(131, '\xaa'),
                   "This is a test using a larger than block-size key and a larger than block-size data. "
                   "The key needs to be hashed before being used by the HMAC algorithm."),
              0x9b09ffa71b942fcbu);
}

TEST_P(HmacLanesOfWidth, AgreesWithHmacForEveryLengthAndKeySize)
{
    std::mt19937_64 random(4231);
    for (const std::size_t key_size : {0u, 1u, 32u, 63u, 64u, 65u, 100u}) {
        std::string key(key_size, '\0');
        for (char& c : key) c = static_cast<char>(random());
        Hmac plain{bytes_of(key)};
        HmacLanes lanes(bytes_of(key), GetParam());
        for (int length = 0; length <= 255; length += length < 70 ? 1 : 37) {
            std::string message(static_cast<std::size_t>(length), '\0');
            for (char& c : message) c = static_cast<char>(random());
            ASSERT_EQ(one_word(lanes, message), first_word_of(plain(bytes_of(message))))
                << key_size << " " << length;
        }
    }
}

TEST_P(HmacLanesOfWidth, AgreesWithHmacForBatchesOfMixedLengths)
{
    std::mt19937_64 random(1);
    Hmac plain{bytes_of("mixed")};
    HmacLanes original(bytes_of("mixed"), GetParam());
    HmacLanes lanes = original.clone();
    for (const std::size_t count : {0u, 1u, 7u, 8u, 9u, 15u, 16u, 17u, 33u, 500u}) {
        constexpr std::size_t stride = 80;
        std::vector<std::byte> messages(count * stride);
        for (auto& byte : messages) byte = static_cast<std::byte>(random());
        std::vector<std::uint8_t> lengths(count);
        for (auto& length : lengths) length = static_cast<std::uint8_t>(random() % (stride + 1));
        std::vector<std::uint64_t> words(count, 99);
        lanes.first_words(messages.data(), stride, lengths, words);
        for (std::size_t i = 0; i < count; ++i)
            ASSERT_EQ(words[i], first_word_of(plain({messages.data() + i * stride, lengths[i]})))
                << i << " of " << count << ", length " << int{lengths[i]};
    }
}

INSTANTIATE_TEST_SUITE_P(Every, HmacLanesOfWidth, testing::ValuesIn(every_vector_width),
                         [](const auto& width) { return std::string(to_text(width.param)); });

TEST(VectorWidth, IsTheOneNamedInTheVariableWhenItRunsHere)
{
    const char* old = std::getenv("GAUZE_KERNEL");
    const std::string before = old == nullptr ? "" : old;
    ::setenv("GAUZE_KERNEL", "scalar", 1);
    EXPECT_EQ(vector_width(), VectorWidth::scalar);
    ::unsetenv("GAUZE_KERNEL");
    EXPECT_TRUE(runs_here(vector_width()));
    for (const VectorWidth width : every_vector_width)
        EXPECT_TRUE(!runs_here(width) || vector_width() >= width);
    if (old != nullptr) ::setenv("GAUZE_KERNEL", before.c_str(), 1);
}

} // namespace
} // namespace gauze
