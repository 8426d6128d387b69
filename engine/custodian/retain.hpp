// Retention at the custodian (or at the intake that encoded for one): the rows of earlier runs that are due
// leave what is kept here, and their tokens are taken back from everybody who got them.
//
//     OUT/to-researcher/NAME.withdrawal.age     sealed to every researcher that got payload    (+ .dsse)
//     OUT/to-linkage-unit/NAME.withdrawal.age   sealed to the linkage unit                     (+ .dsse)
//     OUT/stays-here/NAME.withdrawal            the tokens, with the reason "retention"
//     OUT/stays-here/NAME.certificate.dsse      what was destroyed and rewritten, signed
//
// NAME is PARTY-YYYYMMDDHHMMSS. Order: the withdrawals stand there before anything is destroyed, the ledger
// of a run is the last of its files to change. So a run that is interrupted is done again from what the
// ledger still says, and no token is lost that somebody else should destroy.
//
// Nothing is due before `not_before` of the policy of today, however the verb is called; what must go earlier
// is withdrawn or erased by name (withdraw.hpp).
#pragma once

#include "bloom/base/token_set.hpp"
#include "engine/custodian/releases.hpp"
#include "engine/project/evidence/certificate.hpp"
#include "engine/project/gate.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace gauze::custodian {

struct RetainOptions {
    std::vector<std::filesystem::path> runs;       // folders that encode or intake made
    std::vector<std::filesystem::path> statements; // who got payload
    std::vector<std::filesystem::path> outboxes;   // searched for sealed copies of what is destroyed
    std::filesystem::path out;
};

struct RetainOutcome {
    std::string source;
    std::uint64_t rows = 0, due = 0, open = 0; // real rows of all runs; those due; those without a due day
    std::uint64_t runs_destroyed = 0, runs_rewritten = 0;
    bool other_policy = false; // a run was made under another version of the policy
    PayloadRecipients recipients;
    std::vector<std::filesystem::path> sealed; // withdrawals
    std::filesystem::path certificate;
    project::Certificate certified;
};

// What a ledger says is due on `today`, under the policy of today. Throws Error(refused): wrong-project,
// wrong-party (not mine, and of nobody I encode for), no-due-days (a run of an older version, or ungoverned).
struct DueRows {
    std::filesystem::path folder, ledger;
    std::string source, policy;
    TokenSet tokens;
    std::map<std::string, std::uint64_t> by_rule;
    std::uint64_t rows = 0, open = 0; // without decoys
    bool all() const noexcept { return rows > 0 && tokens.size() == rows; }
};
DueRows due_rows(const project::Admitted& me, const std::filesystem::path& run, project::Day today);

// Throws Error(refused) as above, and wrong-party for runs of several sources, run-twice.
RetainOutcome retain(const project::Admitted& me, const project::Governed& governed,
                     const RetainOptions& options);

} // namespace gauze::custodian
