// What a researcher answers to a withdrawal: a signed statement that the rows are out of the cohort. It says
// what the custodian knows already, how many tokens it sent and how many of them were rows of its payload,
// and the digest of the new cohort. Whether a row was linked with another party's, and so whether a person is
// gone altogether, is not in it: no custodian may learn whether a record of its own was matched.
#pragma once

#include "bloom/base/output_folder.hpp"
#include "engine/project/gate.hpp"
#include "engine/research/summary.hpp"
#include "engine/research/withdrawals.hpp"

#include <filesystem>
#include <span>
#include <vector>

namespace gauze::research {

// Of the tables in a cohort folder: SHA-256 over their names and digests, in hex.
std::string cohort_digest(const std::filesystem::path& folder);

// Writes FOLDER/receipts/NAME.receipt.dsse for each withdrawal. `removed`: the tokens of payload rows that
// were left out, ascending. `folder` holds the cohort's tables.
void write_receipts(const project::Admitted& me, const CohortSummary& summary, const Withdrawals& withdrawals,
                    std::span<const RowToken> removed, const OutputFolder& folder);

} // namespace gauze::research
