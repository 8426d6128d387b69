// [source.NAME]: on what law a custodian sends, under which notice, what its file holds, and that what the
// fields, the reference and the strata read stands among its columns.
#include "engine/project/legal_basis.hpp"
#include "engine/project/policy_governance.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::project {

namespace {

void check_code(const TomlTable& basis, std::string_view key, const std::string& code,
                std::span<const LegalCode> known, Faults& faults)
{
    if (std::ranges::find(known, code, &LegalCode::code) != known.end()) return;
    std::vector<std::string> codes;
    for (const LegalCode& one : known) codes.emplace_back(one.code);
    faults.add("basis-code", basis.place(key), fmt::format("\"{}\" is no code of {}", code, key),
               did_you_mean(code, codes));
}

void check_conditions(const TomlTable& basis, const LegalBasis& law, Faults& faults)
{
    const std::string_view asked = condition_for(law.article_9);
    const bool met = asked.empty() || std::ranges::any_of(law.schedule_1, [&](const std::string& one) {
                         return asked.ends_with('.') ? one.starts_with(asked) : one == asked;
                     });
    if (!met)
        faults.add("basis-condition", basis.place("art9"),
                   fmt::format("{} needs {} of Schedule 1 as well (Data Protection Act 2018, section 10)",
                               law.article_9,
                               asked.ends_with('.') ? "a condition in Part 2"
                                                    : fmt::format("the condition {}", asked)),
                   fmt::format("schedule1 = \"{}\"", asked.ends_with('.') ? "2.6" : asked));
    if (law.article_10 == "10-s10(5)" && law.schedule_1.empty())
        faults.add("basis-criminal", basis.place("art10"),
                   "section 10(5) needs a condition of Schedule 1 as well", "schedule1 = \"2.10\"");
}

void read_basis(const TomlTable& source, Source& into, Faults& faults)
{
    const auto basis = source.table("basis");
    if (!basis) {
        faults.add("basis-missing", source.place(), fmt::format("source \"{}\" has no basis", into.party),
                   "basis = { art6 = \"6(1)(e)\" }");
        return;
    }
    basis->only({"art6", "art9", "schedule1", "art10", "words"});
    LegalBasis& law = into.basis;
    law.article_6 = basis->text("art6").value_or("");
    law.article_9 = basis->text("art9").value_or("");
    law.article_10 = basis->text("art10").value_or("");
    law.schedule_1 = text_or_texts(*basis, "schedule1");
    law.words = basis->text("words").value_or("");
    if (law.article_6.empty())
        faults.add("basis-article-6", basis->place(), "art6 is missing", "art6 = \"6(1)(e)\"");
    else
        check_code(*basis, "art6", law.article_6, article_6_codes(), faults);
    if (basis->has("art9")) check_code(*basis, "art9", law.article_9, article_9_codes(), faults);
    if (basis->has("art10")) check_code(*basis, "art10", law.article_10, article_10_codes(), faults);
    for (const std::string& one : law.schedule_1)
        check_code(*basis, "schedule1", one, schedule_1_codes(), faults);
    check_conditions(*basis, law, faults);
}

void read_notice(const TomlTable& source, Source& into, Faults& faults)
{
    const auto notice = source.table("notice");
    if (!notice) {
        faults.add("notice-missing", source.place(), fmt::format("source \"{}\" has no notice", into.party),
                   "notice = { name = \"...\", version = \"3\", date = \"2026-01-31\" }");
        return;
    }
    notice->only({"name", "version", "date"});
    into.notice = said(*notice, "name", faults);
    into.notice_version = said(*notice, "version", faults);
    into.notice_date = day_of(*notice, "date", Need::required, faults);
}

void read_purpose(const TomlTable& source, const Governance& governance, Source& into, Faults& faults)
{
    into.purpose = source.text("purpose").value_or(governance.purpose);
    std::vector<std::string> known = governance.other_purposes;
    known.push_back(governance.purpose);
    if (!contains(known, into.purpose))
        faults.add("purpose", source.place("purpose"),
                   fmt::format("source \"{}\" was collected for \"{}\", which the agreement does not name",
                               into.party, into.purpose),
                   "list it in other_purposes if rows collected for it may be used");
}

// A column that something reads must be named, and may not be dropped; of a field it has the use `link`.
void check_read(const TomlTable& source, const Source& into, const std::string& column,
                const std::string& reader, bool link, Faults& faults)
{
    if (column.empty()) return;
    const ColumnRule* rule = into.column(column);
    if (rule == nullptr)
        faults.add("column-unnamed", source.place("columns"),
                   fmt::format("{} reads the column \"{}\" of {}, which stands in no line", reader, column,
                               into.party),
                   fmt::format("[source.{}.columns] {} = \"link\"", into.party, column));
    else if (rule->has(ColumnUse::drop))
        faults.add(
            "column-dropped", source.place("columns"),
            fmt::format("{} reads the column \"{}\" of {}, which is dropped", reader, column, into.party));
    else if (link && !rule->has(ColumnUse::link))
        faults.add("column-not-link", source.place("columns"),
                   fmt::format("{} reads the column \"{}\" of {}, which has not the use \"link\"", reader,
                               column, into.party));
}

void check_columns_read(const TomlTable& source, const Policy& policy, const Party& party, const Source& into,
                        Faults& faults)
{
    for (const Field& field : policy.fields) {
        const Column* column = field.column_of(party.name);
        if (column == nullptr) continue;
        const std::string reader = fmt::format("field \"{}\"", field.name);
        for (const std::string* one : {&column->whole, &column->day, &column->month, &column->year})
            check_read(source, into, *one, reader, true, faults);
    }
    for (const Stratum& stratum : policy.strata)
        if (const std::string* column = stratum.column_of(party.name))
            check_read(source, into, *column, fmt::format("stratum \"{}\"", stratum.name), false, faults);
    check_read(source, into, party.id_column, "id", false, faults);
    const ColumnRule* id = into.column(party.id_column);
    if (id != nullptr && id->has(ColumnUse::payload))
        faults.add(
            "column-id-payload", source.place("columns"),
            fmt::format("column \"{}\" of {} is its own reference and may not travel", id->name, into.party),
            "generalise it by the rule pseudonym");
}

Source read_source(const TomlTable& source, const Policy& policy, const Party& party, Faults& faults)
{
    source.only({"basis", "notice", "schema", "purpose", "service", "consent", "opt_out", "eligible",
                 "columns", "table"});
    const Governance& governance = *policy.governance;
    Source into;
    into.party = party.name;
    faults.during([&] { read_basis(source, into, faults); });
    faults.during([&] { read_notice(source, into, faults); });
    faults.during([&] { into.schema = said(source, "schema", faults); });
    faults.during([&] { read_purpose(source, governance, into, faults); });
    faults.during([&] { read_source_columns(source, into, faults); });
    read_episode_tables(source, party, into, faults);
    read_inclusion(source, *governance.member(party.name), into, faults);
    check_columns_read(source, policy, party, into, faults);
    return into;
}

} // namespace

void read_sources(const TomlTable& file, Policy& policy, Faults& faults)
{
    if (file.has("payload"))
        faults.add("payload-derived", file.place("payload"),
                   "under an agreement the payload is what [source.NAME.columns] says", "take [payload] out");
    const auto sources = file.table("source");
    const std::vector<std::string> parties = names_of(policy.parties);
    if (sources)
        for (const std::string& name : sources->keys())
            if (!contains(parties, name))
                faults.add("source-unknown", sources->place(name),
                           fmt::format("there is no custodian \"{}\"", name), did_you_mean(name, parties));
    for (Party& party : policy.parties) {
        if (!sources || !sources->has(party.name)) {
            faults.add("source-missing", file.place(),
                       fmt::format("custodian \"{}\" has no [source.{}]", party.name, party.name));
            continue;
        }
        faults.during([&] {
            const TomlTable table = *sources->table(party.name);
            policy.governance->sources.push_back(read_source(table, policy, party, faults));
            party.payload = policy.governance->sources.back().payload();
        });
    }
}

} // namespace gauze::project
