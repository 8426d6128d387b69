// What the governed part of a policy means, as bytes: two files that mean the same give the same, and every
// difference of meaning gives others. Lists whose order means nothing are sorted; what is compared without
// case stands in lower case.
#include "engine/project/canonical.hpp"
#include "engine/project/governance.hpp"

#include <algorithm>

namespace gauze::project {

namespace {

template <class Item, class Name>
std::vector<const Item*> by_name(const std::vector<Item>& all, Name name)
{
    std::vector<const Item*> sorted;
    for (const Item& one : all) sorted.push_back(&one);
    std::ranges::sort(sorted, {}, [&](const Item* one) { return one->*name; });
    return sorted;
}

// As answers are compared: trimmed, without case.
std::vector<std::string> folded(std::vector<std::string> answers)
{
    for (std::string& one : answers) {
        const std::size_t first = std::min(one.find_first_not_of(" \t"), one.size());
        one = one.substr(first, one.find_last_not_of(" \t") + 1 - first);
        for (char& c : one)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return answers;
}

void put_member(Canonical& into, const Member& one)
{
    into.text(one.name).text(to_text(one.role)).text(one.body).number(one.nhs ? 1 : 0).text(one.territory);
    into.text(to_hex(one.signing)).text(to_hex(one.encryption)).text(one.intake);
}

void put_column(Canonical& into, const ColumnRule& rule)
{
    into.text(rule.name).number(rule.uses.size());
    for (const ColumnUse use : rule.uses) into.text(to_text(use)); // sorted by the reader
    into.number(rule.special ? 1 : 0).number(rule.criminal ? 1 : 0).text(to_text(rule.kind)).set(rule.codes);
    into.number(rule.generalised.size());
    for (const Generalisation* made : by_name(rule.generalised, &Generalisation::as))
        into.text(made->as).text(made->rule).texts(made->arguments);
}

void put_consent(Canonical& into, const Consent& consent)
{
    into.text(to_text(consent.mode)).text(consent.column).text(consent.date_column).text(consent.form_column);
    into.set(folded(consent.yes)).set(consent.forms).number(consent.valid_months);
    into.text(consent.exemption_column).set(consent.exemptions);
}

void put_source(Canonical& into, const Source& source)
{
    into.text(source.party).text(source.basis.article_6).text(source.basis.article_9);
    into.set(source.basis.schedule_1).text(source.basis.article_10).text(source.basis.words);
    into.text(source.notice).text(source.notice_version).number(source.notice_date);
    into.text(source.schema).text(source.purpose).text(source.service_column);
    into.number(source.columns.size());
    for (const ColumnRule& rule : source.columns) put_column(into, rule); // sorted by the reader
    into.number(source.tables.size());
    for (const EpisodeTable& table : source.tables) { // likewise
        into.text(table.name).text(table.reference).number(table.columns.size());
        for (const ColumnRule& rule : table.columns) put_column(into, rule);
    }
    put_consent(into, source.consent);
    into.text(source.opt_out.column).number(source.opt_out.most_days).text(source.opt_out.reason);
    if (source.opt_out.unborn) into.text("unborn");
    const Eligibility& who = source.eligibility;
    into.text(who.postcode_column).set(who.wards).text(who.birth_column).text(who.expected_column);
    into.text(who.age_column);
    into.number(who.at).number(who.months_from).number(who.months_below).number(who.unborn_months);
}

void put_recipient(Canonical& into, const Recipient& one)
{
    into.text(one.name).text(one.member).text(one.territory).set(one.payload).set(one.tables);
    into.text(one.consent_column);
    into.set(folded(one.consent_yes)).text(one.form_column).set(one.forms).number(one.longitudinal ? 1 : 0);
}

void put_rule(Canonical& into, const RetentionRule& one)
{
    into.text(one.name).text(one.sources).text(one.from).number(one.years).number(one.not_before);
    into.text(one.column).text(one.together_column);
    into.text(one.flag_column).text(one.flag_value).number(one.cap_years);
}

// Nothing where there is none, so that a policy from before there were checkers keeps its digest.
void put_checkers(Canonical& into, const std::vector<Checker>& checkers)
{
    if (checkers.empty()) return;
    into.text("gauze-checkers-1").number(checkers.size());
    for (const Checker* one : by_name(checkers, &Checker::name))
        into.text(one->name).text(one->member).text(to_hex(one->signing));
}

} // namespace

void put_governance(Canonical& into, const Governance& all)
{
    into.text("gauze-governance-1").text(all.agreement).text(all.purpose).set(all.other_purposes);
    into.number(all.review_by).text(all.controller).text(all.registration).text(all.contact);
    into.text(all.complaints).text(all.dpia).set(all.territories).number(all.rehearsal ? 1 : 0);
    into.text(all.disclosure);
    into.number(all.members.size());
    for (const Member* one : by_name(all.members, &Member::name)) put_member(into, *one);
    into.number(all.sources.size());
    for (const Source* one : by_name(all.sources, &Source::party)) put_source(into, *one);
    into.number(all.recipients.size());
    for (const Recipient* one : by_name(all.recipients, &Recipient::name)) put_recipient(into, *one);
    into.number(all.retention.size());
    for (const RetentionRule* one : by_name(all.retention, &RetentionRule::name)) put_rule(into, *one);
    put_cohort(into, all.cohort);
    put_checkers(into, all.checkers);
}

} // namespace gauze::project
