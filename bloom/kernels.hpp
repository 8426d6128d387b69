// The innermost loop: how many bits does one filter share with each of many? Kernels stand in one table, best
// first; the first that this processor can run is taken, and GAUZE_KERNEL names another for tests and
// support. Tests and benchmarks walk the same table, so no kernel goes untested on a machine that can run it.
//
// The wider instructions are given to the function (a target attribute), not to the file: a template of the
// standard library compiled under per-file flags could become everyone's copy and crash an older machine.
#pragma once

#include "bloom/filter_table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace gauze::bloom {

struct Kernel {
    std::string_view name;
    bool (*runs_here)() noexcept; // asks the processor and the operating system
    // counts[i] = popcount(one & row i) for `rows` consecutive rows of `words` words each; `words` is a
    // multiple of eight and rows are 64-byte aligned.
    void (*and_counts)(const std::uint64_t* one, const std::uint64_t* many, std::size_t words,
                       std::size_t rows, std::uint32_t* counts) noexcept;
};

// All kernels of this build, best first; the last is the scalar oracle and runs everywhere.
std::span<const Kernel> kernels() noexcept;

// The first that runs here, or the one named in GAUZE_KERNEL. Throws Error(configuration) when that name is
// unknown or cannot run here. Asked once per stage, not per row.
const Kernel& active_kernel();

} // namespace gauze::bloom
