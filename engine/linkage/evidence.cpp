#include "engine/linkage/evidence.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace gauze::linkage {

namespace {

using bloom::Dice;

constexpr std::uint64_t low_bits(unsigned width) noexcept
{
    return width >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1;
}

// The widths of masks of so many slots, 64 to a word.
std::vector<unsigned> mask_widths(std::uint32_t slots)
{
    std::vector<unsigned> widths;
    for (std::uint32_t s = 0; s < slots; s += 64) widths.push_back(std::min(slots - s, 64u));
    return widths;
}

// The highest score of a view that is not missing.
std::uint32_t most_of(const EvidenceShape::View& view, std::uint32_t dice_steps)
{
    if (view.symbols > 0) return view.symbols;
    return dice_steps > 0 ? dice_steps : view.bits;
}

} // namespace

EvidenceShape evidence_shape(const Parties& parties, std::uint32_t dice_steps)
{
    const auto& header = parties[0].header();
    EvidenceShape shape{.views = {}, .keys = parties.person_keys(), .fields = 0, .dice_steps = dice_steps};
    for (const bloom::ViewShape& view : header.views) shape.views.push_back({view.shape.bits, view.symbols});
    // A file may leave out which fields its records have.
    for (const auto& file : parties.files)
        shape.fields = std::max(shape.fields, static_cast<std::uint32_t>(file.header().fields.size()));
    return shape;
}

EvidenceLayout::EvidenceLayout(EvidenceShape shape) : shape_(std::move(shape))
{
    assert(shape_.views.size() <= most_evidence_views);
    for (std::size_t v = 0; v < shape_.views.size(); ++v) {
        most_.push_back(most_of(shape_.views[v], shape_.dice_steps));
        scores_.push_back(place(static_cast<unsigned>(std::bit_width(most_[v] + 3u))));
        const bool counts = shape_.views[v].symbols == 0 && shape_.dice_steps == 0;
        sums_.push_back(counts ? place(static_cast<unsigned>(std::bit_width(2 * shape_.views[v].bits)))
                               : Place{});
    }
    for (const unsigned width : mask_widths(shape_.keys)) agree_.push_back(place(width));
    for (const unsigned width : mask_widths(shape_.keys)) present_.push_back(place(width));
    for (const unsigned width : mask_widths(shape_.fields)) fields_a_.push_back(place(width));
    for (const unsigned width : mask_widths(shape_.fields)) fields_b_.push_back(place(width));
}

// From the highest bit of the first word downwards, so that words compare as their numbers do.
EvidenceLayout::Place EvidenceLayout::place(unsigned width)
{
    if (width > free_) {
        ++words_;
        free_ = 64;
        used_.push_back(0);
    }
    free_ -= width;
    used_.back() |= low_bits(width) << free_;
    return {words_ - 1, free_, width};
}

std::uint64_t EvidenceLayout::get(const std::uint64_t* vector, const Place& at) noexcept
{
    return vector[at.word] >> at.shift & low_bits(at.width);
}

void EvidenceLayout::put_bits(std::uint64_t* vector, std::size_t view, Missing missing,
                              const Dice& dice) const noexcept
{
    const bool counts = missing == Missing::nowhere && shape_.dice_steps == 0;
    std::uint32_t score = dice.common;
    if (missing == Missing::nowhere && !counts)
        score = static_cast<std::uint32_t>(std::uint64_t{2} * score * shape_.dice_steps / dice.sum);
    put(vector, scores_[view], code(view, missing, score));
    if (counts) put(vector, sums_[view], dice.sum);
}

Evidence::Score EvidenceLayout::score(const std::uint64_t* vector, std::size_t view) const
{
    const auto value = static_cast<std::uint32_t>(get(vector, scores_[view]));
    if (value > most_[view]) return {static_cast<Missing>(value - most_[view]), {}};
    if (sums_[view].width > 0)
        return {Missing::nowhere, {value, static_cast<std::uint32_t>(get(vector, sums_[view]))}};
    return {Missing::nowhere, {value, 2 * most_[view]}};
}

Evidence EvidenceLayout::read(const std::uint64_t* vector) const
{
    Evidence evidence;
    for (std::size_t v = 0; v < shape_.views.size(); ++v) evidence.views.push_back(score(vector, v));
    for (const Place& at : agree_) evidence.keys_agree.push_back(get(vector, at));
    for (const Place& at : present_) evidence.keys_present.push_back(get(vector, at));
    for (const Place& at : fields_a_) evidence.fields_a.push_back(get(vector, at));
    for (const Place& at : fields_b_) evidence.fields_b.push_back(get(vector, at));
    return evidence;
}

bool EvidenceLayout::possible_score(const std::uint64_t* vector, std::size_t view) const
{
    const std::uint64_t value = get(vector, scores_[view]), highest = most_[view];
    if (value > highest + 3) return false;
    if (sums_[view].width == 0) return true;
    const std::uint64_t sum = get(vector, sums_[view]);
    if (value > highest) return sum == 0;
    return sum >= 2 && sum <= 2 * highest && 2 * value <= sum;
}

bool EvidenceLayout::possible(const std::uint64_t* vector) const
{
    for (std::size_t w = 0; w < words_; ++w)
        if ((vector[w] & ~used_[w]) != 0) return false;
    for (std::size_t v = 0; v < shape_.views.size(); ++v)
        if (!possible_score(vector, v)) return false;
    for (std::size_t k = 0; k < agree_.size(); ++k)
        if ((get(vector, agree_[k]) & ~get(vector, present_[k])) != 0) return false;
    return true;
}

std::uint32_t EvidenceLayout::interim_count(const std::uint64_t* vector, std::uint32_t key_weight) const
{
    std::uint32_t count = 0;
    for (std::size_t v = 0; v < shape_.views.size(); ++v)
        if (shape_.views[v].symbols > 0) count += score(vector, v).dice.common;
    for (const Place& at : agree_)
        count += static_cast<std::uint32_t>(std::popcount(get(vector, at))) * key_weight;
    return count;
}

} // namespace gauze::linkage
