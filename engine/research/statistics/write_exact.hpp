// The folder of exact tables: OUT/NAME.csv for every table that is asked for, and about.json, which says what
// they were made of and by which formulas. Nothing of it is for release.
#pragma once

#include "bloom/base/files.hpp"
#include "bloom/base/json.hpp"
#include "engine/project/gate.hpp"
#include "engine/research/statistics/tables_file.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace gauze::research::statistics {

struct ExactOptions {
    std::filesystem::path cohort, tables, out;
    Existing existing = Existing::refuse;
};
struct ExactSummary {
    struct Table {
        std::string name;
        std::uint64_t people = 0, unmeasured = 0;
    };
    std::vector<Table> tables;
    std::vector<std::pair<std::string, std::string>> inputs; // what it is, SHA-256
    std::string in_words() const;
    Json to_json() const;
};

// Writes the folder, all or nothing. Throws as StoredCohort, read_tables_file and tabulate do.
ExactSummary write_exact(const project::Admitted& me, const ExactOptions& options);

} // namespace gauze::research::statistics
