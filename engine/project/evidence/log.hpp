// A party's evidence: a folder with a hash-chained log of what its programs did, and the statements of what
// it sent and received. No line holds a value of a record: verbs, names of the policy, digests, counts.
//
//     EVIDENCE/PARTY.log        one JSON object a line: seq, time, previous (SHA-256 of the line before),
//     verb,
//                               policy, counts, digests; every line is signed
//     EVIDENCE/statements/      copies of FILE.dsse
//     EVIDENCE/policy.toml, policy.toml.dsse
//
// `gauze verify` reads such folders of all parties and needs nothing but the public keys in the policy.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

// One entry, from a fixed vocabulary: `counts` maps names of docs/operations.md to whole numbers.
struct Entry {
    std::string verb;
    std::string outcome = "done"; // or the code of a refusal
    std::string source;           // whose rows, where that is not the party itself
    Json counts;
    std::vector<std::pair<std::string, std::string>> digests; // name of the artefact -> SHA-256 in hex
};

// Appends to the log under a lock, after checking that its end is intact; does nothing when the verb runs
// ungoverned or without --evidence. Throws Error(bad_data), code log-damaged, Error(refused), code
// clock-behind, when the last entry is later than now.
void note(const Admitted& me, const Governed& options, const Entry& entry);
// Keeps a copy of a statement that was sent or received.
void keep_statement(const Governed& options, const std::filesystem::path& dsse);

} // namespace gauze::project
