#include "engine/project/profiles.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::uint32_t field_bits = 512;  // of a filter of one field
constexpr std::uint32_t field_hashes = 15; // seven bigrams then fill a fifth of it
constexpr std::uint32_t base_bits = 4096;
constexpr std::uint32_t base_positions = 570; // -ln(1 - .13) x 4,096: a density of .13

bool is_identifier(FieldKind kind)
{
    return kind == FieldKind::nhs_number || kind == FieldKind::upn || kind == FieldKind::nino;
}

// Numbers that name a person are keys of their own; a sex that half the country shares tells nobody apart.
bool belongs_in_hidden_views(FieldKind kind) { return !is_identifier(kind) && kind != FieldKind::sex; }

View view_of(std::string name, const std::vector<const Field*>& fields)
{
    View view;
    view.name = std::move(name);
    for (const Field* field : fields) view.parts.push_back({field->name, 0, 0});
    return view;
}

template <typename Keep>
std::vector<const Field*> those(const std::vector<const Field*>& fields, Keep keep)
{
    std::vector<const Field*> kept;
    std::ranges::copy_if(fields, std::back_inserter(kept), keep);
    return kept;
}

void add_leave_one_out(const std::vector<const Field*>& fields, std::vector<View>& views)
{
    for (const Field* left_out : fields)
        views.push_back(view_of(fmt::format("without-{}", left_out->name),
                                those(fields, [&](const Field* f) { return f != left_out; })));
}

// Two views, one without what a household shares and one without the family name; where the fields have not
// both, every field is left out once.
void add_apart(const std::vector<const Field*>& fields, std::vector<View>& views)
{
    const auto no_home = those(fields, [](const Field* f) { return !names_a_home(f->kind); });
    const auto no_family = those(fields, [](const Field* f) { return !names_a_family(f->kind); });
    if (no_home.size() == fields.size() || no_family.size() == fields.size())
        return add_leave_one_out(fields, views);
    if (no_home.size() >= 2) views.push_back(view_of("without-home", no_home));
    if (no_family.size() >= 2) views.push_back(view_of("without-family", no_family));
}

std::vector<View> plain_views(const Profile& profile, const Policy& policy,
                              const std::vector<std::uint32_t>& hashes)
{
    std::vector<View> views{View{.name = "record", .bits = profile.bits, .parts = {}, .hardening = {}}};
    for (std::size_t f = 0; f < policy.fields.size(); ++f)
        if (policy.fields[f].about_person) views[0].parts.push_back({policy.fields[f].name, hashes[f], 0});
    if (views[0].parts.size() < 2 || views[0].parts.size() > 60) return views;
    for (const Field& field : policy.fields) {
        if (!field.about_person) continue;
        views.push_back({.name = fmt::format("only-{}", field.name),
                         .bits = field_bits,
                         .parts = {{field.name, field_hashes, 0}},
                         .hardening = {},
                         .joined = false});
    }
    return views;
}

} // namespace

const std::vector<Profile>& profiles()
{
    static const std::vector<Profile> all{
        {.name = "plain"},
        {.name = "standard",
         .hardened = true,
         .bits = base_bits,
         .symbols_in_all = 128,
         .samples = 96,
         .positions = base_positions,
         .most_keys = 16,
         .most_repeats = 20,
         .lowest_density = 40,
         .highest_density = 180},
        {.name = "tolerant",
         .hardened = true,
         .bits = base_bits,
         .symbols_in_all = 512,
         .samples = 60,
         .positions = base_positions,
         .most_keys = 32,
         .most_repeats = 50,
         .lowest_density = 40,
         .highest_density = 180},
        {.name = "strict",
         .hardened = true,
         .bits = base_bits,
         .symbols_in_all = 128,
         .samples = 96,
         .positions = base_positions,
         .padding = 12,
         .decoys_per_mille = 250,
         .most_keys = 16,
         .most_repeats = 20,
         .lowest_density = 40,
         .highest_density = 180},
        {.name = "custom"},
    };
    return all;
}

const Profile* profile_named(std::string_view name)
{
    const auto found = std::ranges::find(profiles(), name, &Profile::name);
    return found == profiles().end() ? nullptr : &*found;
}

bool names_a_family(FieldKind kind) noexcept
{
    return kind == FieldKind::family_name || kind == FieldKind::full_name;
}

bool names_a_home(FieldKind kind) noexcept
{
    return kind == FieldKind::postcode || kind == FieldKind::address_line || kind == FieldKind::place;
}

bool holds_family_and_home(const Policy& policy, const std::vector<std::string>& fields)
{
    const auto any = [&](auto is) {
        return std::ranges::any_of(fields,
                                   [&](const std::string& name) { return is(policy.field(name).kind); });
    };
    return any(names_a_family) && any(names_a_home);
}

bool is_shared_by_a_family(const Policy& policy, const std::vector<std::string>& fields)
{
    return std::ranges::all_of(fields, [&](const std::string& name) {
        const FieldKind kind = policy.field(name).kind;
        return kind == FieldKind::family_name || names_a_home(kind) || kind == FieldKind::phone;
    });
}

void set_parameters(const Profile& profile, std::vector<View>& views)
{
    const auto count = static_cast<std::uint32_t>(views.size());
    for (View& view : views) {
        view.bits = profile.bits;
        view.symbols = std::max(1u, profile.symbols_in_all / std::max(1u, count));
        view.samples = profile.samples;
        view.padding = profile.padding;
        view.lowest_density = profile.lowest_density;
        view.highest_density = profile.highest_density;
        const auto parts = static_cast<std::uint32_t>(view.parts.size());
        for (View::Part& part : view.parts)
            part.hashes = 0, part.value_bits = (profile.positions + parts / 2) / parts;
    }
}

std::vector<View> views_of(const Profile& profile, const Policy& policy,
                           const std::vector<std::uint32_t>& hashes)
{
    if (!profile.hardened) return plain_views(profile, policy, hashes);
    std::vector<const Field*> fields;
    for (const Field& field : policy.fields)
        if (field.about_person && belongs_in_hidden_views(field.kind)) fields.push_back(&field);
    std::vector<View> views;
    if (fields.size() == 2) views.push_back(view_of("both", fields));
    if (fields.size() > 2)
        profile.name == "tolerant" ? add_leave_one_out(fields, views) : add_apart(fields, views);
    set_parameters(profile, views);
    return views;
}

} // namespace gauze::project
