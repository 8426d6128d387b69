// What a file has to do with a project, by what it says of itself: for `close`, which destroys what it
// recognises and leaves everything else alone.
//
//   tables           gauze-table files whose `about` names the project (payload, episodes, ledger, link map,
//                    persons, links, withdrawals, registers)
//   encodings        GAUZEENC, by its header
//   sealed files     age files with a statement of the project beside them, signed by a party of the policy
//   statements       .dsse of the project beside a file that is destroyed (others stay: they are evidence)
//   keys             the project's key and a ceremony's state, by their first lines; the linkage unit's
//                    identity, which names no project, and is destroyed because close is asked to
//   folders          of an output of encode, link, cohort, retain (.gauze-output), whole, when any file in
//                    them is of the project or they hold none that says otherwise
#pragma once

#include "engine/project/gate.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gauze::desk {

enum class Belongs {
    to_project, // is destroyed
    evidence,   // a statement, a certificate, a log: stays
    elsewhere,  // of another project, or nothing that is known here: stays, and is listed
};

// Of one plain file, by its own bytes and the statement beside it. `me` is admitted.
Belongs belongs(const project::Admitted& me, const std::filesystem::path& file);

struct Found {
    std::vector<std::filesystem::path> destroy, left; // sorted; `left` without evidence
};
// All plain files below the folders. `spared` are never destroyed and not listed (the party's key, the
// policy, the evidence folder, the certificate).
Found recognise(const project::Admitted& me, const std::vector<std::filesystem::path>& folders,
                const std::vector<std::filesystem::path>& spared);

} // namespace gauze::desk
