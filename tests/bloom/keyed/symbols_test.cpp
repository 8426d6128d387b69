// What symbols are is written out once more below, with nothing but HMAC and AES, and the fast and the plain
// form are held against it. What symbols must do (statistics) is worked out by hand: means and standard
// deviations of binomials stand beside each bound, and seeds are fixed.
#include "bloom/keyed/symbols.hpp"

#include <bit>
#include <cmath>
#include <random>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::keyed {
namespace {

using Words = std::vector<std::uint64_t>;
using Row = std::vector<std::byte>;

constexpr std::array<std::byte, 32> slots_key{std::byte{1}}, other_slots_key{std::byte{2}};
constexpr std::array<std::byte, 32> block_key{std::byte{3}}, other_block_key{std::byte{4}};

std::size_t words_of(std::uint32_t bits) { return (std::size_t{bits} + 511) / 512 * 8; }

// Filters whose bits are set with probability `eighths` / 8, none beyond the filter's length.
Words made_rows(std::uint32_t bits, std::size_t count, unsigned eighths, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    Words rows(count * words_of(bits));
    for (std::size_t r = 0; r < count; ++r)
        for (std::uint32_t bit = 0; bit < bits; ++bit)
            if (random() >> 61 < eighths) rows[r * words_of(bits) + bit / 64] |= std::uint64_t{1} << bit % 64;
    return rows;
}

Row computed(Symbols& symbols, const Words& rows)
{
    const std::size_t words = words_of(symbols.shape().bits), count = rows.size() / words;
    Row out(count * symbols.shape().symbols);
    symbols.compute(rows.data(), words, count, out.data());
    return out;
}

// The definition.

std::array<std::byte, 8> two_words(std::uint32_t a, std::uint32_t b)
{
    std::array<std::byte, 8> bytes{};
    for (std::size_t i = 0; i < 4; ++i) {
        bytes[i] = static_cast<std::byte>(a >> (24 - 8 * i) & 255);
        bytes[4 + i] = static_cast<std::byte>(b >> (24 - 8 * i) & 255);
    }
    return bytes;
}

std::vector<std::uint32_t> defined_positions(Bytes key, std::uint32_t slot, SymbolShape shape)
{
    std::vector<std::uint32_t> positions;
    for (std::uint32_t j = 0; j < shape.samples; ++j) {
        const Digest digest = hmac_sha256(key, two_words(slot, j / 8));
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < 4; ++i)
            word = word << 8 | std::to_integer<std::uint64_t>(digest[j % 8 * 4 + i]);
        positions.push_back(static_cast<std::uint32_t>(word * shape.bits / (std::uint64_t{1} << 32)));
    }
    return positions;
}

std::byte defined_symbol(const std::uint64_t* row, std::uint32_t slot, SymbolShape shape)
{
    std::vector<std::byte> block(12);
    const auto positions = defined_positions(slots_key, slot, shape);
    for (std::size_t j = 0; j < positions.size(); ++j)
        if ((row[positions[j] / 64] >> positions[j] % 64 & 1) != 0)
            block[j / 8] |= static_cast<std::byte>(1 << j % 8);
    const auto number = two_words(slot, 0);
    block.insert(block.end(), number.begin(), number.begin() + 4);
    Aes256Blocks(block_key, VectorWidth::scalar).encrypt(block);
    return block[0];
}

TEST(PlainSymbols, AreWhatTheDefinitionSays)
{
    for (const SymbolShape shape :
         {SymbolShape{4096, 9, 96}, SymbolShape{64, 3, 1}, SymbolShape{1000, 5, 61}}) {
        const Words rows = made_rows(shape.bits, 4, 2, shape.samples);
        PlainSymbols plain(slots_key, block_key, shape);
        for (std::size_t r = 0; r < 4; ++r) {
            const std::uint64_t* row = rows.data() + r * words_of(shape.bits);
            Row symbols(shape.symbols);
            plain.compute(row, symbols.data());
            for (std::uint32_t s = 0; s < shape.symbols; ++s)
                ASSERT_EQ(symbols[s], defined_symbol(row, s, shape)) << r << " " << s;
        }
    }
}

class SymbolsOfWidth : public testing::TestWithParam<VectorWidth> {
protected:
    void SetUp() override
    {
        if (!runs_here(GetParam())) GTEST_SKIP() << "cannot run on this processor";
    }
    static void expect_plain(SymbolShape shape, std::size_t count)
    {
        const Words rows = made_rows(shape.bits, count, 3, shape.bits + count);
        Symbols fast(slots_key, block_key, shape, GetParam());
        PlainSymbols plain(slots_key, block_key, shape);
        Row expected(count * shape.symbols);
        for (std::size_t r = 0; r < count; ++r)
            plain.compute(rows.data() + r * words_of(shape.bits), expected.data() + r * shape.symbols);
        EXPECT_EQ(computed(fast, rows), expected) << fmt::format(
            "{} bits, {} symbols, {} samples, {} rows", shape.bits, shape.symbols, shape.samples, count);
    }
};

TEST_P(SymbolsOfWidth, AreThePlainOnesForEveryNumberOfSamples)
{
    for (std::uint32_t t = 1; t <= most_samples; ++t) expect_plain({512, 8, t}, 65);
}

TEST_P(SymbolsOfWidth, AreThePlainOnesForEveryLengthOfFilter)
{
    for (const std::uint32_t bits : {1u, 63u, 64u, 65u, 500u, 512u, 513u, 1000u, 4096u, 5000u, 131'072u})
        for (const std::uint32_t t : {36u, 96u}) expect_plain({bits, 9, t}, 70);
}

TEST_P(SymbolsOfWidth, AreThePlainOnesForAnyNumberOfRowsAndSlots)
{
    for (const std::size_t rows : {0u, 1u, 63u, 64u, 65u, 127u, 128u, 300u, 512u})
        expect_plain({4096, 42, 96}, rows);
    for (const std::uint32_t slots : {0u, 1u, 7u, 8u, 9u, 64u, 300u}) expect_plain({600, slots, 72}, 67);
}

TEST_P(SymbolsOfWidth, DoNotReadWhatTheFilterDoesNotHoldNorKeepWhatWasBefore)
{
    constexpr SymbolShape shape{700, 10, 96};
    Words rows = made_rows(shape.bits, 100, 3, 1);
    Symbols symbols(slots_key, block_key, shape, GetParam());
    const Row before = computed(symbols, rows);
    computed(symbols, made_rows(shape.bits, 64, 8, 2)); // all ones
    for (std::size_t r = 0; r < 100; ++r)
        for (std::uint32_t bit = shape.bits; bit < words_of(shape.bits) * 64; ++bit)
            rows[r * words_of(shape.bits) + bit / 64] |= std::uint64_t{1} << bit % 64;
    EXPECT_EQ(computed(symbols, rows), before);
    Symbols other = symbols.clone();
    EXPECT_EQ(computed(other, rows), before);
}

TEST_P(SymbolsOfWidth, MayStandInWiderRowsThanTheFilterNeeds)
{
    constexpr SymbolShape shape{512, 4, 80};
    const Words narrow = made_rows(shape.bits, 66, 3, 3);
    Words wide(66 * 24, ~std::uint64_t{0});
    for (std::size_t r = 0; r < 66; ++r)
        std::copy_n(narrow.begin() + static_cast<std::ptrdiff_t>(r * 8), 8,
                    wide.begin() + static_cast<std::ptrdiff_t>(r * 24));
    Symbols symbols(slots_key, block_key, shape, GetParam());
    Row out(66 * 4);
    symbols.compute(wide.data(), 24, 66, out.data());
    EXPECT_EQ(out, computed(symbols, narrow));
}

INSTANTIATE_TEST_SUITE_P(Every, SymbolsOfWidth, testing::ValuesIn(every_vector_width),
                         [](const auto& width) { return std::string(to_text(width.param)); });

// The share of places at which two rows of symbols agree.
double equal_share(const Row& a, const Row& b)
{
    std::size_t equal = 0;
    for (std::size_t i = 0; i < a.size(); ++i) equal += a[i] == b[i];
    return static_cast<double>(equal) / static_cast<double>(a.size());
}

double deviation(double p, std::size_t trials)
{
    return std::sqrt(p * (1 - p) / static_cast<double>(trials));
}

TEST(SymbolPositions, FillTheFilterEvenly)
{
    constexpr SymbolShape shape{64, 500, 96};
    std::array<double, shape.bits> hits{};
    for (std::uint32_t s = 0; s < shape.symbols; ++s)
        for (const auto p : defined_positions(slots_key, s, shape)) ++hits.at(p);
    const double expected = double{shape.symbols} * shape.samples / shape.bits;
    double chi_squared = 0;
    for (const double n : hits) chi_squared += (n - expected) * (n - expected) / expected;
    // 63 degrees of freedom: mean 63, standard deviation 11.2; five of them away is no accident.
    EXPECT_NEAR(chi_squared, 63, 56);
}

TEST(Symbols, UnderAnotherKeyOfEitherKindAgreeByAccidentOnly)
{
    constexpr SymbolShape shape{1024, 64, 96};
    const Words rows = made_rows(shape.bits, 512, 2, 5);
    Symbols one(slots_key, block_key, shape), two(other_slots_key, block_key, shape),
        three(slots_key, other_block_key, shape);
    const double accident = 1.0 / 256, bound = 5 * deviation(accident, 512 * 64);
    EXPECT_NEAR(equal_share(computed(one, rows), computed(two, rows)), accident, bound);
    EXPECT_NEAR(equal_share(computed(one, rows), computed(three, rows)), accident, bound);
}

TEST(Symbols, OfUnlikeFiltersAgreeByAccidentOnlyAndTakeEveryValueEquallyOften)
{
    constexpr SymbolShape shape{1024, 64, 96};
    Symbols symbols(slots_key, block_key, shape);
    const Row a = computed(symbols, made_rows(shape.bits, 1024, 4, 6)),
              b = computed(symbols, made_rows(shape.bits, 1024, 4, 7));
    EXPECT_NEAR(equal_share(a, b), 1.0 / 256, 5 * deviation(1.0 / 256, a.size()));
    std::array<double, 256> seen{};
    for (const std::byte symbol : a) ++seen.at(std::to_integer<std::size_t>(symbol));
    const double expected = static_cast<double>(a.size()) / 256;
    double chi_squared = 0;
    for (const double n : seen) chi_squared += (n - expected) * (n - expected) / expected;
    EXPECT_NEAR(chi_squared, 255, 5 * std::sqrt(2 * 255.0)); // 255 degrees of freedom
}

TEST(Symbols, AtTwoSlotsAreIndependent)
{
    // 65,536 records; the high nibbles of two slots give 16 x 16 cells of which each expects 256.
    constexpr SymbolShape shape{512, 2, 96};
    Symbols symbols(slots_key, block_key, shape);
    const Row row = computed(symbols, made_rows(shape.bits, 65'536, 4, 8));
    std::array<double, 256> cells{};
    for (std::size_t r = 0; r < 65'536; ++r)
        ++cells.at(std::to_integer<std::size_t>(row[2 * r] & std::byte{0xf0}) |
                   std::to_integer<std::size_t>(row[2 * r + 1] >> 4));
    double chi_squared = 0;
    for (const double n : cells) chi_squared += (n - 256) * (n - 256) / 256;
    EXPECT_NEAR(chi_squared, 255, 5 * std::sqrt(2 * 255.0));
}

// The rule the matcher reads Dice from: with a share x of bits turned over, a slot's t draws all miss them
// with probability (1 - x)^t.
TEST(Symbols, AgreeAsOftenAsTheShareOfDifferentBitsSays)
{
    constexpr std::uint32_t bits = 4096;
    constexpr std::size_t records = 2048;
    for (const std::uint32_t t : {36u, 96u})
        for (const double x : {0.0, 0.002, 0.01, 0.03, 0.06}) {
            const SymbolShape shape{bits, 64, t};
            std::mt19937_64 random(t);
            const Words rows = made_rows(bits, records, 1, 9);
            Words changed = rows;
            const auto flips = static_cast<std::uint32_t>(std::lround(x * bits));
            for (std::size_t r = 0; r < records; ++r)
                for (std::uint32_t left = flips; left > 0;) {
                    const auto bit = static_cast<std::uint32_t>(random() % bits);
                    const std::size_t at = r * words_of(bits) + bit / 64;
                    if (((rows[at] ^ changed[at]) >> bit % 64 & 1) != 0) continue; // turned over already
                    changed[at] ^= std::uint64_t{1} << bit % 64;
                    --left;
                }
            Symbols symbols(slots_key, block_key, shape);
            const double share = static_cast<double>(flips) / bits;
            const double expected = 1.0 / 256 + 255.0 / 256 * std::pow(1 - share, t);
            // 131,072 comparisons. Records share the draws of 64 slots: one that drew positions twice (about
            // t^2 / 2 bits of them, a Poisson number) is touched less often in every record.
            const double binomial = deviation(expected, records * 64);
            const double by_slots = expected * share * std::sqrt(t * t / (2.0 * bits) / 64);
            EXPECT_NEAR(equal_share(computed(symbols, rows), computed(symbols, changed)), expected,
                        5 * std::hypot(binomial, by_slots))
                << t << " " << x;
        }
}

} // namespace
} // namespace gauze::keyed
