// The first, cheap choice of what else to withhold: a table's lines one by one. A line is the cells along one
// axis and their sum; where it alone narrows a small cell in it, the cheapest other cell that prevents that
// is withheld too. What several lines together, or other tables, give away is found later (protect.cpp).
#pragma once

#include "engine/research/disclosure/table.hpp"

#include <vector>

namespace gauze::research::disclosure {

// Cells of `table` to withhold as secondary are marked so. `costs` by cell, negative: never to be withheld.
void withhold_on_lines(Protected& table, const Profile& profile, const std::vector<double>& costs);

// For tests and for lines that the solver could not settle: the lines through a cell, each as its cells, the
// sum last.
std::vector<std::vector<std::size_t>> lines_through(const Shape& shape, std::size_t cell);

// Withholds a cell: no value, the profile's symbol.
void withhold(ShownCell& cell, Why why, const Profile& profile);

} // namespace gauze::research::disclosure
