// Episodes: tables beside the main file (referrals, plans, placements), many rows or none for each record,
// keyed by the custodian's own reference. They travel under the row tokens of the records that went out,
// coarsened as the policy says, one file a recipient:
//
//     OUT/to-RECIPIENT/PARTY.TABLE.episodes     kind "episodes": row_token, and what travels; sorted by token
//     OUT/stays-here/rejects-TABLE.csv          what was wrong, by row and column
//
// An episode whose record is not among those that went out stays here (no-record): it would be about somebody
// who objected, or about nobody. Where a reference stands for several records, its episodes go with the first
// of them in the main file. Rows read = sent + excluded + rejected.
#pragma once

#include "bloom/base/json.hpp"
#include "bloom/base/output_folder.hpp"
#include "bloom/base/row_token.hpp"
#include "engine/custodian/release/eligibility.hpp"
#include "engine/custodian/release/keyed_prints.hpp"
#include "engine/custodian/release/postcode_wards.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// The records that went out, by reference; 48 bytes each, and no reference is kept. One thread.
class SentRecords {
public:
    // `given`: one character a recipient of the policy, 1 where it gets the record.
    void add(std::string_view reference, const RowToken& token, std::uint64_t row, std::string_view given);
    struct Record {
        Print print;
        std::uint64_t row = 0;
        RowToken token;
        std::uint64_t recipients = 0; // bits
    };
    // Null: none went out.
    const Record* find(std::string_view reference);

private:
    KeyedPrints prints_;
    std::vector<Record> records_; // sorted by print and row once somebody is asked for
    bool sorted_ = false;
    WipedText reference_;
};

struct EpisodeSummary {
    std::string table;
    std::uint64_t read = 0, sent = 0, excluded = 0, rejected = 0;
    std::uint64_t emptied = 0; // cells that could not be made, of rows that were sent
    struct ToRecipient {
        std::string name;
        std::filesystem::path file; // in the output folder
        std::uint64_t rows = 0;
    };
    std::vector<ToRecipient> recipients;
    Json to_json() const;
};

// Refuses tables that the policy does not have for this party, and those of the policy that are not named:
// usage errors. Before anything is encoded.
void check_tables(const project::Source& source, const std::vector<EpisodeInput>& inputs);

// One table, into `out`. Holds what travels of its rows. `wards` may be null. Throws Error(refused):
// column-not-agreed, column-missing; what a generaliser refuses; Error(bad_data) for a file that cannot be
// read.
EpisodeSummary send_episodes(const project::Policy& policy, const project::Source& source,
                             const EpisodeInput& input, const PostcodeWards* wards, SentRecords& records,
                             const OutputFolder& out);

} // namespace gauze::custodian
