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
        if (std::ranges::count(column.uses, ColumnUse::payload) > 0) offer(column.name, column, nullptr);
        for (const Generalisation& made : column.generalised)
            if (made.rule != "drop") offer(made.as, column, &made);
    }
    return columns;
}

bool receives_rows(const Governance& governance, const Recipient& recipient)
{
    const auto found = std::ranges::find(governance.members, recipient.member, &Member::name);
    return found != governance.members.end() && found->role == Role::researcher;
}

} // namespace gauze::project
