// The researcher's path: payload files and a link map become one cohort table under study ids. Start reading
// here.
#pragma once

#include "bloom/base/files.hpp"
#include "engine/project/gate.hpp"
#include "engine/research/summary.hpp"

#include <filesystem>
#include <vector>

namespace gauze::research {

struct CohortOptions {
    std::filesystem::path policy;
    std::filesystem::path map;
    std::vector<std::filesystem::path> payloads;    // in any order: the policy's order is used
    std::vector<std::filesystem::path> withdrawals; // tables, or folders of them
    std::filesystem::path out;                      // a folder
    Existing existing = Existing::refuse;
    bool csv = true;
    bool sqlite = false;
    // Whoever is admitted under a governed policy; receipts for withdrawals are signed by it. Null: nobody.
    const project::Admitted* me = nullptr;
};

// Writes into `out`, all or nothing: cohort.csv and counts.csv, cohort.sqlite with the same tables,
// about.json, and receipts/ for the custodians whose withdrawals were given. The bytes of the tables depend
// on the content of the inputs alone. Memory: the text of all joined payload cells, 8 bytes a cell, and about
// 100 bytes a link map entry. Throws Error(refused) for a file of another policy, one that holds more than
// the policy lets it, or a withdrawal that is forgotten (withdrawals.hpp); Error(bad_data),
// Error(input_missing), Error(cannot_write).
CohortSummary cohort(const CohortOptions& options);

} // namespace gauze::research
