#include "bloom/filter_table.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <new>

namespace gauze::bloom {

namespace {

constexpr std::align_val_t line{64};
constexpr std::size_t rows_a_task = 4096;

} // namespace

FilterTable::FilterTable(FilterShape shape, std::size_t rows) : shape_(shape), rows_(rows)
{
    const std::size_t count = std::max<std::size_t>(rows * shape.words(), 8);
    words_.reset(static_cast<std::uint64_t*>(::operator new(count * sizeof(std::uint64_t), line)));
    std::memset(words_.get(), 0, count * sizeof(std::uint64_t));
}

void FilterTable::Free::operator()(std::uint64_t* words) const noexcept { ::operator delete(words, line); }

std::span<std::uint64_t> FilterTable::row(std::size_t r) noexcept
{
    assert(r < rows_);
    return {words_.get() + r * shape_.words(), shape_.words()};
}

std::vector<std::uint32_t> weights(const FilterRows& rows)
{
    std::vector<std::uint32_t> counts(rows.size());
    const std::size_t words = rows.shape().words();
    for_each_task((rows.size() + rows_a_task - 1) / rows_a_task, [&](std::size_t task) {
        const std::size_t end = std::min(rows.size(), (task + 1) * rows_a_task);
        for (std::size_t r = task * rows_a_task; r < end; ++r) {
            const std::uint64_t* row = rows.row(r);
            int set = 0;
            for (std::size_t w = 0; w < words; ++w) set += std::popcount(row[w]);
            counts[r] = static_cast<std::uint32_t>(set);
        }
    });
    return counts;
}

bool padding_is_zero(const FilterRows& rows) noexcept
{
    const std::uint32_t bits = rows.shape().bits;
    const std::size_t whole = bits / 64;
    const std::uint64_t used = bits % 64 == 0 ? 0 : (std::uint64_t{1} << bits % 64) - 1;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const std::uint64_t* row = rows.row(r);
        std::uint64_t beyond = whole < rows.shape().words() ? row[whole] & ~used : 0;
        for (std::size_t w = whole + 1; w < rows.shape().words(); ++w) beyond |= row[w];
        if (beyond != 0) return false;
    }
    return true;
}

} // namespace gauze::bloom
