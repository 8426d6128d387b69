// Episodes: one row an episode, of all sources that send a table of that name, under the ids of the units
// that the policy's cohort has.
//
//     episodes-TABLE   [study_id,] [family_id,] [household_id,] source, then the table's columns
//
// Rows stand by the first of the ids, then by source. Those of a person stay as their custodian has them;
// where no persons are told, those of a group stand in the order of their content, so that nobody can tell
// which of them are one person's.
#pragma once

#include "engine/research/cohort_table.hpp"
#include "engine/research/out_table.hpp"

#include <string>
#include <vector>

namespace gauze::research {

// The names of the episode tables that were joined, each once, in order.
std::vector<std::string> episode_tables(const Joined& joined);

// `joined` and `units` must outlive it; `units` are those of the first id. Any number of threads may walk.
OutTable episode_table(const Joined& joined, const Units& units, const std::string& name);

} // namespace gauze::research
