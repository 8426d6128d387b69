// Filters of one party and one view, as the comparison reads them: rows of equal width, 64-byte aligned, bit
// i of a filter in word i / 64 at place i % 64, padded with zeros to whole lines of 512 bits.
#pragma once

#if !defined(GAUZE_ENCODINGS_ALLOWED)
#error "Encodings are not for researchers: see docs/threat-model.md, 'What each program may hold'."
#endif

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace gauze::bloom {

enum class Row : std::uint32_t {}; // position in one party's table
constexpr std::size_t index(Row row) noexcept { return static_cast<std::size_t>(row); }

struct FilterShape {
    std::uint32_t bits = 1024; // 1 to 131,072
    // Words a row takes: a multiple of eight, so that each row starts on a cache line.
    std::size_t words() const noexcept { return (bits + 511) / 512 * 8; }
    bool operator==(const FilterShape&) const = default;
};

// A table somebody else owns (a mapped file, a FilterTable). Immutable; any number of threads read.
class FilterRows {
public:
    FilterRows() = default;
    FilterRows(FilterShape shape, const std::uint64_t* words, std::size_t rows)
        : shape_(shape), words_(words), rows_(rows)
    {}
    FilterShape shape() const noexcept { return shape_; }
    std::size_t size() const noexcept { return rows_; }
    const std::uint64_t* row(std::size_t r) const noexcept
    {
        assert(r <= rows_);
        return words_ + r * shape_.words();
    }
    std::span<const std::uint64_t> words() const noexcept { return {words_, rows_ * shape_.words()}; }

private:
    FilterShape shape_;
    const std::uint64_t* words_ = nullptr;
    std::size_t rows_ = 0;
};

// A table of its own. Filled row by row (different rows by different threads), then read.
class FilterTable {
public:
    FilterTable(FilterShape shape, std::size_t rows); // all zero
    std::span<std::uint64_t> row(std::size_t r) noexcept;
    FilterRows rows() const noexcept { return {shape_, words_.get(), rows_}; }

private:
    struct Free {
        void operator()(std::uint64_t* words) const noexcept;
    };
    FilterShape shape_;
    std::size_t rows_;
    std::unique_ptr<std::uint64_t[], Free> words_;
};

// The number of set bits of each row, in row order.
std::vector<std::uint32_t> weights(const FilterRows& rows);

// True if no row has a bit set at or beyond `shape().bits`: what a stranger's file must prove before it is
// compared.
bool padding_is_zero(const FilterRows& rows) noexcept;

} // namespace gauze::bloom
