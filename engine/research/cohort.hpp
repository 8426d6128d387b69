// The researcher's path: payload, episodes and a link map become tables of persons, families and households
// under study ids. Start reading here.
#pragma once

#include "bloom/base/files.hpp"
#include "engine/project/gate.hpp"
#include "engine/research/parquet_writer.hpp"
#include "engine/research/summary.hpp"

#include <filesystem>
#include <vector>

namespace gauze::research {

struct CohortOptions {
    std::filesystem::path policy;
    std::filesystem::path map;
    std::vector<std::filesystem::path> payloads;    // and episodes, in any order: the policy's order is used
    std::vector<std::filesystem::path> withdrawals; // tables, or folders of them
    std::filesystem::path out;                      // a folder
    Existing existing = Existing::refuse;
    bool csv = true;
    bool sqlite = false;
    bool parquet = false;
    std::string parquet_library = duckdb_library; // by which Parquet is written
    // Whoever is admitted under a governed policy; receipts for withdrawals are signed by it. Null: nobody.
    const project::Admitted* me = nullptr;
};

// Writes into `out`, all or nothing: a table for each unit that the policy's cohort has (cohort_table.hpp),
// one for each episode table (episode_table.hpp), counts.csv, dictionary.csv and quality.csv, each as CSV, in
// cohort.sqlite, as Parquet; about.json; and receipts/ for the custodians whose withdrawals were given. The
// bytes of the tables depend on the content of the inputs alone.
//
// Memory: of payload and episodes the text of all joined cells, 4 bytes a cell and 16 a row; of the map 20
// bytes a row token and about 34 for each id; while the map is read, 34 bytes more for each id of a row. Rows
// of tables are made one by one and never held.
//
// Throws Error(refused) for a file of another policy or recipient, one that holds more than the policy lets
// it, a map without the units of the policy's cohort (codes payload-recipient, episodes-not-agreed,
// map-of-nobody, map-without-units), or a withdrawal that is forgotten (withdrawals.hpp);
// Error(configuration) when Parquet is asked for and DuckDB's library is not there; Error(bad_data),
// Error(input_missing), Error(cannot_write).
CohortSummary cohort(const CohortOptions& options);

} // namespace gauze::research
