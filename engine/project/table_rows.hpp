// Table files without some of their rows: for retention, which takes rows out of what stands on disks.
#pragma once

#include "bloom/base/token_set.hpp"
#include "engine/project/destroy.hpp"
#include "engine/project/table_file.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gauze::project {

// What a table says of itself in its first two lines; nothing of a file that is none.
struct TableHeader {
    std::string kind;
    std::vector<std::string> columns;
    Json about;
    bool has(std::string_view column) const noexcept;
};
std::optional<TableHeader> table_header(const std::filesystem::path& path);

// Rows of a table that have one of these tokens in a column whose name is "row_token" or begins or ends so
// ("row_token_a", "other_row_token").
struct TokenRows {
    std::uint64_t rows = 0, with = 0; // all; those with a token
};
TokenRows count_with(const std::filesystem::path& path, const TokenSet& tokens);

// Writes the table anew without these rows, in its place, whole or not at all; `about.rows` follows where it
// stands there. The old bytes are overwritten. What was there before, as replace_file says it.
Destroyed rewrite_without(const std::filesystem::path& path, const TokenSet& tokens);

} // namespace gauze::project
