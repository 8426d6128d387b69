// Reads a policy file. Whatever may be wrong in it is an error with its place and what to write instead,
// because several organisations sign this text and none of them should wonder what it means: unknown keys,
// fields that nobody holds, an identifier among the payload.
#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/policy_columns.hpp"
#include "engine/project/toml_table.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::size_t most_parties = 64;
constexpr std::size_t most_fields = 255;
constexpr std::size_t most_views = 64;
constexpr std::uint32_t most_hashes = 64;
constexpr std::uint32_t most_bits = 131'072;
constexpr std::uint32_t plain_hashes = 4;
constexpr std::uint32_t plain_bits = 1024;

// The weight of each field where a view gives no other.
using Hashes = std::map<std::string, std::uint32_t, std::less<>>;

void refuse_twice(const std::string& place, const std::vector<std::string>& taken, std::string_view name)
{
    if (contains(taken, name)) refuse(place, fmt::format("\"{}\" stands twice", name), "each name once");
}

void refuse_too_many(const std::vector<TomlTable>& tables, std::size_t most, std::string_view what)
{
    if (tables.size() > most) refuse(tables[most].place(), fmt::format("more than {} {}", most, what));
}

void read_project(const TomlTable& file, Policy& policy)
{
    const auto project = file.table("project");
    if (!project) refuse(file.place(), "there is no [project]", "[project] with an id opens a policy");
    project->only({"id", "title", "profile", "threshold", "smallest_count"});
    policy.id = project->required_name("id");
    policy.title = project->text("title").value_or("");
    policy.profile = project->text("profile").value_or("plain");
    if (policy.profile != "plain")
        throw Error(Exit::configuration,
                    fmt::format("{}: this version does not have the profile \"{}\"",
                                project->place("profile"), policy.profile),
                    "the only profile now is plain");
    policy.smallest_count = project->number("smallest_count", 1, 1'000'000).value_or(policy.smallest_count);
    if (!project->has("threshold")) return;
    if (!project->is_text("threshold"))
        refuse(project->place("threshold"), "threshold is not a text in quotes",
               "an exact decimal stands in quotes: threshold = \"0.85\"");
    try {
        policy.threshold = threshold_from(*project->text("threshold"));
    } catch (const Error& fault) {
        refuse(project->place("threshold"), fault.what(), fault.hint());
    }
}

void read_parties(const TomlTable& file, Policy& policy)
{
    const std::vector<TomlTable> tables = file.tables("party");
    if (tables.empty())
        refuse(file.place(), "there is no [[party]]", "one [[party]] with a name for each custodian");
    refuse_too_many(tables, most_parties, "parties");
    for (const TomlTable& table : tables) {
        table.only({"name", "id", "clean"});
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

Hashes read_fields(const TomlTable& file, Policy& policy, Strangers strangers)
{
    const std::vector<TomlTable> tables = file.tables("field");
    if (tables.empty())
        refuse(file.place(), "there is no [[field]]", "one [[field]] with name and kind for each");
    refuse_too_many(tables, most_fields, "fields");
    const std::vector<std::string> parties = names_of(policy.parties);
    Hashes hashes;
    for (const TomlTable& table : tables) {
        table.only({"name", "kind", "column", "columns", "formats", "hashes"});
        Field field;
        field.name = table.required_name("name");
        refuse_twice(table.place("name"), names_of(policy.fields), field.name);
        field.kind = read_kind(table);
        field.formats = read_formats(table, field.kind);
        read_columns(table, field, parties, strangers);
        hashes[field.name] = table.number("hashes", 1, most_hashes).value_or(plain_hashes);
        policy.fields.push_back(std::move(field));
    }
    for (const Party& party : policy.parties)
        if (std::none_of(policy.fields.begin(), policy.fields.end(),
                         [&](const Field& field) { return field.column_of(party.name) != nullptr; }))
            refuse(tables.front().place(), fmt::format("party \"{}\" holds no field", party.name));
    return hashes;
}

// The parts stand in the order of the policy's fields, so that two spellings of one set are one view.
std::vector<View::Part> parts_of(const Policy& policy, const std::vector<std::string>& chosen,
                                 const Hashes& hashes)
{
    std::vector<View::Part> parts;
    for (const Field& field : policy.fields)
        if (chosen.empty() || contains(chosen, field.name))
            parts.push_back({field.name, hashes.at(field.name)});
    return parts;
}

void read_view_hashes(const TomlTable& table, View& view)
{
    if (!table.is_table("hashes")) {
        const auto all = table.number("hashes", 1, most_hashes);
        for (View::Part& part : view.parts) part.hashes = all.value_or(part.hashes);
        return;
    }
    const TomlTable weights = *table.table("hashes");
    std::vector<std::string> fields;
    for (View::Part& part : view.parts) {
        part.hashes = weights.number(part.field, 1, most_hashes).value_or(part.hashes);
        fields.push_back(part.field);
    }
    const std::vector<std::string> weighted = weights.keys();
    if (weighted.empty()) refuse(table.place("hashes"), "hashes names no field");
    for (const std::string& field : weighted)
        if (!contains(fields, field))
            refuse(weights.place(field), fmt::format("the view has no field \"{}\"", field),
                   did_you_mean(field, fields));
}

View read_view(const TomlTable& table, const Policy& policy, const Hashes& hashes)
{
    table.only({"name", "bits", "fields", "hashes"});
    View view;
    view.name = table.required_name("name");
    refuse_twice(table.place("name"), names_of(policy.views), view.name);
    view.bits = table.number("bits", 1, most_bits).value_or(plain_bits);
    const std::vector<std::string> chosen = table.texts("fields");
    const std::vector<std::string> known = names_of(policy.fields);
    for (std::size_t i = 0; i < chosen.size(); ++i)
        if (!contains(known, chosen[i]))
            refuse(table.place("fields", i), fmt::format("there is no field \"{}\"", chosen[i]),
                   did_you_mean(chosen[i], known));
    view.parts = parts_of(policy, chosen, hashes);
    read_view_hashes(table, view);
    return view;
}

void read_views(const TomlTable& file, Policy& policy, const Hashes& hashes)
{
    const std::vector<TomlTable> tables = file.tables("view");
    refuse_too_many(tables, most_views, "views");
    for (const TomlTable& table : tables) policy.views.push_back(read_view(table, policy, hashes));
    // The profile plain: one record-level filter of everything.
    if (tables.empty()) policy.views.push_back({"record", plain_bits, parts_of(policy, {}, hashes)});
}

void only_parts_of_a_policy(const TomlTable& file)
{
    file.only({"project", "party", "field", "view", "payload"});
}

} // namespace

Policy parse_policy(std::string_view toml, std::string_view source)
{
    const TomlTable file = TomlTable::parse(toml, source);
    only_parts_of_a_policy(file);
    Policy policy;
    read_project(file, policy);
    read_parties(file, policy);
    const Hashes hashes = read_fields(file, policy, Strangers::refused);
    read_views(file, policy, hashes);
    read_payload(file, policy);
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
    const Hashes hashes = read_fields(file, policy, Strangers::ignored);
    read_views(file, policy, hashes);
    return policy;
}

} // namespace gauze::project
