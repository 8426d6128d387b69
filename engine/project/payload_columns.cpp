#include "engine/project/payload_columns.hpp"

#include <algorithm>

namespace gauze::project {

std::vector<PayloadColumn> payload_columns(const Source& source, const Recipient& recipient)
{
    std::vector<PayloadColumn> columns;
    const auto offer = [&](const std::string& name, const ColumnRule& column, const Generalisation* made) {
        if (recipient.payload.empty() || std::ranges::count(recipient.payload, name) > 0)
            columns.push_back({name, &column, made});
    };
    for (const ColumnRule& column : source.columns) {
        if (column.has(ColumnUse::payload)) offer(column.name, column, nullptr);
        for (const Generalisation& made : column.generalised) offer(made.as, column, &made);
    }
    std::ranges::sort(columns, {}, &PayloadColumn::name);
    return columns;
}

bool receives_table(const Recipient& recipient, std::string_view table) noexcept
{
    if (recipient.tables.empty()) return recipient.payload.empty();
    return std::ranges::find(recipient.tables, table) != recipient.tables.end();
}

bool receives_rows(const Governance& governance, const Recipient& recipient)
{
    const Member* member = governance.member(recipient.member);
    return member != nullptr && member->role == Role::researcher;
}

} // namespace gauze::project
