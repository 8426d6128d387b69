// The link map: row token -> study id, for one recipient and one release, and beside it the family's and the
// household's id where the policy's [cohort] has tables of these. The linkage unit writes it, the researcher
// reads it, and a custodian must never have it: with its ledger it would say whose record matched.
#pragma once

#if !defined(GAUZE_LINK_MAP_ALLOWED)
#error "The link map is not for custodians: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/row_token.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::link_map {

struct Entry {
    RowToken token;
    std::string study_id;
    std::string family_id = {}, household_id = {}; // "": the person has none, or the map tells none
};

struct LinkMap {
    std::string project; // policy id
    std::string policy;  // policy fingerprint
    std::string recipient;
    std::string release;
    std::vector<Entry> entries;                // sorted by token, no token twice
    bool families = false, households = false; // whether it has their columns
};

// One row of a map that is read; the texts are valid during the call only.
struct Row {
    RowToken token;
    std::string_view study_id, family_id, household_id;
};

// Written sorted by token, for its owner only, whole or not at all; never replaces a file. Throws
// Error(cannot_write).
void write(const std::filesystem::path& path, LinkMap map);
// The same bytes to whoever seals them, so that no clear map need ever stand on a disk.
void write(const std::function<void(std::string_view)>& sink, LinkMap map);
// Throws Error(bad_data) for a foreign, damaged or unsorted file, or a token that stands twice.
LinkMap read(const std::filesystem::path& path);
// The same row by row, for maps of millions: what is returned has no entries.
LinkMap read(const std::filesystem::path& path, const std::function<void(const Row&)>& visit);

} // namespace gauze::link_map
