#include "engine/linkage/evidence_table.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace gauze::linkage {

namespace {

void append(DistinctEvidence& to, const DistinctEvidence& from, std::size_t v, std::uint64_t count)
{
    to.words.insert(to.words.end(), from.vector(v), from.vector(v) + from.words_each);
    to.counts.push_back(count);
}

DistinctEvidence both(const DistinctEvidence& a, const DistinctEvidence& b)
{
    DistinctEvidence sum{.words_each = a.words_each, .words = {}, .counts = {}};
    std::size_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        const auto order = i == a.size()   ? std::strong_ordering::greater
                           : j == b.size() ? std::strong_ordering::less
                                           : compare_vectors(a.vector(i), b.vector(j), a.words_each);
        if (order < 0)
            append(sum, a, i, a.counts[i]), ++i;
        else if (order > 0)
            append(sum, b, j, b.counts[j]), ++j;
        else
            append(sum, a, i, a.counts[i] + b.counts[j]), ++i, ++j;
    }
    return sum;
}

} // namespace

std::uint64_t DistinctEvidence::candidates() const noexcept
{
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::strong_ordering compare_vectors(const std::uint64_t* a, const std::uint64_t* b,
                                     std::size_t words) noexcept
{
    for (std::size_t w = 0; w < words; ++w)
        if (a[w] != b[w]) return a[w] <=> b[w];
    return std::strong_ordering::equal;
}

DistinctEvidence united(std::span<const DistinctEvidence> parts, std::size_t words_each)
{
    if (parts.empty()) return {.words_each = words_each, .words = {}, .counts = {}};
    if (parts.size() == 1) return parts.front();
    std::vector<DistinctEvidence> made; // of the round before
    while (parts.size() > 1) {
        std::vector<DistinctEvidence> next((parts.size() + 1) / 2);
        for_each_task(next.size(), [&](std::size_t n) {
            next[n] = 2 * n + 1 < parts.size() ? both(parts[2 * n], parts[2 * n + 1]) : parts[2 * n];
        });
        made = std::move(next);
        parts = made;
    }
    if (made.front().size() > UINT32_MAX)
        throw Error(Exit::configuration, "the candidates hold more than 4,294,967,295 kinds of evidence",
                    "compare fewer candidates, or keep Dice in steps");
    return std::move(made.front());
}

std::vector<std::uint32_t> numbers_in(const DistinctEvidence& all, const DistinctEvidence& part)
{
    std::vector<std::uint32_t> numbers(part.size());
    std::size_t from = 0;
    for (std::size_t v = 0; v < part.size(); ++v) {
        // Both are in order: look in steps that double, then between the last two.
        std::size_t step = 1, to = from;
        const auto before = [&](std::size_t n) {
            return compare_vectors(all.vector(n), part.vector(v), all.words_each) < 0;
        };
        while (to < all.size() && before(to)) from = to + 1, to += step, step *= 2;
        to = std::min(to, all.size());
        while (from < to) {
            const std::size_t middle = from + (to - from) / 2;
            if (before(middle))
                from = middle + 1;
            else
                to = middle;
        }
        assert(from < all.size() && compare_vectors(all.vector(from), part.vector(v), all.words_each) == 0);
        numbers[v] = static_cast<std::uint32_t>(from);
    }
    return numbers;
}

DistinctEvidence unite_units(std::span<EvidenceUnit> units)
{
    std::vector<DistinctEvidence> parts;
    for (EvidenceUnit& unit : units) {
        assert(unit.shape == units.front().shape);
        parts.push_back(std::move(unit.distinct));
        unit.distinct = {.words_each = parts.back().words_each, .words = {}, .counts = {}};
    }
    DistinctEvidence all = united(parts, parts.empty() ? 1 : parts.front().words_each);
    for_each_task(units.size(), [&](std::size_t u) {
        const auto numbers = numbers_in(all, parts[u]);
        for (ListedEvidence& one : units[u].candidates) one.vector = numbers[one.vector];
    });
    return all;
}

VectorNumbers::VectorNumbers(std::size_t words_each) : words_each_(words_each), slots_(1024, 0) {}

// Multiplications spread neighbouring vectors over the table (Knuth, "The Art of Computer Programming",
// volume 3, 6.4).
std::size_t VectorNumbers::home(const std::uint64_t* vector) const noexcept
{
    std::uint64_t mixed = 0;
    for (std::size_t w = 0; w < words_each_; ++w) {
        mixed = (mixed ^ vector[w]) * 0x9e3779b97f4a7c15u;
        mixed ^= mixed >> 29;
    }
    return mixed * 0xbf58476d1ce4e5b9u >> 32 & (slots_.size() - 1);
}

std::uint32_t VectorNumbers::number(const std::uint64_t* vector)
{
    std::size_t slot = home(vector);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
        const std::uint32_t found = slots_[slot] - 1;
        if (compare_vectors(vector, words_.data() + found * words_each_, words_each_) != 0) continue;
        ++counts_[found];
        return found;
    }
    words_.insert(words_.end(), vector, vector + words_each_);
    counts_.push_back(1);
    slots_[slot] = static_cast<std::uint32_t>(counts_.size());
    if (counts_.size() * 2 > slots_.size()) grow();
    return static_cast<std::uint32_t>(counts_.size() - 1);
}

void VectorNumbers::grow()
{
    slots_.assign(slots_.size() * 2, 0);
    for (std::size_t n = 0; n < counts_.size(); ++n) {
        std::size_t slot = home(words_.data() + n * words_each_);
        while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = static_cast<std::uint32_t>(n + 1);
    }
}

DistinctEvidence VectorNumbers::take(std::vector<std::uint32_t>& numbers)
{
    std::vector<std::uint32_t> order(size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        return compare_vectors(words_.data() + a * words_each_, words_.data() + b * words_each_,
                               words_each_) < 0;
    });
    DistinctEvidence taken{.words_each = words_each_, .words = {}, .counts = {}};
    taken.words.reserve(words_.size());
    taken.counts.reserve(size());
    numbers.resize(size());
    for (const std::uint32_t n : order) {
        numbers[n] = static_cast<std::uint32_t>(taken.size());
        const std::uint64_t* vector = words_.data() + n * words_each_;
        taken.words.insert(taken.words.end(), vector, vector + words_each_);
        taken.counts.push_back(counts_[n]);
    }
    *this = VectorNumbers(words_each_);
    return taken;
}

} // namespace gauze::linkage
