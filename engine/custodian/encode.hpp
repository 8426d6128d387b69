// The custodian's run: from one plaintext file to what may leave the building.
//
//     OUT/to-linkage-unit/PARTY.gauze     encodings under row tokens
//     OUT/to-researcher/PARTY.payload     payload columns under the same row tokens
//     OUT/to-RECIPIENT/PARTY.payload      instead, under a governed policy: one for each recipient of rows
//     OUT/to-RECIPIENT/PARTY.TABLE.episodes  rows of other tables under these tokens (release/episodes.hpp)
//     OUT/stays-here/                     ledger (row token -> own reference), rejects.csv, summary.json,
//                                         and of a governed run quality.json
//
// Under a governed policy rows that may not be let out leave before anything is made of them (release/).
//
// Rows of both files are sorted by token; tokens are random, so nothing of the source's order leaves.
#pragma once

#include "bloom/base/json.hpp"
#include "bloom/base/output_folder.hpp"
#include "bloom/encoded_file.hpp"
#include "engine/custodian/buckets.hpp"
#include "engine/custodian/input.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/custodian/release/release.hpp"
#include "engine/custodian/strata.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gauze::custodian {

struct EncodeOptions {
    std::string party;
    std::filesystem::path input;
    std::optional<Input> opens =
        {}; // read instead of the file `input`, which only names it then (intake.hpp)
    std::filesystem::path out;
    Existing existing = Existing::refuse;
    std::optional<std::uint64_t> most_rejected; // more rejected rows than this: nothing is written
    std::optional<std::string> test_seed;       // tokens = PRF(seed, party, record id); never in production
    ReleaseFiles files = {};                    // of a governed run
    Bytes own_secret =
        {}; // of the custodian (or its intake), for pseudonyms; empty: none. The caller keeps it
};

struct EncodeSummary {
    std::string party;
    bloom::RowCounts counts;
    std::uint64_t blank_lines = 0;
    std::vector<std::string> remarks;
    std::string profile;
    std::uint64_t decoys = 0;
    std::vector<double> density;           // by view: mean share of set bits
    std::vector<std::string> slots;        // "view NAME" ..., "key NAME" ...
    std::vector<bloom::Measured> measured; // likewise
    std::vector<MeasuredBlock> blocks;
    std::vector<SentCoarse> coarse;        // strata, then fields with rarity classes
    Json findings;                         // what was wrong, by column and reason
    std::string check_value, input_digest; // SHA-256 of the file as it was read; of a governed run
    std::filesystem::path encoded, payload,
        rejects;                           // payload empty when the policy names none, or is governed
    std::optional<ReleaseSummary> release; // of a governed run
    std::vector<EpisodeSummary> episodes;  // likewise, by table
    double seconds_survey = 0, seconds_encode = 0, seconds_write = 0;
    Json to_json() const;
    // Flat, for a statement or a line of the log: read, encoded, rejected.unreadable, and by reason what is
    // excluded (ReleaseSummary::add_to); read is the sum of the others but `exempt`.
    Json statement_counts() const;
};

// Throws Error for whatever stops the run as a whole; then nothing is written.
EncodeSummary encode(const project::Policy& policy, const ProjectKey& key, const EncodeOptions& options);

} // namespace gauze::custodian
