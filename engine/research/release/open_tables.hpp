// A reader's way in: sealed tables become a folder of CSV files.
#pragma once

#include "engine/project/gate.hpp"
#include "engine/research/open.hpp"

#include <filesystem>

namespace gauze::research::release {

// Opens FILE.age into INBOX/FILE/, all or nothing; never replaces. `rows` is the number of tables. Throws as
// exchange.hpp says, and "not-the-tables", "tables-of-another".
Opened open_tables(const project::Admitted& me, const std::filesystem::path& sealed,
                   const std::filesystem::path& folder);

} // namespace gauze::research::release
