// Retention at the researcher: what is due leaves the inbox, the post and the stored cohorts, and a
// certificate says so.
//
//   whole files   payload, episodes and link maps whose last row is due by receipt (the day of the statement
//                 they came with), study end or cap: destroyed, opened or still sealed
//   rows          that custodians took back with the reason "retention" (withdrawals in the inbox): payload,
//                 episodes and link maps are written again without them; sealed files that hold one of them
//                 are destroyed
//   cohorts       made of anything of the above: destroyed as a whole folder; gauze cohort makes it anew
//
// What stays: withdrawals and statements, which hold random tokens, digests and counts.
#pragma once

#include "engine/project/evidence/certificate.hpp"
#include "engine/project/gate.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace gauze::research {

struct RetainOptions {
    std::filesystem::path inbox;                // what `open` made
    std::vector<std::filesystem::path> post;    // folders with sealed files
    std::vector<std::filesystem::path> cohorts; // folders that `cohort` made
    std::filesystem::path out;                  // the certificate
};

struct RetainOutcome {
    project::Certificate certified;
    std::uint64_t sealed_destroyed = 0, cohorts_destroyed = 0;
    std::vector<std::filesystem::path> not_looked_into;   // sealed under another policy: nobody can say
    std::vector<std::filesystem::path> without_statement; // in the inbox: when they came is not known
};

// Throws Error(input_missing), Error(cannot_write); Error(refused), code not-a-cohort.
RetainOutcome retain(const project::Admitted& me, const project::Governed& governed,
                     const RetainOptions& options);

} // namespace gauze::research
