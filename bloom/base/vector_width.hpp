// Which wide instructions the keyed loops use: chosen at run time, by the same names that bloom/kernels has
// and honouring the same variable GAUZE_KERNEL, so that one setting moves the whole program.
//
// The wider instructions are given to single functions (a target attribute), never to a file, for the reason
// that bloom/kernels.hpp tells.
#pragma once

#include <array>
#include <string_view>

namespace gauze {

enum class VectorWidth { scalar, avx2, avx512 };

inline constexpr std::array every_vector_width{VectorWidth::scalar, VectorWidth::avx2, VectorWidth::avx512};

std::string_view to_text(VectorWidth width) noexcept;

// Asks the processor and the operating system.
bool runs_here(VectorWidth width) noexcept;

// The widest that runs here, or the one named in GAUZE_KERNEL if it runs here. Never an error: a name that
// means nothing is refused where kernels are chosen (bloom/kernels.hpp). Asked once per object, not per call.
VectorWidth vector_width() noexcept;

} // namespace gauze
