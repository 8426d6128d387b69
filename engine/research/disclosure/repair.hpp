// Which cells must be withheld besides, so that a demand can be met: the cheapest change of what is
// published, as a linear program in which every shown cell of the new table may leave its interval at the
// cost of its value. Cells that leave theirs are those to withhold.
//
// A heuristic for the choice only: whether it was enough, published.hpp decides.
#pragma once

#include "engine/research/disclosure/published.hpp"

#include <optional>
#include <vector>

namespace gauze::research::disclosure {

class Repair {
public:
    // `tables`: earlier releases and, last, the table as it stands; costs of its cells, negative: never to be
    // withheld. All must outlive it, and cells that are withheld afterwards must be told.
    Repair(const Joint& joint, std::span<const Protected* const> tables, std::vector<double> costs,
           std::size_t most_pivots);

    // Cells to withhold; none when nothing can help (or the limit is reached).
    std::optional<std::vector<std::size_t>> cells_for(const Demand& demand);
    void withheld(std::size_t cell);
    std::size_t pivots() const { return program_.pivots(); }

private:
    struct Elastic { // a shown cell: its row and the columns that let it leave
        std::size_t row = 0, above = 0, below = 0;
        bool shown = false;
    };
    const Joint& joint_;
    std::size_t last_; // table
    Bounds bounds_;
    LinearProgram program_;
    std::vector<std::optional<std::size_t>> column_; // nothing: fixed
    std::vector<Elastic> cells_;
};

} // namespace gauze::research::disclosure
