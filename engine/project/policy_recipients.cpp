// [[recipient]] and [[retention]]: who receives what, and for how long anybody keeps it.
#include "engine/project/policy_governance.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::project {

namespace {

constexpr std::size_t most_recipients = 64, most_rules = 256;
constexpr std::uint32_t most_years = 100;

// A column of use `control` that some source has.
std::string consent_column(const TomlTable& table, std::string_view key, const Governance& governance,
                           Faults& faults)
{
    if (!table.has(key)) return {};
    const std::string name = required_column(table, key);
    const bool held = std::ranges::any_of(governance.sources, [&](const Source& source) {
        const ColumnRule* rule = source.column(name);
        return rule != nullptr && rule->has(ColumnUse::control);
    });
    if (!held)
        faults.add("recipient-consent", table.place(key),
                   fmt::format("no source has a column \"{}\" of use \"control\"", name));
    return name;
}

void read_consent(const TomlTable& recipient, const Governance& governance, Recipient& into, Faults& faults)
{
    const auto consent = recipient.table("consent");
    if (!consent) return;
    consent->only({"column", "yes", "form", "forms"});
    if (!consent->has("column"))
        faults.add("recipient-consent-column", consent->place(), "column is missing",
                   "consent = { column = \"consent_research\" }");
    into.consent_column = consent_column(*consent, "column", governance, faults);
    if (consent->has("yes")) into.consent_yes = consent->texts("yes");
    into.form_column = consent_column(*consent, "form", governance, faults);
    into.forms = consent->texts("forms");
    if (!into.forms.empty() && into.form_column.empty())
        faults.add("recipient-form", consent->place("forms"),
                   "versions of the form are listed, but no column", "form = \"form_version\"");
}

void read_payload_of(const TomlTable& table, const Governance& governance, Recipient& into, Faults& faults)
{
    into.payload = table.texts("payload");
    std::vector<std::string> known;
    for (const Source& source : governance.sources)
        for (const std::string& name : source.payload())
            if (!contains(known, name)) known.push_back(name);
    for (std::size_t i = 0; i < into.payload.size(); ++i)
        if (!contains(known, into.payload[i]))
            faults.add("recipient-payload", table.place("payload", i),
                       fmt::format("no source has the payload column \"{}\"", into.payload[i]),
                       did_you_mean(into.payload[i], known));
}

void read_tables_of(const TomlTable& table, const Governance& governance, Recipient& into, Faults& faults)
{
    into.tables = table.texts("tables");
    std::vector<std::string> known;
    for (const Source& source : governance.sources)
        for (const EpisodeTable& one : source.tables)
            if (!contains(known, one.name)) known.push_back(one.name);
    for (std::size_t i = 0; i < into.tables.size(); ++i)
        if (!contains(known, into.tables[i]))
            faults.add("recipient-table", table.place("tables", i),
                       fmt::format("no source has episodes \"{}\"", into.tables[i]),
                       did_you_mean(into.tables[i], known));
}

void check_member(const TomlTable& table, const Governance& governance, Recipient& into, Faults& faults)
{
    const Member* member = governance.member(into.member);
    if (member == nullptr || (member->role != Role::researcher && member->role != Role::reader)) {
        faults.add("recipient-member", table.place("member"),
                   fmt::format("\"{}\" is no party with the role researcher or reader", into.member));
        return;
    }
    into.territory = table.text("territory").value_or(member->territory);
    if (!contains(governance.territories, into.territory))
        faults.add("recipient-territory", table.place("territory"),
                   fmt::format("\"{}\" is none of the agreement's territories", into.territory),
                   fmt::format("they are {}", fmt::join(governance.territories, ", ")));
    if (member->role == Role::reader)
        for (const std::string_view key : {"payload", "tables", "consent", "longitudinal"})
            if (table.has(key))
                faults.add("reader-payload", table.place(key),
                           fmt::format("\"{}\" is a reader, who gets tables and no rows", into.member));
}

Recipient read_recipient(const TomlTable& table, const Governance& governance, Faults& faults)
{
    table.only({"name", "member", "territory", "payload", "tables", "consent", "longitudinal"});
    Recipient into;
    into.name = table.required_name("name");
    if (governance.recipient(into.name) != nullptr)
        faults.add("recipient-twice", table.place("name"), fmt::format("\"{}\" stands twice", into.name));
    into.member = table.has("member") ? table.required_name("member") : into.name;
    check_member(table, governance, into, faults);
    read_payload_of(table, governance, into, faults);
    read_tables_of(table, governance, into, faults);
    read_consent(table, governance, into, faults);
    into.longitudinal = table.flag("longitudinal").value_or(false);
    return into;
}

void read_flag(const TomlTable& table, const Governance& governance, RetentionRule& into, Faults& faults)
{
    const auto flag = table.table("where");
    if (!flag) return;
    flag->only({"column", "is"});
    into.flag_column = required_column(*flag, "column");
    into.flag_value = flag->required_text("is");
    const bool held = std::ranges::any_of(governance.sources, [&](const Source& source) {
        const ColumnRule* rule = source.column(into.flag_column);
        return rule != nullptr && !rule->has(ColumnUse::drop) &&
               (into.sources == "*" || into.sources == source.party);
    });
    if (!held)
        faults.add("retention-column", flag->place("column"),
                   fmt::format("no such source has the column \"{}\"", into.flag_column));
}

std::string joined(const std::vector<std::string>& names)
{
    return fmt::format("{}", fmt::join(names, ", "));
}

// A column that a custodian has read: link, control or generalise. What is dropped may be missing, and what
// travels as payload is no date.
bool can_be_counted_from(const ColumnRule* rule)
{
    return rule != nullptr &&
           (rule->has(ColumnUse::link) || rule->has(ColumnUse::control) || rule->has(ColumnUse::generalise));
}

// Whether the rule is for some rows of a source: a flag that a source does not have is set in none of them.
bool concerns(const RetentionRule& rule, const Source& source)
{
    return (rule.sources == "*" || rule.sources == source.party) &&
           (rule.flag_column.empty() || source.column(rule.flag_column) != nullptr);
}

// The date that is counted from stands in every source that the rule concerns: a row without one is kept.
void read_counted_column(const TomlTable& table, const Governance& governance, RetentionRule& into,
                         Faults& faults)
{
    const bool from_row = into.from == "birth" || into.from == "last-use";
    if (!table.has("column")) {
        if (from_row)
            faults.add("retention-no-column", table.place(),
                       fmt::format("which column the {} stands in is not said", into.from),
                       "column = \"dob\"");
        return;
    }
    if (!from_row) {
        faults.add("retention-no-date", table.place("column"),
                   fmt::format("a rule from {} counts from no column", into.from),
                   "leave column out; it is for birth and last-use");
        return;
    }
    into.column = required_column(table, "column");
    std::vector<std::string> without;
    for (const Source& source : governance.sources)
        if (concerns(into, source) && !can_be_counted_from(source.column(into.column)))
            without.push_back(source.party);
    if (!without.empty())
        faults.add("retention-date", table.place("column"),
                   fmt::format("not in every source that the rule is for is \"{}\" a column of use link, "
                               "control or generalise: {}",
                               into.column, joined(without)),
                   "give each source a rule of its own where their columns differ");
}

void read_together(const TomlTable& table, const Governance& governance, RetentionRule& into, Faults& faults)
{
    if (!table.has("together")) return;
    into.together_column = required_column(table, "together");
    const bool held = std::ranges::any_of(governance.sources, [&](const Source& source) {
        return concerns(into, source) && can_be_counted_from(source.column(into.together_column));
    });
    if (!held)
        faults.add("retention-together", table.place("together"),
                   fmt::format("no such source has the column \"{}\" of use link, control or generalise",
                               into.together_column));
    if (into.from != "birth" && into.from != "last-use")
        faults.add("retention-together", table.place("together"),
                   fmt::format("rows are due together anyway under a rule from {}", into.from),
                   "leave together out; it is for birth and last-use");
}

RetentionRule read_rule(const TomlTable& table, const Governance& governance, Faults& faults)
{
    table.only(
        {"name", "sources", "from", "column", "together", "years", "not_before", "where", "cap_years"});
    RetentionRule into;
    into.name = table.required_name("name");
    if (std::ranges::find(governance.retention, into.name, &RetentionRule::name) !=
        governance.retention.end())
        faults.add("retention-twice", table.place("name"), fmt::format("\"{}\" stands twice", into.name));
    into.sources = table.text("sources").value_or("*");
    if (into.sources != "*" && governance.source(into.sources) == nullptr)
        faults.add("retention-source", table.place("sources"),
                   fmt::format("there is no source \"{}\"", into.sources), "a custodian's name, or \"*\"");
    into.from = one_of(table, "from", "retention-from", {"birth", "last-use", "receipt", "study-end"}, faults)
                    .value_or("");
    if (!table.has("from"))
        faults.add("retention-from", table.place(), "from is missing",
                   "\"birth\", \"last-use\", \"receipt\" or \"study-end\"");
    const auto years = table.number("years", 0, most_years);
    if (!years) faults.add("retention-years", table.place(), "years is missing", "years = 6");
    into.years = years.value_or(0);
    into.not_before = day_of(table, "not_before", Need::optional, faults);
    if (into.from == "study-end" && into.not_before == 0)
        faults.add("retention-end", table.place(), "the end of the study is not said",
                   "not_before = \"2028-12-31\"");
    into.cap_years = table.number("cap_years", 1, most_years).value_or(0);
    read_flag(table, governance, into, faults);
    read_counted_column(table, governance, into, faults);
    read_together(table, governance, into, faults);
    return into;
}

void check_covered(const TomlTable& file, const Governance& governance, Faults& faults)
{
    for (const Source& source : governance.sources)
        if (std::ranges::none_of(governance.retention, [&](const RetentionRule& rule) {
                return rule.flag_column.empty() && (rule.sources == "*" || rule.sources == source.party);
            }))
            faults.add(
                "retention-missing", file.place(),
                fmt::format("no [[retention]] says how long all rows of \"{}\" are kept", source.party),
                "a rule without where, for this source or for \"*\"");
}

} // namespace

void read_recipients(const TomlTable& file, Governance& governance, Faults& faults)
{
    faults.during([&] {
        const std::vector<TomlTable> tables = file.tables("recipient");
        if (tables.empty())
            faults.add("no-recipient", file.place(), "there is no [[recipient]]",
                       "one for each researcher and reader");
        if (tables.size() > most_recipients)
            refuse(tables[most_recipients].place(), fmt::format("more than {} recipients", most_recipients));
        for (const TomlTable& table : tables)
            faults.during(
                [&] { governance.recipients.push_back(read_recipient(table, governance, faults)); });
    });
    faults.during([&] {
        const std::vector<TomlTable> tables = file.tables("retention");
        if (tables.size() > most_rules)
            refuse(tables[most_rules].place(), fmt::format("more than {} rules", most_rules));
        for (const TomlTable& table : tables)
            faults.during([&] { governance.retention.push_back(read_rule(table, governance, faults)); });
    });
    check_covered(file, governance, faults);
}

} // namespace gauze::project
