// The cohort's tables as files: NAME.csv, tables of cohort.sqlite, NAME.parquet. Each table is walked once
// for each format, so that none is ever held.
#pragma once

#include "bloom/base/output_folder.hpp"
#include "engine/research/out_table.hpp"
#include "engine/research/parquet_writer.hpp"

#include <string>
#include <utility>
#include <vector>

namespace gauze::research {

void write_csv(const std::vector<OutTable>& tables, const OutputFolder& folder);
// With `about` as a table of names and values. A '-' in a table's name becomes '_', which SQL does not quote.
void write_sqlite(const std::vector<OutTable>& tables,
                  const std::vector<std::pair<std::string, std::string>>& about, const OutputFolder& folder);
void write_parquet(const std::vector<OutTable>& tables, ParquetWriter& writer, const OutputFolder& folder);

} // namespace gauze::research
