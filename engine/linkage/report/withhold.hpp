// Small counts leave a report before it is written. The rule, in full:
//
// 1. A count of persons or links from 1 to smallest_count - 1 is withheld.
// 2. So is every other count of the tables of persons (in all, by combination of parties, in both of two
//    parties, by cluster size, links) from which such a one could be worked out by adding and subtracting,
//    together with the sizes of the files and the wholes of the bias report (publishing.hpp). Totals are kept
//    before parts, large parts before small ones.
// 3. Bars of a histogram are joined with their neighbours until each holds no candidate or at least
//    smallest_count; a histogram of fewer candidates in all is withheld.
// 4. Of the cuts of the explorer those stay whose pairs differ by none or by at least smallest_count from
// each
//    other's and the run's; where the run's are withheld, all are.
// 5. A fill that says of 1 to smallest_count - 1 records that they have a field, or have not, is withheld.
//
// The bias report's rows come withheld by its own rule (bias.hpp). Not withheld: sizes of files, numbers of
// candidates and pairs compared, and what the model expects, which is an estimate and no count. Of more than
// 8 parties combinations are left out, of more than 20 the table of two and two: the run's own table has them
// for whoever may see it.
#pragma once

#include "engine/linkage/report/report_data.hpp"

namespace gauze::linkage::report {

// Once; a report that has passed is left as it is.
void withhold_small_counts(Report& report);

} // namespace gauze::linkage::report
