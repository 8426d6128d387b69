// What was sent and answered, as the signed statements say that a custodian keeps: payload sealed to whom and
// when, encodings to the linkage unit, withdrawals, and the receipts that researchers gave for them.
//
// A statement counts when a party of the policy has signed it, whatever policy of the project it was made
// under; others are passed over and counted.
#pragma once

#include "engine/project/policy.hpp"
#include "engine/project/statement.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gauze::custodian {

struct KeptStatement {
    std::filesystem::path path;
    std::string digest; // SHA-256 of the envelope, in hex
    project::Statement statement;
    std::vector<std::string> recipients; // members; Statement::recipient taken apart
};

struct KeptStatements {
    std::vector<KeptStatement> all; // by time
    std::uint64_t unsigned_or_foreign = 0, of_other_projects = 0;
    std::vector<const KeptStatement*> of_kind(std::string_view kind) const;
};

// `paths` are statements, or folders that are searched for *.dsse. Throws Error(bad_data) for a damaged one,
// Error(input_missing).
KeptStatements read_statements(const std::vector<std::filesystem::path>& paths,
                               const project::Policy& policy);

// Members that payload of this custodian was sealed to under any policy; without such a statement, all
// members of the policy that receive rows.
struct PayloadRecipients {
    std::vector<std::string> members;
    bool by_statements = true;
};
PayloadRecipients payload_recipients(const KeptStatements& kept, const project::Policy& policy,
                                     std::string_view party);

} // namespace gauze::custodian
