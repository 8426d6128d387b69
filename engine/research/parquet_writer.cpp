#include "engine/research/parquet_writer.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"

#include <array>
#include <cstddef>

#include <dlfcn.h>
#include <fmt/format.h>

namespace gauze::research {

namespace fs = std::filesystem;

namespace {

// DuckDB's C interface, as far as it is used: handles are pointers, 0 is success, and a result is 48 bytes
// that are its own business.
using Handle = void*;
struct Result {
    alignas(std::max_align_t) std::array<std::byte, 256> bytes{};
};
using Open = int (*)(const char*, Handle*);
using Close = void (*)(Handle*);
using Connect = int (*)(Handle, Handle*);
using Query = int (*)(Handle, const char*, Result*);
using DestroyResult = void (*)(Result*);

[[noreturn]] void no_library(const std::string& library, std::string_view what)
{
    throw Error(Exit::configuration,
                fmt::format("Parquet is written by DuckDB's library {}, which {}", library, what),
                "install DuckDB's C library where the loader finds it (LD_LIBRARY_PATH), or ask for "
                "--format csv,sqlite");
}

std::string in_quotes(std::string_view text, char quote)
{
    std::string safe(1, quote);
    for (const char c : text) {
        if (c == quote) safe += quote;
        safe += c;
    }
    return safe + quote;
}

bool is_number(std::string_view cell)
{
    return !cell.empty() && cell.find_first_not_of("0123456789.-") == std::string_view::npos;
}

// Every cell in quotes but the blank ones, and no guard against formulas: nobody but DuckDB reads this.
void write_plain(const OutTable& table, const fs::path& path)
{
    FileWriter file(path, FileMode::owner_only);
    std::string line;
    table.each_row([&](Cells cells) {
        line.clear();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const bool number = table.columns[i].holds != OutColumn::Holds::text;
            if (!cells[i].empty() && (!number || is_number(cells[i]))) line += in_quotes(cells[i], '"');
            line += ',';
        }
        line.back() = '\n';
        file.write(line);
    });
    file.close();
}

std::string_view type_of(OutColumn::Holds holds)
{
    switch (holds) {
    case OutColumn::Holds::text: return "VARCHAR";
    case OutColumn::Holds::whole: return "BIGINT";
    case OutColumn::Holds::real: return "DOUBLE";
    }
    return "VARCHAR";
}

std::string copy_statement(const OutTable& table, const fs::path& from, const fs::path& to)
{
    std::string types;
    for (const OutColumn& column : table.columns)
        types += fmt::format("{}{}: '{}'", types.empty() ? "" : ", ", in_quotes(column.name, '\''),
                             type_of(column.holds));
    return fmt::format("COPY (SELECT * FROM read_csv({}, auto_detect = false, header = false, delim = ',', "
                       "quote = '\"', escape = '\"', nullstr = '', max_line_size = 1073741824, "
                       "columns = {{{}}})) TO {} (FORMAT parquet)",
                       in_quotes(from.string(), '\''), types, in_quotes(to.string(), '\''));
}

} // namespace

struct ParquetWriter::State {
    std::string library;
    void* loaded = nullptr;
    Handle database = nullptr, connection = nullptr;
    Query query = nullptr;
    DestroyResult destroy = nullptr;
    Close close = nullptr, disconnect = nullptr;

    template <class Function>
    Function symbol(const char* name) const
    {
        void* found = ::dlsym(loaded, name);
        if (found == nullptr) no_library(library, fmt::format("has no {}", name));
        return reinterpret_cast<Function>(found);
    }
    // False when it fails; DuckDB's own words may quote a cell and are not asked for.
    bool run(const std::string& sql) const
    {
        Result result;
        const bool good = query(connection, sql.c_str(), &result) == 0;
        destroy(&result);
        return good;
    }
    State() = default;
    State(const State&) = delete;
    ~State()
    {
        if (connection != nullptr) disconnect(&connection);
        if (database != nullptr) close(&database);
        // The library stays loaded: its threads and destructors are not ours to end.
    }
};

ParquetWriter::ParquetWriter(const std::string& library) : state_(std::make_unique<State>())
{
    State& state = *state_;
    state.library = library;
    state.loaded = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (state.loaded == nullptr) no_library(library, "is not on this machine");
    const auto open = state.symbol<Open>("duckdb_open");
    const auto connect = state.symbol<Connect>("duckdb_connect");
    state.query = state.symbol<Query>("duckdb_query");
    state.destroy = state.symbol<DestroyResult>("duckdb_destroy_result");
    state.disconnect = state.symbol<Close>("duckdb_disconnect");
    state.close = state.symbol<Close>("duckdb_close");
    if (open(nullptr, &state.database) != 0 || connect(state.database, &state.connection) != 0)
        no_library(library, "does not start");
    for (const char* setting :
         {"SET threads = 1", "SET temp_directory = ''", "SET autoinstall_known_extensions = false",
          "SET autoload_known_extensions = false"})
        if (!state.run(setting)) no_library(library, "is of a version that gauze does not know");
}

ParquetWriter::~ParquetWriter() = default;

void ParquetWriter::write(const OutTable& table, const fs::path& path)
{
    const fs::path plain = path.string() + ".csv";
    write_plain(table, plain);
    FileWriter(path, FileMode::owner_only).close(); // private before there is anything in it
    const bool written = state_->run(copy_statement(table, plain, path));
    std::error_code ignored;
    fs::remove(plain, ignored);
    if (!written || !fs::is_regular_file(path, ignored) || fs::file_size(path, ignored) == 0)
        throw Error(Exit::cannot_write, fmt::format("{} cannot be written by DuckDB", path.string()),
                    "check the folder and the free space; --format csv,sqlite works without DuckDB");
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
}

} // namespace gauze::research
