// What would be linked at other cuts, for runs that do not state it themselves: candidates are offered to the
// decision from the best down, once, and what is linked by then is what a run with that cut would link.
// Expected figures follow from the posteriors of the links; all true pairs are those among the links that
// even the lowest cut would make, and what blocking lost.
#pragma once

#include "engine/linkage/report/gather_report.hpp"

namespace gauze::linkage::report {

// About a hundred cuts, ascending, the run's own among them. Sorts the candidates that are not hopeless (odds
// of one in ten thousand or better); those take 16 bytes each meanwhile.
std::vector<CutPoint> explore_cuts(const ReportedRun& run, Scale scale);

} // namespace gauze::linkage::report
