// Which payload columns of a source a recipient gets, under a governed policy: the one list that the
// custodian writes by and the researcher checks against.
#pragma once

#include "engine/project/governance.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

struct PayloadColumn {
    std::string name;                     // in the payload
    const ColumnRule* column = nullptr;   // of the source's file; lives as long as the source
    const Generalisation* made = nullptr; // how it is made of it; null: as it stands
};

// By name, as Source::payload has them; without the columns that the recipient may not have.
std::vector<PayloadColumn> payload_columns(const Source& source, const Recipient& recipient);

// Whether a recipient may have an episode table of that name, of any source: those that the policy lists for
// it; without a list all, unless its payload is listed.
bool receives_table(const Recipient& recipient, std::string_view table) noexcept;

// Rows go to researchers. Readers get tables.
bool receives_rows(const Governance& governance, const Recipient& recipient);

} // namespace gauze::project
