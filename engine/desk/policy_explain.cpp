#include "engine/desk/policy_explain.hpp"

#include "bloom/base/clock.hpp"
#include "engine/desk/policy_phrases.hpp"
#include "engine/project/cohort_words.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace gauze::desk {

namespace {

using project::ColumnUse;
using project::Governance;
using project::Member;
using project::Policy;
using project::Recipient;
using project::Role;
using project::Source;

std::string opening(const Policy& policy, const Governance& all)
{
    return wrapped("", "",
                   fmt::format(
                       "{}. Agreement {} of project {}, for the purpose \"{}\" alone, under the "
                       "responsibility of {} (registered as {}; {}). It is to be reviewed by {}; after "
                       "that day the programs refuse to work. Impact assessment: {}.",
                       policy.title.empty() ? policy.id : policy.title, all.agreement, policy.id, all.purpose,
                       all.controller, all.registration, all.contact, day_text(all.review_by), all.dpia)) +
           (all.rehearsal ? "It is a rehearsal with made-up people.\n" : "");
}

std::string source_text(const Governance& all, const Source& source)
{
    const Member& member = *all.member(source.party);
    std::string text = wrapped(
        "  ", "  ",
        fmt::format("{} ({}{}) sends on the basis of {}, as its notice \"{}\" of {} (version {}) says.",
                    source.party, member.body, member.nhs ? ", NHS" : "", basis_in_words(source.basis),
                    source.notice, day_text(source.notice_date), source.notice_version));
    text += wrapped("    Whose: ", "      ", inclusion_in_words(source));
    text +=
        member.intake.empty()
            ? wrapped("    How: ", "      ", "it encodes its rows itself; names do not leave it.")
            : wrapped("    How: ", "      ",
                      fmt::format("its file goes sealed to {}, which encodes it on receipt and keeps nothing "
                                  "of it.",
                                  member.intake));
    text += wrapped("    Compared, but only as keyed codes: ", "      ",
                    fmt::format("{}.", listed(columns_with(source, ColumnUse::link))));
    text += wrapped("    To researchers: ", "      ", fmt::format("{}.", listed(payload_in_words(source))));
    for (const std::string& table : tables_in_words(source))
        text += wrapped("    Episodes to researchers: ", "      ", fmt::format("{}.", table));
    text += wrapped("    Never leaves: ", "      ",
                    fmt::format("{} (dropped), {} (used to decide whose rows are in), and any column the "
                                "policy does not name.",
                                listed(columns_with(source, ColumnUse::drop)), listed(columns_kept(source))));
    return text;
}

std::string recipient_text(const Governance& all, const Recipient& one)
{
    const Member& member = *all.member(one.member);
    std::string what = fmt::format("{} ({}, {}, {})", one.name, one.member, member.body, one.territory);
    if (member.role == Role::reader)
        return wrapped("  ", "    ",
                       what + " gets tables that passed the disclosure rules, and no row of anybody.");
    what += fmt::format(" gets pseudonyms of its own{}, and",
                        one.longitudinal ? ", the same at every release" : ", new at every release");
    for (const Source& source : all.sources)
        what += fmt::format(" of {}: {};", source.party, listed(payload_for(one, source)));
    what.back() = '.';
    if (!one.tables.empty()) what += fmt::format(" Of episodes: {}.", listed(one.tables));
    if (!one.consent_column.empty())
        what +=
            fmt::format(" Only of people who consented to this recipient (column {}), where a source asks.",
                        one.consent_column);
    return wrapped("  ", "    ", what);
}

std::string checkers_text(const Governance& all)
{
    if (all.checkers.size() < 2)
        return wrapped("  ", "  ",
                       "Nobody: that takes the signatures of two checkers, whom the policy does "
                       "not name yet.");
    std::vector<std::string> names;
    for (const project::Checker& one : all.checkers)
        names.push_back(fmt::format("{} (for {})", one.name, one.member));
    return wrapped("  ", "  ",
                   fmt::format("Two different people of {}, each with a key of their own, after they have "
                               "looked at every table; no program and no date does it for them.",
                               listed(names)));
}

// What a researcher sees of all this: whose rows, and what stands in them.
std::string cohort_text(const project::Cohort& cohort)
{
    std::vector<std::string> units;
    for (const project::Unit unit : cohort.units) units.emplace_back(to_text(unit));
    std::string text =
        wrapped("  ", "    ",
                fmt::format("One row for each {}, under ids that are nobody else's.{}", listed(units),
                            cohort.has(project::Unit::person) ? "" : " No person's id is in any of them."));
    if (cohort.has(project::Unit::person) &&
        std::ranges::count(cohort.columns, project::Unit::person, &project::CohortColumn::unit) == 0)
        text += "  The columns of persons are what each source sends, as it is.\n";
    for (const project::CohortColumn& column : cohort.columns)
        text +=
            wrapped("  ", "    ",
                    fmt::format("{} (of a {}): {}.", column.name, to_text(column.unit), in_words(column)));
    return text;
}

std::string never(const Governance& all)
{
    const std::string unit = all.members_of(Role::linkage_unit).front()->name;
    return wrapped(
        "  ", "  ",
        fmt::format("Names, addresses, dates of birth and numbers that say who somebody is reach "
                    "nobody but their own custodian{}. {} compares keyed codes and sees no payload. "
                    "Nothing flows back to a custodian. Free text never travels. No program looks a "
                    "person up, scores or ranks one. No data go outside {}.",
                    all.members_of(Role::intake).empty() ? "" : " (or the intake it sends to)", unit,
                    listed(all.territories)));
}

} // namespace

std::string explain(const Policy& policy)
{
    assert(policy.governance);
    const Governance& all = *policy.governance;
    std::string text = opening(policy, all);
    text += "\nWho sends what\n";
    for (const Source& source : all.sources) text += source_text(all, source);
    text += "\nWho receives\n";
    for (const Recipient& one : all.recipients) text += recipient_text(all, one);
    text += "\nWhat the researchers' tables hold\n" + cohort_text(all.cohort);
    text += "\nUntil when\n";
    for (const auto& rule : all.retention) text += wrapped("  ", "    ", retention_in_words(rule) + ".");
    text += "\nWho lets tables out\n" + checkers_text(all);
    text += "\nWhat never happens\n" + never(all);
    text += wrapped("\nTables are published under the rules ", "",
                    fmt::format("{}; counts below {} are withheld. Complaints: {}.", all.disclosure,
                                policy.smallest_count, all.complaints));
    text += fmt::format("Policy {}\n", policy.fingerprint());
    return text;
}

} // namespace gauze::desk
