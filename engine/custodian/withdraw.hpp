// A person's withdrawal, erasure or restriction, or a corrected record, carried to where the data went: from
// the custodian's references to the row tokens of every earlier run, sealed to each recipient that got
// payload, and into the list that the next run reads.
//
//     OUT/stays-here/NAME.withdrawal           the tokens; kept for the ledger's answers
//     OUT/to-researcher/NAME.withdrawal.age    sealed, with a signed statement beside it
//
// NAME is PARTY-YYYYMMDDHHMMSS. Superseded records are withdrawn at the recipients and do not go into the
// list: the corrected one goes out with the next run.
#pragma once

#include "engine/custodian/references.hpp"
#include "engine/custodian/releases.hpp"
#include "engine/project/gate.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gauze::custodian {

struct WithdrawOptions {
    std::vector<std::filesystem::path> runs;       // for search_ledger
    std::vector<std::filesystem::path> statements; // who got payload
    std::vector<AskedFor> people;
    std::string reason = "withdrawn"; // of withdrawal_reasons
    std::filesystem::path list;       // the custodian's own; empty: it keeps it by other means
    std::filesystem::path out;
};

struct WithdrawOutcome {
    std::uint64_t asked = 0, found = 0, tokens = 0;
    std::vector<std::size_t> not_found; // places in the list of those asked for, from 1
    std::uint64_t listed = 0;           // entries that were new in the custodian's list
    PayloadRecipients recipients;
    std::filesystem::path table, sealed; // empty when nobody was found: then nothing is made
};

// Throws Error(refused): unknown-reason (usage), wrong-project, wrong-party (a ledger of another custodian),
// service-unknown (a ledger that cannot tell services apart),
// no-references (a list, and an intake's ledger), no-recipient.
WithdrawOutcome withdraw(const project::Admitted& me, const WithdrawOptions& options);

// Adds people to the custodian's list (person_lists.hpp has its form), which is made if there is none; those
// who are in it for the same service stay as they are. How many were new. Throws Error(refused), code
// list-form, for a list that is no plain CSV.
std::uint64_t add_to_list(const std::filesystem::path& list, const std::vector<AskedFor>& people,
                          std::string_view reason);

} // namespace gauze::custodian
