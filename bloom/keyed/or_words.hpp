// One filter's bits joined to another's: the step that encoding repeats most. Widest instructions that this
// processor has, chosen once.
#pragma once

#include <cstddef>
#include <cstdint>

namespace gauze::keyed {

// into[i] |= from[i] for `words` words, a multiple of eight. Any alignment; the two do not overlap.
using OrWords = void (*)(std::uint64_t* into, const std::uint64_t* from, std::size_t words) noexcept;
OrWords or_words() noexcept;

// How many bits are set in `words` words, a multiple of eight.
using CountBits = std::uint64_t (*)(const std::uint64_t* words_at, std::size_t words) noexcept;
CountBits count_bits() noexcept;

} // namespace gauze::keyed
