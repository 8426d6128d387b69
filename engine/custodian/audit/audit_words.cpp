// The report of an audit, as people and as programs read it.
#include "engine/custodian/audit/audit.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

std::string figure_text(const AuditCheck& check, double figure)
{
    if (check.is_share) return fmt::format("{:.2f} %", figure * 100);
    if (check.name == "a1_largest_group" || check.name == "a6_expected_bucket")
        return fmt::format("{:.0f}", figure);
    return fmt::format("{:.3f}", figure);
}

std::string limit_text(const AuditCheck& check)
{
    if (check.id == "A10") return "must be found";
    if (!check.decides) return "-";
    return fmt::format("{} {}", check.at_least ? ">=" : "<=", figure_text(check, check.limit));
}

std::string_view outcome(const AuditCheck& check)
{
    if (check.id == "A10") return check.passes ? "works" : "VOID";
    if (!check.decides) return "told";
    return check.passes ? "pass" : "FAIL";
}

std::string front_text(const LimitFront& front)
{
    if (front.points.empty()) return {};
    std::string text = "\nThe limit that no encoding with these views can pass: at a tolerance of so many "
                       "differing bits, who has a\nsimilar person in the file, and how many true pairs can "
                       "be found:\n";
    for (const FrontPoint& point : front.points)
        text += fmt::format(
            "  {:.2f}   {:6.2f} % of people    {:6.2f} % of careful and {:6.2f} % of careless "
            "second records\n",
            point.radius, point.people_near * 100, point.found_careful * 100, point.found_careless * 100);
    return text;
}

} // namespace

bool AuditReport::passes() const noexcept
{
    return !is_void &&
           std::ranges::all_of(checks, [](const AuditCheck& one) { return one.passes || !one.decides; });
}

std::string_view AuditReport::verdict() const noexcept
{
    return is_void ? "void" : passes() ? "pass" : "fail";
}

const AuditCheck* AuditReport::check(std::string_view name) const noexcept
{
    const auto found = std::ranges::find(checks, name, &AuditCheck::name);
    return found == checks.end() ? nullptr : &*found;
}

std::string AuditReport::in_words() const
{
    std::string text = fmt::format("Audit of {} under the profile {}: {} of {} rows encoded under a key that "
                                   "is thrown away,\nattacked with a register of {}.\n\n",
                                   party, profile, released, rows, register_size);
    for (const AuditCheck& one : checks)
        text += fmt::format("  {:<5}{:<20}{:>10}   {:<14}{:<6}{}\n", one.id, one.name,
                            figure_text(one, one.figure), limit_text(one), outcome(one), one.meaning);
    text += front_text(front);
    for (const std::string& one : remarks) text += fmt::format("\nNote: {}.\n", one);
    if (is_void)
        return text +
               "\nVOID: the attacker does not find people under the profile plain either, so nothing is "
               "shown.\nAre the columns in the policy the right ones for this file?\n";
    return text + (passes() ? "\nPASS: the file keeps to the limits of its profile.\n"
                            : "\nFAIL: as the policy stands this file must not leave. gauze policy suggest "
                              "measures other views and keys.\n");
}

Json AuditReport::figures() const
{
    Json json;
    json.set("verdict", verdict())
        .set("profile", profile)
        .set("rows", rows)
        .set("released", released)
        .set("register", register_size);
    for (const AuditCheck& one : checks) json.set(one.name, one.figure);
    for (const FrontPoint& point : front.points)
        json.set(fmt::format("limit_near_{:02.0f}", point.radius * 100), point.people_near);
    return json;
}

Json AuditReport::to_json() const
{
    const auto members = [](const auto& all, auto member) {
        std::vector<Json> list;
        for (const auto& one : all) list.push_back(member(one));
        return list;
    };
    Json json;
    json.set("audit", 1)
        .set("party", party)
        .set("profile", profile)
        .set("policy", policy)
        .set("input_sha256", input_digest)
        .set("rows", rows)
        .set("broken", broken)
        .set("released", released)
        .set("register", register_size)
        .set("verdict", verdict())
        .set("checks", members(checks,
                               [](const AuditCheck& one) {
                                   Json check;
                                   check.set("id", one.id).set("name", one.name).set("figure", one.figure);
                                   if (one.decides || one.id == "A10") check.set("limit", one.limit);
                                   return check.set("decides", one.decides)
                                       .set("passes", one.passes)
                                       .set("meaning", one.meaning);
                               }))
        .set("repeats", members(frequency,
                                [](const FrequencyLeak& leak) {
                                    return Json()
                                        .set("slot", leak.slot)
                                        .set("judged", leak.judged)
                                        .set("reidentified", leak.reidentified)
                                        .set("largest", leak.largest);
                                }))
        .set("lengths", members(lengths,
                                [](const LengthLeak& leak) {
                                    return Json().set("view", leak.view).set("correlation", leak.correlation);
                                }))
        .set("blocks", members(blocking.buckets,
                               [](const BlockingLeak::Bucket& bucket) {
                                   return Json()
                                       .set("block", bucket.block)
                                       .set("largest", bucket.largest)
                                       .set("smallest", bucket.smallest)
                                       .set("largest_share", bucket.largest_share);
                               }))
        .set("ranks",
             members(ranks,
                     [](const RankLeak& leak) {
                         return Json().set("view", leak.view).set("shown", leak.shown).set("rank", leak.rank);
                     }))
        .set("limit_front", members(front.points,
                                    [](const FrontPoint& point) {
                                        return Json()
                                            .set("radius", point.radius)
                                            .set("people_near", point.people_near)
                                            .set("found_careful", point.found_careful)
                                            .set("found_careless", point.found_careless);
                                    }))
        .set("remarks", remarks);
    return json;
}

} // namespace gauze::custodian
