#include "engine/custodian/line_places.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace gauze::custodian {

namespace {

void add(const char* delimiter, LinePlaces& into) noexcept
{
    if (into.count < LinePlaces::most) into.delimiters[into.count] = delimiter;
    ++into.count;
}

// Calls `found` for each place of a byte in [from, to), in order. Cells are short, so that eight bytes at a
// time beat a search for each.
template <typename Found>
void each_place(char wanted, const char* from, const char* to, Found found)
{
    constexpr std::uint64_t ones = 0x0101010101010101u;
    constexpr std::uint64_t low_bits = 0x7F * ones;
    const std::uint64_t pattern = ones * static_cast<unsigned char>(wanted);
    static_assert(std::endian::native == std::endian::little, "the first byte is taken for the lowest");
    for (; to - from >= 8; from += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, from, sizeof word);
        word ^= pattern;
        // The top bit of each byte that was the wanted one: only then neither its low bits nor its top bit
        // are set.
        std::uint64_t places = ~(((word & low_bits) + low_bits) | word | low_bits);
        for (; places != 0; places &= places - 1) found(from + std::countr_zero(places) / 8);
    }
    for (; from < to; ++from)
        if (*from == wanted) found(from);
}

void find_plain(const char* from, const char* end, char delimiter, LinePlaces& into) noexcept
{
    const void* feed = std::memchr(from, '\n', static_cast<std::size_t>(end - from));
    into.line_feed = feed == nullptr ? end : static_cast<const char*>(feed);
    into.count = 0;
    each_place(delimiter, from, into.line_feed, [&](const char* place) { add(place, into); });
}

#if defined(__x86_64__)
// The places in 64 bytes, of which only those before the line feed count. True: there is one.
inline bool take(const char* from, std::uint64_t feeds, std::uint64_t delimiters, LinePlaces& into) noexcept
{
    if (feeds != 0) delimiters &= feeds ^ (feeds - 1); // the lowest and all below it
    for (; delimiters != 0; delimiters &= delimiters - 1) add(from + std::countr_zero(delimiters), into);
    if (feeds != 0) into.line_feed = from + std::countr_zero(feeds);
    return feeds != 0;
}

__attribute__((target("avx2,bmi"))) void find_avx2(const char* from, const char* end, char delimiter,
                                                   LinePlaces& into) noexcept
{
    const __m256i feed = _mm256_set1_epi8('\n'), wanted = _mm256_set1_epi8(delimiter);
    const auto places = [](__m256i bytes, __m256i of) __attribute__((target("avx2")))
    {
        return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, of)));
    };
    into.count = 0;
    for (; end - from >= 32; from += 32) {
        const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
        if (take(from, places(bytes, feed), places(bytes, wanted), into)) return;
    }
    for (; from != end && *from != '\n'; ++from)
        if (*from == delimiter) add(from, into);
    into.line_feed = from;
}

__attribute__((target("avx512f,avx512bw,bmi"))) void find_avx512(const char* from, const char* end,
                                                                 char delimiter, LinePlaces& into) noexcept
{
    const __m512i feed = _mm512_set1_epi8('\n'), wanted = _mm512_set1_epi8(delimiter);
    into.count = 0;
    while (from < end) {
        const auto left = static_cast<std::size_t>(end - from);
        const __mmask64 there = left >= 64 ? ~__mmask64{0} : (__mmask64{1} << left) - 1;
        const __m512i bytes = _mm512_maskz_loadu_epi8(there, from);
        if (take(from, _mm512_mask_cmpeq_epi8_mask(there, bytes, feed),
                 _mm512_mask_cmpeq_epi8_mask(there, bytes, wanted), into))
            return;
        from += std::min<std::size_t>(left, 64);
    }
    into.line_feed = end;
}
#endif

} // namespace

FindPlaces find_places([[maybe_unused]] VectorWidth width) noexcept
{
#if defined(__x86_64__)
    const bool counts_zeros = __builtin_cpu_supports("bmi") != 0;
    switch (width) {
    case VectorWidth::avx512:
        if (counts_zeros && __builtin_cpu_supports("avx512bw") != 0) return find_avx512;
        break;
    case VectorWidth::avx2:
        if (counts_zeros) return find_avx2;
        break;
    case VectorWidth::scalar: break;
    }
#endif
    return find_plain;
}

} // namespace gauze::custodian
