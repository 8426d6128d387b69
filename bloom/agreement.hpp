// How many symbols and match keys two records show alike. A record's row has its symbols first, one byte
// each, and its keys behind them, 64 bits each, both filled up with zeros to whole lines of 64 bytes. The
// weight of a key is a whole number of symbols, so that one count speaks for both.
#pragma once

#include "bloom/filter_table.hpp"
#include "bloom/kernels.hpp"

#include <cstddef>
#include <cstdint>

namespace gauze::bloom {

struct AgreementShape {
    std::uint32_t symbols = 0, keys = 0, key_weight = 16;
    std::size_t symbol_lines() const noexcept { return (symbols + 63) / 64; }
    std::size_t key_lines() const noexcept { return (keys + 7) / 8; }
    std::size_t words() const noexcept { return 8 * (symbol_lines() + key_lines()); }
    std::uint32_t most() const noexcept { return symbols + keys * key_weight; } // of two equal records
};

// counts[i] = symbols that row `one` and row i of `many` have alike, plus the weight of the keys they have
// alike. The kernel decides which instructions are used, not what comes out.
void agreement_counts(const Kernel& kernel, const AgreementShape& shape, const std::uint64_t* one,
                      const std::uint64_t* many, std::size_t rows, std::uint32_t* counts) noexcept;

} // namespace gauze::bloom
