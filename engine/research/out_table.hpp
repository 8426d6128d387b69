// A table that leaves the run, whatever it is written as: names of columns, what they hold, and its rows.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

using Cells = std::span<const std::string_view>;

struct OutColumn {
    std::string name;
    enum class Holds { text, whole, real } holds = Holds::text;
};

struct OutTable {
    std::string name;    // "cohort", "episodes-cin"
    std::string of_what; // its rows: "persons"
    std::vector<OutColumn> columns;
    // Calls for every row, in an order that depends on the content of the inputs alone. The cells are valid
    // during the call only. A cell of a column of numbers that holds none ("<10") is no value where numbers
    // are typed.
    std::function<void(const std::function<void(Cells)>&)> each_row;
};

// Throws Error(configuration) when two columns would be one to a program that does not tell upper from lower
// case, as SQLite does not.
void refuse_one_name_twice(const OutTable& table);

} // namespace gauze::research
