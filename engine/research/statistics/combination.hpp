// Which services a person had, as one variable: "HV + SLT", "none", and "other" for all but the most
// frequent.
#pragma once

#include "engine/research/disclosure/table.hpp"
#include "engine/research/statistics/stored_table.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gauze::research::statistics {

struct Combinations {
    disclosure::Axis axis;
    std::vector<std::uint32_t> place_of_row; // on the axis
};

// A service is had where its flag's cell is anything but blank, 0, N, no or false. `counted`: the rows whose
// combinations are ranked (the others get their place too). Of equally frequent ones the name decides.
// Services are named after their columns, without what all the names have in common at either end.
Combinations combine(const StoredTable& stored, const std::vector<std::string>& flags, std::size_t top,
                     const std::vector<bool>& counted);

} // namespace gauze::research::statistics
