// tables.toml: which tables a researcher wants of a cohort (docs/file-formats.md, "tables.toml"). A file of
// the researcher's own, that nobody signs: what may leave is decided by the policy's profile and two
// checkers.
#pragma once

#include "engine/project/governance.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research::statistics {

enum class Kind {
    counts,       // how many
    rates,        // how many of them have the outcome, per so many
    means,        // the mean of a measure
    odds,         // odds of the outcome by exposure, against a reference group
    combinations, // of services, by any of the three above
    microdata,    // no table: how people would stand out in such rows; never released
};
std::string_view to_text(Kind kind);

// People whose column holds one of these texts ("" is a blank cell).
struct Among {
    std::string column;
    std::vector<std::string> is;
};

struct TableRequest {
    std::string name, title;
    Kind kind = Kind::counts;
    project::Unit unit = project::Unit::person;
    std::string by;                   // benchmark: one block for each of its values, and all together
    std::vector<std::string> rows;    // crossed
    std::vector<std::string> columns; // crossed as well; of combinations the services' flags; of microdata
                                      // what others may know of people
    std::vector<Among> where;
    std::optional<Among> outcome;
    std::uint32_t per = 100;
    std::string measure; // column of numbers
    bool money = false;  // its values are amounts that somebody might be recognised by
    std::string exposure, reference;
    std::uint32_t top = 12;
    std::vector<std::string> sensitive; // whole groups in one category of these are flagged; of microdata the
                                        // columns whose variety is counted
    std::string place;                  // "tables.toml:3:1", for messages

    // Columns of the cohort that it reads, each once.
    std::vector<std::string> reads() const;
};

struct TablesFile {
    std::string area; // the column that says where people live, where there is one
    std::vector<TableRequest> tables;
    std::string sha256; // of the file
};

// Throws Error(bad_data) with the place of the first fault (and how many more there are),
// Error(input_missing).
TablesFile read_tables_file(const std::filesystem::path& path);
TablesFile parse_tables(std::string_view toml, std::string_view source);

} // namespace gauze::research::statistics
