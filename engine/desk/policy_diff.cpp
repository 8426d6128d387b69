#include "engine/desk/policy_diff.hpp"

#include "engine/desk/diff_parts.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::desk {

namespace {

using project::Governance;
using project::Policy;

// Before and after of an agreement's own lines.
void compare_agreement(const Governance& old, const Governance& now, Differences& into)
{
    into.text("the agreement", old.agreement, now.agreement);
    into.text("the purpose", old.purpose, now.purpose, Weight::widened);
    into.names("the other purposes", old.other_purposes, now.other_purposes, Weight::widened,
               Weight::narrowed);
    into.day("the review date", old.review_by, now.review_by);
    into.text("the controller", old.controller, now.controller);
    into.text("the registration", old.registration, now.registration);
    into.text("the contact", old.contact, now.contact);
    into.text("the route of complaints", old.complaints, now.complaints);
    into.text("the DPIA", old.dpia, now.dpia);
    into.names("the territories", old.territories, now.territories, Weight::widened, Weight::narrowed);
    if (old.rehearsal != now.rehearsal)
        into.add(now.rehearsal ? Weight::widened : Weight::narrowed,
                 now.rehearsal ? "it becomes a rehearsal: clock and seed may be set"
                               : "it is no rehearsal any more");
    into.text("the disclosure profile", old.disclosure, now.disclosure, Weight::widened);
}

// How much a profile shows, for the order of the two.
int openness(std::string_view profile)
{
    if (profile == "strict") return 0;
    if (profile == "standard") return 1;
    if (profile == "tolerant") return 2;
    return profile == "custom" ? 3 : 4; // plain
}

void compare_encoding(const Policy& old, const Policy& now, Differences& into)
{
    if (old.profile != now.profile)
        into.add(openness(now.profile) > openness(old.profile) ? Weight::widened : Weight::narrowed,
                 fmt::format("the profile is {}, and was {}", now.profile, old.profile));
    else if (old.specification() != now.specification())
        into.add(Weight::changed,
                 "what decides the bits (fields, views, keys, blocks, strata, wave) is other");
    into.amount("the smallest count shown", old.smallest_count, now.smallest_count, Weight::narrowed);
    into.amount("the share of records that may be alike", old.most_repeats, now.most_repeats,
                Weight::widened);
    into.text("the project", old.id, now.id, Weight::widened);
    into.text("the title", old.title, now.title);
    for (const project::Field& field : now.fields)
        if (std::ranges::find(old.fields, field.name, &project::Field::name) == old.fields.end())
            into.add(Weight::widened, fmt::format("the field {} is compared, and was not", field.name));
    for (const project::Field& field : old.fields)
        if (std::ranges::find(now.fields, field.name, &project::Field::name) == now.fields.end())
            into.add(Weight::narrowed, fmt::format("the field {} is not compared any more", field.name));
}

} // namespace

std::string_view to_text(Weight weight)
{
    switch (weight) {
    case Weight::widened: return "WIDENED";
    case Weight::changed: return "changed";
    case Weight::narrowed: return "narrowed";
    }
    return "unknown";
}

std::vector<Change> changes_between(const Policy& old, const Policy& now)
{
    Differences found;
    if (old.governance && !now.governance) {
        found.add(Weight::widened, "there is no agreement any more: nothing is signed and nobody is refused");
    } else if (!old.governance && now.governance) {
        found.add(Weight::narrowed, "there is an agreement, and was none");
    } else if (old.governance) {
        compare_agreement(*old.governance, *now.governance, found);
        compare_members(*old.governance, *now.governance, found);
        compare_sources(*old.governance, *now.governance, found);
        compare_recipients(*old.governance, *now.governance, found);
        compare_retention(*old.governance, *now.governance, found);
        compare_checkers(*old.governance, *now.governance, found);
        compare_cohort(old.governance->cohort, now.governance->cohort, found);
    }
    compare_encoding(old, now, found);
    std::vector<Change> all = std::move(found).all();
    if (all.empty() && old.digest() != now.digest())
        all.push_back({Weight::changed, "settings of parties, columns or formats that are not listed here"});
    std::ranges::stable_sort(all, {}, &Change::weight);
    return all;
}

bool is_widened(const std::vector<Change>& changes)
{
    return std::ranges::any_of(changes, [](const Change& one) { return one.weight == Weight::widened; });
}

std::string in_words(const std::vector<Change>& changes)
{
    if (changes.empty()) return "The two mean the same.\n";
    std::string text;
    for (const Change& one : changes) text += fmt::format("{:<8}  {}\n", to_text(one.weight), one.what);
    return text;
}

Json to_json(const std::vector<Change>& changes)
{
    std::vector<Json> list;
    for (const Change& one : changes)
        list.push_back(Json().set("weight", to_text(one.weight)).set("what", one.what));
    return Json().set("widened", is_widened(changes)).set("changes", list);
}

} // namespace gauze::desk
