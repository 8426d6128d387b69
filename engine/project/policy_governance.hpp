// The half of the policy reader that knows the law and the people: [agreement], the roles of [[party]],
// [source.NAME], [[recipient]], [[retention]] and [disclosure]. For policy_reader.cpp alone.
#pragma once

#include "engine/project/command_line.hpp"
#include "engine/project/policy_columns.hpp"
#include "engine/project/policy_faults.hpp"

namespace gauze::project {

// Whether the file has an [agreement], which makes it governed.
bool is_governed(const TomlTable& file);

// Reads [agreement] and [disclosure].
void read_agreement(const TomlTable& file, Governance& governance, Faults& faults);
// Reads what stands about people in [[party]]: every party is a member, and the names of those that are no
// custodian are no parties of the policy.
void read_members(const TomlTable& file, Governance& governance, Faults& faults);
// Reads [source.NAME] of every custodian; parties and fields are known. Sets Party::payload.
void read_sources(const TomlTable& file, Policy& policy, Faults& faults);
// Reads the [source.NAME.columns] of one source.
void read_source_columns(const TomlTable& source, Source& into, Faults& faults);
// The rules of a table of columns, by name, held against the source's basis.
std::vector<ColumnRule> read_column_rules(const TomlTable& columns, const Source& source, Faults& faults);
// Reads [source.NAME.consent], .opt_out and .eligible; the columns are known.
void read_inclusion(const TomlTable& source, const Member& member, Source& into, Faults& faults);
// Reads [[recipient]] and [[retention]]; members and sources are known.
void read_recipients(const TomlTable& file, Governance& governance, Faults& faults);

// Reads [source.NAME.table.TABLE] of one source: its episode tables.
void read_episode_tables(const TomlTable& source, const Party& party, Source& into, Faults& faults);
// Reads [cohort] and [[cohort.column]]; sources and recipients are known.
void read_cohort(const TomlTable& file, Governance& governance, Faults& faults);
// Reads [[checker]]; members are known.
void read_checkers(const TomlTable& file, Governance& governance, Faults& faults);

// A key whose text must be one of some words, or nothing after a fault with this code.
std::optional<std::string> one_of(const TomlTable& table, std::string_view key, std::string_view code,
                                  const std::vector<std::string>& words, Faults& faults);
// A key that holds one text in quotes or a list of them.
std::vector<std::string> text_or_texts(const TomlTable& table, std::string_view key);
// A text that must be there and say something; "" after a fault.
std::string said(const TomlTable& table, std::string_view key, Faults& faults);
// A day of the calendar, or 0 after a fault (or when it is absent, if it may be).
Day day_of(const TomlTable& table, std::string_view key, Need need, Faults& faults);

} // namespace gauze::project
