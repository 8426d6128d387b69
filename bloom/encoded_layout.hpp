// How an encoded file is laid out, for its reader and its writer alone.
#pragma once

#include "bloom/encoded_file.hpp"

namespace gauze::bloom::layout {

inline constexpr char magic[] = "GAUZEENC";
// A file is of the oldest version that can say what it holds, so that programs of that version read it: 4 if
// it has strata or rarity classes, 3 if it has blocks, else 2.
inline constexpr std::uint32_t oldest_version = 2, newest_version = 4;
inline std::uint32_t version_of(const EncodedHeader& header)
{
    if (!header.strata.empty() || !header.rarity.empty()) return 4;
    return header.blocks.empty() ? 2 : 3;
}
inline constexpr std::size_t largest_header = 1u << 20;
inline constexpr std::size_t alignment = 64;
inline constexpr std::size_t most_views = 64; // and keys
inline constexpr std::size_t most_blocks = 16;
inline constexpr std::size_t most_strata = 8;
inline constexpr std::uint32_t fewest_values = stratum_first + 1, most_values = stratum_first + 32;

inline std::size_t aligned(std::size_t at) { return (at + alignment - 1) / alignment * alignment; }
inline std::size_t words_for(std::size_t bits) { return (bits + 63) / 64; }

} // namespace gauze::bloom::layout
