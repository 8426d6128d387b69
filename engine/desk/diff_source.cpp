// What changed in what one custodian sends.
#include "bloom/base/clock.hpp"
#include "engine/desk/diff_parts.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::desk {

namespace {

using project::ColumnRule;
using project::ColumnUse;
using project::Consent;
using project::Source;

std::string uses_of(const ColumnRule& rule)
{
    std::vector<std::string_view> words;
    for (const ColumnUse use : rule.uses) words.push_back(to_text(use));
    return fmt::format("{}", fmt::join(words, "+"));
}

// How much of a column leaves: nothing, encoded, made coarser, as it stands.
int openness(const ColumnRule& rule)
{
    if (rule.has(ColumnUse::payload)) return 3;
    if (rule.has(ColumnUse::generalise)) return 2;
    return rule.has(ColumnUse::link) ? 1 : 0;
}

std::string made_of(const ColumnRule& rule)
{
    std::vector<std::string> made;
    for (const auto& one : rule.generalised)
        made.push_back(fmt::format("{} as {}{}{}", one.rule, one.as, one.arguments.empty() ? "" : " by ",
                                   fmt::join(one.arguments, ", ")));
    std::ranges::sort(made);
    return fmt::format("{}", fmt::join(made, "; "));
}

void compare_column(const std::string& who, const ColumnRule& old, const ColumnRule& now, Differences& into)
{
    const std::string column = fmt::format("column {} of {}", now.name, who);
    if (old.uses != now.uses) {
        const bool wider = openness(now) > openness(old) ||
                           (openness(now) == openness(old) && now.uses.size() > old.uses.size());
        into.add(wider ? Weight::widened : Weight::narrowed,
                 fmt::format("{} is {}, and was {}", column, uses_of(now), uses_of(old)));
    }
    // Finer or coarser is for people to judge; it is shown as the first.
    into.text(fmt::format("what is made of {}", column), made_of(old), made_of(now),
              now.generalised.empty() ? Weight::narrowed : Weight::widened);
    if (old.kind != now.kind)
        into.add(now.kind == project::PayloadKind::none ? Weight::narrowed : Weight::widened,
                 fmt::format("{} holds {}, and held {}", column, to_text(now.kind), to_text(old.kind)));
    else
        into.names(fmt::format("the codes of {}", column), old.codes, now.codes, Weight::widened,
                   Weight::narrowed);
    if (old.special != now.special)
        into.add(now.special ? Weight::narrowed : Weight::widened,
                 fmt::format("{} {}", column,
                             now.special ? "counts as special" : "does not count as special any more"));
    if (old.criminal != now.criminal)
        into.add(now.criminal ? Weight::narrowed : Weight::widened,
                 fmt::format("{} {}", column,
                             now.criminal ? "counts as criminal" : "does not count as criminal any more"));
}

void compare_columns(const std::string& who, const std::vector<ColumnRule>& old,
                     const std::vector<ColumnRule>& now, Differences& into)
{
    for (const ColumnRule& rule : now) {
        const auto before = std::ranges::find(old, rule.name, &ColumnRule::name);
        if (before != old.end())
            compare_column(who, *before, rule, into);
        else
            into.add(openness(rule) > 0 ? Weight::widened : Weight::changed,
                     fmt::format("column {} of {} is new: {}", rule.name, who, uses_of(rule)));
    }
    for (const ColumnRule& rule : old)
        if (std::ranges::find(now, rule.name, &ColumnRule::name) == now.end())
            into.add(openness(rule) > 0 ? Weight::narrowed : Weight::changed,
                     fmt::format("column {} of {} is not in its file any more", rule.name, who));
}

void compare_tables(const std::string& party, const Source& old, const Source& now, Differences& into)
{
    for (const project::EpisodeTable& table : now.tables) {
        const std::string who = fmt::format("the episodes {} of {}", table.name, party);
        const project::EpisodeTable* before = old.table(table.name);
        if (before == nullptr) {
            into.add(Weight::widened, fmt::format("{} are new", who));
            continue;
        }
        into.text(fmt::format("the reference of {}", who), before->reference, table.reference);
        compare_columns(who, before->columns, table.columns, into);
    }
    for (const project::EpisodeTable& table : old.tables)
        if (now.table(table.name) == nullptr)
            into.add(Weight::narrowed,
                     fmt::format("the episodes {} of {} are sent no more", table.name, party));
}

// A mode that asks less lets in more.
int openness(Consent::Mode mode)
{
    return mode == Consent::Mode::opt_in ? 0 : mode == Consent::Mode::objection ? 1 : 2;
}

void compare_consent(const std::string& who, const Consent& old, const Consent& now, Differences& into)
{
    if (old.mode != now.mode)
        into.add(openness(now.mode) > openness(old.mode) ? Weight::widened : Weight::narrowed,
                 fmt::format("{} is by {}, and was by {}", who, to_text(now.mode), to_text(old.mode)));
    into.text(fmt::format("the column of consent at {}", who), old.column, now.column);
    into.text(fmt::format("the column of its date at {}", who), old.date_column, now.date_column);
    into.text(fmt::format("the column of its form at {}", who), old.form_column, now.form_column);
    into.names(fmt::format("the answers that consent at {}", who), old.yes, now.yes, Weight::widened,
               Weight::narrowed);
    into.names(fmt::format("the forms that count at {}", who), old.forms, now.forms,
               old.forms.empty() ? Weight::narrowed : Weight::widened,
               now.forms.empty() ? Weight::widened : Weight::narrowed);
    if (old.valid_months != now.valid_months) {
        const bool longer =
            now.valid_months == 0 || (old.valid_months != 0 && now.valid_months > old.valid_months);
        into.add(longer ? Weight::widened : Weight::narrowed,
                 fmt::format("consent at {} holds {} months, and held {} (0: for ever)", who,
                             now.valid_months, old.valid_months));
    }
    into.text(fmt::format("the column of exemptions at {}", who), old.exemption_column, now.exemption_column);
    into.names(fmt::format("the exemptions at {}", who), old.exemptions, now.exemptions, Weight::widened,
               Weight::narrowed);
}

void compare_opt_out(const std::string& who, const project::OptOut& old, const project::OptOut& now,
                     Differences& into)
{
    into.text(fmt::format("the column for the National Data Opt-out at {}", who), old.column, now.column,
              now.column.empty()   ? Weight::widened
              : old.column.empty() ? Weight::narrowed
                                   : Weight::changed);
    if (!old.column.empty() && !now.column.empty())
        into.amount(fmt::format("the most days of the opt-out list at {}", who), old.most_days, now.most_days,
                    Weight::widened);
    into.text(fmt::format("why the opt-out does not apply at {}", who), old.reason, now.reason);
    if (old.unborn != now.unborn)
        into.text(fmt::format("whether the opt-out passes over the unborn at {}", who),
                  old.unborn ? "yes" : "no", now.unborn ? "yes" : "no",
                  now.unborn ? Weight::widened : Weight::narrowed);
}

// An open window (0) is the widest.
void compare_eligible(const std::string& who, const project::Eligibility& old,
                      const project::Eligibility& now, Differences& into)
{
    into.text(fmt::format("the postcode column at {}", who), old.postcode_column, now.postcode_column);
    into.names(fmt::format("the wards at {}", who), old.wards, now.wards,
               old.wards.empty() ? Weight::narrowed : Weight::widened,
               now.wards.empty() ? Weight::widened : Weight::narrowed);
    into.text(fmt::format("the birth column at {}", who), old.birth_column, now.birth_column);
    into.text(fmt::format("the column of a stated age at {}", who), old.age_column, now.age_column);
    into.text(fmt::format("the column of the expected date at {}", who), old.expected_column,
              now.expected_column);
    if (old.at != now.at)
        into.add(Weight::changed, fmt::format("the day of age at {} is {}, and was {}", who,
                                              now.at == 0 ? "none" : day_text(now.at),
                                              old.at == 0 ? "none" : day_text(old.at)));
    into.amount(fmt::format("the youngest age (months) at {}", who), old.months_from, now.months_from,
                Weight::narrowed);
    if (old.months_below != now.months_below) {
        const bool wider =
            now.months_below == 0 || (old.months_below != 0 && now.months_below > old.months_below);
        into.add(wider ? Weight::widened : Weight::narrowed,
                 fmt::format("the end of age (months) at {} is {}, and was {} (0: none)", who,
                             now.months_below, old.months_below));
    }
    into.amount(fmt::format("the months before birth at {}", who), old.unborn_months, now.unborn_months,
                Weight::widened);
}

} // namespace

void compare_source(const Source& old, const Source& now, Differences& into)
{
    const std::string who = fmt::format("source {}", now.party);
    into.text(fmt::format("the Article 6 basis of {}", who), old.basis.article_6, now.basis.article_6);
    into.text(fmt::format("the Article 9 basis of {}", who), old.basis.article_9, now.basis.article_9);
    into.names(fmt::format("the conditions of {}", who), old.basis.schedule_1, now.basis.schedule_1,
               Weight::changed, Weight::changed);
    into.text(fmt::format("the Article 10 basis of {}", who), old.basis.article_10, now.basis.article_10);
    into.text(fmt::format("the words of the basis of {}", who), old.basis.words, now.basis.words);
    into.text(fmt::format("the notice of {}", who), old.notice, now.notice);
    into.text(fmt::format("the version of the notice of {}", who), old.notice_version, now.notice_version);
    if (old.notice_date != now.notice_date)
        into.add(Weight::changed, fmt::format("the notice of {} is of {}, and was of {}", who,
                                              day_text(now.notice_date), day_text(old.notice_date)));
    into.text(fmt::format("the layout of {}", who), old.schema, now.schema);
    into.text(fmt::format("what {} was collected for", who), old.purpose, now.purpose, Weight::widened);
    into.text(fmt::format("the service column of {}", who), old.service_column, now.service_column);
    compare_columns(now.party, old.columns, now.columns, into);
    compare_tables(now.party, old, now, into);
    compare_consent(who, old.consent, now.consent, into);
    compare_opt_out(who, old.opt_out, now.opt_out, into);
    compare_eligible(who, old.eligibility, now.eligibility, into);
}

} // namespace gauze::desk
