// quality.csv: how good each column of each source is, in numbers. No value of anybody is in it.
//
//     table, source, column, rows, blank, codes_used, conflicting
//
// `table` is "payload" or the name of an episode table; `rows` are those that were joined; `blank` of them
// say nothing; `codes_used` is how many of the policy's codes occur, where the column is of kind codes;
// `conflicting` is how many persons the source tells two different values of, which among episodes is no
// fault and so is not counted. A number that would show a group of fewer than the policy's smallest count is
// written "<10", and one whose complement would is "withheld".
#pragma once

#include "engine/research/cohort_table.hpp"
#include "engine/research/out_table.hpp"

namespace gauze::research {

// Counts when it is walked: one pass over the cells, on one thread. `joined` and `persons` must outlive it.
OutTable quality(const Joined& joined, const Units& persons);

} // namespace gauze::research
