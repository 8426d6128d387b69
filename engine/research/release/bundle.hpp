// What a reader gets: the tables of a release as one file, sealed; opened, a folder of CSV files and a page
// of words about them. It holds what was proposed and nothing that says which cells are small.
//
//     {"gauze_tables": 1, project, policy, profile, reader, release, day, rules: [...],
//      tables: [{name, title, kind, csv}]}
#pragma once

#include "bloom/base/json.hpp"
#include "engine/research/release/proposal.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research::release {

struct Bundle {
    std::string project, policy, profile, reader, day;
    std::uint64_t release = 0;
    std::vector<std::string> rules;
    struct Table {
        std::string name, title, kind, csv;
    };
    std::vector<Table> tables;

    std::string text() const;
    // Throws Error(bad_data) for anything that `text` cannot have written: names that are no plain names,
    // twice the same, another version.
    static Bundle parse(std::string_view text, std::string_view source);
    // Writes NAME.csv for each table, and about.txt, all or nothing; never replaces.
    void unpack(const std::filesystem::path& folder) const;
};

// The tables of a proposal's folder.
Bundle bundle_of(const Found& found, const std::filesystem::path& folder);

} // namespace gauze::research::release
