#include "bloom/keyed/or_words.hpp"

#include <random>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::keyed {
namespace {

class OrWordsOfEveryWidth : public testing::TestWithParam<VectorWidth> {
protected:
    void SetUp() override
    {
        if (!runs_here(GetParam())) GTEST_SKIP() << "this processor has not got " << to_text(GetParam());
    }
    std::vector<std::uint64_t> drawn(std::size_t words)
    {
        std::vector<std::uint64_t> filter(words);
        for (std::uint64_t& word : filter) word = random_() & random_();
        return filter;
    }
    std::mt19937_64 random_{1};
};

TEST_P(OrWordsOfEveryWidth, JoinOneFilterToAnother)
{
    for (const std::size_t words : {8u, 16u, 24u, 64u, 2048u}) {
        auto into = drawn(words + 1);
        const auto before = into, from = drawn(words);
        or_words(GetParam())(into.data(), from.data(), words);
        for (std::size_t w = 0; w < words; ++w) ASSERT_EQ(into[w], before[w] | from[w]);
        EXPECT_EQ(into[words], before[words]) << "nothing behind it";
    }
}

// Rows of odd strides at odd places, from no source to many, as the encoder has them.
TEST_P(OrWordsOfEveryWidth, MakeRowsTheUnionOfTheirSourcesAndTouchNothingElse)
{
    constexpr std::size_t rows = 9;
    for (const auto& [words, each] : std::initializer_list<std::pair<std::size_t, std::size_t>>{
             {8, 0}, {8, 3}, {16, 0}, {16, 1}, {16, 10}, {24, 7}, {40, 2}, {64, 5}, {2048, 4}}) {
        const std::size_t stride = words + words % 3 + 1;
        auto into = drawn(rows * stride + 1);
        const auto before = into;
        std::vector<std::vector<std::uint64_t>> filters;
        std::vector<const std::uint64_t*> of;
        filters.reserve(rows * each);
        for (std::size_t s = 0; s < rows * each; ++s)
            of.push_back(filters.emplace_back(drawn(words + 1)).data() + 1);
        unite_rows(GetParam())({into.data() + 1, stride, rows, words}, {of.data(), each});
        for (std::size_t i = 0; i < into.size(); ++i) {
            const std::size_t r = i == 0 ? rows : (i - 1) / stride, w = i == 0 ? 0 : (i - 1) % stride;
            if (r >= rows || w >= words) {
                ASSERT_EQ(into[i], before[i]);
                continue;
            }
            std::uint64_t expected = 0;
            for (std::size_t s = 0; s < each; ++s) expected |= of[r * each + s][w];
            ASSERT_EQ(into[i], expected);
        }
    }
}

TEST_P(OrWordsOfEveryWidth, CountTheBitsOfRowsAlone)
{
    for (const std::size_t words : {8u, 16u, 24u, 2048u}) {
        const std::size_t stride = words + 3, rows = 5;
        const auto filters = drawn(rows * stride);
        std::uint64_t expected = 0;
        for (std::size_t r = 0; r < rows; ++r)
            for (std::size_t bit = 0; bit < words * 64; ++bit)
                expected += filters[r * stride + bit / 64] >> bit % 64 & 1u;
        auto copy = filters;
        EXPECT_EQ(count_bits(GetParam())({copy.data(), stride, rows, words}), expected);
        EXPECT_EQ(count_bits(GetParam())({copy.data(), stride, 0, words}), 0u);
    }
}

INSTANTIATE_TEST_SUITE_P(All, OrWordsOfEveryWidth, testing::ValuesIn(every_vector_width),
                         [](const auto& width) { return std::string(to_text(width.param)); });

} // namespace
} // namespace gauze::keyed
