// Read `suggest` at the bottom first: it is the whole run.
#include "engine/custodian/suggest.hpp"

#include "bloom/base/error.hpp"
#include "engine/custodian/suggest_parts.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/project/profiles.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::Policy;
using project::Profile;

constexpr std::size_t most_keys = 32;     // more found nothing more and showed more (views.md, section 7)
constexpr std::size_t fewest_rows = 1000; // below, figures are rough
constexpr std::uint64_t largest_register = 10'000'000'000;

const Profile& hiding_profile(const Policy& draft)
{
    const Profile& profile = *project::profile_named(draft.profile);
    if (profile.hardened) return profile;
    throw Error(Exit::usage,
                fmt::format("the profile {} has no views and keys of its own to suggest", draft.profile),
                "say profile = \"standard\" (or tolerant, or strict) in the draft");
}

std::size_t wished_keys(const SuggestOptions& options, const Profile& profile)
{
    const std::size_t keys = options.keys.value_or(profile.most_keys);
    if (keys < 1 || keys > most_keys)
        throw Error(Exit::usage, fmt::format("--keys {} is not from 1 to {}", keys, most_keys),
                    "16 suit the profile standard, 32 the profile tolerant");
    return keys;
}

SampledRows read_rows(const Policy& draft, const SuggestOptions& options, std::vector<std::string>& remarks)
{
    const Source source = survey(options.input, draft, draft.party(options.party));
    for (const std::string& remark : source.remarks) remarks.push_back(remark);
    SampledRows rows = sample_rows(options.input, source, options.most_rows);
    if (rows.rows < 2)
        throw Error(Exit::bad_data, fmt::format("{} has {} usable rows", options.input.string(), rows.rows),
                    "was the right file exported? people are compared with each other here");
    return rows;
}

std::uint64_t register_of(const SuggestOptions& options, const SampledRows& rows,
                          std::vector<std::string>& remarks)
{
    const std::uint64_t wished = options.register_size.value_or(rows.of);
    if (wished > largest_register)
        throw Error(Exit::usage, fmt::format("--register {} is more people than there are", wished),
                    "the number of records in the largest file of the project");
    if (wished < rows.of)
        remarks.push_back(fmt::format("--register {} is less than this file's {} rows; {} is taken", wished,
                                      rows.of, rows.of));
    return std::max(wished, rows.of);
}

std::vector<Suggestion::Told> told_by(const Policy& draft, const PartTable& table)
{
    std::vector<Suggestion::Told> fields;
    for (const SuggestedPart& part : table.parts())
        fields.push_back({draft.fields[part.field].name, std::string(to_text(draft.fields[part.field].kind)),
                          std::string(to_text(part.level)), part.told});
    return fields;
}

void remark_on_rows(const SampledRows& rows, const Policy& draft, Suggestion& suggestion)
{
    auto& remarks = suggestion.remarks;
    if (rows.rows < fewest_rows)
        remarks.push_back(fmt::format("{} rows are few: all figures here are rough", rows.rows));
    if (!draft.party(suggestion.party).clean)
        remarks.push_back(
            "this file may hold one person more than once; such rows count as people who share a "
            "value, here and when encode measures");
    // What the file is too small to show.
    const double pairs = static_cast<double>(rows.rows) * static_cast<double>(rows.rows - 1) / 2;
    const double unseen = Collisions::expected(1 / pairs, static_cast<double>(suggestion.register_size));
    if (suggestion.register_size > rows.rows && unseen > suggestion.most_repeats)
        remarks.push_back(
            fmt::format("{} rows are too few to vouch for a register of {}: repeats below {:.0f} % "
                        "cannot be told from none; ask the custodian with the largest file",
                        rows.rows, suggestion.register_size, unseen * 100));
}

void remark_on_choice(std::size_t wished, Suggestion& suggestion)
{
    auto& remarks = suggestion.remarks;
    const std::size_t found = suggestion.keys.keys.size();
    if (found == 0)
        remarks.push_back(
            "no combination of these fields is rare enough to be a match key: do not link by keys "
            "before another field (a date of birth, a given name) is in the policy");
    else if (found < wished)
        remarks.push_back(
            fmt::format("only {} of {} keys: no other combination of these fields is rare enough "
                        "and held by this file",
                        found, wished));
    for (const SuggestedView& one : suggestion.views) {
        if (one.missing >= 1)
            remarks.push_back(
                fmt::format("view {}: this file has no record with two of its fields", one.view.name));
        else if (one.repeats > suggestion.most_repeats)
            remarks.push_back(
                fmt::format("view {}: {:.1f} % of the records would show the same as another, and "
                            "encode refuses more than {:.1f} %; add a field that tells people apart",
                            one.view.name, one.repeats * 100, suggestion.most_repeats * 100));
        if (!one.within_band())
            remarks.push_back(
                fmt::format("view {}: density {:.3f} is outside {:.3f} to {:.3f}, and encode would "
                            "refuse; is a column empty or not what the draft says?",
                            one.view.name, one.density, one.view.lowest_density / 1000.0,
                            one.view.highest_density / 1000.0));
    }
}

} // namespace

Suggestion suggest(const Policy& draft, const SuggestOptions& options)
{
    const Profile& profile = hiding_profile(draft);
    const std::size_t wished = wished_keys(options, profile);
    Suggestion suggestion;
    suggestion.party = options.party, suggestion.profile = draft.profile;
    const SampledRows rows = read_rows(draft, options, suggestion.remarks);
    suggestion.rows = rows.of, suggestion.broken = rows.broken, suggestion.measured = rows.rows;
    suggestion.register_size = register_of(options, rows, suggestion.remarks);
    suggestion.most_repeats = draft.most_repeats / 1000.0;
    remark_on_rows(rows, draft, suggestion);
    // From here on the sample is settled, and so is everything that follows from it.

    const PartTable table(draft, rows, options.party);
    suggestion.fields = told_by(draft, table);
    suggestion.keys = suggest_keys(draft, table,
                                   {.register_size = suggestion.register_size,
                                    .most_keys = wished,
                                    .most_repeats = suggestion.most_repeats});
    Policy agreed = draft;
    agreed.views = views_of(profile, draft, {});
    if (!agreed.views.empty()) {
        suggestion.views = measure_views(agreed, rows, options.party, suggestion.register_size);
        suggestion.limit = limit_front(agreed, rows, options.party);
    }
    remark_on_choice(wished, suggestion);
    return suggestion;
}

} // namespace gauze::custodian
