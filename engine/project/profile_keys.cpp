// Which match keys a hardened profile makes of a policy's fields when the policy lists none: patterns over
// roles (given name, family name, date, home, number), in the order in which they find most, taken until the
// profile has enough. They suit a file of some ten thousand people; in a larger one values repeat, `encode`
// refuses, and `policy suggest` measures and proposes longer ones.
#include "engine/project/profiles.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace gauze::project {

namespace {

// G given, F family, D date, H home, N a number that names a person, X another field.
// Levels: = exact, ~ sound, # bigram, i initial, ym md yd two parts of a date, s sector, o outward.
// Of a home that is no UK postcode, s is the whole and o a bigram.
constexpr std::string_view patterns[] = {
    // The list of views.md, section 6, which was measured.
    "N=",
    "G~ F~ D=",
    "G~ F~ Dym",
    "G~ F~ Dmd",
    "G~ F~ Dyd",
    "F~ D=",
    "G~ D=",
    "G~ F~ H=",
    "G~ Dym H=",
    "F~ Dym H=",
    "G~ Dmd H=",
    "F~ Dmd H=",
    "D= X=",
    "G~ X=",
    "F~ X=",
    "G= F= Dym",
    "G= D=",
    "F= D=",
    "D= H=",
    "G= H=",
    // What the profile tolerant adds.
    "G~ F~ X=",
    "G# F# D=",
    "G# D= Ho",
    "F# D= Ho",
    "G# F~ Dym",
    "G~ F# Dym",
    "Dym X=",
    "G~ Dyd H=",
    "F~ Dyd H=",
    "G# X=",
    "F# X=",
    "H= X=",
    "Dmd X=",
    "G~ F~ Ho",
    "Gi F~ D=",
    "D= X#",
    "G~ F~ X#",
    "G~ D= X#",
    "F~ D= X#",
    "G# F# H=",
    "N= Dym",
    "G# F~ Dmd",
    "G~ F# Dmd",
    "G# F~ Dyd",
    "G~ F# Dyd",
    "G# Dym H=",
    "F# Dym H=",
    "G= F= Dmd",
    "G= F= Dyd",
    "N= G~",
};

const Field* first_of(const Policy& policy, std::initializer_list<FieldKind> kinds)
{
    for (const FieldKind kind : kinds)
        for (const Field& field : policy.fields)
            if (field.kind == kind && field.about_person) return &field;
    return nullptr;
}

struct Roles {
    const Field *given, *family, *date, *home, *number, *extra = nullptr;
    explicit Roles(const Policy& policy)
        : given(first_of(policy, {FieldKind::given_name})),
          family(first_of(policy, {FieldKind::family_name, FieldKind::full_name})),
          date(first_of(policy, {FieldKind::date})),
          home(first_of(policy, {FieldKind::postcode, FieldKind::address_line, FieldKind::place})),
          number(first_of(policy, {FieldKind::nhs_number, FieldKind::upn, FieldKind::nino}))
    {}
    const Field* of(char role) const
    {
        switch (role) {
        case 'G': return given;
        case 'F': return family;
        case 'D': return date;
        case 'H': return home;
        case 'N': return number;
        default: return extra;
        }
    }
};

std::optional<PartLevel> level_of(std::string_view code, FieldKind kind)
{
    const auto either = [&](PartLevel wanted, PartLevel otherwise) {
        return has_level(kind, wanted) ? wanted : otherwise;
    };
    if (code == "=") return PartLevel::exact;
    if (code == "~") return either(PartLevel::sound, PartLevel::exact);
    if (code == "#")
        return has_level(kind, PartLevel::bigram) ? std::optional(PartLevel::bigram) : std::nullopt;
    if (code == "i") return either(PartLevel::initial, PartLevel::exact);
    if (code == "ym") return PartLevel::year_month;
    if (code == "md") return PartLevel::month_day;
    if (code == "yd") return PartLevel::year_day;
    if (code == "s") return either(PartLevel::sector, PartLevel::exact);
    return either(PartLevel::outward,
                  has_level(kind, PartLevel::bigram) ? PartLevel::bigram : PartLevel::exact);
}

std::optional<MatchKey> key_of(std::string_view pattern, const Roles& roles)
{
    MatchKey key;
    while (!pattern.empty()) {
        const std::string_view word = pattern.substr(0, pattern.find(' '));
        pattern.remove_prefix(std::min(word.size() + 1, pattern.size()));
        const Field* field = roles.of(word[0]);
        if (field == nullptr) return std::nullopt;
        const auto level = level_of(word.substr(1), field->kind);
        if (!level) return std::nullopt;
        key.parts.push_back({field->name, *level});
    }
    return key;
}

void add(MatchKey key, const Policy& policy, std::vector<MatchKey>& keys)
{
    std::ranges::sort(key.parts, {},
                      [&](const MatchKey::Part& part) { return policy.field_index(part.field); });
    std::vector<std::string> fields;
    for (const MatchKey::Part& part : key.parts) fields.push_back(part.field);
    const bool known =
        std::ranges::any_of(keys, [&](const MatchKey& other) { return other.parts == key.parts; });
    if (known || is_shared_by_a_family(policy, fields)) return;
    key.name = fmt::format("key-{}", keys.size() + 1);
    keys.push_back(std::move(key));
}

} // namespace

std::vector<MatchKey> keys_of(const Profile& profile, const Policy& policy)
{
    std::vector<MatchKey> keys;
    if (!profile.hardened) return keys;
    Roles roles(policy);
    std::vector<const Field*> extras;
    for (const Field& field : policy.fields)
        if (field.about_person && field.kind != FieldKind::sex && &field != roles.given &&
            &field != roles.family && &field != roles.date && &field != roles.home && &field != roles.number)
            extras.push_back(&field);
    for (const std::string_view pattern : patterns) {
        const bool extra = pattern.find('X') != std::string_view::npos;
        for (std::size_t x = 0; x < (extra ? extras.size() : 1); ++x) {
            if (keys.size() == profile.most_keys) return keys;
            if (extra) roles.extra = extras[x];
            if (auto key = key_of(pattern, roles)) add(std::move(*key), policy, keys);
        }
    }
    return keys;
}

} // namespace gauze::project
