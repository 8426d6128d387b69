// Stands in for DuckDB's library where there is none: the same C interface, which keeps every statement in a
// list that the test asks for, and writes the file that a COPY names. It fails on a statement that contains
// what fail_on() was given.
#include <fstream>
#include <regex>
#include <string>

namespace {

std::string statements, failing; // NOLINT: the library's whole state
int open_handles = 0;

} // namespace

extern "C" {

int duckdb_open(const char*, void** out)
{
    *out = &statements;
    ++open_handles;
    return 0;
}

int duckdb_connect(void*, void** out)
{
    *out = &statements;
    ++open_handles;
    return 0;
}

int duckdb_query(void*, const char* sql, void* result)
{
    statements += std::string(sql) + "\n";
    static_cast<char*>(result)[47] = 1; // the last byte of a duckdb_result
    if (!failing.empty() && statements.find(failing) != std::string::npos) return 1;
    std::smatch copy;
    const std::string text(sql);
    if (std::regex_search(text, copy, std::regex("read_csv\\('([^']*)'.* TO '([^']*)'")))
        std::ofstream(copy[2].str()) << "PAR1" << std::ifstream(copy[1].str()).rdbuf();
    return 0;
}

void duckdb_destroy_result(void*) {}

void duckdb_disconnect(void** handle)
{
    *handle = nullptr;
    --open_handles;
}

void duckdb_close(void** handle)
{
    *handle = nullptr;
    --open_handles;
}

const char* stand_in_statements() { return statements.c_str(); }
int stand_in_open_handles() { return open_handles; }
void stand_in_fail_on(const char* text)
{
    failing = text;
    statements.clear();
}
}
