// How many records of each party have each value of a stratum, as custodians sent it.
#pragma once

#include "engine/linkage/receive.hpp"
#include "engine/linkage/withhold.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gauze::linkage {

// By byte (project::Stratum::name_of), records of this party. `stratum` is its position in the policy.
std::vector<std::uint64_t> records_by_value(const project::Policy& policy, const Parties& parties,
                                            std::size_t party, std::size_t stratum);

// Which of these counts of one party are not shown.
Withheld withhold_records(const std::vector<std::uint64_t>& records, std::uint32_t smallest);

struct StratumTable {
    std::string stratum, party;
    struct Row {
        std::string value;
        std::optional<std::uint64_t> records; // nothing: withheld
    };
    std::vector<Row> rows; // values that occur: in the policy's order, then "other", then "not known"
};

// By stratum, then party. A custodian sends no value that only few of its records have; where one is there
// all the same, it is withheld and so is another. Empty where the files have no strata.
std::vector<StratumTable> count_strata(const project::Policy& policy, const Parties& parties);

// The bytes of a stratum in the order in which people read them: listed values, "other", "not known".
std::vector<std::uint8_t> reading_order(const project::Stratum& stratum);

} // namespace gauze::linkage
