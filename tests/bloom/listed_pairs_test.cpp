#include "bloom/listed_pairs.hpp"
#include "tests/bloom/made_filters.hpp"

#include <cstring>
#include <random>
#include <vector>

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace gauze::bloom {
namespace {

// Rows that end where the mapping ends: whoever reads one byte more is stopped by the system.
template <class T>
class RowsAtTheEdge {
public:
    explicit RowsAtTheEdge(std::size_t count)
    {
        const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
        size_ = (count * sizeof(T) + page - 1) / page * page + page;
        base_ = static_cast<char*>(
            ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        if (base_ == MAP_FAILED || ::mprotect(base_ + size_ - page, page, PROT_NONE) != 0) std::abort();
        rows_ = {reinterpret_cast<T*>(base_ + size_ - page) - count, count};
    }
    RowsAtTheEdge(const RowsAtTheEdge&) = delete;
    ~RowsAtTheEdge() { ::munmap(base_, size_); }
    std::span<T> rows() const { return rows_; }

private:
    char* base_ = nullptr;
    std::size_t size_ = 0;
    std::span<T> rows_;
};

std::vector<RowPair> every_pair(std::uint32_t a, std::uint32_t b)
{
    std::vector<RowPair> pairs;
    for (std::uint32_t i = 0; i < a; ++i)
        for (std::uint32_t j = 0; j < b; ++j) pairs.push_back({i, j});
    return pairs;
}

template <class Check>
void with_every_kernel(Check check)
{
    for (const ListedKernel& kernel : listed_kernels())
        if (kernel.runs_here()) check(kernel);
}

TEST(EqualSymbols, AreCountedAlikeByEveryKernelForEveryLength)
{
    std::mt19937_64 random(5);
    for (std::uint32_t symbols = 1; symbols <= 200; ++symbols) {
        const RowsAtTheEdge<std::uint8_t> a(7 * symbols), b(5 * symbols);
        for (const auto& side : {a.rows(), b.rows()})
            for (auto& symbol : side) symbol = static_cast<std::uint8_t>(random() % 2 * 0x81);
        const auto pairs = every_pair(7, 5);
        with_every_kernel([&](const ListedKernel& kernel) {
            std::vector<std::uint32_t> counts(pairs.size() + 1, 12345);
            kernel.equal_symbols(a.rows().data(), b.rows().data(), symbols, pairs, counts.data());
            for (std::size_t i = 0; i < pairs.size(); ++i) {
                std::uint32_t expected = 0;
                for (std::size_t s = 0; s < symbols; ++s)
                    expected += a.rows()[pairs[i].a * symbols + s] == b.rows()[pairs[i].b * symbols + s];
                ASSERT_EQ(counts[i], expected) << kernel.name << ", " << symbols << " symbols, pair " << i;
            }
            ASSERT_EQ(counts.back(), 12345u); // nothing behind the last
        });
    }
}

TEST(EqualSymbols, SeeEachPlaceOnItsOwn)
{
    for (const std::uint32_t symbols : {1u, 3u, 7u, 15u, 31u, 42u, 63u, 64u, 65u, 100u, 128u, 4096u}) {
        // Row s of b differs from the one row of a in every place but s.
        std::vector<std::uint8_t> a(symbols, 9), b(std::size_t{symbols} * symbols, 200);
        for (std::size_t s = 0; s < symbols; ++s) b[s * symbols + s] = 9;
        const auto pairs = every_pair(1, symbols);
        with_every_kernel([&](const ListedKernel& kernel) {
            std::vector<std::uint32_t> counts(symbols);
            kernel.equal_symbols(a.data(), b.data(), symbols, pairs, counts.data());
            EXPECT_EQ(counts, std::vector<std::uint32_t>(symbols, 1)) << kernel.name << " " << symbols;
        });
    }
}

TEST(EqualSymbols, OfNoPairsWriteNothing)
{
    const std::uint8_t row[3] = {1, 2, 3};
    const std::uint64_t keys[3] = {1, 2, 3};
    with_every_kernel([&](const ListedKernel& kernel) {
        std::uint32_t count = 7;
        std::uint64_t mask = 7;
        kernel.equal_symbols(row, row, 3, {}, &count);
        kernel.agreeing_keys(keys, keys, 3, {}, &mask);
        EXPECT_EQ(count, 7u);
        EXPECT_EQ(mask, 7u);
    });
}

TEST(EqualSymbols, OfAPairThatIsListedTwiceAreCountedTwice)
{
    const std::uint8_t rows[] = {1, 2, 3, 1, 9, 3};
    const std::vector<RowPair> pairs{{0, 1}, {0, 1}, {1, 1}, {1, 0}, {1, 0}};
    with_every_kernel([&](const ListedKernel& kernel) {
        std::vector<std::uint32_t> counts(5);
        kernel.equal_symbols(rows, rows, 3, pairs, counts.data());
        EXPECT_EQ(counts, (std::vector<std::uint32_t>{2, 2, 3, 2, 2})) << kernel.name;
    });
}

TEST(AgreeingKeys, AreMarkedAlikeByEveryKernelForEveryNumber)
{
    std::mt19937_64 random(6);
    for (std::uint32_t keys = 1; keys <= 200; ++keys) {
        const RowsAtTheEdge<std::uint64_t> a(5 * keys), b(4 * keys);
        for (const auto& side :
             {a.rows(), b.rows()}) // keys that differ in their first or their last byte only
            for (auto& key : side) key = random() % 3 == 0 ? 1 : std::uint64_t{1} << 63 | random() % 2;
        const auto pairs = every_pair(5, 4);
        const std::size_t words = (keys + 63) / 64;
        with_every_kernel([&](const ListedKernel& kernel) {
            std::vector<std::uint64_t> masks(pairs.size() * words + 1, 12345);
            kernel.agreeing_keys(a.rows().data(), b.rows().data(), keys, pairs, masks.data());
            for (std::size_t i = 0; i < pairs.size(); ++i)
                for (std::size_t k = 0; k < words * 64; ++k)
                    ASSERT_EQ((masks[i * words + k / 64] >> k % 64 & 1) != 0,
                              k < keys && a.rows()[pairs[i].a * keys + k] == b.rows()[pairs[i].b * keys + k])
                        << kernel.name << ", " << keys << " keys, slot " << k;
            ASSERT_EQ(masks.back(), 12345u);
        });
    }
}

TEST(CommonBits, AreThoseOfBothRowsUnderEveryKernel)
{
    for (const std::uint32_t bits : {1u, 511u, 512u, 1024u, 1025u, 9000u}) {
        const FilterTable a = test::made_filters({bits}, 9, .4, 1), b = test::made_filters({bits}, 30, .4, 2);
        const auto pairs = every_pair(9, 30);
        for (const Kernel& kernel : kernels()) {
            if (!kernel.runs_here()) continue;
            std::vector<std::uint32_t> counts(pairs.size());
            common_bits(kernel, a.rows(), b.rows(), pairs, counts.data());
            for (std::size_t i = 0; i < pairs.size(); ++i) {
                std::uint32_t expected = 0;
                for (std::size_t bit = 0; bit < bits; ++bit)
                    expected +=
                        static_cast<std::uint32_t>(a.rows().row(pairs[i].a)[bit / 64] >> bit % 64 &
                                                   b.rows().row(pairs[i].b)[bit / 64] >> bit % 64 & 1);
                ASSERT_EQ(counts[i], expected) << kernel.name << " " << bits;
            }
        }
    }
}

TEST(ListedKernels, HaveOneOfTheSameNameForEveryKernelThatRunsHere)
{
    EXPECT_EQ(listed_kernels().back().name, "scalar");
    EXPECT_TRUE(listed_kernels().back().runs_here());
    for (const Kernel& kernel : kernels()) {
        if (!kernel.runs_here()) continue;
        const ListedKernel& listed = listed_kernel(kernel);
        EXPECT_TRUE(listed.runs_here());
        if (kernel.name != "avx512") {
            EXPECT_EQ(listed.name, kernel.name);
        }
    }
}

} // namespace
} // namespace gauze::bloom
