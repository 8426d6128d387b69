// The linkage unit's door: what custodians sealed to it is let in if it is an encoding that the policy and
// the statement beside it know all about, and nothing else is. Of a file that is no encoding not one byte
// reaches a disk: its beginning is looked at in memory, and there the reading ends.
//
//     INBOX/SOURCE.gauze         what `link` reads
//     INBOX/SOURCE.gauze.dsse    the statement it came with
//
// Refusals, beside those of exchange.hpp:
//   what it is       not-an-encoding, payload-at-linkage, table-at-linkage, clear-at-linkage, clear-from-nhs,
//                    unexpected-column, unknown-section, encoding-damaged
//   what it says     wrong-policy-in-file, wrong-party-in-file, wrong-profile-in-file, check-differs,
//                    specification-differs, counts-differ, not-its-intake
//   the audit        audit-missing, audit-failed
//   the inbox        already-accepted, older-submission; inbox-damaged
#pragma once

#include "bloom/encoded_file.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gauze::linkage {

struct Accepted {
    std::string source; // custodian whose rows they are
    std::string party;  // who signed: the custodian, or its intake
    std::filesystem::path file;
    std::uint64_t rows = 0;
    bool replaced = false; // an earlier submission of the same rows
    project::Statement statement;
};

struct AcceptOptions {
    std::filesystem::path inbox; // made if it is not there
    bool replace = false;        // a newer submission of one source takes the place of an older one
};

// One sealed file: let in whole, or not at all. Memory: a header and a window. Throws Error as above.
Accepted accept(const project::Admitted& me, const std::filesystem::path& sealed,
                const AcceptOptions& options);

// Of files that `accept` let in: the statement beside each is signed by a party of the policy and is about
// exactly these bytes. Throws Error(refused), code not-accepted. Under an ungoverned policy nothing is asked.
void require_accepted(const project::Admitted& me, const std::vector<std::filesystem::path>& files);

} // namespace gauze::linkage
