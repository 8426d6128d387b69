#include "engine/custodian/value_counts.hpp"

#include "bloom/encoded_file.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

namespace gauze::custodian {

namespace {

static_assert(std::tuple_size_v<ValueCounts::Classes> == bloom::rarity_classes + 1);

// Fibonacci hashing, with an odd multiplier of its own for each row of the sketch.
std::size_t mixed(std::uint64_t print, std::size_t row, std::size_t places) noexcept
{
    const std::uint64_t turned = std::rotl(print, static_cast<int>(row) * 13) ^ print >> 31;
    return static_cast<std::size_t>(turned * (0x9e3779b97f4a7c15u + 2 * row) >>
                                    (64 - std::bit_width(places - 1)));
}

} // namespace

ValueCounts::ValueCounts(std::size_t most) : most_(most), prints_(1024), counts_(1024) {}

std::size_t ValueCounts::place_of(std::uint64_t print) const noexcept
{
    std::size_t at = mixed(print, 0, prints_.size());
    while (prints_[at] != 0 && prints_[at] != print) at = (at + 1) & (prints_.size() - 1);
    return at;
}

std::uint32_t& ValueCounts::cell(std::size_t row, std::uint64_t print) noexcept
{
    const std::size_t width = sketch_.size() / rows;
    return sketch_[row * width + mixed(print, row, width)];
}

void ValueCounts::add(std::uint64_t print)
{
    assert(print != 0);
    if (!exact()) {
        add_to_sketch(print, 1);
        return;
    }
    const std::size_t at = place_of(print);
    if (prints_[at] == 0) {
        prints_[at] = print;
        ++distinct_;
    }
    ++counts_[at];
    if (distinct_ > most_)
        pour_into_sketch();
    else if (2 * distinct_ > prints_.size())
        grow();
}

void ValueCounts::grow()
{
    const auto prints = std::exchange(prints_, std::vector<std::uint64_t>(2 * prints_.size()));
    const auto counts = std::exchange(counts_, std::vector<std::uint32_t>(prints_.size()));
    for (std::size_t i = 0; i < prints.size(); ++i) {
        if (prints[i] == 0) continue;
        const std::size_t at = place_of(prints[i]);
        prints_[at] = prints[i];
        counts_[at] = counts[i];
    }
}

void ValueCounts::add_to_sketch(std::uint64_t print, std::uint32_t times) noexcept
{
    for (std::size_t row = 0; row < rows; ++row) cell(row, print) += times;
}

void ValueCounts::pour_into_sketch()
{
    sketch_.resize(rows * std::bit_ceil(std::max<std::size_t>(most_, 64)));
    for (std::size_t i = 0; i < prints_.size(); ++i)
        if (prints_[i] != 0) add_to_sketch(prints_[i], counts_[i]);
    prints_ = {}, counts_ = {};
}

std::uint64_t ValueCounts::count(std::uint64_t print) const noexcept
{
    if (exact()) return counts_[place_of(print)];
    const std::size_t width = sketch_.size() / rows;
    std::uint32_t least = UINT32_MAX;
    for (std::size_t row = 0; row < rows; ++row)
        least = std::min(least, sketch_[row * width + mixed(print, row, width)]);
    return least;
}

std::uint8_t ValueCounts::class_of(std::uint64_t count) noexcept
{
    return static_cast<std::uint8_t>(
        std::min<int>(static_cast<int>(std::bit_width(count)), bloom::rarity_classes));
}

ValueCounts::Classes ValueCounts::sent(std::uint32_t smallest) const
{
    Classes sent{};
    std::array<std::uint64_t, bloom::rarity_classes + 1> records{};
    for (std::size_t i = 0; i < counts_.size(); ++i) records[class_of(counts_[i])] += counts_[i];
    if (!exact()) // how many records each class has is not known: one value alone must be enough for it
        for (std::size_t c = 1; c < records.size(); ++c)
            records[c] = std::uint64_t{1} << (c - 1) >= smallest ? smallest : 0;
    std::size_t first = 1; // of the classes that are sent together
    std::uint64_t together = 0;
    std::uint8_t last = 0;
    for (std::size_t c = 1; c < records.size(); ++c) {
        together += records[c];
        if (together < smallest) continue;
        last = static_cast<std::uint8_t>(c);
        std::fill(sent.begin() + static_cast<std::ptrdiff_t>(first),
                  sent.begin() + static_cast<std::ptrdiff_t>(c) + 1, last);
        first = c + 1, together = 0;
    }
    // What is left at the end is too little for a class of its own.
    if (last == 0) last = bloom::rarity_classes;
    std::fill(sent.begin() + static_cast<std::ptrdiff_t>(first), sent.end(), last);
    return sent;
}

} // namespace gauze::custodian
