// The researcher's inbox: what was sealed to it is opened into a folder, if it is what the policy lets this
// researcher have. Payload, episodes, link maps and withdrawals; nothing else is of use to a researcher, and
// nothing else is let in. A reader has an inbox too, for tables (release/open_tables.hpp).
//
//     INBOX/NAME           NAME.age as it was sealed: "hospital.payload", "university-1.map", ...
//     INBOX/NAME.dsse      the statement it came with
//
// Refusals, beside those of exchange.hpp: not-the-payload, not-the-episodes, not-the-map, not-the-withdrawal
// (what is inside is not what the statement says, or more than the policy allows), map-of-another,
// payload-of-another.
#pragma once

#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace gauze::research {

struct Opened {
    std::filesystem::path file;
    std::uint64_t rows = 0; // of payload; entries of a map
    project::Statement statement;
};

// One sealed file: into the inbox whole, or not at all; never replaces a file.
Opened open_sealed(const project::Admitted& me, const std::filesystem::path& sealed,
                   const std::filesystem::path& inbox);

// Of a link map that is used under a governed policy: it is for a recipient whose member is `me`. Throws
// Error(refused), code map-of-another.
void require_my_map(const project::Admitted& me, const std::string& recipient);

} // namespace gauze::research
