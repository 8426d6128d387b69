// Retention at the linkage unit: encodings and persons whose time is over, and a certificate.
//
//   whole files   submissions whose last row is due by receipt, study end or cap: the encodings in the inbox
//                 and the sealed files they came in
//   rows          that custodians took back with the reason "retention": their withdrawals are opened from
//                 the post into the inbox; encodings and the tables of link runs (persons, links, review,
//                 top, levels) are written again without them
//   sealed maps   of this unit in the post, once any row is gone: `issue` seals them anew
//
// An encoded file that was written again has a statement of this unit beside it (FILE.retained.dsse), by
// which `link` knows it for what `accept` let in, less the rows that are gone. A link run without a row left
// is destroyed as a whole. What stays: the register and the pair evidence, whose random tokens nobody can
// lead back to a record once the custodian's ledger has forgotten them; withdrawals; counts in reports.
#pragma once

#include "engine/project/evidence/certificate.hpp"
#include "engine/project/gate.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace gauze::linkage {

struct RetainOptions {
    std::filesystem::path inbox;               // what `accept` made
    std::vector<std::filesystem::path> post;   // folders with sealed files
    std::vector<std::filesystem::path> linked; // folders that `link` made
    std::filesystem::path out;                 // the certificate
};

struct RetainOutcome {
    project::Certificate certified;
    std::uint64_t withdrawals = 0; // opened now
    std::uint64_t sealed_destroyed = 0, runs_destroyed = 0, tables_rewritten = 0;
    std::vector<std::filesystem::path> left; // of link runs: files that may hold tokens and stay
};

// Throws Error(refused) for a withdrawal that is not what its statement says (not-the-withdrawal, and the
// codes of exchange.hpp); Error(input_missing), Error(cannot_write).
RetainOutcome retain(const project::Admitted& me, const project::Governed& governed,
                     const RetainOptions& options);

// Whether the file is one that `retain` wrote again: a statement of this unit beside it says so.
bool is_retained(const project::Admitted& me, const std::filesystem::path& file, const std::string& digest);

} // namespace gauze::linkage
