// Tables as Parquet, by DuckDB's C library, which is no part of gauze: it is loaded when somebody asks for
// the format, and everything else works without it. The only room that knows of DuckDB.
// https://duckdb.org/docs/stable/clients/c/api
#pragma once

#include "engine/research/out_table.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace gauze::research {

// The library as the system's loader finds it, LD_LIBRARY_PATH first.
inline constexpr const char* duckdb_library = "libduckdb.so";

// One thread. Loading works under confinement (bloom/base/confine.hpp), which leaves files and threads alone;
// the library is told to load nothing further and to fetch nothing.
class ParquetWriter {
public:
    // Throws Error(configuration) when there is no such library, or it is not DuckDB's.
    explicit ParquetWriter(const std::string& library = duckdb_library);
    ~ParquetWriter();

    // Writes the table to `path`, for its owner only, by way of a CSV file beside it, which is gone
    // afterwards. The same content gives the same rows in the same order. Blank cells, and what is no number
    // in a column of numbers, are NULL. Throws Error(cannot_write).
    void write(const OutTable& table, const std::filesystem::path& path);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace gauze::research
