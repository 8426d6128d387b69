#include "engine/research/disclosure/registry.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/refusal.hpp"

#include <iterator>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

namespace gauze::research::disclosure {

namespace {

constexpr std::string_view columns = "number, day, policy, reader, signers, tables, digest, previous";

// A row as it stands in the file.
struct Row {
    std::uint64_t number = 0;
    std::uint32_t day = 0;
    std::string policy, reader, signers, tables, digest, previous;
};

std::string joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines) {
        if (!text.empty()) text += '\n';
        text += line;
    }
    return text;
}

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// SHA-256 of the fields in this order, each as LENGTH ":" TEXT.
std::string digest_of(const Row& row)
{
    Sha256 hash;
    const auto field = [&hash](std::string_view text) {
        hash.update(bytes_of(fmt::format("{}:", text.size())));
        hash.update(bytes_of(text));
    };
    field(row.previous);
    field(fmt::format("{}", row.number));
    field(fmt::format("{}", row.day));
    for (const std::string* text : {&row.policy, &row.reader, &row.signers, &row.tables}) field(*text);
    return to_hex(hash.finish());
}

Row row_of(const Release& release, std::uint64_t number, std::string previous)
{
    std::vector<Json> tables;
    for (const Protected& table : release.tables) tables.push_back(to_json(table));
    Row row{number,
            release.day,
            release.policy,
            release.reader,
            joined(release.signers),
            Json().set("tables", tables).line(),
            {},
            std::move(previous)};
    row.digest = digest_of(row);
    return row;
}

Release release_of(const Row& row, std::string_view source)
{
    Release release{row.number, row.day, row.policy, row.reader, split(row.signers), {}};
    for (const Json& table : Json::parse(row.tables, source).objects("tables"))
        release.tables.push_back(from_json(table, source));
    return release;
}

// A statement that is finalised whatever happens.
class Statement {
public:
    Statement(sqlite3* database, const std::string& sql)
    {
        code_ = sqlite3_prepare_v2(database, sql.c_str(), -1, &statement_, nullptr);
    }
    Statement(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(statement_); }
    int prepared() const { return code_; }
    int step() { return sqlite3_step(statement_); }
    void bind(int place, std::int64_t number) { sqlite3_bind_int64(statement_, place, number); }
    void bind(int place, const std::string& text)
    {
        sqlite3_bind_text64(statement_, place, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    std::int64_t number(int place) { return sqlite3_column_int64(statement_, place); }
    std::string text(int place)
    {
        const unsigned char* data = sqlite3_column_text(statement_, place);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, place));
        return data == nullptr ? std::string() : std::string(data, std::next(data, static_cast<long>(size)));
    }

private:
    sqlite3_stmt* statement_ = nullptr;
    int code_ = SQLITE_OK;
};

} // namespace

struct Registry::State {
    std::filesystem::path path;
    sqlite3* database = nullptr;
    std::vector<Release> releases;
    std::string head = std::string(64, '0');

    State() = default;
    State(const State&) = delete;
    ~State() { sqlite3_close(database); }

    [[noreturn]] void damaged(std::string_view what) const
    {
        project::refuse_with("registry-damaged", fmt::format("{} {}", path.string(), what),
                             "take the registry from a copy whose head the evidence log names; without it no "
                             "table may be released",
                             Exit::bad_data);
    }
    // SQLite's text is left out: it may quote what was bound.
    void written(int code, int wanted) const
    {
        if (code != wanted)
            throw Error(Exit::cannot_write,
                        fmt::format("{} cannot be written: {}", path.string(), sqlite3_errstr(code)),
                        "check the folder, its permissions and the free space; nothing was registered");
    }
    void run(const char* sql) const
    {
        written(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    }
    void open_base();
    void make();
    void read();
    void insert(const Row& row);
};

void Registry::State::open_base()
{
    if (!std::filesystem::is_regular_file(path))
        throw Error(Exit::input_missing, fmt::format("{} is no release registry", path.string()),
                    "name the registry that the project's first release made");
    if (sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
        throw Error(Exit::input_missing, fmt::format("{} cannot be opened", path.string()),
                    "check its permissions");
}

void Registry::State::make()
{
    FileWriter(path, FileMode::owner_only).close(); // an empty file is an empty database
    open_base();
    run("CREATE TABLE releases (number INTEGER PRIMARY KEY, day INTEGER NOT NULL, policy TEXT NOT NULL, "
        "reader TEXT NOT NULL, signers TEXT NOT NULL, tables TEXT NOT NULL, digest TEXT NOT NULL, "
        "previous TEXT NOT NULL)");
}

// Reads all rows and checks the chain: numbers 1, 2, ..., each row's digest, each row's previous.
void Registry::State::read()
{
    Statement rows(database, fmt::format("SELECT {} FROM releases ORDER BY number", columns));
    if (rows.prepared() != SQLITE_OK) damaged("is no release registry");
    releases.clear();
    head = std::string(64, '0');
    int code = rows.step();
    for (; code == SQLITE_ROW; code = rows.step()) {
        const Row row{static_cast<std::uint64_t>(rows.number(0)),
                      static_cast<std::uint32_t>(rows.number(1)),
                      rows.text(2),
                      rows.text(3),
                      rows.text(4),
                      rows.text(5),
                      rows.text(6),
                      rows.text(7)};
        if (row.number != releases.size() + 1) damaged("lacks a release");
        if (row.previous != head || row.digest != digest_of(row))
            damaged(fmt::format("was changed: release {} is not what was registered", row.number));
        releases.push_back(release_of(row, path.string()));
        head = row.digest;
    }
    if (code != SQLITE_DONE) damaged("cannot be read");
}

void Registry::State::insert(const Row& row)
{
    Statement insert(database, fmt::format("INSERT INTO releases ({}) VALUES (?,?,?,?,?,?,?,?)", columns));
    written(insert.prepared(), SQLITE_OK);
    insert.bind(1, static_cast<std::int64_t>(row.number));
    insert.bind(2, static_cast<std::int64_t>(row.day));
    int place = 3;
    for (const std::string* text :
         {&row.policy, &row.reader, &row.signers, &row.tables, &row.digest, &row.previous})
        insert.bind(place++, *text);
    written(insert.step(), SQLITE_DONE);
}

Registry::Registry(const std::filesystem::path& path, Open open) : state_(std::make_unique<State>())
{
    state_->path = path;
    std::error_code ignored;
    if (open == Open::make && !std::filesystem::exists(path, ignored))
        state_->make();
    else
        state_->open_base();
    state_->read();
}

Registry::~Registry() = default;

const std::vector<Release>& Registry::releases() const { return state_->releases; }

std::vector<Protected> Registry::tables() const
{
    std::vector<Protected> tables;
    for (const Release& release : state_->releases)
        tables.insert(tables.end(), release.tables.begin(), release.tables.end());
    return tables;
}

std::string Registry::head() const { return state_->head; }

// The lock is taken before the look: nobody can append between the two.
std::uint64_t Registry::append(const Release& release)
{
    const std::string before = state_->head;
    state_->run("BEGIN IMMEDIATE");
    try {
        state_->read();
        if (state_->head != before)
            project::refuse_with(
                "registry-moved",
                fmt::format("{} has a release that this one was not checked against", state_->path.string()),
                "run gauze-research disclose again, and have the new proposal signed");
        const Row row = row_of(release, state_->releases.size() + 1, before);
        Release as_read = release_of(row, state_->path.string());
        state_->insert(row);
        state_->run("COMMIT");
        state_->head = row.digest;
        state_->releases.push_back(std::move(as_read));
        return row.number;
    } catch (...) {
        sqlite3_exec(state_->database, "ROLLBACK", nullptr, nullptr, nullptr);
        throw;
    }
}

} // namespace gauze::research::disclosure
