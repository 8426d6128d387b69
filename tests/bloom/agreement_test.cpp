#include "bloom/agreement.hpp"

#include <algorithm>
#include <random>
#include <span>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::bloom {
namespace {

// Records as they come: symbols and keys, and the rows that the kernels read made of them.
struct MadeRecords {
    MadeRecords(const AgreementShape& with, std::size_t rows, std::uint64_t seed)
        : shape(with), symbols(rows), keys(rows), table({static_cast<std::uint32_t>(with.words() * 64)}, rows)
    {
        std::mt19937_64 random(seed);
        for (std::size_t r = 0; r < rows; ++r) {
            symbols[r].resize(shape.symbols);
            keys[r].resize(shape.keys);
            // Few values, so that about every second one agrees.
            for (auto& symbol : symbols[r]) symbol = static_cast<std::uint8_t>(random() % 2 * 0xff);
            for (auto& key : keys[r]) key = random() % 2 == 0 ? 0 : ~std::uint64_t{0} >> random() % 2;
            auto* row = reinterpret_cast<std::uint8_t*>(table.row(r).data());
            std::ranges::copy(symbols[r], row);
            std::ranges::copy(std::as_bytes(std::span(keys[r])),
                              reinterpret_cast<std::byte*>(row) + 64 * ((shape.symbols + 63) / 64));
        }
    }
    std::uint32_t alike(std::size_t a, std::size_t b) const
    {
        std::uint32_t count = 0;
        for (std::size_t s = 0; s < shape.symbols; ++s) count += symbols[a][s] == symbols[b][s];
        for (std::size_t k = 0; k < shape.keys; ++k) count += keys[a][k] == keys[b][k] ? shape.key_weight : 0;
        return count;
    }
    AgreementShape shape;
    std::vector<std::vector<std::uint8_t>> symbols;
    std::vector<std::vector<std::uint64_t>> keys;
    FilterTable table;
};

TEST(Agreement, TakesWholeLinesForSymbolsAndForKeys)
{
    const auto words = [](std::uint32_t symbols, std::uint32_t keys) {
        return AgreementShape{.symbols = symbols, .keys = keys}.words();
    };
    EXPECT_EQ(words(0, 0), 0u);
    EXPECT_EQ(words(1, 0), 8u);
    EXPECT_EQ(words(64, 8), 16u);
    EXPECT_EQ(words(65, 9), 32u);
    EXPECT_EQ((AgreementShape{.symbols = 128, .keys = 16}.most()), 128u + 16 * 16);
}

TEST(Agreement, IsCountedAlikeByEveryKernelOnEveryWidth)
{
    for (const Kernel& kernel : kernels()) {
        if (!kernel.runs_here()) continue;
        for (const std::uint32_t symbols : {0u, 1u, 31u, 63u, 64u, 65u, 128u, 512u, 4096u})
            for (const std::uint32_t keys : {0u, 1u, 7u, 8u, 9u, 16u, 64u}) {
                if (symbols + keys == 0) continue;
                const MadeRecords made({.symbols = symbols, .keys = keys}, 9, symbols * 100 + keys);
                for (const std::size_t rows : {0u, 1u, 9u}) {
                    std::vector<std::uint32_t> counts(10, 12345);
                    agreement_counts(kernel, made.shape, made.table.rows().row(3), made.table.rows().row(0),
                                     rows, counts.data());
                    for (std::size_t r = 0; r < rows; ++r)
                        ASSERT_EQ(counts[r], made.alike(3, r))
                            << kernel.name << ", " << symbols << " symbols, " << keys << " keys, row " << r;
                    ASSERT_EQ(counts[rows], 12345u); // nothing behind the last
                }
            }
    }
}

TEST(Agreement, OfARecordWithItselfIsTheMostThereIs)
{
    for (const Kernel& kernel : kernels()) {
        if (!kernel.runs_here()) continue;
        const MadeRecords made({.symbols = 4096, .keys = 64, .key_weight = 16}, 1, 5);
        std::uint32_t count = 0;
        agreement_counts(kernel, made.shape, made.table.rows().row(0), made.table.rows().row(0), 1, &count);
        EXPECT_EQ(count, made.shape.most()) << kernel.name;
    }
}

TEST(Agreement, WeighsAKeyAsTheShapeSays)
{
    for (const Kernel& kernel : kernels()) {
        if (!kernel.runs_here()) continue;
        for (const std::uint32_t weight : {1u, 2u, 16u, 1000u}) {
            const MadeRecords made({.symbols = 70, .keys = 5, .key_weight = weight}, 4, weight);
            std::vector<std::uint32_t> counts(4);
            agreement_counts(kernel, made.shape, made.table.rows().row(1), made.table.rows().row(0), 4,
                             counts.data());
            for (std::size_t r = 0; r < 4; ++r) EXPECT_EQ(counts[r], made.alike(1, r)) << kernel.name;
        }
    }
}

} // namespace
} // namespace gauze::bloom
