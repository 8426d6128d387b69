#include "engine/custodian/release/columns.hpp"

#include "engine/project/refusal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

using project::refuse_with;

void check_columns(const project::Governance& governance, std::string_view party,
                   const std::vector<std::string>& header, const std::filesystem::path& input)
{
    const project::Source* source = governance.source(party);
    if (source == nullptr)
        refuse_with("source-unknown", fmt::format("the agreement has no [[source]] of {}", party),
                    "it says on what basis a party may send, and which columns; ask who keeps the policy");
    for (const project::ColumnRule& column : source->columns) {
        const bool may_be_missing = std::ranges::all_of(
            column.uses, [](project::ColumnUse use) { return use == project::ColumnUse::drop; });
        if (!may_be_missing && std::ranges::count(header, column.name) == 0)
            refuse_with("column-missing", fmt::format("{} has no column {}", input.string(), column.name),
                        "the first row must hold the column names that the policy gives for this source");
    }
    for (std::size_t c = 0; c < header.size(); ++c)
        if (source->column(header[c]) == nullptr)
            refuse_with("column-not-agreed",
                        fmt::format("{}: column {} ({}) is not in the agreement", input.string(), c + 1,
                                    header[c].empty() ? "without a name" : header[c]),
                        "leave it out of the export; what is sent must be named in the policy first");
}

std::optional<std::size_t> ControlColumns::find(std::string_view name) const
{
    if (name.empty()) return std::nullopt;
    const auto found = std::ranges::find(file_.header, name);
    if (found == file_.header.end())
        refuse_with("column-missing", fmt::format("the file has no column {}", name),
                    "the first row must hold the column names that the policy gives for this source");
    return static_cast<std::size_t>(found - file_.header.begin());
}

DayReader ControlColumns::dates_of(const std::optional<std::size_t>& column) const
{
    if (column)
        for (const FieldSource& field : file_.fields)
            if (field.held && field.whole == column && field.format) return DayReader(field.format);
    return {};
}

} // namespace gauze::custodian
