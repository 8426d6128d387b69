// The people behind several tables of one population: how many there are in each cell of their joint table,
// as unknown whole numbers, and which of them each published cell adds up.
//
// A variable's values are cut into the coarsest pieces that no table's categories or slices divide; people
// with values that no table names are one more piece, unless some table without a slice on that variable
// names all. Joint tables are held clique by clique (cliques.hpp). With Waves::only_added every wave has its
// own unknowns: the people who came with it.
#pragma once

#include "engine/research/disclosure/protect.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gauze::research::disclosure {

class Joint {
public:
    using Columns = std::vector<std::uint32_t>; // sorted numbers of unknowns

    // All shapes are of one population; of one wave too unless `only_added`, then waves are in order of first
    // appearance. Throws Error(refused) "too-many-cells" when there are more unknowns than `most`.
    Joint(std::span<const Shape* const> tables, std::size_t most);

    std::size_t unknowns() const { return unknowns_; }
    // What the cell adds up.
    const Columns& members(std::size_t table, std::size_t cell) const { return members_[table][cell]; }
    // Unknowns that are 0 because an axis that names all its people does not name those.
    const Columns& empty() const { return empty_; }
    // Two sums that are equal: neighbouring cliques agree.
    struct Agreement {
        Columns one, other;
    };
    const std::vector<Agreement>& agreements() const { return agreements_; }

private:
    std::size_t unknowns_ = 0;
    std::vector<std::vector<Columns>> members_;
    Columns empty_;
    std::vector<Agreement> agreements_;
};

} // namespace gauze::research::disclosure
