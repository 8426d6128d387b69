// Who is one person, as a table file (kind "persons"): party, row_token, person. What `link` writes and
// `issue` reads; it stays at the linkage unit.
#pragma once

#include "bloom/base/json.hpp"
#include "bloom/base/row_token.hpp"
#include "engine/linkage/identity.hpp"
#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace gauze::linkage {

struct PersonRow {
    std::string party;
    RowToken token;
    PersonId person{};
};

struct PersonsFile {
    std::string project;
    std::string policy; // fingerprint
    std::vector<PersonRow> rows;
};

// Sorted by person, party and token.
void write_persons(const std::filesystem::path& path, const Parties& parties, std::span<const Person> persons,
                   const Json& about);
// Throws Error(bad_data) for a foreign or damaged file.
PersonsFile read_persons(const std::filesystem::path& path);

} // namespace gauze::linkage
