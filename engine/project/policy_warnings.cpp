#include "engine/project/policy_warnings.hpp"

#include "engine/project/legal_basis.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::project {

namespace {

using Sentences = std::vector<std::string>;

void warn_of_basis(const Source& source, const Member& member, Sentences& into)
{
    const std::string_view spoken = code_in_words(source.basis.words);
    if (!spoken.empty() && spoken != source.basis.article_6)
        into.push_back(
            fmt::format("source {}: the words \"{}\" speak of {} ({}), the code is {} ({}); the code "
                        "counts",
                        source.party, source.basis.words, spoken, meaning_of(spoken), source.basis.article_6,
                        meaning_of(source.basis.article_6)));
    if (member.nhs && source.basis.article_6 == "6(1)(f)")
        into.push_back(
            fmt::format("source {}: legitimate interests are not open to a public authority in its "
                        "tasks",
                        source.party));
}

bool is_read(const Policy& policy, const Source& source, std::string_view column)
{
    const auto is = [&](const std::string& name) { return name == column; };
    const Party& party = policy.party(source.party);
    const bool by_field = std::ranges::any_of(policy.fields, [&](const Field& field) {
        const Column* at = field.column_of(source.party);
        return at != nullptr && (is(at->whole) || is(at->day) || is(at->month) || is(at->year));
    });
    const bool by_stratum = std::ranges::any_of(policy.strata, [&](const Stratum& stratum) {
        const std::string* at = stratum.column_of(source.party);
        return at != nullptr && is(*at);
    });
    const bool by_recipient = std::ranges::any_of(policy.governance->recipients, [&](const Recipient& one) {
        return is(one.consent_column) || is(one.form_column);
    });
    const bool by_retention =
        std::ranges::any_of(policy.governance->retention, [&](const RetentionRule& one) {
            return is(one.flag_column) || is(one.column) || is(one.together_column);
        });
    const Consent& consent = source.consent;
    const Eligibility& who = source.eligibility;
    return by_field || by_stratum || by_recipient || by_retention || is(party.id_column) ||
           is(consent.column) || is(consent.date_column) || is(consent.form_column) ||
           is(consent.exemption_column) || is(source.opt_out.column) || is(who.postcode_column) ||
           is(who.birth_column) || is(who.expected_column) || is(source.service_column);
}

void warn_of_columns(const Policy& policy, const Source& source, Sentences& into)
{
    for (const ColumnRule& rule : source.columns) {
        const bool travels = rule.has(ColumnUse::payload) || rule.has(ColumnUse::generalise);
        if (!travels && !rule.has(ColumnUse::drop) && !is_read(policy, source, rule.name))
            into.push_back(fmt::format("source {}: column {} is kept and nothing reads it; \"drop\" would do",
                                       source.party, rule.name));
    }
}

void warn_of_members(const Governance& governance, Sentences& into)
{
    for (const Member* intake : governance.members_of(Role::intake))
        if (std::ranges::find(governance.members, intake->name, &Member::intake) == governance.members.end())
            into.push_back(fmt::format("party {} is an intake for nobody", intake->name));
    for (const Role role : {Role::researcher, Role::reader})
        for (const Member* member : governance.members_of(role))
            if (std::ranges::find(governance.recipients, member->name, &Recipient::member) ==
                governance.recipients.end())
                into.push_back(fmt::format("party {} is a {} and no recipient", member->name, to_text(role)));
    if (governance.members_of(Role::custodian).size() == 1)
        into.push_back("there is one custodian: nothing is linked across organisations");
}

void warn_of_checkers(const Governance& governance, Sentences& into)
{
    const auto readers = governance.members_of(Role::reader);
    const bool received = std::ranges::any_of(governance.recipients, [&](const Recipient& one) {
        return std::ranges::find(readers, one.member, &Member::name) != readers.end();
    });
    if (received && governance.checkers.size() < 2)
        into.push_back("a reader is a recipient and fewer than two checkers are named: nothing can be "
                       "released, for that takes the signatures of two people");
}

} // namespace

std::vector<std::string> policy_warnings(const Policy& policy)
{
    Sentences found;
    if (!policy.governance) return found;
    const Governance& governance = *policy.governance;
    if (governance.rehearsal)
        found.push_back(
            "this is a rehearsal: the clock and the seed may be set, so it is for made-up people");
    if (policy.profile == "plain" || policy.profile == "custom")
        found.push_back(fmt::format("the profile {} is for the laboratory: what it sends does not pass the "
                                    "audit as a matter of course",
                                    policy.profile));
    warn_of_members(governance, found);
    warn_of_checkers(governance, found);
    for (const Source& source : governance.sources) {
        warn_of_basis(source, *governance.member(source.party), found);
        warn_of_columns(policy, source, found);
        if (source.notice_date > governance.review_by)
            found.push_back(
                fmt::format("source {}: the notice is dated after the review date", source.party));
    }
    return found;
}

} // namespace gauze::project
