#include "engine/desk/diff_parts.hpp"

#include "bloom/base/clock.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace gauze::desk {

namespace {

using project::Governance;

Weight opposite(Weight weight)
{
    if (weight == Weight::changed) return weight;
    return weight == Weight::widened ? Weight::narrowed : Weight::widened;
}

std::string or_nothing(std::string_view text) { return text.empty() ? "none" : fmt::format("\"{}\"", text); }

// Calls `both` for what stands in the two lists under one name, `gone` and `added` for the rest.
template <class Item, class Name, class Both, class Gone, class Added>
void side_by_side(const std::vector<Item>& old, const std::vector<Item>& now, Name name, Both both, Gone gone,
                  Added added)
{
    for (const Item& one : now) {
        const auto before = std::ranges::find(old, one.*name, name);
        if (before == old.end())
            added(one);
        else
            both(*before, one);
    }
    for (const Item& one : old)
        if (std::ranges::find(now, one.*name, name) == now.end()) gone(one);
}

void compare_member(const project::Member& old, const project::Member& now, Differences& into)
{
    const std::string who = fmt::format("party {}", now.name);
    if (old.role != now.role)
        into.add(Weight::widened,
                 fmt::format("{} has the role {}, and had {}", who, to_text(now.role), to_text(old.role)));
    into.text(fmt::format("the body of {}", who), old.body, now.body);
    into.text(fmt::format("the territory of {}", who), old.territory, now.territory, Weight::widened);
    into.text(fmt::format("the intake of {}", who), old.intake, now.intake,
              now.intake.empty() ? Weight::narrowed : Weight::widened);
    if (old.nhs != now.nhs)
        into.add(now.nhs ? Weight::narrowed : Weight::widened,
                 fmt::format("{} {}", who, now.nhs ? "is of the NHS" : "is not of the NHS any more"));
    if (old.signing != now.signing || old.encryption != now.encryption)
        into.add(Weight::changed,
                 fmt::format("{} has another key: was it told to you by the party itself?", who));
}

} // namespace

void Differences::text(std::string_view what, std::string_view old, std::string_view now, Weight weight)
{
    if (old != now) add(weight, fmt::format("{} is {}, and was {}", what, or_nothing(now), or_nothing(old)));
}

void Differences::day(std::string_view what, std::uint32_t old, std::uint32_t now)
{
    if (old == now) return;
    const auto late = [](std::uint32_t day) {
        return day == 0 ? std::numeric_limits<std::uint32_t>::max() : day;
    };
    const auto said = [](std::uint32_t day) { return day == 0 ? std::string("none") : day_text(day); };
    add(late(now) > late(old) ? Weight::widened : Weight::narrowed,
        fmt::format("{} is {}, and was {}", what, said(now), said(old)));
}

void Differences::amount(std::string_view what, std::uint32_t old, std::uint32_t now, Weight more)
{
    if (old != now)
        add(now > old ? more : opposite(more), fmt::format("{} is {}, and was {}", what, now, old));
}

void Differences::names(std::string_view what, const std::vector<std::string>& old,
                        const std::vector<std::string>& now, Weight added, Weight taken)
{
    const auto among = [](const std::vector<std::string>& all, const std::string& one) {
        return std::ranges::find(all, one) != all.end();
    };
    for (const std::string& one : now)
        if (!among(old, one)) add(added, fmt::format("{} have \"{}\", and had not", what, one));
    for (const std::string& one : old)
        if (!among(now, one)) add(taken, fmt::format("{} have \"{}\" no more", what, one));
}

void compare_members(const Governance& old, const Governance& now, Differences& into)
{
    side_by_side(
        old.members, now.members, &project::Member::name,
        [&](const auto& before, const auto& after) { compare_member(before, after, into); },
        [&](const auto& gone) {
            into.add(Weight::narrowed, fmt::format("party {} takes no part any more", gone.name));
        },
        [&](const auto& added) {
            into.add(Weight::widened, fmt::format("party {} takes part as {} ({}, {})", added.name,
                                                  to_text(added.role), added.body, added.territory));
        });
}

void compare_recipients(const Governance& old, const Governance& now, Differences& into)
{
    const auto both = [&](const project::Recipient& a, const project::Recipient& b) {
        const std::string who = fmt::format("recipient {}", b.name);
        into.text(fmt::format("the party of {}", who), a.member, b.member, Weight::widened);
        into.text(fmt::format("the territory of {}", who), a.territory, b.territory, Weight::widened);
        if (a.payload.empty() != b.payload.empty())
            into.add(b.payload.empty() ? Weight::widened : Weight::narrowed,
                     fmt::format("{} gets {}", who,
                                 b.payload.empty() ? "every payload column" : "listed payload columns only"));
        else
            into.names(fmt::format("the columns of {}", who), a.payload, b.payload, Weight::widened,
                       Weight::narrowed);
        into.names(fmt::format("the tables of {}", who), a.tables, b.tables,
                   a.tables.empty() && a.payload.empty() ? Weight::narrowed : Weight::widened,
                   b.tables.empty() && b.payload.empty() ? Weight::widened : Weight::narrowed);
        into.text(fmt::format("the column of consent to {}", who), a.consent_column, b.consent_column,
                  b.consent_column.empty() ? Weight::widened : Weight::changed);
        into.names(fmt::format("the answers that consent to {}", who), a.consent_yes, b.consent_yes,
                   Weight::widened, Weight::narrowed);
        into.text(fmt::format("the column of forms for {}", who), a.form_column, b.form_column);
        into.names(fmt::format("the forms for {}", who), a.forms, b.forms,
                   a.forms.empty() ? Weight::narrowed : Weight::widened,
                   b.forms.empty() ? Weight::widened : Weight::narrowed);
        if (a.longitudinal != b.longitudinal)
            into.add(b.longitudinal ? Weight::widened : Weight::narrowed,
                     fmt::format("{} {}", who,
                                 b.longitudinal ? "keeps the same study ids at every release"
                                                : "gets new study ids at every release"));
    };
    side_by_side(
        old.recipients, now.recipients, &project::Recipient::name, both,
        [&](const auto& gone) {
            into.add(Weight::narrowed, fmt::format("recipient {} receives nothing any more", gone.name));
        },
        [&](const auto& added) {
            into.add(Weight::widened, fmt::format("recipient {} (party {}, {}) receives", added.name,
                                                  added.member, added.territory));
        });
}

void compare_retention(const Governance& old, const Governance& now, Differences& into)
{
    const auto both = [&](const project::RetentionRule& a, const project::RetentionRule& b) {
        const std::string rule = fmt::format("retention {}", b.name);
        into.amount(fmt::format("the years of {}", rule), a.years, b.years, Weight::widened);
        into.text(fmt::format("the beginning of {}", rule), a.from, b.from, Weight::widened);
        into.text(fmt::format("the date column of {}", rule), a.column, b.column, Weight::widened);
        into.text(fmt::format("what holds rows together in {}", rule), a.together_column, b.together_column,
                  Weight::widened);
        into.text(fmt::format("the sources of {}", rule), a.sources, b.sources, Weight::widened);
        into.text(fmt::format("the column of {}", rule), a.flag_column, b.flag_column, Weight::widened);
        into.text(fmt::format("the value of {}", rule), a.flag_value, b.flag_value, Weight::widened);
        if (a.not_before != b.not_before) // nothing is kept until a day that is none
            into.add(b.not_before > a.not_before ? Weight::widened : Weight::narrowed,
                     fmt::format("the earliest end of {} is {}, and was {}", rule,
                                 b.not_before == 0 ? "none" : day_text(b.not_before),
                                 a.not_before == 0 ? "none" : day_text(a.not_before)));
        if (a.cap_years != b.cap_years) {
            const bool longer = b.cap_years == 0 || (a.cap_years != 0 && b.cap_years > a.cap_years);
            into.add(longer ? Weight::widened : Weight::narrowed,
                     fmt::format("the most years of {} are {}, and were {}", rule,
                                 b.cap_years == 0 ? "any" : std::to_string(b.cap_years),
                                 a.cap_years == 0 ? "any" : std::to_string(a.cap_years)));
        }
    };
    // Which of two rules ends first depends on the rows, so that either way more may be kept.
    side_by_side(
        old.retention, now.retention, &project::RetentionRule::name, both,
        [&](const auto& gone) {
            into.add(Weight::widened, fmt::format("retention {} is not a rule any more", gone.name));
        },
        [&](const auto& added) {
            into.add(Weight::widened, fmt::format("retention {} is a new rule ({} years from {})", added.name,
                                                  added.years, added.from));
        });
}

// Who may let tables out: one more is one more who can.
void compare_checkers(const Governance& old, const Governance& now, Differences& into)
{
    const auto both = [&](const project::Checker& a, const project::Checker& b) {
        into.text(fmt::format("the party for whom checker {} signs", b.name), a.member, b.member);
        if (a.signing != b.signing)
            into.add(Weight::changed, fmt::format("checker {} has another key: ask them yourself", b.name));
    };
    side_by_side(
        old.checkers, now.checkers, &project::Checker::name, both,
        [&](const auto& gone) {
            into.add(Weight::narrowed, fmt::format("checker {} signs no releases any more", gone.name));
        },
        [&](const auto& added) {
            into.add(Weight::widened,
                     fmt::format("checker {} (for {}) may sign releases", added.name, added.member));
        });
}

void compare_sources(const Governance& old, const Governance& now, Differences& into)
{
    side_by_side(
        old.sources, now.sources, &project::Source::party,
        [&](const auto& before, const auto& after) { compare_source(before, after, into); },
        [&](const auto& gone) {
            into.add(Weight::narrowed, fmt::format("source {} sends nothing any more", gone.party));
        },
        [&](const auto& added) {
            into.add(Weight::widened, fmt::format("source {} sends, and did not", added.party));
        });
}

} // namespace gauze::desk
