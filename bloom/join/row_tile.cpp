#include "bloom/join/row_tile.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <numeric>

namespace gauze::bloom::join {

void RowTile::fill(const JoinKernel& kernel, const Sketch& sketch, const FilterRows& rows,
                   std::span<const std::uint32_t> weights, std::size_t first, std::size_t n, Cut cut)
{
    assert(n <= most_rows);
    std::array<std::uint16_t, most_rows> ones, rest;
    kernel.split_weights(sketch.view(), rows.row(first), n, ones.data(), rest.data());
    row_.resize(n);
    std::iota(row_.begin(), row_.end(), 0u);
    std::ranges::sort(row_, [&](std::uint32_t a, std::uint32_t b) {
        return ones[a] != ones[b] ? ones[a] < ones[b] : a < b;
    });
    x_.resize(n), rest_.resize(n), ones_.resize(n), begin_.resize(n), steps_.resize(n);
    lists_.resize(n * (sketch.planes() + list_step) + 64);
    std::size_t end = 0; // in entries
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint32_t r = row_[i];
        ones_[i] = ones[r], rest_[i] = rest[r];
        x_[i] = bound_part(cut, ones[r], weights[first + r]);
        begin_[i] = static_cast<std::uint32_t>(end / list_step);
        const std::size_t listed =
            kernel.list_planes(sketch.view(), rows.row(first + r), lists_.data() + end);
        assert(listed == ones[r]);
        steps_[i] = static_cast<std::uint16_t>((listed + list_step - 1) / list_step);
        end += steps_[i] * list_step;
        row_[i] += static_cast<std::uint32_t>(first);
    }
}

std::vector<RowTile::Group> RowTile::groups(std::uint32_t lift) const
{
    std::vector<Group> list;
    for (std::size_t i = 0; i < size(); ++i) {
        const auto most = static_cast<unsigned>(ones_[i]) + lift;
        const unsigned bits = std::max(least_counter_bits, static_cast<unsigned>(std::bit_width(most)));
        assert(bits <= most_counter_bits);
        if (list.empty() || list.back().counter_bits != bits) list.push_back({i, i, bits});
        list.back().to = i + 1;
    }
    return list;
}

} // namespace gauze::bloom::join
