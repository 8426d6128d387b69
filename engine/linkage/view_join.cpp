#include "engine/linkage/view_join.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using bloom::Dice;
using bloom::DiceCut;
using bloom::join::Hit;

// The view of bits that is meant; nothing stands for what is compared.
std::optional<std::size_t> view_of(const ViewJoin& join, const Parties& parties)
{
    if (join.view.empty()) return std::nullopt;
    const auto& views = parties[0].header().views;
    std::vector<std::string> of_bits;
    for (std::size_t v = 0; v < views.size(); ++v) {
        if (views[v].symbols > 0) continue;
        if (views[v].name == join.view) return v;
        of_bits.push_back(views[v].name);
    }
    throw Error(Exit::usage, fmt::format("the files have no view {} that shows filters", join.view),
                of_bits.empty() ? "without --view the join is of what is compared"
                                : fmt::format("say --view with one of: {}", fmt::join(of_bits, ", ")));
}

// A view that is compared alone is compared as it is mapped.
bool is_compared(std::optional<std::size_t> view, const Parties& parties)
{
    if (!view) return true;
    if (parties.agreement) return false;
    for (std::size_t p = 0; p < parties.size(); ++p)
        if (parties.filters[p].own ||
            parties.filters[p].rows.words().data() != parties[p].view(*view).words().data())
            return false;
    return true;
}

bool is_below(const project::Threshold& one, const project::Threshold& other)
{
    return std::uint64_t{one.numerator} * other.denominator <
           std::uint64_t{other.numerator} * one.denominator;
}

Compared sought_in(const Parties& parties, PartyPair which, std::optional<std::size_t> view)
{
    if (is_compared(view, parties)) return compared_of(parties, which);
    const auto side = [&](std::uint32_t party) {
        return bloom::join::Side{parties[party].view(*view), parties[party].view_weights(*view)};
    };
    return {side(which.a), side(which.b), nullptr, which.a == which.b};
}

DiceCut cut_of(const Compared& compared, const project::Threshold& cut)
{
    const bloom::FilterShape shape =
        compared.agreement ? bloom::FilterShape{compared.agreement->most()} : compared.a.rows.shape();
    return {shape, cut.numerator, cut.denominator};
}

} // namespace

ViewJoin settled(const ViewJoin& join, const Parties& parties, const project::Threshold& threshold)
{
    ViewJoin settled = join;
    const bool same = is_compared(view_of(join, parties), parties);
    if (join.floor.numerator == 0 || (same && is_below(join.floor, threshold))) settled.floor = threshold;
    return settled;
}

bool finds_everything(const ViewJoin& join, const Parties& parties, const project::Threshold& threshold)
{
    return is_compared(view_of(join, parties), parties) && !is_below(threshold, join.floor);
}

JoinedView::JoinedView(const Parties& parties, PartyPair which, const ViewJoin& join,
                       const project::Threshold& threshold)
    : same_(is_compared(view_of(join, parties), parties)),
      sought_(sought_in(parties, which, view_of(join, parties))),
      compared_(compared_of(parties, which)),
      floor_(join.floor),
      floor_cut_(cut_of(sought_, join.floor)),
      cut_(cut_of(compared_, threshold)),
      kernel_(bloom::active_kernel())
{}

Dice JoinedView::dice_of(const Compared& compared, std::uint32_t a, std::uint32_t b) const
{
    const std::uint64_t *row_a = compared.a.rows.row(a), *row_b = compared.b.rows.row(b);
    Dice dice{0, compared.a.weights[a] + compared.b.weights[b]};
    if (compared.agreement)
        agreement_counts(kernel_, *compared.agreement, row_a, row_b, 1, &dice.common);
    else
        kernel_.and_counts(row_a, row_b, compared.a.rows.shape().words(), 1, &dice.common);
    return dice;
}

void JoinedView::keep_alike(std::vector<Hit>& hits) const
{
    if (!same_)
        for (Hit& hit : hits) {
            const Dice dice = dice_of(compared_, hit.a, hit.b);
            hit.common = dice.common, hit.sum = dice.sum;
        }
    std::erase_if(hits, [&](const Hit& hit) { return !cut_.passes({hit.common, hit.sum}); });
}

bool JoinedView::has(const Hit& hit) const
{
    return floor_cut_.passes(same_ ? Dice{hit.common, hit.sum} : dice_of(sought_, hit.a, hit.b));
}

} // namespace gauze::linkage
