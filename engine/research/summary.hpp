// What a cohort run has to say for itself: about.json beside the tables, --json, and a few lines for people.
// Numbers and names of parties and columns, never a value.
#pragma once

#include "bloom/base/json.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace gauze::research {

struct InputFile {
    std::string role; // "policy", "link-map", "payload", "episodes", "withdrawal"
    std::string name; // without its folder
    std::string sha256;
};

// One file.
struct PayloadSummary {
    std::string party;
    std::string table;      // of episodes; "": payload
    std::string file;       // without its folder
    std::uint64_t rows = 0; // = joined + withdrawn + without_study_id
    std::uint64_t joined = 0;
    std::uint64_t withdrawn = 0; // taken back by the party
    std::uint64_t without_study_id = 0;
    std::uint64_t repaired_cells = 0; // in which bytes that are no UTF-8 became U+FFFD
    std::vector<std::string> columns = {};
    std::vector<std::string> missing = {}; // the policy lists them, the file has none
};

// One of the tables: "cohort", "families", "episodes-cin".
struct TableSummary {
    std::string name;
    std::uint64_t rows = 0;
    std::uint64_t records_outside = 0; // of persons who have no such family or household
};

struct CohortSummary {
    std::string project, policy, recipient, release;
    bool statistics_only = false;  // governed: no decision about a person may rest on it
    std::vector<InputFile> inputs; // policy, link map, payloads in the order of the policy
    std::vector<PayloadSummary> payloads;
    std::uint64_t map_entries = 0;
    std::uint64_t map_entries_without_row = 0; // = map_entries - all rows joined or withdrawn
    std::uint64_t withdrawals = 0;             // files
    std::uint64_t persons = 0;                 // who have a record, whether or not there is a table of them
    std::uint64_t persons_withdrawn = 0;       // who would be in it, but for what was taken back
    std::uint64_t study_ids_without_row = 0;   // in the map, not in the cohort
    std::vector<TableSummary> tables;          // of units and episodes
    std::vector<std::string> columns;          // of the cohort table; none where there is no such table
    std::vector<std::string> columns_left_out; // of the policy: the recipient does not get what they need
    std::uint32_t smallest_count = 0;
    std::uint64_t combinations = 0, combinations_withheld = 0;
    bool counts_hold = true; // see CountTable::holds
    double seconds_reading = 0, seconds_writing = 0;
    std::uint64_t peak_memory = 0; // bytes
};

Json to_json(const CohortSummary& summary);
// What made the cohort as name and value: the same for every run on the same files, so without times and
// memory.
std::vector<std::pair<std::string, std::string>> facts(const CohortSummary& summary);
// Some lines for people, each ending in a line feed.
std::string in_words(const CohortSummary& summary);

} // namespace gauze::research
