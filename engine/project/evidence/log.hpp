// A party's evidence: a folder with a hash-chained log of what its programs did, and the statements of what
// it sent and received. No line holds a value of a record: verbs, names of the policy, digests, counts.
//
//     EVIDENCE/PARTY.log            one entry a line (log_line.hpp), each signed and chained to the one
//     before EVIDENCE/statements/*.dsse    copies of the statements of files sent and received
//     EVIDENCE/policies/*.toml      every policy that was worked under, with its signatures (.toml.dsse)
//
// `gauze verify` reads such folders of all parties and needs nothing but the public keys in the policy.
//
// What verbs note so that the books can be balanced (docs/operations.md has the table):
//   encode, intake   counts read, encoded, excluded.REASON, rejected.REASON; read is the sum of the others
//   seal             digests FILE.age -> cipher digest, for each sealed file; and keep_statement of each
//   accept, open     counts accepted (rows of a submission); digests FILE.age -> cipher digest;
//   keep_statement link             counts rows, persons; digests of the encoded files that went in (their
//   content digests)
#pragma once

#include "bloom/base/json.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

// One entry, from a fixed vocabulary: `counts` maps names of count_names() to whole numbers from 0.
struct Entry {
    std::string verb;
    std::string outcome = "done"; // or the code of a refusal
    std::string source = {};      // whose rows, where that is not the party itself
    Json counts = {};
    // Name of the artefact (a file name without folders, no value of a record) -> SHA-256 in hex.
    std::vector<std::pair<std::string, std::string>> digests = {};
};

// The vocabulary. A name that ends with "." is a family: "excluded." is followed by a reason (letters,
// digits,
// "-", "_"), as in "excluded.no-consent".
const std::vector<std::string_view>& count_names();
bool is_count_name(std::string_view name);

// Appends to the log under a lock and flushes to the disk, after checking the last line's form, signature and
// time; does nothing when the verb runs ungoverned or without --evidence. A last line that a crash has torn
// is cut off, and an entry of the verb "log" says so (outcome "torn"). A count that is not in the vocabulary
// is a programming fault (std::logic_error, in every build).
//
// Throws Error(bad_data) log-damaged; Error(refused) clock-behind, when the last entry is more than two
// minutes later than now (within them the entry takes the last one's time); Error(cannot_write) when the
// folder cannot be written or another verb of the party keeps the log for more than ten seconds.
void note(const Admitted& me, const Governed& options, const Entry& entry);

// The same checks without an entry, for verbs that want to know before the work that they can note it after.
void check_log(const Admitted& me, const Governed& options);

// Keeps a copy of a statement that was sent or received, and of the policy (with its signatures beside it)
// that a verb works under. Each does nothing without --evidence or when the same bytes are kept already.
void keep_statement(const Governed& options, const std::filesystem::path& dsse);
void keep_policy(const Governed& options, const std::filesystem::path& policy);

} // namespace gauze::project
