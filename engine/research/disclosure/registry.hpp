// The release registry: one SQLite file that says what was released of a project, when, signed by whom, with
// the tables as published. Rows are chained by digest, so that none can be changed or dropped unseen, save
// from the end (whoever keeps `head()` elsewhere, as the evidence log does, sees that too). It never holds a
// withheld value; which cells are small it does say, so it stays where the cohort is.
//
//     releases (number, day, policy, reader, signers, tables, digest, previous)
//
// `tables` is the JSON of to_json for every table; digest = SHA-256 of the fields, each preceded by its
// length, beginning with the previous digest (docs/disclosure.md).
#pragma once

#include "bloom/base/json.hpp"
#include "engine/research/disclosure/table.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace gauze::research::disclosure {

struct Release {
    std::uint64_t number = 0;         // 1, 2, ...; given by the registry
    std::uint32_t day = 0;            // YYYYMMDD
    std::string policy;               // its digest
    std::string reader;               // to whom
    std::vector<std::string> signers; // checkers' names, in their order
    std::vector<Protected> tables;
};

// One table as published: shape, profile, cells (shown value or symbol) and, of withheld ones, why.
Json to_json(const Protected& table);
// Throws Error(bad_data) naming `source` for anything that to_json cannot have written.
Protected from_json(const Json& json, std::string_view source);
// The part of it for readers: without `why` of withheld cells and without what is for checkers.
Json published_json(const Protected& table);

class Registry {
public:
    // Opens, or makes an empty one for its owner alone. The whole chain is checked. Throws
    // Error(bad_data) "registry-damaged" when a row does not match its digest or one is missing,
    // Error(cannot_write), Error(input_missing).
    enum class Open { existing, make };
    Registry(const std::filesystem::path& path, Open open);
    ~Registry();

    const std::vector<Release>& releases() const;
    std::vector<Protected> tables() const; // of all releases, in their order: `earlier` of protect
    std::string head() const;              // hexadecimal digest of the last row; 64 zeros when empty
    // Appends in one transaction and returns the number. If another program appended since this one read,
    // nothing is written: Error(refused) "registry-moved".
    std::uint64_t append(const Release& release);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace gauze::research::disclosure
