#include "bloom/join/block_join.hpp"
#include "bloom/join/exact_join.hpp"
#include "tests/bloom/join/made_sides.hpp"

#include <numeric>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::bloom::join {
namespace {

using test::all_that_pass;
using test::MadeSide;

// One configuration of a join, drawn at random; `tie` makes the threshold the Dice of a pair there is.
struct Drawn {
    MadeSide a, b;
    Cut cut;
    bool within = false;
    RowSpan rows_a, rows_b; // all, or a part
    std::string words;      // for a failure
};

Cut drawn_cut(const MadeSide& a, const MadeSide& b, std::mt19937_64& random)
{
    constexpr Cut usual[] = {{1, 2},  {62, 100}, {7, 10}, {8, 10},  {85, 100},
                             {9, 10}, {95, 100}, {1, 1},  {1, 1000}};
    if (random() % 3 != 0 || a.weights.empty() || b.weights.empty())
        return usual[random() % std::size(usual)];
    const std::size_t i = random() % a.weights.size(), j = random() % b.weights.size();
    const std::uint32_t sum = a.weights[i] + b.weights[j];
    const std::uint32_t common = test::common_of(a.table.rows(), i, b.table.rows(), j);
    return common == 0 ? Cut{1, 1} : Cut{2 * common, sum};
}

Drawn draw(std::uint64_t seed)
{
    constexpr std::uint32_t lengths[] = {1,   2,   63,   64,   65,   100,  128, 511,
                                         512, 513, 1000, 1024, 1024, 1024, 2048};
    constexpr std::size_t sizes[] = {0, 1, 2, 7, 8, 9, 63, 64, 65, 100, 130, 200, 256, 511, 512, 513};
    std::mt19937_64 random(seed);
    const std::uint32_t bits = lengths[random() % std::size(lengths)];
    const std::size_t most = bits > 600 ? 14 : std::size(sizes); // the longest with the largest now and then
    const auto size = [&] { return sizes[random() % (random() % 8 == 0 ? std::size(sizes) : most)]; };
    const std::size_t n_a = size(), n_b = size();
    constexpr double densities[] = {.02, .13, .31, .37, .49, .6, .9};
    const double density = densities[random() % std::size(densities)];
    Drawn drawn{test::made_side({bits}, n_a, density, random),
                test::made_side({bits}, n_b, density, random),
                {},
                random() % 4 == 0,
                {},
                {},
                {}};
    drawn.a.weights = weights(drawn.a.table.rows());
    test::mix_in(drawn.a, drawn.b, random);
    if (drawn.within) drawn.a = {FilterTable({bits}, n_b), drawn.b.weights};
    if (drawn.within)
        for (std::size_t r = 0; r < n_b; ++r)
            std::copy_n(drawn.b.table.rows().row(r), FilterShape{bits}.words(), drawn.a.table.row(r).begin());
    drawn.cut = drawn_cut(drawn.a, drawn.b, random);
    drawn.rows_a = {0, drawn.a.weights.size()}, drawn.rows_b = {0, drawn.b.weights.size()};
    if (random() % 4 == 0)
        drawn.rows_b.begin = drawn.rows_b.end / 3, drawn.rows_a.end -= drawn.rows_a.end / 4;
    drawn.words = fmt::format("seed {}: {} bits, {} x {} rows, fill {}, t {}/{}{}", seed, bits,
                              drawn.rows_a.size(), drawn.rows_b.size(), density, drawn.cut.numerator,
                              drawn.cut.denominator, drawn.within ? ", within" : "");
    return drawn;
}

std::vector<Hit> expected_of(const Drawn& drawn)
{
    auto all = all_that_pass(drawn.a, drawn.b, drawn.cut, drawn.within);
    const auto inside = [](std::uint32_t row, RowSpan span) { return row >= span.begin && row < span.end; };
    std::erase_if(all,
                  [&](const Hit& h) { return !inside(h.a, drawn.rows_a) || !inside(h.b, drawn.rows_b); });
    return all;
}

// Every way a join can go; planes from a handful to all of them.
std::vector<Tuning> ways(std::uint32_t bits, std::uint64_t seed)
{
    const std::size_t all = (bits + 63) / 64;
    const auto some = static_cast<std::uint32_t>(1 + seed % bits);
    return {
        {Way::words, 0, BlockOrder::bias, 1 + seed % all, 0}, {Way::words, 0, BlockOrder::bias, all, 0},
        {Way::sketch, some, BlockOrder::grid, 1, 0},          {Way::sketch, some, BlockOrder::bias, 1, 0},
        {Way::sketch, bits, BlockOrder::grid, 1, 0},          {Way::sketch, bits, BlockOrder::bias, 1, 0}};
}

std::vector<Hit> joined(const Drawn& drawn, const JoinOptions& options, const Tuning& tuning)
{
    std::vector<Hit> hits;
    ExactJoin(drawn.a.side(), drawn.b.side(), drawn.rows_b, options, tuning).join(drawn.rows_a, hits);
    return hits;
}

std::vector<Hit> joined_as_block(const Drawn& drawn, const JoinOptions& options, const Tuning& tuning)
{
    const auto list = [](RowSpan rows) {
        std::vector<std::uint32_t> ids(rows.size());
        std::iota(ids.begin(), ids.end(), static_cast<std::uint32_t>(rows.begin));
        return ids;
    };
    std::vector<Hit> hits;
    BlockJoin(drawn.a.side(), drawn.b.side(), options, tuning)
        .join(list(drawn.rows_a), list(drawn.rows_b), hits);
    std::ranges::sort(hits, by_rows);
    return hits;
}

void check_against_definition(std::uint64_t from, std::uint64_t to)
{
    const auto kernels = test::join_kernels();
    std::uint64_t found = 0;
    for (std::uint64_t seed = from; seed < to; ++seed) {
        const Drawn drawn = draw(seed);
        const auto expected = expected_of(drawn);
        found += expected.size();
        for (const JoinKernel* kernel : kernels) {
            const JoinOptions options{.cut = drawn.cut, .within = drawn.within, .kernel = kernel};
            const auto all = ways(drawn.a.table.rows().shape().bits, seed);
            for (const Tuning& tuning : {all[seed % 6], all[(seed + 3) % 6]}) {
                const auto way = fmt::format("{} {} way {} planes {} words {} order {}", drawn.words,
                                             kernel->name, static_cast<int>(tuning.way), tuning.planes,
                                             tuning.words, static_cast<int>(tuning.order));
                ASSERT_EQ(joined(drawn, options, tuning), expected) << way;
                ASSERT_EQ(joined_as_block(drawn, options, tuning), expected) << "block, " << way;
            }
        }
        const JoinOptions options{.cut = drawn.cut, .within = drawn.within, .kernel = nullptr};
        ASSERT_EQ(joined(drawn, options, {Way::plain, 0, BlockOrder::bias, 1, 0}), expected) << drawn.words;
    }
    EXPECT_GT(found, 100 * (to - from)); // it is not the empty list that is compared
}

// Two thousand configurations, each on two of the ways, in ten tests, so that they run side by side.
class RandomJoins : public testing::TestWithParam<std::uint64_t> {};
TEST_P(RandomJoins, FindWhatTheDefinitionSaysOnEveryKernelAndWay)
{
    check_against_definition(GetParam() * 200, GetParam() * 200 + 200);
}
INSTANTIATE_TEST_SUITE_P(TwoThousand, RandomJoins, testing::Range<std::uint64_t>(0, 10));

// As many as an emulator gets through: tests/under_valgrind.cmake.
TEST(FewJoins, FindWhatTheDefinitionSaysOnEveryKernelAndWay) { check_against_definition(3, 11); }

TEST(ExactJoin, LosesNoPairWhenACounterHoldsMoreThan255Planes)
{
    // Most rows are sparse, so no bit is complemented, and a full row lists every plane there is.
    for (const std::uint32_t bits :
         {200u, 255u, 256u, 257u, 300u, 511u, 512u, 513u, 1023u, 1024u, 2049u, 4096u}) {
        std::mt19937_64 random(bits);
        MadeSide a = test::made_side({bits}, 40, .1, random), b = test::made_side({bits}, 600, .1, random);
        for (std::uint32_t bit = 0; bit < bits; ++bit)
            for (const std::size_t r : {0u, 7u, 31u}) {
                test::set_bit(a.table, r, bit);
                if (bit % 16 != r % 16) test::set_bit(b.table, 19 * r, bit);
            }
        a.weights = weights(a.table.rows()), b.weights = weights(b.table.rows());
        for (const Cut cut : {Cut{9, 10}, Cut{96, 100}, Cut{1, 10}}) {
            const auto expected = all_that_pass(a, b, cut, false);
            ASSERT_GE(expected.size(), 9u);
            for (const JoinKernel* kernel : test::join_kernels())
                for (const BlockOrder order : {BlockOrder::grid, BlockOrder::bias}) {
                    std::vector<Hit> hits;
                    ExactJoin(a.side(), b.side(), {0, 600}, {cut, false, kernel},
                              {Way::sketch, bits, order, 1, 0})
                        .join({0, 40}, hits);
                    ASSERT_EQ(hits, expected) << kernel->name << " " << bits;
                }
        }
    }
}

TEST(ExactJoin, LosesNoPairWhenRecordsDifferAsFarAsTheyCan)
{
    // Full and empty rows in one block, at a threshold near nothing: the bias is as long as the longest list.
    // Most rows are full, so every bit is complemented and the empty row lists every plane.
    constexpr std::uint32_t bits = 4096;
    MadeSide a{FilterTable({bits}, 3), {}}, b{FilterTable({bits}, 512), {}}; // the last of a is empty
    for (std::uint32_t bit = 0; bit < bits; ++bit) {
        test::set_bit(a.table, 1, bit);
        for (std::size_t r = 2; r < 512; ++r) test::set_bit(b.table, r, bit);
    }
    for (bloom::FilterTable* table : {&a.table, &b.table}) test::set_bit(*table, 0, 7);
    a.weights = weights(a.table.rows()), b.weights = weights(b.table.rows());
    const Cut cut{1, 1'000'000'000};
    const auto expected = all_that_pass(a, b, cut, false);
    ASSERT_EQ(expected.size(), 2u * 511); // all but those with the empty row
    for (const JoinKernel* kernel : test::join_kernels())
        for (const BlockOrder order : {BlockOrder::grid, BlockOrder::bias}) {
            std::vector<Hit> hits;
            ExactJoin(a.side(), b.side(), {0, 512}, {cut, false, kernel}, {Way::sketch, bits, order, 1, 0})
                .join({0, 3}, hits);
            EXPECT_EQ(hits, expected) << kernel->name;
        }
}

TEST(ExactJoin, KeepsAPairWhoseDiceIsTheThreshold)
{
    // 9 common bits of 12 and 12: Dice 18 / 24 = .75 exactly; 8 common: 16 / 24.
    FilterTable a({1024}, 1), b({1024}, 2);
    for (std::uint32_t bit = 0; bit < 12; ++bit) {
        test::set_bit(a, 0, 80 * bit);
        test::set_bit(b, 0, bit < 9 ? 80 * bit : 80 * bit + 1);
        test::set_bit(b, 1, bit < 8 ? 80 * bit : 80 * bit + 1);
    }
    const auto weights_a = weights(a.rows()), weights_b = weights(b.rows());
    for (const JoinKernel* kernel : test::join_kernels())
        for (const Way way : {Way::plain, Way::words, Way::sketch}) {
            std::vector<Hit> hits;
            ExactJoin({a.rows(), weights_a}, {b.rows(), weights_b}, {0, 2}, {{75, 100}, false, kernel},
                      {way, 1024, BlockOrder::bias, 3, 0})
                .join({0, 1}, hits);
            EXPECT_EQ(hits, (std::vector<Hit>{{0, 0, 9, 24}})) << kernel->name;
        }
}

TEST(ExactJoin, ComparesTheLongestFilters)
{
    std::mt19937_64 random(5);
    MadeSide a = test::made_side({131'072}, 6, .3, random), b = test::made_side({131'072}, 300, .3, random);
    a.weights = weights(a.table.rows());
    test::mix_in(a, b, random);
    const Cut cut{8, 10};
    const auto expected = all_that_pass(a, b, cut, false);
    ASSERT_FALSE(expected.empty());
    for (const JoinKernel* kernel : test::join_kernels()) {
        const JoinOptions options{cut, false, kernel};
        std::vector<Hit> hits;
        ExactJoin(a.side(), b.side(), {0, 300}, options, tune(a.side(), b.side(), 300, options))
            .join({0, 6}, hits);
        EXPECT_EQ(hits, expected) << kernel->name;
    }
}

TEST(ExactJoin, GivesTheSamePairsHoweverItsRowsAreCut)
{
    std::mt19937_64 random(9);
    MadeSide a = test::made_side({1024}, 5000, .3, random), b = test::made_side({1024}, 3000, .3, random);
    a.weights = weights(a.table.rows());
    test::mix_in(a, b, random);
    const JoinOptions options{{8, 10}, false, nullptr};
    const Tuning tuning = tune(a.side(), b.side(), 3000, options);
    std::vector<Hit> whole, parts;
    ExactJoin(a.side(), b.side(), {0, 3000}, options, tuning).join({0, 5000}, whole);
    for (const RowSpan rows_b : {RowSpan{0, 700}, RowSpan{700, 3000}}) {
        const ExactJoin join(a.side(), b.side(), rows_b, options, tuning);
        for (std::size_t from = 0; from < 5000; from += 1111)
            join.join({from, std::min<std::size_t>(5000, from + 1111)}, parts);
    }
    std::ranges::sort(parts, by_rows);
    ASSERT_GT(whole.size(), 1000u);
    EXPECT_EQ(parts, whole);
}

} // namespace
} // namespace gauze::bloom::join
