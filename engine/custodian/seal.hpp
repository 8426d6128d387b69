// What a custodian seals, and what it checks before: that a folder of an encode run holds what the policy
// lets out and nothing else, and that an audit of this very file under this policy has passed.
//
//     OUTBOX/to-LINKAGE/PARTY.gauze.age       the encodings, to the linkage unit    (+ .dsse)
//     OUTBOX/to-RECIPIENT/PARTY.payload.age   payload, to the recipient's member    (+ .dsse)
//     OUTBOX/to-INTAKE/NAME.age               a file in clear, to the intake that encodes it (+ .dsse)
#pragma once

#include "bloom/base/json.hpp"
#include "bloom/encoded_file.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gauze::custodian {

// An encode run that may go out: opened, and held against the policy.
struct Outgoing {
    std::string source; // the custodian whose rows they are
    std::filesystem::path encoded;
    bloom::EncodedHeader header;
    struct Payload {
        const project::Recipient* recipient = nullptr; // in the policy
        std::filesystem::path file;
        std::uint64_t rows = 0;
        std::string table = {}; // of episodes; empty: the payload of the records
    };
    std::vector<Payload> payloads; // in the order of the policy, episodes behind the records
    Json counts, figures;          // for the statement: rows by reason; densities and the like
    std::string input_digest;      // SHA-256 of the file in clear, hex
};

// `me` is a custodian of whose rows they are, or the intake that encodes for it. Refusals (Error(refused)):
// not-mine, wrong-policy-in-file, wrong-profile-in-file, counts-differ, unexpected-file,
// payload-of-nobody, payload-not-agreed, Error(bad_data) for damage.
Outgoing look_at(const project::Admitted& me, const std::filesystem::path& folder);

struct SealOptions {
    std::filesystem::path folder; // of the encode run
    std::filesystem::path audit;  // A.dsse
    std::filesystem::path out;    // must not exist; appears whole or not at all
};
struct Sealed {
    std::filesystem::path file; // in `out`
    project::Statement statement;
};
// Throws Error(refused): those of look_at, and of audit_passes.hpp.
std::vector<Sealed> seal_run(const project::Admitted& me, const SealOptions& options);

// A file in clear, for the intake that the policy names for this custodian and for nobody else. Throws
// Error(refused), codes no-intake, wrong-intake.
std::vector<Sealed> seal_plaintext(const project::Admitted& me, const std::filesystem::path& plain,
                                   const std::string& to, const std::filesystem::path& out);

} // namespace gauze::custodian
