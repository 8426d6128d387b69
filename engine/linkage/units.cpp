#include "engine/linkage/units.hpp"

#include <algorithm>

namespace gauze::linkage {

namespace {

constexpr std::size_t unit_rows = 8192; // four tiles of bloom/join/row_tile.hpp
constexpr std::size_t few_rows = 256;   // a smaller unit is not worth its list
constexpr std::size_t pieces = 64;      // at least so many units where the rows allow it

// Within one party a slab meets only the rows before its end. Eight slabs at least, or half the work would be
// pairs that are the mirror of others.
std::size_t slab_of(PartyPair which, std::size_t rows, std::size_t most)
{
    if (which.a != which.b) return most;
    return std::min(most, std::max(rows / 8 + 1, std::size_t{4096}));
}

std::uint64_t pairs_of(PartyPair which, RowSpan a, RowSpan b)
{
    if (which.a != which.b) return std::uint64_t{a.size()} * b.size();
    std::uint64_t pairs = 0; // a < b
    const std::size_t below = std::min(a.end, b.begin);
    if (below > a.begin) pairs += std::uint64_t{below - a.begin} * b.size();
    for (std::size_t i = std::max(a.begin, b.begin); i < std::min(a.end, b.end); ++i) pairs += b.end - i - 1;
    return pairs;
}

} // namespace

std::vector<PartyPair> party_pairs(const std::vector<bool>& clean)
{
    std::vector<PartyPair> list;
    for (std::uint32_t a = 0; a < clean.size(); ++a) {
        if (!clean[a]) list.push_back({a, a});
        for (std::uint32_t b = a + 1; b < clean.size(); ++b) list.push_back({a, b});
    }
    return list;
}

std::vector<Phase> exact_phases(PartyPair which, std::size_t rows_a, std::size_t rows_b,
                                std::size_t slab_rows)
{
    std::vector<Phase> phases;
    const std::size_t slab = slab_of(which, rows_b, slab_rows);
    const std::size_t step = std::clamp(rows_a / pieces, few_rows, unit_rows);
    for (std::size_t from = 0; from < rows_b; from += slab) {
        Phase phase{which, {from, std::min(rows_b, from + slab)}, {}};
        const std::size_t end = which.a == which.b ? phase.slab.end : rows_a;
        for (std::size_t a = 0; a < end; a += step) {
            const RowSpan rows{a, std::min(end, a + step)};
            phase.units.push_back({rows, phase.slab, pairs_of(which, rows, phase.slab)});
        }
        if (!phase.units.empty()) phases.push_back(std::move(phase));
    }
    return phases;
}

std::vector<Phase> exact_phases(const Parties& parties)
{
    std::vector<Phase> all;
    for (const PartyPair which : party_pairs(parties))
        for (Phase& phase : exact_phases(which, parties[which.a].rows(), parties[which.b].rows()))
            all.push_back(std::move(phase));
    return all;
}

std::uint64_t pairs_in(const std::vector<Phase>& phases)
{
    std::uint64_t sum = 0;
    for (const Phase& phase : phases)
        for (const Unit& unit : phase.units) sum += unit.pairs;
    return sum;
}

} // namespace gauze::linkage
