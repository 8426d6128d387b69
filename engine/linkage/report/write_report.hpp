// The two files of a report, in the folder of a run:
//
//     OUT/report.html   for people: one file that asks for nothing, with charts of our own
//     OUT/report.json   the same figures for programs (docs/schemas/report.schema.json)
//
// Both are the same bytes for the same Report; what two runs of the same thing differ in (Report::machine) is
// the member "machine" of the one and the section "machine" of the other.
#pragma once

#include "bloom/base/output_folder.hpp"
#include "engine/linkage/report/report_data.hpp"

#include <filesystem>

namespace gauze::linkage::report {

// Withholds small counts if that is still to be done, then writes. Throws Error(cannot_write).
void write_report(Report report, const OutputFolder& out);

// Makes report.html anew from the report.json of a finished run; nothing else in the folder is touched.
// Throws Error(input_missing), or Error(bad_data) for a file that is no report.
void rewrite_report(const std::filesystem::path& run);

} // namespace gauze::linkage::report
