// On which day each row of a run is due (retention.hpp), from the row itself: dates and flags are read as the
// row goes by, and what stays of them is the due day. It goes into the ledger, which never leaves: next to a
// policy that says "5 years from birth", an exact due day is a birth date.
//
// Rows that are held together are known by a keyed print of the value they share, under a key of this
// process. Memory: 40 bytes for each such value.
#pragma once

#include "engine/custodian/release/columns.hpp"
#include "engine/custodian/release/keyed_prints.hpp"
#include "engine/custodian/row_block.hpp"
#include "engine/project/retention.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gauze::custodian {

class RowRetention {
public:
    // All arguments outlive the object. `receipt`: the day of the run.
    RowRetention(const project::Governance& governance, std::string_view party, const Source& file,
                 project::Day receipt);

    // What to keep of a row until all are read. Valid until the next call; one thread.
    std::string_view see(const RowBlock& rows, std::size_t row);

    // After the last row, of what `see` gave: the day ("" for none) and the rule's name ("" for none). Any
    // thread.
    struct Kept {
        std::string day;
        std::string_view rule;
    };
    Kept resolve(std::string_view seen) const;
    project::Day receipt() const noexcept { return receipt_; }

private:
    struct Columns {
        std::optional<std::size_t> date, flag, together;
        DayReader dates;
    };
    std::size_t place_of(const project::RetentionRule* rule) const noexcept;
    std::string group_of(const project::DueDay& own, const RowBlock& rows, std::size_t row);

    const project::Governance& governance_;
    std::string_view party_;
    project::Day receipt_;
    std::vector<Columns> columns_; // by rule of the policy
    std::vector<project::FromRow> row_;
    KeyedPrints prints_;
    std::map<std::string, project::HeldTogether, std::less<>> groups_; // by rule and print
    std::string seen_;
};

} // namespace gauze::custodian
