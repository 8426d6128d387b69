// The charts of a report as SVG, drawn by hand. Each says in words what it shows (<title>, <desc>, a <title>
// for every mark), carries its labels where they belong instead of in a legend, needs no script, takes its
// colours from the page's style, and is the same bytes for the same figures.
#pragma once

#include "engine/linkage/report/report_data.hpp"

#include <string>

namespace gauze::linkage::report {

// Candidates by score between two parties, on a logarithmic axis: those expected to be one person and the
// others, the cut, and the review band. "" without bars. `number` makes ids that no other chart has.
std::string histogram_chart(const Report& report, const BetweenParties& between, std::size_t number);

// Expected precision, recall and F1 by cut; or, where none is stated, links by cut. With the marks that the
// page's script moves. "" for fewer than two cuts.
std::string explorer_chart(const Report& report);

// A bar in a cell of a table, `share` of its width long; with an interval if low < high.
std::string bar(double share, double low = 0, double high = 0);

} // namespace gauze::linkage::report
