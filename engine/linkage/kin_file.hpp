// Families or households of a link run, as `link` writes them (families.hpp) and `issue` reads them: which
// group the record of a row token belongs to. They stay at the linkage unit.
#pragma once

#include "bloom/base/row_token.hpp"
#include "engine/linkage/identity.hpp"
#include "engine/linkage/persons_file.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gauze::linkage {

// Immutable; any number of threads may read. 32 bytes a record.
class KinFile {
public:
    // `kind` is "families" or "households": FOLDER/KIND.table, where the persons of the run stand. Throws
    // Error(refused), code kin-missing, when there is no such file, and kin-of-another when it is of another
    // policy than the persons; Error(bad_data) for a damaged one.
    KinFile(const std::filesystem::path& folder, std::string_view kind, const PersonsFile& persons);

    const PersonId* group_of(const RowToken& token) const noexcept; // null: none
    const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
    std::vector<std::pair<RowToken, PersonId>> rows_; // by token
};

} // namespace gauze::linkage
