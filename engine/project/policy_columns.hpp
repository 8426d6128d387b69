// The half of the policy reader that knows columns: where each party keeps its fields, and what travels as
// payload. For policy_reader.cpp alone.
#pragma once

#include "engine/project/policy.hpp"
#include "engine/project/toml_table.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

// A FIELDS.toml may name columns for parties that do not take part in this run of the laboratory.
enum class Strangers { refused, ignored };

// Refuses what cannot be the name of a column.
void check_column(const std::string& place, std::string_view name);
// The text of `key`, which must be there and can be the name of a column.
std::string required_column(const TomlTable& table, std::string_view key);

// "day", "month" and "year" stand for the parts of a date, so no party is called so.
bool is_date_part(std::string_view word);

// A day as YYYYMMDD; `otherwise` if there is none.
std::uint32_t read_day(const TomlTable& table, std::string_view key, std::uint32_t otherwise);

// Reads `column` and `columns` of one [[field]]: one column for all, a date in parts, or party by party.
void read_columns(const TomlTable& table, Field& field, const std::vector<std::string>& parties,
                  Strangers strangers);

// Reads [payload]. Throws Error(refused) for a column that says who somebody is.
void read_payload(const TomlTable& file, Policy& policy);

template <typename Named>
std::vector<std::string> names_of(const std::vector<Named>& all)
{
    std::vector<std::string> names;
    for (const Named& one : all) names.emplace_back(one.name);
    return names;
}

inline bool contains(const std::vector<std::string>& all, std::string_view one)
{
    return std::find(all.begin(), all.end(), one) != all.end();
}

} // namespace gauze::project
