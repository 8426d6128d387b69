// How a suggestion is told: on the screen in words, as TOML for the policy, as JSON for programs.
#include "engine/custodian/suggest.hpp"
#include "engine/project/profiles.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::custodian {

namespace {

constexpr std::string_view program = "gauze-custodian " GAUZE_VERSION;

// Enough digits to tell a small share from none.
std::string percent(double share)
{
    const double value = share * 100;
    if (value > 0 && value < .01) return "< 0.01";
    return fmt::format("{:.{}f}", value, value < 1 ? 2 : 1);
}

std::vector<std::string> spelled(const project::MatchKey& key)
{
    std::vector<std::string> parts;
    for (const project::MatchKey::Part& part : key.parts)
        parts.push_back(part.level == project::PartLevel::exact
                            ? part.field
                            : fmt::format("{}:{}", part.field, to_text(part.level)));
    return parts;
}

std::vector<std::string> fields_of(const project::View& view)
{
    std::vector<std::string> fields;
    for (const project::View::Part& part : view.parts) fields.push_back(part.field);
    return fields;
}

std::string what_was_read(const Suggestion& s)
{
    std::string text = fmt::format("{}: {} rows", s.party, s.rows);
    if (s.broken > 0) text += fmt::format(" (and {} that could not be read)", s.broken);
    text += s.is_whole_file() ? fmt::format(", all of them measured.\n")
                              : fmt::format(", a fixed sample of {} measured.\n", s.measured);
    return text +
           fmt::format("Profile {}. At most {} % of the records may share a key or view with another, in a "
                       "register of {}.\n",
                       s.profile, percent(s.most_repeats), s.register_size);
}

std::string what_fields_tell(const Suggestion& s)
{
    std::string text =
        "\nWhat the fields tell (bits: 10 bits are one chance in 1,024 that two people agree)\n"
        "  field            level         held by   values      bits\n";
    for (const Suggestion::Told& one : s.fields)
        text +=
            fmt::format("  {:<16} {:<12} {:>6} %  {:>7}  {}{:>5.1f}\n", one.field, one.level,
                        percent(one.told.present()), one.told.distinct,
                        one.told.is_at_least() && one.told.records > 1 ? ">= " : "   ", one.told.entropy());
    return text;
}

std::string which_keys(const Suggestion& s)
{
    std::string text = fmt::format("\n{} match keys (of {} combinations that tell enough). \"finds\": of "
                                   "imagined pairs of careless records,\n"
                                   "by this key alone, and by it with those above\n"
                                   "  finds   together   shared by   missing   made of\n",
                                   s.keys.keys.size(), s.keys.candidates);
    for (const SuggestedKey& one : s.keys.keys)
        text += fmt::format("  {:>4.0f} %   {:>4.0f} %     {:>6} %   {:>6} %   {}\n", one.finds * 100,
                            one.found_together * 100, percent(one.repeats), percent(one.missing),
                            fmt::join(spelled(one.key), " + "));
    if (s.keys.shared.empty()) return text;
    text += "Left out, because too many people share them, or may do so by bad luck:\n";
    for (const SuggestedKey& one : s.keys.shared)
        text += fmt::format("                     {:>6} %              {}\n", percent(one.repeats),
                            fmt::join(spelled(one.key), " + "));
    return text;
}

std::string which_views(const Suggestion& s)
{
    std::string text = fmt::format("\n{} views, as the profile makes them\n", s.views.size());
    if (!s.views.empty()) text += "  density   allowed           shared by   missing   made of\n";
    for (const SuggestedView& one : s.views)
        text +=
            fmt::format("  {:>7.3f}   {:.3f} to {:.3f}    {:>6} %   {:>6} %   {}\n", one.density,
                        one.view.lowest_density / 1000.0, one.view.highest_density / 1000.0,
                        percent(one.repeats), percent(one.missing), fmt::join(fields_of(one.view), " + "));
    return text;
}

// One sentence: what finding so many pairs costs.
std::string price(const LimitFront& front, double wanted, double FrontPoint::*found, std::string_view records)
{
    const auto at =
        std::ranges::find_if(front.points, [&](const FrontPoint& point) { return point.*found >= wanted; });
    const std::string pairs = fmt::format("{:.0f} % of the pairs of {} records", wanted * 100, records);
    if (at == front.points.end()) return fmt::format("  No radius of the table finds {}.\n", pairs);
    if (at->people_near == 0)
        return fmt::format("  {} are found (radius {:.2f}) where nobody measured has somebody as near.\n",
                           pairs, at->radius);
    return fmt::format(
        "  To find {} (radius {:.2f}) you accept that {} % of the people\n  could be recognised by "
        "somebody who knows a relative, a housemate or a namesake of theirs.\n",
        pairs, at->radius, percent(at->people_near));
}

std::string what_tolerance_costs(const Suggestion& s)
{
    if (s.limit.points.empty()) return {};
    std::string text = fmt::format(
        "\nWhat tolerance costs the people of this file: {} records compared, each with each{}\n"
        "  radius   pairs found if records    pairs found if       people with somebody\n"
        "           are kept with care        they are careless    as near as that\n",
        s.limit.rows, s.limit.is_whole_file ? "" : "; for the whole file this is an upper estimate");
    for (const FrontPoint& point : s.limit.points)
        text += fmt::format("   {:.2f}            {:>6} %               {:>6} %                {:>6} %\n",
                            point.radius, percent(point.found_careful), percent(point.found_careless),
                            percent(point.people_near));
    for (const double wanted : {.9, .95}) {
        text += price(s.limit, wanted, &FrontPoint::found_careful, "careful");
        text += price(s.limit, wanted, &FrontPoint::found_careless, "careless");
    }
    double reach = 0;
    for (const SuggestedView& one : s.views) reach = std::max(reach, one.reach);
    return text +
           fmt::format("  The views of the profile {} see to about {:.3f}; beyond it only match keys find a "
                       "pair.\n  This is the limit for views, whatever hides them; who knows fewer people "
                       "recognises fewer.\n",
                       s.profile, reach);
}

Json to_json(const SuggestedKey& one)
{
    Json json = Json()
                    .set("name", one.key.name)
                    .set("parts", spelled(one.key))
                    .set("bits", one.entropy)
                    .set("repeats", one.repeats)
                    .set("missing", one.missing)
                    .set("finds", one.finds)
                    .set("found_together", one.found_together);
    return json;
}

Json to_json(const SuggestedView& one)
{
    return Json()
        .set("name", one.view.name)
        .set("fields", fields_of(one.view))
        .set("density", one.density)
        .set("lowest_density", one.view.lowest_density / 1000.0)
        .set("highest_density", one.view.highest_density / 1000.0)
        .set("within_band", one.within_band())
        .set("repeats", one.repeats)
        .set("missing", one.missing)
        .set("reach", one.reach);
}

Json to_json(const Suggestion::Told& one)
{
    return Json()
        .set("field", one.field)
        .set("kind", one.kind)
        .set("level", one.level)
        .set("present", one.told.present())
        .set("distinct", one.told.distinct)
        .set("bits", one.told.entropy())
        .set("at_least", one.told.is_at_least());
}

template <typename List>
std::vector<Json> list_of(const List& list)
{
    std::vector<Json> objects;
    for (const auto& one : list) objects.push_back(to_json(one));
    return objects;
}

} // namespace

std::string Suggestion::fragment() const
{
    std::string text = fmt::format(
        "# Suggested by {} for the file of {}: {} rows{}, a register of {}, profile {}.\n"
        "# Agree on one list with the other custodians, then put it into the policy that all sign.\n",
        program, party, rows, is_whole_file() ? std::string() : fmt::format(" ({} measured)", measured),
        register_size, profile);
    const auto quoted = [](const std::vector<std::string>& words) {
        return fmt::format("\"{}\"", fmt::join(words, "\", \""));
    };
    for (const SuggestedView& one : views)
        text += fmt::format("\n# density {:.3f}, shared by {} %, missing {} %\n"
                            "[[view]]\nname = \"{}\"\nfields = [{}]\n",
                            one.density, percent(one.repeats), percent(one.missing), one.view.name,
                            quoted(fields_of(one.view)));
    for (const SuggestedKey& one : keys.keys)
        text += fmt::format("\n# shared by {} %, missing {} %, finds {:.0f} % of careless pairs\n"
                            "[[key]]\nname = \"{}\"\nparts = [{}]\n",
                            percent(one.repeats), percent(one.missing), one.finds * 100, one.key.name,
                            quoted(spelled(one.key)));
    return text;
}

std::string Suggestion::in_words() const
{
    std::string text = what_was_read(*this) + what_fields_tell(*this) + which_keys(*this) +
                       which_views(*this) + what_tolerance_costs(*this);
    if (!remarks.empty()) text += "\nPlease note\n";
    for (const std::string& remark : remarks) text += fmt::format("  - {}\n", remark);
    return text;
}

Json Suggestion::to_json() const
{
    std::vector<Json> front;
    for (const FrontPoint& point : limit.points)
        front.push_back(Json()
                            .set("radius", point.radius)
                            .set("found_careful", point.found_careful)
                            .set("found_careless", point.found_careless)
                            .set("people_near", point.people_near));
    return Json()
        .set("program", program)
        .set("party", party)
        .set("profile", profile)
        .set("rows", Json()
                         .set("usable", rows)
                         .set("broken", broken)
                         .set("measured", measured)
                         .set("whole_file", is_whole_file()))
        .set("register", register_size)
        .set("most_repeats", most_repeats)
        .set("fields", list_of(fields))
        .set("candidates", keys.candidates)
        .set("keys", list_of(keys.keys))
        .set("shared_by_too_many", list_of(keys.shared))
        .set("views", list_of(views))
        .set("limit",
             Json().set("rows", limit.rows).set("whole_file", limit.is_whole_file).set("front", front))
        .set("remarks", remarks)
        .set("fragment", fragment());
}

} // namespace gauze::custodian
