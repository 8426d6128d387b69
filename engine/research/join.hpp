// From files to records: everything that was named is read once, joined by the link map, and told.
#pragma once

#include "engine/research/cohort_table.hpp"
#include "engine/research/payload.hpp"
#include "engine/research/people.hpp"
#include "engine/research/summary.hpp"
#include "engine/research/withdrawals.hpp"

#include <string>
#include <vector>

namespace gauze::research {

// Says on standard error which payload or episodes this recipient gets by the policy and nobody named: a
// forgotten file would look like a party that knows nobody.
void say_what_is_missing(const std::vector<PayloadFile>& files, const project::Policy& policy,
                         const std::string& recipient);

// One source for each party and table. `files` are in the order of open_payloads. Fills the summary's
// payloads and what became of the map. Throws as Records does, and Error(bad_data) for a payload of which no
// row stands in the map.
std::vector<Source> join(const std::vector<PayloadFile>& files, const People& people,
                         const Withdrawals& withdrawals, CohortSummary& summary);

// Of rows that were left out because they were taken back; ascending.
std::vector<RowToken> removed_rows(const std::vector<Source>& sources);

} // namespace gauze::research
