// The custodian's own answer to a subject access request: what of this person was released, when, to whom and
// under which policy. It is made of three things that the custodian keeps: the ledgers of its encode runs,
// the statements of what it sealed, and the payload files, if they are still there.
//
// A person is named by his place in the list of those asked for, from 1, and a row by its number in the
// custodian's file. References, values and row tokens stand in a file for the owner only, and only when asked
// for.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/custodian/ledger.hpp"
#include "engine/custodian/releases.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gauze::custodian {

// Payload of one run that went, or may have gone, to one member.
struct Sent {
    std::string recipient;            // member; empty: made, and no statement says that it was sealed
    std::string time, statement;      // of the statement, and its digest; empty likewise
    std::vector<std::string> columns; // names
    enum class Basis {
        file,   // the payload is still there: these columns, and the person's row is in it
        policy, // it is not: these are the columns that the policy lets this recipient have
    };
    Basis basis = Basis::file;
    std::vector<std::vector<std::pair<std::string, std::string>>> values; // row by row: column, cell
};

struct WithdrawalShown {
    std::string time, recipient, reason, statement;
    std::string receipt; // time of the recipient's receipt; empty: none yet
};

// One encode run that holds the person.
struct ReleasedRun {
    std::filesystem::path ledger;
    std::string party, policy;
    std::string notice, notice_version; // empty when the run was under another policy
    std::vector<std::uint64_t> rows;
    std::vector<RowToken> tokens;
    std::string encodings_sent; // time of the statement to the linkage unit; empty: none is kept
    std::vector<Sent> sent;
    std::vector<WithdrawalShown> withdrawals;
};

struct Answer {
    std::size_t person = 0; // place in the list, from 1
    std::string reference;
    std::vector<ReleasedRun> releases;
};

struct LedgerQuestion {
    std::vector<std::filesystem::path> runs;        // for search_ledger
    std::vector<std::filesystem::path> statements;  // for read_statements
    std::vector<std::filesystem::path> withdrawals; // tables that `gauze withdraw` kept here
    std::vector<AskedFor> people;
    bool values = false;
};

struct LedgerReply {
    std::string project;
    std::vector<Answer> answers; // one for each that was asked for, in that order
    std::size_t runs = 0;
    KeptStatements statements;
};

// Throws Error(refused) for a ledger of another project or party than may be asked, Error(bad_data).
// `party`: whose ledgers; of an intake those of all its custodians.
LedgerReply ask_ledgers(const LedgerQuestion& question, const project::Policy& policy);

// What the verb prints: no reference, value or token.
std::string in_words(const LedgerReply& reply);
Json to_json(const LedgerReply& reply);

// What is written for the person, for the owner only: with the reference, and with values and tokens if they
// were asked for. CSV: one line for each value, or each column where there are none.
struct Portable {
    bool tokens = false;
};
std::string portable_json(const LedgerReply& reply, const Portable& wanted);
std::string portable_csv(const LedgerReply& reply, const Portable& wanted);

} // namespace gauze::custodian
