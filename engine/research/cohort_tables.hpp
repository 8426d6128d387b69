// All tables of a cohort together: those of units and of episodes, how many persons stand in which
// combination of sources, the dictionary and the quality sheet.
#pragma once

#include "engine/research/cohort_table.hpp"
#include "engine/research/dictionary.hpp"
#include "engine/research/summary.hpp"

#include <memory>
#include <vector>

namespace gauze::research {

// `joined` must outlive it. Any number of threads may walk the tables. 4 bytes a record for families, and as
// many for households.
class CohortTables {
public:
    // Counts the rows of every table and fills the summary's tables, columns, persons and counts. Says on
    // standard error which columns are left out.
    CohortTables(const Joined& joined, CohortSummary& summary);

    const std::vector<OutTable>& all() const noexcept { return tables_; }

private:
    const Units& units(project::Unit unit);
    void add_units(CohortSummary& summary);
    void add_episodes(CohortSummary& summary);
    void add_counts(CohortSummary& summary);
    const Joined& joined_;
    std::vector<std::unique_ptr<Units>> units_; // those that were asked for; the tables refer to them
    std::vector<OutTable> tables_;
    std::vector<Told> told_; // for the dictionary
};

} // namespace gauze::research
