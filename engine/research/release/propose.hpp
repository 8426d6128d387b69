// From a cohort and a request to a proposal: tables are made, protected one after the other against
// everything that was ever released and against each other, and written with the sheet for the checkers.
#pragma once

#include "bloom/base/files.hpp"
#include "engine/project/gate.hpp"
#include "engine/research/release/numbers_to_show.hpp"
#include "engine/research/release/proposal.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gauze::research::release {

struct ProposeOptions {
    std::filesystem::path cohort, tables, registry, out;
    std::string to; // the reader: a recipient of the policy, or its party
    bool only_added = false;
    Existing existing = Existing::refuse;
};

struct Proposed {
    Proposal proposal;
    std::string digest; // of proposal.json
    std::vector<Withheld> withheld;
    std::uint64_t cells = 0, cells_withheld = 0;
    std::string in_words() const;
    Json to_json() const;
};

// Writes the proposal's folder, all or nothing. Throws, beside what tabulate and protect do, Error(refused):
//   not-governed       the policy has no agreement, and so no readers
//   not-a-reader       whom the tables are for gets no tables
//   microdata          rows of people are asked for, or a table that would be them
//   too-few-people     a table (an area's own, say) is about fewer people than the profile's threshold
Proposed propose(const project::Admitted& me, const ProposeOptions& options);

// The recipient that tables for `reader` go to. Throws not-a-reader.
const project::Recipient& reader_of(const project::Governance& governance, const std::string& reader);

} // namespace gauze::research::release
