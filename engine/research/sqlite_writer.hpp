// Tables as one SQLite file. One of two rooms that know SQLite
// (the other is disclosure/registry). Cells are bound as they are: what guards a
// spreadsheet from formulas would be a wrong value here.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

struct SqliteColumn {
    std::string name;
    enum class Holds { text, number } holds = Holds::text;
};

// Writes tables one after the other, in one transaction. One thread. Destroyed before `close`, it leaves
// nothing. The same calls give the same bytes under the same version of SQLite. Throws Error(cannot_write),
// and Error(configuration) for more columns than SQLite takes.
class SqliteWriter {
public:
    explicit SqliteWriter(const std::filesystem::path& path);
    ~SqliteWriter();

    void begin_table(std::string_view name, const std::vector<SqliteColumn>& columns);
    // Into the table begun last; as many cells as it has columns. A cell without data (string_view{}) is
    // NULL, the digits in a column of numbers become a number.
    void row(std::span<const std::string_view> cells);
    void close();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace gauze::research
