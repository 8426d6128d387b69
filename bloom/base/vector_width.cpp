#include "bloom/base/vector_width.hpp"

#include <cstdlib>

namespace gauze {

std::string_view to_text(VectorWidth width) noexcept
{
    constexpr std::array<std::string_view, 3> names{"scalar", "avx2", "avx512"};
    return names[static_cast<std::size_t>(width)];
}

bool runs_here(VectorWidth width) noexcept
{
#if defined(__x86_64__)
    if (width == VectorWidth::avx2) return __builtin_cpu_supports("avx2") != 0;
    if (width == VectorWidth::avx512)
        return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0;
#endif
    return width == VectorWidth::scalar;
}

VectorWidth vector_width() noexcept
{
    const char* asked = std::getenv("GAUZE_KERNEL");
    auto best = VectorWidth::scalar;
    for (const VectorWidth width : every_vector_width) {
        if (!runs_here(width)) continue;
        if (asked != nullptr && to_text(width) == asked) return width;
        best = width;
    }
    return best;
}

} // namespace gauze
