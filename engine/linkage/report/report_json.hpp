// report.json: a Report as JSON and back (docs/schemas/report.schema.json). What is withheld is null; what is
// not known, or does not apply, is absent. Members stand in a fixed order, so the same report is the same
// bytes.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/linkage/report/report_data.hpp"

#include <string_view>

namespace gauze::linkage::report {

inline constexpr std::string_view report_kind = "gauze linkage report";
inline constexpr std::uint32_t report_version = 1;

Json to_json(const Report& report);

// Throws Error(bad_data) naming `source` for what is no report, or one of another version, or one whose parts
// do not fit together: positions of parties beyond their number, shares beyond 0 and 1, numbers that are
// none.
Report report_from(const Json& json, std::string_view source);

} // namespace gauze::linkage::report
