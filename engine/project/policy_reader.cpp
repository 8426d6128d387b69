// Reads a policy file. Whatever may be wrong in it is an error with its place and what to write instead,
// because several organisations sign this text and none of them should wonder what it means: unknown keys,
// fields that nobody holds, an identifier among the payload.
#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/policy_columns.hpp"
#include "engine/project/policy_governance.hpp"
#include "engine/project/policy_strata.hpp"
#include "engine/project/policy_views.hpp"
#include "engine/project/profiles.hpp"
#include "engine/project/toml_table.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::project {

namespace {

constexpr std::size_t most_parties = 64;
constexpr std::size_t most_fields = 255;

void refuse_twice(const std::string& place, const std::vector<std::string>& taken, std::string_view name)
{
    if (contains(taken, name)) refuse(place, fmt::format("\"{}\" stands twice", name), "each name once");
}

void refuse_too_many(const std::vector<TomlTable>& tables, std::size_t most, std::string_view what)
{
    if (tables.size() > most) refuse(tables[most].place(), fmt::format("more than {} {}", most, what));
}

const Profile& profile_of(std::string_view name, const std::string& place)
{
    if (const Profile* profile = profile_named(name)) return *profile;
    throw Error(Exit::configuration,
                fmt::format("{}: this version does not have the profile \"{}\"", place, name),
                fmt::format("the profiles are {}", fmt::join(names_of(profiles()), ", ")));
}

// A text in quotes, read by what throws Error(usage) for a wrong one.
template <class Value>
std::optional<Value> exact(const TomlTable& table, std::string_view key, std::string_view example,
                           Value (*read)(std::string_view))
{
    if (!table.has(key)) return std::nullopt;
    if (!table.is_text(key))
        refuse(table.place(key), fmt::format("{} is not a text in quotes", key),
               fmt::format("it stands in quotes: {} = \"{}\"", key, example));
    try {
        return read(*table.text(key));
    } catch (const Error& fault) {
        refuse(table.place(key), fault.what(), fault.hint());
    }
}

void read_decision(const TomlTable& project, Policy& policy)
{
    policy.threshold = exact(project, "threshold", "0.85", threshold_from);
    policy.cost = exact(project, "cost", "20:1", cost_from).value_or(policy.cost);
    if (policy.threshold && project.has("cost"))
        refuse(project.place("cost"), "a fixed threshold and a cost exclude each other",
               "leave the threshold out, and the cut is chosen by the cost");
}

void read_project(const TomlTable& file, Policy& policy)
{
    const auto project = file.table("project");
    if (!project) refuse(file.place(), "there is no [project]", "[project] with an id opens a policy");
    project->only({"id", "title", "profile", "threshold", "cost", "smallest_count", "tolerant", "wave",
                   "decoys", "most_repeats", "households"});
    policy.id = project->required_name("id");
    policy.title = project->text("title").value_or("");
    policy.profile = project->text("profile").value_or("standard");
    const Profile& profile = profile_of(policy.profile, project->place("profile"));
    if (profile.name == "tolerant" && !project->flag("tolerant").value_or(false))
        throw Error(
            Exit::refused,
            fmt::format("{}: the profile tolerant must be allowed by name", project->place("profile")),
            fmt::format("{}; if that is agreed write tolerant = true beside it", tolerant_warning));
    if (project->has("wave")) policy.wave = project->required_name("wave");
    if (profile.name == "strict" && policy.wave.empty())
        refuse(project->place("profile"), "the profile strict has a secret of its own for each wave",
               "name this one: wave = \"2026-autumn\"");
    policy.decoys_per_mille = per_mille(*project, "decoys").value_or(profile.decoys_per_mille);
    policy.most_repeats = per_mille(*project, "most_repeats").value_or(profile.most_repeats);
    if (policy.decoys_per_mille != profile.decoys_per_mille && profile.name != "custom")
        refuse(project->place("decoys"),
               fmt::format("the profile {} has its own share of decoys", profile.name),
               "leave it out, or say profile = \"custom\"");
    policy.smallest_count = project->number("smallest_count", 1, 1'000'000).value_or(policy.smallest_count);
    const std::string households = project->text("households").value_or("family");
    if (households != "family" && households != "address")
        refuse(project->place("households"), fmt::format("households are not by \"{}\"", households),
               "\"family\": two families at one address are two; \"address\": they are one");
    policy.households_by_address = households == "address";
    read_decision(*project, policy);
}

// Under an agreement the custodians among the members; read_members has judged the rest of what stands there.
std::vector<TomlTable> tables_of_custodians(const TomlTable& file, bool governed)
{
    std::vector<TomlTable> tables = file.tables("party");
    if (tables.empty())
        refuse(file.place(), "there is no [[party]]", "one [[party]] with a name for each custodian");
    if (governed)
        std::erase_if(tables, [](const TomlTable& table) { return table.text("role") != "custodian"; });
    else
        for (const TomlTable& table : tables) {
            if (table.has("role"))
                refuse(table.place("role"), "a role says nothing without an [agreement]",
                       "docs/policy.md has what belongs to one");
            table.only({"name", "id", "clean"});
        }
    return tables;
}

void read_parties(const TomlTable& file, Policy& policy)
{
    const std::vector<TomlTable> tables = tables_of_custodians(file, policy.governance.has_value());
    refuse_too_many(tables, most_parties, "parties");
    for (const TomlTable& table : tables) {
        Party party;
        party.name = table.required_name("name");
        refuse_twice(table.place("name"), names_of(policy.parties), party.name);
        if (is_date_part(party.name))
            refuse(table.place("name"), fmt::format("a party may not be called \"{}\"", party.name),
                   "the word stands for a part of a date in [[field]] columns");
        if (table.has("id")) party.id_column = required_column(table, "id");
        party.clean = table.flag("clean").value_or(true);
        policy.parties.push_back(std::move(party));
    }
}

std::vector<std::string> read_formats(const TomlTable& table, FieldKind kind)
{
    std::vector<std::string> formats = table.texts("formats");
    if (!formats.empty() && kind != FieldKind::date)
        refuse(table.place("formats"), "only a date has formats");
    for (std::size_t i = 0; i < formats.size(); ++i) {
        for (char& c : formats[i])
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (formats[i].size() < 6 || formats[i].size() > 16 ||
            formats[i].find_first_not_of("DMY-/. ") != std::string::npos)
            refuse(table.place("formats", i), "not a format of a date",
                   "for example \"YYYY-MM-DD\" or \"DD/MM/YYYY\"");
    }
    return formats;
}

FieldKind read_kind(const TomlTable& table)
{
    const std::string spelled = table.required_text("kind");
    const auto kind = field_kind_from(spelled);
    if (!kind) {
        std::vector<std::string> known;
        for (int i = 0; i <= static_cast<int>(FieldKind::text); ++i)
            known.emplace_back(to_text(static_cast<FieldKind>(i)));
        refuse(table.place("kind"), fmt::format("unknown kind \"{}\"", spelled),
               did_you_mean(spelled, known));
    }
    return *kind;
}

void read_range(const TomlTable& table, Field& field)
{
    if (field.kind != FieldKind::date && (table.has("earliest") || table.has("latest")))
        refuse(table.place(), "only a date has a plausible range");
    field.earliest = read_day(table, "earliest", field.earliest);
    field.latest = read_day(table, "latest", field.latest);
    if (field.earliest > field.latest) refuse(table.place("latest"), "the latest day is before the earliest");
}

// What stands for "not known": a list for all, or party by party.
void read_missing(const TomlTable& table, Field& field, const std::vector<std::string>& parties,
                  Strangers strangers)
{
    if (!table.is_table("missing")) {
        field.missing = table.texts("missing");
        return;
    }
    const TomlTable by_party = *table.table("missing");
    for (const std::string& party : by_party.keys()) {
        if (!contains(parties, party) && strangers == Strangers::refused)
            refuse(by_party.place(party), fmt::format("there is no party \"{}\"", party),
                   did_you_mean(party, parties));
        field.missing_at[party] = by_party.texts(party);
    }
}

bool is_about_person(const TomlTable& table)
{
    const std::string about = table.text("about").value_or("person");
    if (about != "person" && about != "family")
        refuse(table.place("about"), fmt::format("a field cannot be about \"{}\"", about),
               "\"family\" for what belongs to a guardian or a home, otherwise leave it out");
    return about == "person";
}

void read_rarity(const TomlTable& table, Field& field)
{
    field.rarity = table.flag("rarity").value_or(false);
    const bool nobody_shares =
        field.kind == FieldKind::nhs_number || field.kind == FieldKind::upn || field.kind == FieldKind::nino;
    if (field.rarity && nobody_shares)
        refuse(table.place("rarity"), "a number that nobody shares has no rarity classes");
}

std::vector<std::uint32_t> read_fields(const TomlTable& file, Policy& policy, Strangers strangers)
{
    const std::vector<TomlTable> tables = file.tables("field");
    if (tables.empty())
        refuse(file.place(), "there is no [[field]]", "one [[field]] with name and kind for each");
    refuse_too_many(tables, most_fields, "fields");
    const std::vector<std::string> parties = names_of(policy.parties);
    std::vector<std::uint32_t> hashes;
    for (const TomlTable& table : tables) {
        table.only({"name", "kind", "column", "columns", "formats", "hashes", "missing", "earliest", "latest",
                    "about", "rarity"});
        Field field;
        field.name = table.required_name("name");
        refuse_twice(table.place("name"), names_of(policy.fields), field.name);
        field.kind = read_kind(table);
        field.formats = read_formats(table, field.kind);
        read_columns(table, field, parties, strangers);
        read_range(table, field);
        read_rarity(table, field);
        read_missing(table, field, parties, strangers);
        field.about_person = is_about_person(table);
        hashes.push_back(table.number("hashes", 1, most_hashes).value_or(plain_hashes));
        policy.fields.push_back(std::move(field));
    }
    for (const Party& party : policy.parties)
        if (std::none_of(policy.fields.begin(), policy.fields.end(),
                         [&](const Field& field) { return field.column_of(party.name) != nullptr; }))
            refuse(tables.front().place(), fmt::format("party \"{}\" holds no field", party.name));
    return hashes;
}

void refuse_what_shows_nothing(const TomlTable& file, const Policy& policy)
{
    if (policy.views.empty() && policy.keys.empty())
        refuse(file.place(),
               fmt::format("the profile {} can make no view and no key of these fields", policy.profile),
               "list more fields, or [[view]] and [[key]] of your own");
}

void only_parts_of_a_policy(const TomlTable& file)
{
    if (is_governed(file)) {
        file.only({"agreement", "project", "party", "field", "view", "key", "block", "stratum", "source",
                   "recipient", "retention", "disclosure", "cohort", "checker", "payload"});
        return;
    }
    for (const std::string_view part :
         {"source", "recipient", "retention", "disclosure", "cohort", "checker"})
        if (file.has(part))
            refuse(file.place(part), fmt::format("{} stands in a policy without an [agreement]", part),
                   "docs/policy.md has what belongs to one");
    file.only({"project", "party", "field", "view", "key", "block", "stratum", "payload"});
}

// Everything but [payload] and what belongs to an agreement.
void read_linkage(const TomlTable& file, Policy& policy)
{
    read_project(file, policy);
    read_parties(file, policy);
    const auto hashes = read_fields(file, policy, Strangers::refused);
    read_strata(file, policy, Strangers::refused);
    const Profile& profile = *profile_named(policy.profile);
    read_views(file, policy, profile, hashes);
    read_keys(file, policy, profile);
    read_blocks(file, policy);
    refuse_what_shows_nothing(file, policy);
    refuse_what_shows_families(file, policy);
}

// Members first, because the parties are the custodians among them; sources last, because they must hold what
// the fields read. Without custodians nothing else makes sense.
void read_governed(const TomlTable& file, Policy& policy, Faults& faults)
{
    policy.governance.emplace();
    read_agreement(file, *policy.governance, faults);
    read_members(file, *policy.governance, faults);
    const std::size_t before = faults.all().size();
    faults.during([&] { read_linkage(file, policy); });
    // A member that could not be read may be a custodian whose columns are.
    const bool all_known = std::ranges::all_of(
        policy.parties, [&](const Party& party) { return policy.governance->member(party.name) != nullptr; });
    if (faults.all().size() > before || !all_known) return;
    read_sources(file, policy, faults);
    read_recipients(file, *policy.governance, faults);
    read_cohort(file, *policy.governance, faults);
    read_checkers(file, *policy.governance, faults);
}

} // namespace

Policy read_policy_with_faults(std::string_view toml, std::string_view source, Faults& faults)
{
    const TomlTable file = TomlTable::parse(toml, source);
    only_parts_of_a_policy(file);
    Policy policy;
    if (is_governed(file)) {
        read_governed(file, policy, faults);
    } else {
        read_linkage(file, policy);
        read_payload(file, policy);
    }
    return policy;
}

Policy parse_policy(std::string_view toml, std::string_view source)
{
    Faults faults;
    Policy policy = read_policy_with_faults(toml, source, faults);
    faults.raise();
    return policy;
}

Policy read_policy(const std::filesystem::path& path)
{
    return parse_policy(read_small_file(path), path.string());
}

Policy read_lab_policy(const std::filesystem::path& path, const LabParties& parties)
{
    Policy policy;
    policy.id = "lab";
    for (const std::string& name : parties.names) {
        if (contains(names_of(policy.parties), name))
            throw Error(Exit::usage, fmt::format("two files give the party name \"{}\"", name),
                        "a party is its file's name without folder and extension; rename one of them");
        policy.parties.push_back({name, parties.id_column, !contains(parties.repeats, name), {}});
    }
    for (const std::string& name : parties.repeats)
        (void)policy.party(name); // throws for one that is not there
    const std::string text = read_small_file(path);
    const TomlTable file = TomlTable::parse(text, path.string());
    only_parts_of_a_policy(file);
    const auto hashes = read_fields(file, policy, Strangers::ignored);
    read_strata(file, policy, Strangers::ignored);
    const Profile& profile = profile_of(parties.profile, "--profile");
    policy.profile = profile.name;
    policy.decoys_per_mille = profile.decoys_per_mille;
    if (profile.name == "strict") policy.wave = "lab";
    read_views(file, policy, profile, hashes);
    read_keys(file, policy, profile);
    read_blocks(file, policy);
    refuse_what_shows_nothing(file, policy);
    refuse_what_shows_families(file, policy);
    return policy;
}

} // namespace gauze::project
