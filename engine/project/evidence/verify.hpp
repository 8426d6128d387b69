// Whether what the parties wrote down about themselves hangs together. It needs no secret and no network: the
// public keys stand in the policy, and the policy is signed by all custodians. What it cannot see is what
// nobody noted; what one party noted and another did not, it can.
//
//   policies     readable, of one project, signed by every custodian
//   logs         whole lines in a chain, each signed by its party, under a policy that is known
//   statements   signed by a member, in a role that may state this kind, under a known policy
//   flow         what one party says it received was sent by the party that signed for it, and is noted there
//   counts       rows read = encoded + excluded + rejected; encoded = stated = accepted = linked
//   artefacts    files have the stated digests (where they are given)
//
// docs/verify.py does the same from the documents alone, and finds the same faults under the same codes.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/project/evidence/evidence_folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gauze::project {

struct VerifyOptions {
    std::vector<std::filesystem::path> folders;
    std::vector<std::filesystem::path>
        policies;                    // those to go by; empty: the ones in the folders, on their word
    std::filesystem::path artefacts; // searched with all folders below; empty: none
};

struct Verification {
    struct Checked {
        std::string what; // "log_entries"
        std::uint64_t count = 0;
    };
    struct LogEnd {
        std::string party, digest;
        std::uint64_t entries = 0;
    };
    std::vector<Checked> checked;
    std::vector<LogEnd> ends;          // to be compared with what the party says of its log
    std::vector<std::string> policies; // fingerprints
    std::vector<EvidenceFault> faults;

    bool well() const noexcept { return faults.empty(); }
    std::uint64_t count(std::string_view what) const; // 0 when it is not there
    Json to_json() const;
    std::string in_words() const;
};

// Costs a signature check a line. Throws Error(input_missing) for folders that are not there.
Verification verify(const VerifyOptions& options);

} // namespace gauze::project
