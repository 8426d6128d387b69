// Strata as policies write them: listed values, groups of codes, or bands of age. Everything that decides a
// byte stands in one line of the settings, so that two custodians cannot mean different things by one value.
#include "engine/project/policy_strata.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::string_view not_known = "not known", other = "other";
constexpr std::uint32_t oldest_of_all = 150; // years

// Names stand in reports, codes in settings between quotes.
void check_text(const std::string& place, std::string_view text)
{
    const bool plain =
        std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f || c == '"'; });
    if (folded_code(text).empty() || text.size() > 64 || !plain)
        refuse(place, "not a value of a stratum", "1 to 64 characters without quotes and line ends");
}

void check_name(const std::string& place, std::string_view name)
{
    check_text(place, name);
    if (folded_code(name) == other || folded_code(name) == not_known)
        refuse(place, fmt::format("\"{}\" is of every stratum", name),
               "what is not listed is sent as other, a blank as not known");
}

void read_columns(const TomlTable& table, Stratum& stratum, const Policy& policy, Strangers strangers)
{
    if (table.has("column")) stratum.column = required_column(table, "column");
    const std::vector<std::string> parties = names_of(policy.parties);
    if (const auto columns = table.table("columns")) {
        if (columns->keys().empty()) refuse(columns->place(), "columns names no column");
        for (const std::string& party : columns->keys()) {
            if (contains(parties, party))
                stratum.columns.emplace(party, required_column(*columns, party));
            else if (strangers == Strangers::refused)
                refuse(columns->place(party), fmt::format("there is no party \"{}\"", party),
                       did_you_mean(party, parties));
        }
    } else if (!stratum.column) {
        stratum.column = stratum.name;
    }
}

void read_source(const TomlTable& table, Stratum& stratum, const Policy& policy, Strangers strangers)
{
    if (!table.has("field")) {
        read_columns(table, stratum, policy, strangers);
        return;
    }
    if (table.has("column") || table.has("columns"))
        refuse(table.place("field"), "a field and a column exclude each other");
    stratum.field = table.required_text("field");
    const std::vector<std::string> known = names_of(policy.fields);
    if (!contains(known, stratum.field))
        refuse(table.place("field"), fmt::format("there is no field \"{}\"", stratum.field),
               did_you_mean(stratum.field, known));
}

// "5-10" or "18+".
std::optional<Stratum::Value> band_from(const std::string& text)
{
    Stratum::Value band{.name = text, .youngest = 0, .oldest = oldest_of_all};
    const char *at = text.data(), *const end = at + text.size();
    const auto number = [&](std::uint32_t& into) {
        const auto [next, fault] = std::from_chars(at, end, into);
        at = next;
        return fault == std::errc() && into <= oldest_of_all;
    };
    if (!number(band.youngest) || at == end) return std::nullopt;
    if (const char sign = *at++; sign == '+')
        return at == end ? std::optional(band) : std::nullopt;
    else if (sign != '-' || !number(band.oldest) || at != end || band.oldest < band.youngest)
        return std::nullopt;
    return band;
}

void read_bands(const TomlTable& table, Stratum& stratum, const Policy& policy)
{
    if (stratum.field.empty() || policy.field(stratum.field).kind != FieldKind::date)
        refuse(table.place("bands"), "only a field of kind date has bands of age",
               "field = \"dob\", bands = [\"0-4\", \"5-17\", \"18+\"], at = \"2025-09-01\"");
    (void)table.required_text("at");
    stratum.at = read_day(table, "at", 0);
    const std::vector<std::string> bands = table.texts("bands");
    for (std::size_t i = 0; i < bands.size(); ++i) {
        const auto band = band_from(bands[i]);
        if (!band)
            refuse(table.place("bands", i), fmt::format("\"{}\" is not a band of age", bands[i]),
                   "whole years, both within: \"5-10\"; or \"18+\"");
        if (!stratum.values.empty() && band->youngest <= stratum.values.back().oldest)
            refuse(table.place("bands", i), "the bands do not ascend", "youngest first, none in another");
        stratum.values.push_back(*band);
    }
}

void add_codes(const std::string& place, const std::vector<std::string>& codes, Stratum& stratum)
{
    for (const std::string& code : codes) {
        check_text(place, code);
        const std::string folded = folded_code(code);
        for (const Stratum::Value& value : stratum.values)
            if (contains(value.codes, folded))
                refuse(place, fmt::format("\"{}\" stands twice", code), "each code means one value");
        stratum.values.back().codes.push_back(folded);
    }
}

void read_values(const TomlTable& table, Stratum& stratum)
{
    const std::vector<std::string> values = table.texts("values");
    for (std::size_t i = 0; i < values.size(); ++i) {
        check_name(table.place("values", i), values[i]);
        stratum.values.push_back({.name = values[i]});
        add_codes(table.place("values", i), {values[i]}, stratum);
    }
}

void read_groups(const TomlTable& table, Stratum& stratum)
{
    const TomlTable groups = *table.table("groups");
    for (const std::string& name : groups.keys()) {
        check_name(groups.place(name), name);
        stratum.values.push_back({.name = name});
        add_codes(groups.place(name), groups.texts(name), stratum);
    }
}

void read_what_it_may_be(const TomlTable& table, Stratum& stratum, const Policy& policy)
{
    const int ways = table.has("values") + table.has("groups") + table.has("bands");
    if (ways != 1)
        refuse(table.place(), "a stratum has values, or groups of codes, or bands of age",
               "values = [\"urban\", \"rural\"]; all that may be sent is listed in the policy");
    if (table.has("bands")) {
        read_bands(table, stratum, policy);
    } else {
        if (table.has("at")) refuse(table.place("at"), "only bands of age have a day");
        if (!stratum.field.empty() && policy.field(stratum.field).kind == FieldKind::date)
            refuse(table.place("field"), "a date is sent in bands of age",
                   "bands = [\"0-4\", \"5-17\", \"18+\"], at = \"2025-09-01\"");
        table.has("values") ? read_values(table, stratum) : read_groups(table, stratum);
    }
    if (stratum.values.empty()) refuse(table.place(), "the stratum has no value");
    if (stratum.values.size() > most_stratum_values)
        refuse(table.place(), fmt::format("more than {} values", most_stratum_values),
               "coarser ones: few values single nobody out");
    for (const std::string& word : table.texts("missing")) {
        check_text(table.place("missing"), word);
        stratum.missing.push_back(folded_code(word));
        for (const Stratum::Value& value : stratum.values)
            if (contains(value.codes, stratum.missing.back()))
                refuse(table.place("missing"), fmt::format("\"{}\" is a value too", word));
    }
}

} // namespace

void read_strata(const TomlTable& file, Policy& policy, Strangers strangers)
{
    const std::vector<TomlTable> tables = file.tables("stratum");
    if (tables.size() > most_strata)
        refuse(tables[most_strata].place(), fmt::format("more than {} strata", most_strata));
    for (const TomlTable& table : tables) {
        table.only({"name", "field", "column", "columns", "values", "groups", "bands", "at", "missing"});
        Stratum stratum;
        stratum.name = table.required_name("name");
        if (contains(names_of(policy.strata), stratum.name))
            refuse(table.place("name"), fmt::format("\"{}\" stands twice", stratum.name), "each name once");
        read_source(table, stratum, policy, strangers);
        read_what_it_may_be(table, stratum, policy);
        policy.strata.push_back(std::move(stratum));
    }
}

const std::string* Stratum::column_of(std::string_view party) const
{
    const auto own = columns.find(std::string(party));
    if (own != columns.end()) return &own->second;
    return column ? &*column : nullptr;
}

std::string_view Stratum::name_of(std::uint8_t byte) const
{
    if (byte == 0) return not_known;
    return byte == 1 || byte >= bytes() ? other : std::string_view(values[byte - 2u].name);
}

std::string folded_code(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    std::string low(text.substr(first, text.find_last_not_of(blanks) - first + 1));
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return low;
}

std::string settings_line(const Stratum& stratum)
{
    std::string line = fmt::format("stratum {}:", stratum.name);
    if (!stratum.field.empty()) line += fmt::format(" of {}", stratum.field);
    if (stratum.is_by_age())
        line += fmt::format(" age on {:04}-{:02}-{:02}", stratum.at / 10000, stratum.at / 100 % 100,
                            stratum.at % 100);
    for (const Stratum::Value& value : stratum.values) {
        line += fmt::format(" \"{}\"", value.name);
        for (const std::string& code : value.codes) line += fmt::format(" = \"{}\"", code);
    }
    for (const std::string& word : stratum.missing) line += fmt::format(" not known = \"{}\"", word);
    return line;
}

} // namespace gauze::project
