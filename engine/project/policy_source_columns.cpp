// [source.NAME.columns], and those of its episode tables: what each column of a custodian's file may become.
// Short (`nhs_number = "link"`), or a table: `dob = { use = ["link", "generalise"], as = [{ rule = "month",
// column = "birth_month" }] }`.
#include "engine/project/generaliser_rules.hpp"
#include "engine/project/policy_governance.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::size_t most_columns = 1000;

const std::vector<std::string> use_names{"link", "payload", "generalise", "control", "drop"};

std::optional<ColumnUse> use_from(std::string_view text)
{
    for (const ColumnUse use :
         {ColumnUse::link, ColumnUse::payload, ColumnUse::generalise, ColumnUse::control, ColumnUse::drop})
        if (to_text(use) == text) return use;
    return std::nullopt;
}

void read_uses(const std::vector<std::string>& words, const std::string& place, ColumnRule& rule,
               Faults& faults)
{
    for (const std::string& word : words) {
        if (const auto use = use_from(word))
            rule.uses.push_back(*use);
        else
            faults.add("column-use", place, fmt::format("a column cannot be used as \"{}\"", word),
                       did_you_mean(word, use_names));
    }
    std::ranges::sort(rule.uses);
}

// What may not be together.
void check_uses(const std::string& place, const ColumnRule& rule, Faults& faults)
{
    if (!rule.has(ColumnUse::payload) && !rule.has(ColumnUse::drop)) return;
    if (rule.has(ColumnUse::drop) && rule.uses.size() > 1)
        faults.add("column-drop", place, fmt::format("column \"{}\" is dropped and used at once", rule.name));
    else if (rule.has(ColumnUse::link))
        faults.add("column-link-payload", place,
                   fmt::format("column \"{}\" says who somebody is and may not travel as payload", rule.name),
                   "generalise it, or take one of the two uses out");
    else if (rule.has(ColumnUse::control))
        faults.add(
            "column-control-payload", place,
            fmt::format("column \"{}\" decides about inclusion and may not travel as payload", rule.name),
            "generalise it, or take one of the two uses out");
}

// Payload holds codes, numbers, flags; words of people never.
void read_kind(const TomlTable& table, ColumnRule& rule, Faults& faults)
{
    rule.codes = table.texts("codes");
    const auto kind = table.text("kind");
    const bool payload = rule.has(ColumnUse::payload);
    if (!payload && (kind || !rule.codes.empty())) {
        faults.add("column-kind-unused", table.place(kind ? "kind" : "codes"),
                   fmt::format("column \"{}\" is no payload, so that its kind says nothing", rule.name));
        return;
    }
    if (!payload) return;
    if (kind && !rule.codes.empty() && *kind != "codes") {
        faults.add("column-kind-twice", table.place("kind"),
                   fmt::format("column \"{}\" has codes and another kind", rule.name), "one of the two");
        return;
    }
    if (!rule.codes.empty())
        rule.kind = PayloadKind::codes;
    else if (kind == "number")
        rule.kind = PayloadKind::number;
    else if (kind == "flag")
        rule.kind = PayloadKind::flag;
    else if (kind == "code")
        rule.kind = PayloadKind::code;
    else if (kind == "text" || kind == "document" || kind == "date")
        faults.add("column-text", table.place("kind"),
                   fmt::format("column \"{}\": {} never travels", rule.name,
                               *kind == "date" ? "a date" : "free text"),
                   *kind == "date" ? "generalise it: month, quarter, age-band" : "drop it, or code it first");
    else
        faults.add("column-open", table.place(),
                   fmt::format("payload column \"{}\" does not say what it may hold", rule.name),
                   "codes = [\"A\", \"B\"], or kind = \"number\", \"flag\" or \"code\"");
}

void read_generalised(const TomlTable& table, ColumnRule& rule, Faults& faults)
{
    for (const TomlTable& one : table.tables("as")) {
        one.only({"rule", "column", "arguments"});
        Generalisation made;
        made.rule = one.required_text("rule");
        made.as = required_column(one, "column");
        made.arguments = one.texts("arguments");
        const GeneraliserRule* known = generaliser_rule(made.rule);
        if (known == nullptr) {
            std::vector<std::string> names;
            for (const GeneraliserRule& each : generaliser_rules()) names.emplace_back(each.name);
            faults.add("rule-unknown", one.place("rule"), fmt::format("there is no rule \"{}\"", made.rule),
                       did_you_mean(made.rule, names));
        } else if (const std::string fault = fault_of_arguments(*known, made.arguments); !fault.empty()) {
            faults.add("rule-arguments", one.place(), fmt::format("rule \"{}\": {}", made.rule, fault));
        }
        rule.generalised.push_back(std::move(made));
    }
    if (rule.has(ColumnUse::generalise) && rule.generalised.empty())
        faults.add("column-as-missing", table.place(),
                   fmt::format("column \"{}\" is generalised, but not into what", rule.name),
                   "as = [{ rule = \"month\", column = \"birth_month\" }]");
    if (!rule.has(ColumnUse::generalise) && !rule.generalised.empty())
        faults.add(
            "column-as-unused", table.place("as"),
            fmt::format("column \"{}\" says what to make of it, but not that it is generalised", rule.name),
            "use = [\"generalise\"]");
}

ColumnRule read_rule(const TomlTable& columns, const std::string& name, Faults& faults)
{
    ColumnRule rule;
    rule.name = name;
    const std::string place = columns.place(name);
    if (!columns.is_table(name)) {
        read_uses(text_or_texts(columns, name), place, rule, faults);
        check_uses(place, rule, faults);
        if (rule.has(ColumnUse::payload) || rule.has(ColumnUse::generalise))
            faults.add("column-short", place,
                       fmt::format("column \"{}\" travels, and does not say as what", name),
                       "{ use = \"payload\", codes = [...] }, or { use = \"generalise\", as = [...] }");
        return rule;
    }
    const TomlTable table = *columns.table(name);
    table.only({"use", "as", "special", "criminal", "codes", "kind"});
    if (!table.has("use"))
        faults.add("column-use-missing", place, fmt::format("column \"{}\" has no use", name),
                   "use = \"drop\" if nothing is done with it");
    read_uses(text_or_texts(table, "use"), place, rule, faults);
    check_uses(place, rule, faults);
    rule.special = table.flag("special").value_or(false);
    rule.criminal = table.flag("criminal").value_or(false);
    read_kind(table, rule, faults);
    read_generalised(table, rule, faults);
    return rule;
}

// Every payload column of the file has a name of its own, which is no other column's of it: a reader would
// take a made column for the raw one.
void check_names(const TomlTable& columns, const std::vector<ColumnRule>& rules, Faults& faults)
{
    std::vector<std::string> made;
    for (const ColumnRule& rule : rules)
        for (const Generalisation& one : rule.generalised) {
            if (contains(names_of(rules), one.as) || contains(made, one.as))
                faults.add("column-name-taken", columns.place(rule.name),
                           fmt::format("the name \"{}\" of a generalised column is taken", one.as));
            made.push_back(one.as);
        }
}

void check_basis(const TomlTable& columns, const std::vector<ColumnRule>& rules, const Source& source,
                 Faults& faults)
{
    for (const ColumnRule& rule : rules) {
        if (rule.has(ColumnUse::drop)) continue;
        if (rule.special && source.basis.article_9.empty())
            faults.add("column-special", columns.place(rule.name),
                       fmt::format("column \"{}\" is of a special category and {} names no Article 9 basis",
                                   rule.name, source.party),
                       "basis = { art9 = \"9(2)(h)\", ... }, or drop the column");
        if (rule.criminal && source.basis.article_10.empty())
            faults.add("column-criminal", columns.place(rule.name),
                       fmt::format("column \"{}\" is of criminal matters and {} names no Article 10 basis",
                                   rule.name, source.party),
                       "basis = { art10 = \"10-s10(5)\", ... }, or drop the column");
    }
}

} // namespace

std::vector<ColumnRule> read_column_rules(const TomlTable& columns, const Source& source, Faults& faults)
{
    const std::vector<std::string> names = columns.keys();
    if (names.size() > most_columns)
        refuse(columns.place(), fmt::format("more than {} columns", most_columns));
    std::vector<ColumnRule> rules;
    for (const std::string& name : names)
        faults.during([&] {
            check_column(columns.place(name), name);
            rules.push_back(read_rule(columns, name, faults));
        });
    std::ranges::sort(rules, {}, &ColumnRule::name);
    check_names(columns, rules, faults);
    check_basis(columns, rules, source, faults);
    return rules;
}

void read_source_columns(const TomlTable& source, Source& into, Faults& faults)
{
    const auto columns = source.table("columns");
    if (columns && !columns->keys().empty()) {
        into.columns = read_column_rules(*columns, into, faults);
        return;
    }
    faults.add("columns-missing", source.place(), fmt::format("source \"{}\" names no column", into.party),
               "every column of the file is named; what is not needed is \"drop\"");
}

} // namespace gauze::project
