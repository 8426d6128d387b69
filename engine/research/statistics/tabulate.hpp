// From a stored cohort to a table of exact counts, with whatever its kind says beside them: the one thing
// that both the exact tables (exact_tables.hpp) and those that may leave (release/) are made of.
//
// Axes are in this order: `by`, then what is crossed, then the outcome, whose two categories are those with
// it and those without. People whose cell is blank are in the category "not known", so that every axis is
// complete. The categories of an axis are those of the whole stored table, whatever `where` says: that a
// category is missing tells nothing.
#pragma once

#include "engine/research/disclosure/table.hpp"
#include "engine/research/statistics/estimates.hpp"
#include "engine/research/statistics/stored_table.hpp"
#include "engine/research/statistics/tables_file.hpp"

#include <map>
#include <string>
#include <vector>

namespace gauze::research::statistics {

inline constexpr const char* not_known = "not known";
inline constexpr std::size_t no_axis = ~std::size_t{0};

struct Tabulated {
    const TableRequest* request = nullptr;
    disclosure::CountTable table;
    std::size_t by_axis = no_axis, exposure_axis = no_axis, outcome_axis = no_axis; // places of axes
    std::size_t reference = 0;                // place of the reference group on the exposure axis
    std::vector<Mean> means;                  // of every cell, margins too, where there is a measure
    std::vector<double> measure_values;       // that occur, each once, blank left out
    std::vector<std::vector<double>> amounts; // of money: the values of every cell, as they are
    std::uint64_t unmeasured = 0; // people of the table's population without the measure: not counted
    std::uint64_t people() const;
    std::uint64_t alone() const; // people who are the only one in their interior cell
};

struct Population {
    std::string project, area; // TablesFile::area; "" if none
    std::string wave;          // the state of the cohort
};

// Throws Error(bad_data): "not-a-number" for a measure that holds other texts, "no-such-group" for a
// reference that nobody is of; Error(refused) "too-many-cells" above a million. Time and memory: 8 bytes a
// person for means, nothing that grows with people otherwise.
Tabulated tabulate(const StoredTable& stored, const TableRequest& request, const Population& population);

} // namespace gauze::research::statistics
