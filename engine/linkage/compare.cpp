#include "engine/linkage/compare.hpp"

#include "bloom/kernels.hpp"

#include <algorithm>

namespace gauze::linkage {

namespace {

using bloom::join::Hit;

constexpr std::size_t strip = 64;   // pairs that the bound passes over together
constexpr std::size_t piece = 1024; // rows of b that stay near while rows of a go by

// Half of what a row of this weight asks of the count, rounded down: the sum over both rows never exceeds the
// exact bound, so a pair it passes over cannot pass.
std::vector<std::uint32_t> half_bounds(std::span<const std::uint32_t> weights, const project::Threshold& t)
{
    std::vector<std::uint32_t> halves;
    halves.reserve(weights.size());
    for (const std::uint64_t w : weights)
        halves.push_back(static_cast<std::uint32_t>(t.numerator * w / (std::uint64_t{2} * t.denominator)));
    return halves;
}

bool any_reaches(const std::uint32_t* counts, const std::uint32_t* bounds, std::uint32_t more, std::size_t n)
{
    std::uint32_t reached = 0;
    for (std::size_t i = 0; i < n; ++i) reached |= static_cast<std::uint32_t>(counts[i] >= bounds[i] + more);
    return reached != 0;
}

} // namespace

// Symbols and keys: every pair is counted, an integer bound passes over nearly all of them, and the few that
// remain are decided exactly.
class Comparison::Agreements {
public:
    Agreements(const Compared& compared, const project::Threshold& threshold)
        : compared_(compared),
          kernel_(bloom::active_kernel()),
          cut_({compared.agreement->most()}, threshold.numerator, threshold.denominator),
          half_a_(half_bounds(compared.a.weights, threshold)),
          half_b_(half_bounds(compared.b.weights, threshold))
    {}

    std::vector<Hit> hits_of(const Unit& unit) const
    {
        std::vector<Hit> hits;
        std::vector<std::uint32_t> counts(piece);
        for (std::size_t from = unit.b.begin; from < unit.b.end; from += piece)
            for (std::size_t a = unit.a.begin; a < unit.a.end; ++a) {
                const std::size_t first = compared_.within ? std::max(from, a + 1) : from;
                const std::size_t end = std::min(unit.b.end, from + piece);
                if (first >= end) continue;
                agreement_counts(kernel_, *compared_.agreement, compared_.a.rows.row(a),
                                 compared_.b.rows.row(first), end - first, counts.data());
                keep(a, first, std::span(counts).first(end - first), hits);
            }
        std::ranges::sort(hits, bloom::join::by_rows);
        return hits;
    }

private:
    void keep(std::size_t a, std::size_t first, std::span<const std::uint32_t> counts,
              std::vector<Hit>& hits) const
    {
        for (std::size_t i = 0; i < counts.size(); i += strip) {
            const std::size_t n = std::min(strip, counts.size() - i);
            if (!any_reaches(counts.data() + i, half_b_.data() + first + i, half_a_[a], n)) continue;
            for (std::size_t k = i; k < i + n; ++k) {
                const std::size_t b = first + k;
                const std::uint32_t sum = compared_.a.weights[a] + compared_.b.weights[b];
                if (cut_.passes({counts[k], sum}))
                    hits.push_back(
                        {static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b), counts[k], sum});
            }
        }
    }

    const Compared compared_;
    const bloom::Kernel& kernel_;
    bloom::DiceCut cut_;
    std::vector<std::uint32_t> half_a_, half_b_;
};

Compared compared_of(const Parties& parties, PartyPair which)
{
    const auto &a = parties.filters[which.a], &b = parties.filters[which.b];
    return {{a.rows, a.weights},
            {b.rows, b.weights},
            parties.agreement ? &*parties.agreement : nullptr,
            which.a == which.b};
}

bloom::join::Tuning tuning_of(const Compared& compared, const project::Threshold& threshold,
                              std::size_t slab_rows)
{
    if (compared.agreement) return {};
    return bloom::join::tune(compared.a, compared.b, slab_rows,
                             {{threshold.numerator, threshold.denominator}, compared.within, nullptr});
}

Comparison::Comparison(const Compared& compared, const project::Threshold& threshold,
                       const bloom::join::Tuning& tuning, RowSpan slab)
{
    if (compared.agreement)
        agreements_ = std::make_unique<Agreements>(compared, threshold);
    else
        bits_ = std::make_unique<bloom::join::ExactJoin>(
            compared.a, compared.b, slab,
            bloom::join::JoinOptions{{threshold.numerator, threshold.denominator}, compared.within, nullptr},
            tuning);
}

Comparison::~Comparison() = default;

std::vector<Hit> Comparison::hits_of(const Unit& unit) const
{
    if (agreements_) return agreements_->hits_of(unit);
    std::vector<Hit> hits;
    bits_->join(unit.a, hits);
    return hits;
}

} // namespace gauze::linkage
