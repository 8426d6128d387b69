#include "engine/custodian/release/plain_cell.hpp"

#include "engine/custodian/normal_form.hpp"
#include "engine/custodian/release/days.hpp"
#include "engine/custodian/utf8.hpp"

namespace gauze::custodian {

std::string_view plain_cell(const project::ColumnRule& rule, std::string_view cell, std::string& into)
{
    into.clear();
    if (!is_utf8(cell)) return to_text(CellFault::invalid_utf8);
    if (is_blank(cell)) return {};
    if (!rule.may_hold(trimmed(cell)))
        return rule.kind == project::PayloadKind::codes ? "not a listed code" : "not of the agreed kind";
    into = trimmed(cell);
    return {};
}

} // namespace gauze::custodian
