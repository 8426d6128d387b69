// Evidence folders as they are read by whoever verifies them: nothing in them is believed, and nothing that
// is wrong with them stops the reading. Each fault is a code with the file (and line) that has it.
#pragma once

#include "engine/project/evidence/log_line.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/statement.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace gauze::project {

struct EvidenceFault {
    std::string code;  // "log-chain"
    std::string where; // "a/nhs-a.log:7"
    std::string what;  // a sentence for people
};

struct KeptStatement {
    std::filesystem::path path; // its folder tells who kept it
    std::size_t folder = 0;     // index of the evidence folder
    std::string bytes;
    Envelope envelope;
    Statement statement;
};

struct KeptLog {
    std::filesystem::path path;
    std::size_t folder = 0;
    std::string party;          // by the file's name
    std::vector<LogLine> lines; // up to the first that is damaged
    std::string end;            // digest of the last line
};

struct Evidence {
    std::map<std::string, Policy> policies; // by fingerprint, with all signatures there
    std::vector<KeptLog> logs;
    std::vector<KeptStatement> statements;
    std::vector<EvidenceFault> faults;
    std::uint64_t policy_signatures = 0;

    void fault(std::string code, std::string where, std::string what);
    const KeptLog* log_of(std::string_view party) const;
};

// Reads folders, and `policies`: where any are named, only these count and those in the folders are ignored.
// Throws Error(input_missing) for a folder or policy that is not there; everything else becomes a fault.
Evidence read_evidence(const std::vector<std::filesystem::path>& folders,
                       const std::vector<std::filesystem::path>& policies);

} // namespace gauze::project
