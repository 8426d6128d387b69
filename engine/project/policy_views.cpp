#include "engine/project/policy_views.hpp"

#include "engine/project/policy_columns.hpp"

#include <cmath>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::size_t most_views = 64;
constexpr std::uint32_t most_bits = 131'072;
constexpr std::uint32_t most_value_bits = 2048; // what one token's stream of positions can give

// The parts stand in the order of the policy's fields, so that two spellings of one set are one view.
std::vector<View::Part> parts_of(const Policy& policy, const std::vector<std::string>& chosen)
{
    std::vector<View::Part> parts;
    for (const Field& field : policy.fields)
        if (chosen.empty() ? field.about_person : contains(chosen, field.name))
            parts.push_back({field.name, 0, 0});
    return parts;
}

// A number for all fields of the view, or a table that names some of them.
void read_weights(const TomlTable& table, std::string_view key, View& view, std::uint32_t View::Part::*into,
                  std::uint32_t most)
{
    if (!table.has(key)) return;
    if (!table.is_table(key)) {
        for (View::Part& part : view.parts) part.*into = *table.number(key, 1, most);
        return;
    }
    const TomlTable weights = *table.table(key);
    std::vector<std::string> fields;
    for (View::Part& part : view.parts) {
        part.*into = weights.number(part.field, 1, most).value_or(part.*into);
        fields.push_back(part.field);
    }
    const std::vector<std::string> weighted = weights.keys();
    if (weighted.empty()) refuse(table.place(key), fmt::format("{} names no field", key));
    for (const std::string& field : weighted)
        if (!contains(fields, field))
            refuse(weights.place(field), fmt::format("the view has no field \"{}\"", field),
                   did_you_mean(field, fields));
}

// Equal mass for every field: together they fill the filter to the density when all are there.
void spread(std::uint32_t density, View& view)
{
    const double positions = -std::log1p(-static_cast<double>(density) / 1000) * view.bits /
                             static_cast<double>(view.parts.size());
    for (View::Part& part : view.parts) {
        part.value_bits = static_cast<std::uint32_t>(std::max(1.0, std::round(positions)));
        part.hashes = 0;
    }
}

Hardening read_hardening(const TomlTable& view, std::uint32_t bits)
{
    Hardening hardening;
    const auto table = view.table("harden");
    if (!table) return hardening;
    table->only({"kind", "bits", "samples", "times", "flips"});
    const std::string kind = table->required_text("kind");
    if (kind == "diffuse") {
        hardening = {.kind = Hardening::Kind::diffuse,
                     .bits = table->number("bits", 1, most_bits).value_or(bits),
                     .samples = table->number("samples", 1, 64).value_or(12)};
        if (hardening.samples > bits)
            refuse(table->place("samples"), "more samples than the filter has bits");
        if (std::uint64_t{bits} * hardening.bits > std::uint64_t{1}
                                                       << 31) // columns take an eighth of it in bytes
            refuse(table->place("bits"), "so long a filter is not diffused to so many bits",
                   "4096 to 1024 is usual");
    } else if (kind == "fold") {
        hardening = {.kind = Hardening::Kind::fold, .folds = table->number("times", 1, 8).value_or(1)};
        if (bits % (1u << hardening.folds) != 0)
            refuse(table->place("kind"), "the filter cannot be halved so often");
    } else if (kind == "balance") {
        hardening.kind = Hardening::Kind::balance;
        if (bits > most_bits / 2)
            refuse(table->place("kind"), "a balanced filter is twice as long", "65536 bits at most");
    } else if (kind == "rule90") {
        hardening.kind = Hardening::Kind::rule90;
    } else if (kind == "blip") {
        hardening = {.kind = Hardening::Kind::blip, .per_mille = per_mille(*table, "flips").value_or(50)};
        if (hardening.per_mille >= 500)
            refuse(table->place("flips"), "so many flipped bits say nothing", "less than 0.5");
    } else {
        refuse(table->place("kind"), fmt::format("unknown hardening \"{}\"", kind),
               did_you_mean(kind, {"diffuse", "fold", "balance", "rule90", "blip"}));
    }
    return hardening;
}

void read_band(const TomlTable& table, View& view)
{
    const std::vector<std::string> band = table.texts("band");
    if (band.empty()) return;
    if (band.size() != 2)
        refuse(table.place("band"), "a band has a least and a highest density",
               "band = [\"0.05\", \"0.18\"]");
    const auto bound = [&](std::size_t i) {
        const Threshold share = threshold_from(band[i]);
        return static_cast<std::uint32_t>(std::uint64_t{share.numerator} * 1000 / share.denominator);
    };
    view.lowest_density = bound(0), view.highest_density = bound(1);
    if (view.lowest_density >= view.highest_density)
        refuse(table.place("band"), "the least density is not below the highest");
}

// What only the profiles plain (bits, hashes) and custom (everything) may say of a view.
void read_free_parameters(const TomlTable& table, View& view, const Policy& policy,
                          const std::vector<std::uint32_t>& hashes)
{
    view.bits = table.number("bits", 1, most_bits).value_or(1024);
    for (View::Part& part : view.parts) part.hashes = hashes[policy.field_index(part.field)];
    read_weights(table, "hashes", view, &View::Part::hashes, most_hashes);
    if (policy.profile == "plain") return;
    if (const auto density = per_mille(table, "density")) spread(*density, view);
    read_weights(table, "value_bits", view, &View::Part::value_bits, most_value_bits);
    for (View::Part& part : view.parts)
        if (part.value_bits > 0) part.hashes = 0;
    view.symbols = table.number("symbols", 1, 4096).value_or(0);
    view.samples = table.number("samples", 1, 96).value_or(view.is_symbols() ? 96 : 0);
    view.padding = table.number("padding", 1, 64).value_or(0);
    view.hardening = read_hardening(table, view.bits);
    view.joined = table.flag("joined").value_or(true);
    read_band(table, view);
    if (view.is_symbols() && view.hardening.kind != Hardening::Kind::none)
        refuse(table.place("harden"), "a view of symbols is not hardened once more");
    if (!view.is_symbols() && view.samples > 0)
        refuse(table.place("samples"), "only a view of symbols has samples");
}

View read_view(const TomlTable& table, const Policy& policy, const Profile& profile,
               const std::vector<std::uint32_t>& hashes)
{
    if (profile.hardened) {
        for (const std::string& key : table.keys())
            if (key != "name" && key != "fields")
                refuse(table.place(key), fmt::format("the profile {} has fixed parameters", profile.name),
                       "leave it out, or say profile = \"custom\"");
    } else if (profile.name == "plain") {
        table.only({"name", "bits", "fields", "hashes"});
    } else {
        table.only({"name", "bits", "fields", "hashes", "value_bits", "density", "band", "symbols", "samples",
                    "padding", "harden", "joined"});
    }
    View view;
    view.name = table.required_name("name");
    if (contains(names_of(policy.views), view.name))
        refuse(table.place("name"), fmt::format("\"{}\" stands twice", view.name), "each name once");
    const std::vector<std::string> chosen = table.texts("fields");
    const std::vector<std::string> known = names_of(policy.fields);
    for (std::size_t i = 0; i < chosen.size(); ++i)
        if (!contains(known, chosen[i]))
            refuse(table.place("fields", i), fmt::format("there is no field \"{}\"", chosen[i]),
                   did_you_mean(chosen[i], known));
    view.parts = parts_of(policy, chosen);
    if (profile.hardened && view.parts.size() < 2)
        refuse(table.place(), "a view of one field shows who shares its value",
               "give it at least two fields");
    if (!profile.hardened) read_free_parameters(table, view, policy, hashes);
    return view;
}

void refuse_shared_parts(const TomlTable& file, const Policy& policy, std::string_view what,
                         std::string_view name, const std::vector<MatchKey::Part>& parts)
{
    std::vector<std::string> fields;
    for (const MatchKey::Part& part : parts) fields.push_back(part.field);
    if (is_shared_by_a_family(policy, fields))
        throw Error(Exit::refused,
                    fmt::format("{}: a family shares the whole {} \"{}\"", file.place(), what, name),
                    "add a given name or a date to it");
}

} // namespace

std::optional<std::uint32_t> per_mille(const TomlTable& table, std::string_view key)
{
    const auto text = table.text(key);
    if (!text) return std::nullopt;
    if (*text == "0") return 0;
    try {
        const Threshold share = threshold_from(*text);
        const std::uint64_t thousandths = std::uint64_t{share.numerator} * 1000;
        if (thousandths % share.denominator == 0)
            return static_cast<std::uint32_t>(thousandths / share.denominator);
    } catch (const Error&) {
    }
    refuse(table.place(key), "not a share",
           "a decimal from 0 to 1 in quotes, with at most three digits: \"0.02\"");
}

void read_views(const TomlTable& file, Policy& policy, const Profile& profile,
                const std::vector<std::uint32_t>& hashes)
{
    const std::vector<TomlTable> tables = file.tables("view");
    if (tables.size() > most_views)
        refuse(tables[most_views].place(), fmt::format("more than {} views", most_views));
    for (const TomlTable& table : tables) policy.views.push_back(read_view(table, policy, profile, hashes));
    if (tables.empty())
        policy.views = views_of(profile, policy, hashes);
    else if (profile.hardened)
        set_parameters(profile, policy.views);
}

void refuse_what_shows_families(const TomlTable& file, const Policy& policy)
{
    for (const View& view : policy.views) {
        if (!view.is_symbols()) continue;
        std::vector<std::string> fields;
        for (const View::Part& part : view.parts) fields.push_back(part.field);
        if (policy.profile != "tolerant" && holds_family_and_home(policy, fields))
            throw Error(Exit::refused,
                        fmt::format("{}: the view \"{}\" holds the family name together with the home",
                                    file.place(), view.name),
                        "whoever knows a relative would find the record; split it into two views");
        if (is_shared_by_a_family(policy, fields))
            throw Error(Exit::refused,
                        fmt::format("{}: a family shares the whole view \"{}\"", file.place(), view.name),
                        "add a given name or a date to it");
    }
    for (const MatchKey& key : policy.keys)
        if (key.about == About::person) refuse_shared_parts(file, policy, "key", key.name, key.parts);
    for (const TokenBlock& block : policy.blocks)
        refuse_shared_parts(file, policy, "block", block.name, block.parts);
}

} // namespace gauze::project
