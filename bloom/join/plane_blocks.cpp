#include "bloom/join/plane_blocks.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <new>
#include <numeric>

#include <sys/mman.h>

namespace gauze::bloom::join {

namespace {

constexpr std::size_t page = std::size_t{2} << 20; // huge: planes are read all over
constexpr std::size_t piece = 16'384;              // rows that one task weighs

using Places = PlaneBlocks::Places;

// All threads, or none beside this one: within a task there are no others.
template <class Task>
void for_each(PlaneBlocks::Threads threads, std::size_t count, const Task& task)
{
    if (threads == PlaneBlocks::Threads::all && count > 1) return for_each_task(count, task);
    for (std::size_t i = 0; i < count; ++i) task(i);
}

void weigh(const JoinKernel& kernel, const Sketch& sketch, const FilterRows& rows,
           std::span<const std::uint32_t> weights, std::size_t first, std::size_t n, Cut cut,
           PlaneBlocks::Threads threads, Places& places)
{
    places.ones.resize(n), places.rest.resize(n), places.x.resize(n);
    for_each(threads, (n + piece - 1) / piece, [&](std::size_t task) {
        const std::size_t from = task * piece, to = std::min(n, from + piece);
        kernel.split_weights(sketch.view(), rows.row(first + from), to - from, places.ones.data() + from,
                             places.rest.data() + from);
        for (std::size_t r = from; r < to; ++r)
            places.x[r] = bound_part(cut, places.ones[r], weights[first + r]);
    });
}

void sort_by_rest(const Places& places, std::vector<std::uint32_t>& order)
{
    std::vector<std::uint32_t> starts(std::size_t{*std::ranges::max_element(places.rest)} + 2, 0);
    for (const std::uint16_t rest : places.rest) ++starts[std::size_t{rest} + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    order.resize(places.rest.size());
    for (std::uint32_t r = 0; r < order.size(); ++r) order[starts[places.rest[r]]++] = r;
}

// Strips of whole blocks, as many as there are blocks in one.
void sort_strips_by_x(std::vector<std::uint32_t>& order, const std::vector<std::int32_t>& x,
                      PlaneBlocks::Threads threads)
{
    const std::size_t blocks = (order.size() + lanes - 1) / lanes;
    const auto strips = std::max<std::size_t>(
        1, static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(blocks)))));
    const std::size_t strip = (blocks + strips - 1) / strips * lanes;
    for_each(threads, (order.size() + strip - 1) / strip, [&](std::size_t s) {
        const auto from = order.begin() + static_cast<std::ptrdiff_t>(s * strip);
        const auto to = order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), (s + 1) * strip));
        std::sort(from, to,
                  [&](std::uint32_t a, std::uint32_t b) { return x[a] != x[b] ? x[a] < x[b] : a < b; });
    });
}

BlockBound bound_of(std::span<const std::uint32_t> rows, const Places& places)
{
    BlockBound bound{places.x[rows[0]], places.rest[rows[0]], places.rest[rows[0]], 0, 0};
    for (const std::uint32_t r : rows) {
        bound.y = std::min(bound.y, places.x[r]);
        bound.rest_low = std::min<std::int32_t>(bound.rest_low, places.rest[r]);
        bound.rest_high = std::max<std::int32_t>(bound.rest_high, places.rest[r]);
        bound.ones = std::max<std::int32_t>(bound.ones, places.ones[r]);
    }
    return bound;
}

constexpr std::int32_t rounded_up(std::int32_t x) { return (x + 2047) >> 11; } // of 2,048ths, x >= 0

// How much more than the record of least x a counter may start at: the spread of x in the block.
std::int32_t lift_of(std::span<const std::uint32_t> rows, const Places& places, std::int32_t y)
{
    std::int32_t most = y;
    for (const std::uint32_t r : rows) most = std::max(most, places.x[r]);
    return rounded_up(most - y);
}

// Each lane starts at what its own x leaves of the block's: a record of larger x has more to reach.
void write_bias(std::span<const std::uint32_t> rows, const Places& places, const BlockBound& bound,
                std::uint64_t* planes)
{
    for (std::size_t lane = 0; lane < rows.size(); ++lane) {
        const std::int32_t above = places.x[rows[lane]] - bound.y;
        const auto start = static_cast<std::uint32_t>(rounded_up(bound.lift * 2048 - above));
        for (std::uint32_t left = start; left != 0; left &= left - 1)
            planes[static_cast<std::size_t>(std::countr_zero(left)) * plane_words + lane / 64] |=
                std::uint64_t{1} << lane % 64;
    }
}

PlaneBlocks::Pages pages_for(std::size_t bytes)
{
    const std::size_t alignment = bytes < page ? 64 : page;
    const std::size_t whole = std::max(alignment, (bytes + alignment - 1) / alignment * alignment);
    PlaneBlocks::Pages pages(static_cast<std::uint64_t*>(std::aligned_alloc(alignment, whole)));
    if (!pages) throw std::bad_alloc();
    if (alignment == page) madvise(pages.get(), whole, MADV_HUGEPAGE);
    return pages;
}

} // namespace

std::int32_t bound_part(Cut cut, std::uint32_t ones, std::uint32_t weight) noexcept
{
    const std::uint64_t spare = std::uint64_t{cut.denominator - cut.numerator} * weight * 1024;
    const std::uint64_t rounded = (spare + cut.denominator - 1) / cut.denominator;
    return static_cast<std::int32_t>(std::int64_t{ones} * 1024 - static_cast<std::int64_t>(rounded));
}

void PlaneBlocks::Free::operator()(std::uint64_t* words) const noexcept { std::free(words); }

void PlaneBlocks::fill(const JoinKernel& kernel, const Sketch& sketch, const FilterRows& rows,
                       std::span<const std::uint32_t> weights, std::size_t first, std::size_t n, Cut cut,
                       BlockOrder order, Threads threads)
{
    assert(rows.shape().bits <= UINT16_MAX); // weights of rows are kept in 16 bits
    order_.clear(), bounds_.clear(), most_lift_ = 0;
    if (n == 0) return;
    weigh(kernel, sketch, rows, weights, first, n, cut, threads, places_);
    sort_by_rest(places_, order_);
    if (order == BlockOrder::grid) sort_strips_by_x(order_, places_.x, threads);
    // From here on it is settled who stands where.

    bounds_.resize((n + lanes - 1) / lanes);
    bias_bits_ = order == BlockOrder::bias ? most_counter_bits : 0;
    bias_at_ = (sketch.planes() + 1) * plane_words;
    stride_ = bias_at_ + bias_bits_ * plane_words;
    if (const std::size_t bytes = bounds_.size() * stride_ * 8; bytes > room_) {
        planes_.reset();
        planes_ = pages_for(bytes);
        room_ = bytes;
    }
    for_each(threads, bounds_.size(), [&](std::size_t b) {
        const auto here = std::span<const std::uint32_t>(order_).subspan(b * lanes, filled(b));
        bounds_[b] = bound_of(here, places_);
        std::uint64_t* to = planes_.get() + b * stride_;
        kernel.make_planes(sketch.view(), rows.row(first), here.data(), here.size(), to);
        if (order == BlockOrder::grid) return;
        bounds_[b].lift = lift_of(here, places_, bounds_[b].y);
        std::fill_n(to + bias_at_, bias_bits_ * plane_words, 0);
        write_bias(here, places_, bounds_[b], to + bias_at_);
    });
    for (const BlockBound& bound : bounds_)
        most_lift_ = std::max(most_lift_, static_cast<std::uint32_t>(bound.lift));
    for (std::uint32_t& row : order_) row += static_cast<std::uint32_t>(first);
}

} // namespace gauze::bloom::join
