#include "engine/custodian/suggest_agreement.hpp"

#include "engine/custodian/suggest_draws.hpp"

namespace gauze::custodian {

namespace {

constexpr std::uint64_t seed_of_pairs = 0x70616972; // any number

// Two slips of one bigram each leave this likeness of the lists of bigrams (Jaccard), hence of their
// min-hash.
constexpr double likeness(double distance) { return (1 - distance) / (1 + distance); }

std::size_t draw_closeness(Draws& draws)
{
    double left = draws.share();
    for (std::size_t c = 0; c + 1 < closeness_levels; ++c) {
        if (left < closeness_shares[c]) return c;
        left -= closeness_shares[c];
    }
    return closeness_levels - 1;
}

} // namespace

std::array<double, closeness_levels> agreement_of(project::PartLevel level) noexcept
{
    using enum project::PartLevel;
    switch (level) {
    case exact: return {1, 0, 0, 0};
    case sound: return {1, .6, .3, .01};
    case initial: return {1, .9, .7, .06};
    case bigram: return {1, likeness(.2), likeness(.4), likeness(.9)};
    case year_month:
    case month_day:
    case year_day:
    case month_before:
    case month_after: return {1, .5, .3, .004};
    case year: return {1, .75, .55, .015};
    // A wrong character may be any of the six or seven, and who moves often stays in the district.
    case sector: return {1, .3, .1, .002};
    case outward: return {1, .45, .2, .02};
    case district: return {1, .5, .25, .03};
    }
    return {1, 0, 0, 0};
}

ImaginedPairs::ImaginedPairs(const PartTable& table, std::size_t fields)
{
    Draws draws(seed_of_pairs);
    agreement_.assign(table.parts().size(), std::vector<double>(count));
    std::vector<std::size_t> closeness(fields);
    for (std::size_t pair = 0; pair < count; ++pair) {
        for (std::size_t& one : closeness) one = draw_closeness(draws);
        const std::size_t a = draws.below(table.rows()), b = draws.below(table.rows());
        for (std::size_t p = 0; p < table.parts().size(); ++p) {
            const SuggestedPart& part = table.parts()[p];
            if (part.prints[a] == 0 || part.prints[b] == 0) continue;
            agreement_[p][pair] = agreement_of(part.level)[closeness[part.field]];
        }
    }
}

} // namespace gauze::custodian
