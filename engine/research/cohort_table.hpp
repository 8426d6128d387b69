// The tables of units: one row a person, a family or a household, in order of their ids.
//
//     cohort       study_id, [family_id,] [household_id,] sources, then columns
//     families     family_id, persons, then columns
//     households   household_id, persons, then columns
//
// Columns are those of the policy's [[cohort.column]] for the unit. The persons' table without any holds what
// each source S sent, as it is: S_records, S_COLUMN ..., where several records of one source give the
// distinct values that are not empty, sorted, joined by "; ".
//
// `sources` names the parties that hold at least one record of the person, in the order of the policy
// ("gp+hospital"); `persons` counts those with a record. Nobody without a record is in any table, and no row
// token; no person's id is in any where the policy's cohort has no table of persons.
#pragma once

#include "engine/project/policy.hpp"
#include "engine/research/counts.hpp"
#include "engine/research/derived.hpp"
#include "engine/research/out_table.hpp"
#include "engine/research/people.hpp"
#include "engine/research/units.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gauze::research {

// What the tables are made of: everything outlives them.
struct Joined {
    const project::Policy& policy;
    std::string recipient;
    const People& people;
    std::vector<Source> sources; // payload in the order of the policy, then episodes by table and policy

    const project::Cohort& cohort() const noexcept; // the policy's, or that of persons alone
};

// The ids that tables of persons' records carry: the columns, and a person's cells for them.
std::vector<OutColumn> id_columns(const project::Cohort& cohort);
void put_ids(const Joined& joined, Person person, std::vector<std::string>& into);

// The policy's columns for a unit that this recipient can have, and those that it cannot.
std::vector<const project::CohortColumn*> columns_made(const Joined& joined, project::Unit unit);
std::vector<const project::CohortColumn*> columns_left_out(const Joined& joined);

// The name of a unit's table: "cohort", "families", "households".
std::string table_name(project::Unit unit);

// The table of a unit. `joined` and `units` must outlive it. Any number of threads may walk.
OutTable unit_table(const Joined& joined, const Units& units);

// How many persons stand in each combination of sources that occurs, ordered by the sources' places in the
// policy: an order that says nothing about the counts.
std::vector<SourceCount> count_sources(const Joined& joined, const Units& persons);

} // namespace gauze::research
