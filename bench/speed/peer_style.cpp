#include "bench/speed/peer_style.hpp"

#if defined(__x86_64__)
#define GAUZE_POPCNT __attribute__((target("popcnt")))
#else
#define GAUZE_POPCNT
#endif

namespace gauze::speed {

namespace {

inline std::uint64_t bits_of(std::uint64_t word)
{
    return static_cast<std::uint64_t>(__builtin_popcountll(word));
}

// Four sums side by side, so that one does not wait for the other; `fixed` words, or `words` if it is 0.
template <std::size_t fixed>
GAUZE_POPCNT std::vector<PeerHit>
compare(const bloom::FilterRows& a, std::span<const std::uint32_t> weights_a, const bloom::FilterRows& b,
        std::span<const std::uint32_t> weights_b, double threshold)
{
    std::vector<PeerHit> hits;
    const std::size_t words = fixed != 0 ? fixed : a.shape().words(), rows_b = b.size();
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::uint64_t* one = a.row(i);
        const std::uint64_t* other = b.words().data();
        for (std::size_t j = 0; j < rows_b; ++j, other += words) {
            std::uint64_t sums[4] = {0, 0, 0, 0};
            for (std::size_t w = 0; w < words; w += 4) {
                sums[0] += bits_of(one[w] & other[w]);
                sums[1] += bits_of(one[w + 1] & other[w + 1]);
                sums[2] += bits_of(one[w + 2] & other[w + 2]);
                sums[3] += bits_of(one[w + 3] & other[w + 3]);
            }
            const auto common = static_cast<std::int64_t>(sums[0] + sums[1] + sums[2] + sums[3]);
            const auto sum = static_cast<std::int64_t>(weights_a[i] + weights_b[j]);
            const double dice = sum == 0 ? 0 : 2.0 * static_cast<double>(common) / static_cast<double>(sum);
            if (dice >= threshold)
                hits.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j), dice});
        }
    }
    return hits;
}

} // namespace

std::vector<PeerHit> peer_style(const bloom::FilterRows& a, std::span<const std::uint32_t> weights_a,
                                const bloom::FilterRows& b, std::span<const std::uint32_t> weights_b,
                                double threshold)
{
    switch (a.shape().words()) {
    case 8: return compare<8>(a, weights_a, b, weights_b, threshold);
    case 16: return compare<16>(a, weights_a, b, weights_b, threshold);
    case 32: return compare<32>(a, weights_a, b, weights_b, threshold);
    default: return compare<0>(a, weights_a, b, weights_b, threshold);
    }
}

} // namespace gauze::speed
