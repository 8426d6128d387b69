// [source.NAME.consent], .opt_out and .eligible: whose rows are in. Columns they name stand in the source's
// columns as `control` or, where the file is linked by them, as `link`.
#include "engine/project/policy_governance.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::uint32_t most_months = 1200;

// The column of a key, checked to be there and of use; "" when the key is absent or wrong.
std::string control_column(const TomlTable& table, std::string_view key, const Source& source, Faults& faults)
{
    if (!table.has(key)) return {};
    const std::string name = required_column(table, key);
    const ColumnRule* rule = source.column(name);
    if (rule == nullptr)
        faults.add("control-unnamed", table.place(key),
                   fmt::format("source \"{}\" names no column \"{}\"", source.party, name),
                   did_you_mean(name, names_of(source.columns)));
    else if (!rule->has(ColumnUse::control) && !rule->has(ColumnUse::link))
        faults.add("control-use", table.place(key),
                   fmt::format("column \"{}\" of {} decides about inclusion and has not the use \"control\"",
                               name, source.party));
    return name;
}

void read_consent(const TomlTable& table, Source& source, Faults& faults)
{
    table.only({"mode", "column", "date", "form", "yes", "forms", "valid_months", "exemption", "exemptions"});
    Consent& consent = source.consent;
    const auto mode = one_of(table, "mode", "consent-mode", {"none", "opt-in", "objection"}, faults);
    if (!table.has("mode"))
        faults.add("consent-mode", table.place(), "mode is missing", "\"opt-in\", \"objection\" or \"none\"");
    if (!mode) return;
    consent.mode = mode == "opt-in"      ? Consent::Mode::opt_in
                   : mode == "objection" ? Consent::Mode::objection
                                         : Consent::Mode::none;
    if (consent.mode != Consent::Mode::opt_in) {
        for (const std::string& key : table.keys())
            if (key != "mode")
                faults.add("consent-key", table.place(key),
                           fmt::format("\"{}\" is for the mode opt-in alone", key));
        return;
    }
    consent.column = control_column(table, "column", source, faults);
    consent.date_column = control_column(table, "date", source, faults);
    consent.form_column = control_column(table, "form", source, faults);
    if (!table.has("column") || !table.has("date"))
        faults.add("consent-column", table.place(), "opt-in needs the columns of the answer and of its date",
                   "column = \"consent\", date = \"consent_date\"");
    if (table.has("yes")) consent.yes = table.texts("yes");
    consent.forms = table.texts("forms");
    if (!consent.forms.empty() && consent.form_column.empty())
        faults.add("consent-form", table.place("forms"), "versions of the form are listed, but no column",
                   "form = \"form_version\"");
    consent.valid_months = table.number("valid_months", 1, most_months).value_or(0);
    consent.exemption_column = control_column(table, "exemption", source, faults);
    consent.exemptions = table.texts("exemptions");
    if (consent.exemption_column.empty() != consent.exemptions.empty())
        faults.add("consent-exemption", table.place(),
                   "exemptions need the column that holds their codes, and the codes",
                   "exemption = \"duty\", exemptions = [\"CPP\"]");
}

void read_opt_out(const TomlTable& source_table, const Member& member, Source& source, Faults& faults)
{
    const auto table = source_table.table("opt_out");
    if (!table) {
        if (member.nhs)
            faults.add("opt-out-missing", source_table.place(),
                       fmt::format("\"{}\" is of the NHS and says nothing of the National Data Opt-out",
                                   source.party),
                       "opt_out = { column = \"nhs_number\", most_days = 7 }, or { reason = \"...\" }");
        return;
    }
    table->only({"column", "most_days", "reason", "unborn"});
    source.opt_out.column = control_column(*table, "column", source, faults);
    source.opt_out.most_days = table->number("most_days", 1, 365).value_or(0);
    if (table->has("reason")) source.opt_out.reason = said(*table, "reason", faults);
    source.opt_out.unborn = table->flag("unborn").value_or(false);
    if (source.opt_out.unborn && !table->has("column"))
        faults.add("opt-out-unborn", table->place("unborn"), "nobody is asked, so nobody is left unasked",
                   "unborn = true belongs to the column");
    if (table->has("column") == table->has("reason"))
        faults.add("opt-out-both", table->place(),
                   "the opt-out applies, or there is a reason why it does not", "one of column and reason");
    if (table->has("column") != table->has("most_days"))
        faults.add("opt-out-age", table->place(),
                   "how old the list may be belongs to the column, and to it alone", "most_days = 7");
}

void read_window(const TomlTable& table, Source& source, Faults& faults)
{
    Eligibility& who = source.eligibility;
    who.birth_column = control_column(table, "birth", source, faults);
    who.expected_column = control_column(table, "expected", source, faults);
    who.age_column = control_column(table, "age", source, faults);
    who.at = day_of(table, "at", Need::optional, faults);
    who.months_from = table.number("months_from", 0, most_months).value_or(0);
    who.months_below = table.number("months_below", 1, most_months).value_or(0);
    who.unborn_months = table.number("unborn_months", 1, 10).value_or(0);
    if (who.months_below == 0) {
        for (const std::string_view key : {"birth", "expected", "age", "at", "months_from", "unborn_months"})
            if (table.has(key))
                faults.add("window-open", table.place(key),
                           fmt::format("\"{}\" belongs to a window of age, which has no end", key),
                           "months_below = 48");
        return;
    }
    if (!table.has("birth") || !table.has("at"))
        faults.add("window-column", table.place(), "a window of age needs the birth column and a day",
                   "birth = \"dob\", at = \"2026-09-01\"");
    if (who.months_from >= who.months_below)
        faults.add("window-empty", table.place("months_from"), "nobody is within this window of age",
                   "months_from is below months_below");
    if (table.has("unborn_months") != table.has("expected"))
        faults.add("window-unborn", table.place(),
                   "the unborn need the column of the expected date, and from when",
                   "expected = \"edd\", unborn_months = 9");
}

void read_eligible(const TomlTable& table, Source& source, Faults& faults)
{
    table.only({"postcode", "wards", "birth", "expected", "age", "at", "months_from", "months_below",
                "unborn_months"});
    source.eligibility.postcode_column = control_column(table, "postcode", source, faults);
    source.eligibility.wards = table.texts("wards");
    if (table.has("postcode") != table.has("wards"))
        faults.add("ward-column", table.place(), "wards and the postcode column belong together",
                   "postcode = \"postcode\", wards = [\"Stockwell\"]");
    read_window(table, source, faults);
}

// Consent as a basis, and consent as a mode: the first without the second lets in who was never asked.
void check_consent_basis(const TomlTable& table, const Source& source, Faults& faults)
{
    const bool rests_on_consent = source.basis.article_6 == "6(1)(a)" || source.basis.article_9 == "9(2)(a)";
    if (rests_on_consent && source.consent.mode != Consent::Mode::opt_in)
        faults.add("basis-consent", table.place(),
                   fmt::format("source \"{}\" rests on consent and does not ask for it", source.party),
                   "consent = { mode = \"opt-in\", column = \"consent\", date = \"consent_date\" }");
}

} // namespace

void read_inclusion(const TomlTable& source, const Member& member, Source& into, Faults& faults)
{
    faults.during([&] {
        if (const auto consent = source.table("consent")) read_consent(*consent, into, faults);
    });
    faults.during([&] { read_opt_out(source, member, into, faults); });
    faults.during([&] {
        if (const auto eligible = source.table("eligible")) read_eligible(*eligible, into, faults);
    });
    faults.during([&] {
        if (source.has("service")) into.service_column = control_column(source, "service", into, faults);
    });
    check_consent_basis(source, into, faults);
}

} // namespace gauze::project
