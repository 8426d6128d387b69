#include "engine/research/sqlite_writer.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"

#include <cassert>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

namespace gauze::research {

namespace {

std::string identifier(std::string_view name)
{
    std::string text = "\"";
    for (const char c : name) {
        if (c == '"') text += '"';
        text += c;
    }
    return text + '"';
}

std::string create_table(std::string_view name, const std::vector<SqliteColumn>& columns)
{
    std::string list;
    for (const SqliteColumn& column : columns) {
        if (!list.empty()) list += ", ";
        list +=
            identifier(column.name) + (column.holds == SqliteColumn::Holds::number ? " INTEGER" : " TEXT");
    }
    return fmt::format("CREATE TABLE {} ({})", identifier(name), list);
}

std::string insert_into(std::string_view name, std::size_t columns)
{
    std::string marks = "?";
    for (std::size_t i = 1; i < columns; ++i) marks += ", ?";
    return fmt::format("INSERT INTO {} VALUES ({})", identifier(name), marks);
}

} // namespace

struct SqliteWriter::State {
    std::filesystem::path path;
    sqlite3* database = nullptr;
    sqlite3_stmt* insert = nullptr;
    bool closed = false;

    explicit State(const std::filesystem::path& file) : path(file) {}
    State(const State&) = delete;
    ~State()
    {
        sqlite3_finalize(insert);
        sqlite3_close(database);
        std::error_code ignored;
        if (!closed) std::filesystem::remove(path, ignored);
    }

    // SQLite's text is left out: it may quote what was bound.
    void check(int code, int wanted = SQLITE_OK) const
    {
        if (code != wanted)
            throw Error(Exit::cannot_write,
                        fmt::format("{} cannot be written: {}", path.string(), sqlite3_errstr(code)),
                        "check the folder, its permissions and the free space; nothing was left behind");
    }
    void run(const std::string& sql) const
    {
        check(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr));
    }
};

SqliteWriter::SqliteWriter(const std::filesystem::path& path)
{
    FileWriter(path, FileMode::owner_only)
        .close(); // an empty file is an empty database, and this one is private
    state_ = std::make_unique<State>(path);
    state_->check(sqlite3_open_v2(path.c_str(), &state_->database, SQLITE_OPEN_READWRITE, nullptr));
    // No journal: the folder it stands in appears whole or not at all. One sync, at the end.
    state_->run(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL; PRAGMA locking_mode = EXCLUSIVE; BEGIN");
}

SqliteWriter::~SqliteWriter() = default;

void SqliteWriter::begin_table(std::string_view name, const std::vector<SqliteColumn>& columns)
{
    const int most = sqlite3_limit(state_->database, SQLITE_LIMIT_COLUMN, -1);
    if (columns.size() > static_cast<std::size_t>(most))
        throw Error(Exit::configuration,
                    fmt::format("table {} has {} columns, and SQLite takes {}", name, columns.size(), most),
                    "ask for --format csv, or for fewer payload columns in the policy");
    sqlite3_finalize(std::exchange(state_->insert, nullptr));
    state_->run(create_table(name, columns));
    const std::string sql = insert_into(name, columns.size());
    state_->check(sqlite3_prepare_v2(state_->database, sql.c_str(), -1, &state_->insert, nullptr));
}

void SqliteWriter::row(std::span<const std::string_view> cells)
{
    sqlite3_stmt* insert = state_->insert;
    assert(insert != nullptr && sqlite3_bind_parameter_count(insert) == static_cast<int>(cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i)
        // A null pointer binds NULL; the bytes need to live until the step below, and do.
        state_->check(sqlite3_bind_text64(insert, static_cast<int>(i) + 1, cells[i].data(), cells[i].size(),
                                          SQLITE_STATIC, SQLITE_UTF8));
    state_->check(sqlite3_step(insert), SQLITE_DONE);
    state_->check(sqlite3_reset(insert));
}

void SqliteWriter::close()
{
    sqlite3_finalize(std::exchange(state_->insert, nullptr));
    state_->run("COMMIT");
    state_->check(sqlite3_close(state_->database));
    state_->database = nullptr;
    state_->closed = true;
}

} // namespace gauze::research
