#include "engine/custodian/release/row_retention.hpp"

#include "bloom/base/clock.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

constexpr std::string_view no_rule = "-";

// "RULE DAY GROUP", as numbers and hex: what `see` gives and `resolve` takes.
std::uint32_t take_number(std::string_view& text)
{
    std::uint32_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.empty()) text.remove_prefix(1);
    return number;
}

} // namespace

RowRetention::RowRetention(const project::Governance& governance, std::string_view party, const Source& file,
                           project::Day receipt)
    : governance_(governance), party_(party), receipt_(receipt), row_(governance.retention.size())
{
    const project::Source* const source = governance.source(party);
    const ControlColumns columns(file);
    const auto find = [&](const std::string& name) {
        return source != nullptr && source->column(name) != nullptr ? columns.find(name) : std::nullopt;
    };
    for (const project::RetentionRule& rule : governance.retention) {
        Columns at;
        if (is_for(rule, party))
            at = {find(rule.column), find(rule.flag_column), find(rule.together_column), {}};
        at.dates = columns.dates_of(at.date);
        columns_.push_back(std::move(at));
    }
}

std::size_t RowRetention::place_of(const project::RetentionRule* rule) const noexcept
{
    return static_cast<std::size_t>(rule - governance_.retention.data());
}

std::string RowRetention::group_of(const project::DueDay& own, const RowBlock& rows, std::size_t row)
{
    const std::size_t place = place_of(own.rule);
    const auto& column = columns_[place].together;
    if (!column || is_blank(rows.cell(row, *column).reveal())) return {};
    const Print print = prints_({trimmed(rows.cell(row, *column).reveal())});
    return fmt::format("{}:{:016x}{:016x}", place, print.high, print.low);
}

std::string_view RowRetention::see(const RowBlock& rows, std::size_t row)
{
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const Columns& at = columns_[i];
        const project::RetentionRule& rule = governance_.retention[i];
        row_[i].day = at.date ? at.dates.read(rows.cell(row, *at.date).reveal()).day : 0;
        row_[i].flag = rule.flag_column.empty() ||
                       (at.flag && is_same_word(rows.cell(row, *at.flag).reveal(), rule.flag_value));
    }
    const project::DueDay own = project::due_day(governance_.retention, party_, row_, receipt_);
    if (own.rule == nullptr) return no_rule;
    const std::string group = group_of(own, rows, row);
    if (!group.empty()) groups_[group].add(own);
    seen_ = fmt::format("{} {} {}", place_of(own.rule), own.day, group);
    return seen_;
}

RowRetention::Kept RowRetention::resolve(std::string_view seen) const
{
    if (seen.empty() || seen == no_rule) return {}; // a decoy, or a row that no rule is for
    const project::RetentionRule& rule = governance_.retention[take_number(seen)];
    project::DueDay due{take_number(seen), &rule};
    if (const auto group = groups_.find(seen); !seen.empty() && group != groups_.end())
        due = group->second.due(due, receipt_);
    return {due.day == 0 ? std::string() : day_text(due.day), rule.name};
}

} // namespace gauze::custodian
