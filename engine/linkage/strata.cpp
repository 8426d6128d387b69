#include "engine/linkage/strata.hpp"

#include <numeric>

namespace gauze::linkage {

std::vector<std::uint64_t> records_by_value(const project::Policy& policy, const Parties& parties,
                                            std::size_t party, std::size_t stratum)
{
    std::vector<std::uint64_t> records(policy.strata[stratum].bytes());
    for (std::size_t row = 0; row < parties[party].rows(); ++row)
        ++records[parties[party].stratum(stratum, row)];
    return records;
}

std::vector<std::uint8_t> reading_order(const project::Stratum& stratum)
{
    std::vector<std::uint8_t> order;
    for (std::uint32_t byte = bloom::stratum_first; byte < stratum.bytes(); ++byte)
        order.push_back(static_cast<std::uint8_t>(byte));
    order.push_back(bloom::stratum_other);
    order.push_back(bloom::stratum_not_known);
    return order;
}

Withheld withhold_records(const std::vector<std::uint64_t>& records, std::uint32_t smallest)
{
    Margin margin{records, records, false};
    const std::uint64_t total = std::accumulate(records.begin(), records.end(), std::uint64_t{0});
    for (std::uint64_t& most : margin.most) most = most > 0 ? total : 0;
    return withhold({margin}, std::vector<bool>(records.size()), smallest);
}

std::vector<StratumTable> count_strata(const project::Policy& policy, const Parties& parties)
{
    std::vector<StratumTable> tables;
    for (std::size_t s = 0; s < policy.strata.size(); ++s)
        for (std::size_t p = 0; p < parties.size(); ++p) {
            const auto records = records_by_value(policy, parties, p, s);
            const Withheld withheld = withhold_records(records, policy.smallest_count);
            StratumTable table{.stratum = policy.strata[s].name, .party = parties.name(p), .rows = {}};
            for (const std::uint8_t byte : reading_order(policy.strata[s]))
                if (records[byte] > 0)
                    table.rows.push_back(
                        {std::string(policy.strata[s].name_of(byte)),
                         withheld.values[byte] ? std::nullopt : std::optional(records[byte])});
            tables.push_back(std::move(table));
        }
    return tables;
}

} // namespace gauze::linkage
