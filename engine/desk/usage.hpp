// How data were used, as the parties' evidence tells it: every opening of something that was sealed, by role,
// party, kind and day. It counts files and names no record; whether the evidence holds is for `gauze verify`.
//
// The verbs `open`, `accept` and `intake` open what others sealed; an entry of several files counts each. A
// file's kind is what its statement says ("payload"), and "unknown" where no statement of it is here, as of a
// refusal that came before the file was read. Protected tables that a reader opened count like any other
// file.
#pragma once

#include "bloom/base/json.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gauze::desk {

struct UsageOptions {
    std::vector<std::filesystem::path> folders;  // of evidence, of one party or of several
    std::vector<std::filesystem::path> policies; // those to go by; empty: the ones in the folders
};

// What was opened on one day by one party.
struct Opening {
    std::string day; // UTC, "2026-11-23"
    std::string role, party, verb;
    std::string kind;    // "payload"
    std::string sender;  // who sealed it; "" where nobody is known
    std::string outcome; // "done", or the code of the refusal
    std::uint64_t files = 0;
};

struct Usage {
    std::vector<Opening> openings; // by day, role, party, verb, kind, sender, outcome
    struct ByRole {
        std::string role;
        std::uint64_t opened = 0, refused = 0; // files
    };
    std::vector<ByRole> roles;       // every role that the policy has a member of
    std::vector<std::string> no_log; // members whose evidence is not here, so that nothing is known of them
    std::uint64_t not_counted = 0;   // entries that are not signed by their party, under a known policy
    std::uint64_t damaged = 0;       // faults of the folders themselves

    bool whole() const noexcept { return not_counted == 0 && damaged == 0; }
    Json to_json() const;
    std::string in_words() const;
};

// Costs a signature check for each opening. Throws Error(input_missing) for folders that are not there.
Usage count_usage(const UsageOptions& options);

} // namespace gauze::desk
