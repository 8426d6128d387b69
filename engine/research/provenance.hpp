// Where the columns of the cohort's tables come from: which payload columns of which sources, and what these
// were made of by the custodians. The dictionary and the quality sheet speak of it.
#pragma once

#include "engine/project/payload_columns.hpp"
#include "engine/research/cohort_table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

// The payload column of a source (of one of its episode tables, where `episodes` names one), as the policy
// has it; nothing without an agreement.
std::optional<project::PayloadColumn> payload_column(const project::Policy& policy, std::string_view party,
                                                     std::string_view episodes, std::string_view name);

// What a column of an output table is about. Both lists are empty for what the run makes by itself.
struct Provenance {
    std::string column, meaning;
    std::string episodes;             // the episode table it is taken from; "": payload
    std::vector<std::string> parties; // whose records
    std::vector<std::string> names;   // payload columns it needs
};

// Of the columns of a unit's table, in its order; of an episode table.
std::vector<Provenance> provenance(const Joined& joined, const OutTable& table, project::Unit unit);
std::vector<Provenance> provenance(const Joined& joined, const OutTable& table, const std::string& episodes);

} // namespace gauze::research
