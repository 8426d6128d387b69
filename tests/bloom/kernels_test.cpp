#include "bloom/base/error.hpp"
#include "bloom/kernels.hpp"
#include "tests/bloom/made_filters.hpp"

#include <bit>
#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

namespace gauze::bloom {
namespace {

// What any kernel must count, without any kernel.
std::uint32_t common_bits(const FilterRows& rows, std::size_t a, std::size_t b)
{
    std::uint32_t common = 0;
    for (std::uint32_t bit = 0; bit < rows.shape().bits; ++bit)
        common += static_cast<std::uint32_t>(rows.row(a)[bit / 64] >> bit % 64 &
                                             rows.row(b)[bit / 64] >> bit % 64 & 1);
    return common;
}

TEST(EveryKernel, CountsRightOnAllWidthsAndTails)
{
    for (const Kernel& kernel : kernels()) {
        if (!kernel.runs_here()) continue;
        for (const std::uint32_t bits : {1u, 63u, 64u, 100u, 511u, 512u, 513u, 1000u, 1024u, 2048u, 4100u})
            for (const std::size_t rows : {1u, 2u, 7u, 8u, 9u, 15u, 16u, 23u}) {
                const FilterTable table = test::made_filters({bits}, rows, 0.4, bits * 31 + rows);
                std::vector<std::uint32_t> counts(rows, 12345);
                kernel.and_counts(table.rows().row(0), table.rows().row(0), table.rows().shape().words(),
                                  rows, counts.data());
                for (std::size_t r = 0; r < rows; ++r)
                    ASSERT_EQ(counts[r], common_bits(table.rows(), 0, r))
                        << kernel.name << " " << bits << " " << r;
            }
    }
}

TEST(EveryKernel, CountsAllOnesAndAllZeros)
{
    constexpr FilterShape shape{131'072}; // the longest filter: the counts need 18 bits
    FilterTable table(shape, 9);
    for (std::size_t r = 0; r < 9; r += 2) std::ranges::fill(table.row(r), ~std::uint64_t{0});
    for (const Kernel& kernel : kernels()) {
        if (!kernel.runs_here()) continue;
        std::vector<std::uint32_t> counts(9);
        kernel.and_counts(table.rows().row(0), table.rows().row(0), shape.words(), 9, counts.data());
        for (std::size_t r = 0; r < 9; ++r) ASSERT_EQ(counts[r], r % 2 == 0 ? shape.bits : 0u) << kernel.name;
    }
}

TEST(Kernels, EndWithTheScalarOracleThatRunsEverywhere)
{
    EXPECT_EQ(kernels().back().name, "scalar");
    EXPECT_TRUE(kernels().back().runs_here());
}

// Sets GAUZE_KERNEL for one test and puts the old value back.
class KernelVariable {
public:
    explicit KernelVariable(const char* value)
    {
        if (const char* old = std::getenv("GAUZE_KERNEL")) old_ = old;
        ::setenv("GAUZE_KERNEL", value, 1);
    }
    ~KernelVariable()
    {
        old_.empty() ? ::unsetenv("GAUZE_KERNEL") : ::setenv("GAUZE_KERNEL", old_.c_str(), 1);
    }

private:
    std::string old_;
};

TEST(ActiveKernel, IsTheOneThatWasNamed)
{
    const KernelVariable named("scalar");
    EXPECT_EQ(active_kernel().name, "scalar");
}

TEST(ActiveKernel, IsTheBestThatRunsHereWhenNoneIsNamed)
{
    const KernelVariable named("");
    for (const Kernel& kernel : kernels())
        if (kernel.runs_here()) {
            EXPECT_EQ(active_kernel().name, kernel.name);
            break;
        }
}

TEST(ActiveKernel, RefusesANameItDoesNotKnowAndListsThoseItKnows)
{
    const KernelVariable named("sse9");
    try {
        (void)active_kernel();
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::configuration);
        EXPECT_NE(error.hint().find("scalar"), std::string::npos);
    }
}

} // namespace
} // namespace gauze::bloom
