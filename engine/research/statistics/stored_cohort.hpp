// A cohort folder, as statistics read it: what its about.json says, and the stored table of a unit.
#pragma once

#include "engine/project/gate.hpp"
#include "engine/research/statistics/stored_table.hpp"
#include "engine/research/statistics/tables_file.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gauze::research::statistics {

// cohort.csv, families.csv or households.csv.
std::string file_of(project::Unit unit);
// Columns that name a unit rather than describe it: study_id, family_id, household_id.
bool is_identifier(std::string_view column);

class StoredCohort {
public:
    // Throws Error(refused) "wrong-policy", "wrong-project" when it was made under another, "map-of-another"
    // when it is for another recipient than `me`.
    StoredCohort(std::filesystem::path folder, const project::Admitted& me);
    // The columns that these tables read, of the unit's file. Throws Error(bad_data) "no-such-unit" when the
    // cohort has none of it.
    StoredTable read(project::Unit unit, const std::vector<TableRequest>& tables) const;
    const std::string& recipient() const noexcept { return recipient_; }

private:
    std::filesystem::path folder_;
    std::string recipient_;
};

} // namespace gauze::research::statistics
