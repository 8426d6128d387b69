// dictionary.csv: what each column of each table is, for a reader who has the tables and not the policy.
// Words and codes of the policy; no value of anybody.
//
//     table, column, unit, meaning, sources, source_columns, coarsening, codes, legal_basis, notice
//
// Where the sources of a column differ in what is said of it, the cell says it for each: "gp: dob; la-1+la-2:
// birth_date".
#pragma once

#include "engine/research/cohort_table.hpp"
#include "engine/research/out_table.hpp"
#include "engine/research/provenance.hpp"

#include <string>
#include <vector>

namespace gauze::research {

// A table and where its columns come from.
struct Told {
    std::string table, unit; // "cohort", "person"
    std::vector<Provenance> columns;
};

// `joined` must outlive it.
OutTable dictionary(const Joined& joined, std::vector<Told> tables);

} // namespace gauze::research
