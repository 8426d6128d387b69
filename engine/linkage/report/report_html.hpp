// report.html: the figures of a Report as one page for the people of a linkage unit. It asks for nothing and
// sends nothing (a policy in its head forbids it, and names the one style and the one script by their
// SHA-256), reads without its script, prints, and fits a telephone. Every text of the report is a stranger's
// and is escaped.
#pragma once

#include "engine/linkage/report/report_data.hpp"

#include <string>

namespace gauze::linkage::report {

// Of a report whose small counts are withheld.
std::string to_html(const Report& report);

} // namespace gauze::linkage::report
