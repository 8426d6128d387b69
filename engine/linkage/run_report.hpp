// The report of a linkage run: what the run knows, in the form in which the report is drawn.
#pragma once

#include "engine/linkage/link_run.hpp"

#include <vector>

namespace gauze::linkage {

// Writes report.html and report.json. `pairs` are all candidates.
void write_run_report(const Desk& desk, const LinkSummary& summary, const std::vector<Pair>& pairs,
                      const Settled& settled, const OutputFolder& out);

} // namespace gauze::linkage
