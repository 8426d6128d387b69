#include "blocking/bit_tables.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/base/vector_width.hpp"

#include <algorithm>

#include <fmt/format.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace gauze::blocking {

namespace {

constexpr std::size_t rows_a_task = 4096;

bool is_empty(const std::uint64_t* filter, std::size_t words) noexcept
{
    std::uint64_t any = 0;
    for (std::size_t w = 0; w < words; ++w) any |= filter[w];
    return any == 0;
}

} // namespace

struct BitExtraction {
    const BitTables& tables;
    const bloom::FilterRows& filters;
    BlockKeys& keys;

    void rows_plainly(std::size_t first, std::size_t end) const
    {
        for (std::size_t r = first; r < end; ++r)
            if (!is_empty(filters.row(r), filters.shape().words()))
                for (std::uint32_t t = 0; t < tables.size(); ++t)
                    keys.set(r, t, tables.key_plainly(filters.row(r), t));
    }

#if defined(__x86_64__)
    __attribute__((target("bmi2"))) void rows_bmi2(std::size_t first, std::size_t end) const
    {
        const std::size_t words = filters.shape().words();
        for (std::size_t r = first; r < end; ++r) {
            const std::uint64_t* const filter = filters.row(r);
            if (is_empty(filter, words)) continue;
            for (std::uint32_t t = 0; t < tables.size(); ++t) {
                std::uint64_t key = 0;
                for (std::size_t s = tables.first_step_[t]; s < tables.first_step_[t + 1]; ++s) {
                    const BitTables::Step& step = tables.steps_[s];
                    key |= _pext_u64(filter[step.word], step.mask) << step.shift;
                }
                keys.set(r, t, key);
            }
        }
    }
#endif
};

BitTables::BitTables(bloom::FilterShape shape, std::vector<std::vector<std::uint32_t>> positions)
    : shape_(shape), positions_(std::move(positions)), first_step_{0}
{
    for (const std::vector<std::uint32_t>& drawn : positions_) {
        assert(drawn.size() <= most_sampled_bits && std::ranges::is_sorted(drawn));
        for (std::uint32_t i = 0; i < drawn.size(); ++i) {
            assert(drawn[i] < shape.bits && (i == 0 || drawn[i - 1] < drawn[i]));
            const std::uint32_t word = drawn[i] / 64;
            if (steps_.size() == first_step_.back() || steps_.back().word != word)
                steps_.push_back({0, word, i});
            steps_.back().mask |= std::uint64_t{1} << drawn[i] % 64;
        }
        first_step_.push_back(steps_.size());
    }
}

BlockKeys BitTables::keys(const bloom::FilterRows& filters) const
{
    assert(filters.shape() == shape_ || filters.size() == 0);
    BlockKeys out(filters.size(), size());
    const BitExtraction extraction{*this, filters, out};
    [[maybe_unused]] bool wide = false;
#if defined(__x86_64__)
    wide = vector_width() != VectorWidth::scalar && __builtin_cpu_supports("bmi2") != 0;
#endif
    for_each_task((filters.size() + rows_a_task - 1) / rows_a_task, [&](std::size_t task) {
        const std::size_t first = task * rows_a_task, end = std::min(filters.size(), first + rows_a_task);
#if defined(__x86_64__)
        if (wide) return extraction.rows_bmi2(first, end);
#endif
        extraction.rows_plainly(first, end);
    });
    return out;
}

std::uint64_t BitTables::key_plainly(const std::uint64_t* filter, std::uint32_t table) const noexcept
{
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < positions_[table].size(); ++i) {
        const std::uint32_t bit = positions_[table][i];
        key |= (filter[bit / 64] >> bit % 64 & 1u) << i;
    }
    return key;
}

std::vector<std::vector<std::uint32_t>> draw_positions(std::span<const std::uint32_t> pool,
                                                       std::uint32_t tables, std::uint32_t sampled_bits,
                                                       std::uint64_t seed)
{
    if (tables == 0 || sampled_bits == 0 || sampled_bits > most_sampled_bits)
        throw Error(Exit::usage,
                    fmt::format("{} tables of {} sampled bits cannot be drawn", tables, sampled_bits),
                    "take at least one table, and 1 to 64 bits for each");
    if (sampled_bits > pool.size())
        throw Error(
            Exit::usage,
            fmt::format("{} bits cannot be drawn from the {} that say something", sampled_bits, pool.size()),
            "sample fewer bits, or compare all pairs");
    SeededDraw draw(seed);
    std::vector<std::vector<std::uint32_t>> positions(tables);
    std::vector<std::uint32_t> deck(pool.begin(), pool.end());
    for (std::vector<std::uint32_t>& drawn : positions) {
        for (std::size_t i = 0; i < sampled_bits; ++i) // the first steps of a shuffle
            std::swap(deck[i], deck[i + draw.below(deck.size() - i)]);
        drawn.assign(deck.begin(), deck.begin() + sampled_bits);
        std::ranges::sort(drawn);
    }
    return positions;
}

} // namespace gauze::blocking
