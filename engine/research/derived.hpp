// Columns that the policy's [[cohort.column]] makes of the records of a unit (project::CohortColumn).
//
// Of the records that a column is about (of its sources, of its table, that satisfy `where`, in a source that
// sends what it needs) it takes one text. A blank cell says nothing. Without any record, count, persons,
// sources, any and sum are 0, and all others are empty; with records of which none holds a number, sum is
// empty too.
#pragma once

#include "engine/project/policy.hpp"
#include "engine/research/units.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

// Whether the recipient gets what the column is made of, from some source; by the policy, whatever files
// there are. A column that it cannot have is no column of its tables.
bool can_be_made(const project::CohortColumn& column, const project::Policy& policy,
                 const std::string& recipient);
// The sources, by their parties, of which the recipient gets what the column needs.
std::vector<std::string> sources_of(const project::CohortColumn& column, const project::Policy& policy,
                                    const std::string& recipient);

// One column, held against the records there are. Immutable; any number of threads may ask. `column` and
// `sources` must outlive it.
class DerivedColumn {
public:
    DerivedColumn(const project::CohortColumn& column, const std::vector<Source>& sources);

    const project::CohortColumn& rule() const noexcept { return column_; }
    // Of a unit's records, one run for each source. `into` is replaced.
    void take(std::span<const RecordRun> runs, std::string& into) const;

private:
    struct Part {                               // one source that has what the column needs
        std::size_t source, from, minus, where; // columns; none: not needed
    };
    void each_record(std::span<const RecordRun> runs,
                     const std::function<void(const Part&, const RecordRun&, std::size_t)>& visit) const;
    void take_count(std::span<const RecordRun> runs, std::string& into) const;
    void take_number(std::span<const RecordRun> runs, std::string& into) const;
    void take_text(std::span<const RecordRun> runs, std::string& into) const;
    const project::CohortColumn& column_;
    const std::vector<Source>& sources_;
    std::vector<Part> parts_;
};

// What a unit's records say in a column that is shown as it stands: the distinct values that are not empty,
// sorted and joined by "; ".
void join_values(const RecordRun& records, std::size_t column, std::string& into);

} // namespace gauze::research
