// How policies spell kinds and levels, and which levels of a value a kind has.
#include "engine/project/policy.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace gauze::project {

namespace {

struct KindName {
    FieldKind kind;
    std::string_view name;
};
constexpr std::array kind_names{
    KindName{FieldKind::given_name, "given-name"},
    KindName{FieldKind::family_name, "family-name"},
    KindName{FieldKind::full_name, "full-name"},
    KindName{FieldKind::date, "date"},
    KindName{FieldKind::sex, "sex"},
    KindName{FieldKind::postcode, "postcode"},
    KindName{FieldKind::address_line, "address-line"},
    KindName{FieldKind::place, "place"},
    KindName{FieldKind::nhs_number, "nhs-number"},
    KindName{FieldKind::upn, "upn"},
    KindName{FieldKind::nino, "nino"},
    KindName{FieldKind::phone, "phone"},
    KindName{FieldKind::email, "email"},
    KindName{FieldKind::code, "code"},
    KindName{FieldKind::number, "number"},
    KindName{FieldKind::text, "text"},
};

struct LevelName {
    PartLevel level;
    std::string_view name;
};
constexpr std::array level_names{
    LevelName{PartLevel::exact, "exact"},
    LevelName{PartLevel::sound, "sound"},
    LevelName{PartLevel::initial, "initial"},
    LevelName{PartLevel::bigram, "bigram"},
    LevelName{PartLevel::year_month, "year-month"},
    LevelName{PartLevel::month_day, "month-day"},
    LevelName{PartLevel::year_day, "year-day"},
    LevelName{PartLevel::year, "year"},
    LevelName{PartLevel::sector, "sector"},
    LevelName{PartLevel::outward, "outward"},
    LevelName{PartLevel::district, "district"},
    LevelName{PartLevel::month_before, "month-before"},
    LevelName{PartLevel::month_after, "month-after"},
};

struct AboutName {
    About about;
    std::string_view name;
};
constexpr std::array about_names{
    AboutName{About::person, "person"},       AboutName{About::family, "family"},
    AboutName{About::household, "household"}, AboutName{About::unborn, "unborn"},
    AboutName{About::born, "born"},
};

bool is_name(FieldKind kind)
{
    return kind == FieldKind::given_name || kind == FieldKind::family_name || kind == FieldKind::full_name;
}

} // namespace

std::string_view to_text(FieldKind kind)
{
    const auto found = std::ranges::find(kind_names, kind, &KindName::kind);
    assert(found != kind_names.end());
    return found->name;
}

std::optional<FieldKind> field_kind_from(std::string_view text)
{
    const auto found = std::ranges::find(kind_names, text, &KindName::name);
    return found == kind_names.end() ? std::nullopt : std::optional(found->kind);
}

std::string_view to_text(PartLevel level)
{
    const auto found = std::ranges::find(level_names, level, &LevelName::level);
    assert(found != level_names.end());
    return found->name;
}

std::optional<PartLevel> part_level_from(std::string_view text)
{
    const auto found = std::ranges::find(level_names, text, &LevelName::name);
    return found == level_names.end() ? std::nullopt : std::optional(found->level);
}

std::string_view to_text(About about)
{
    const auto found = std::ranges::find(about_names, about, &AboutName::about);
    assert(found != about_names.end());
    return found->name;
}

std::optional<About> about_from(std::string_view text)
{
    const auto found = std::ranges::find(about_names, text, &AboutName::name);
    return found == about_names.end() ? std::nullopt : std::optional(found->about);
}

bool has_level(FieldKind kind, PartLevel level) noexcept
{
    switch (level) {
    case PartLevel::exact: return true;
    case PartLevel::sound:
    case PartLevel::initial: return is_name(kind);
    case PartLevel::bigram:
        return is_name(kind) || kind == FieldKind::address_line || kind == FieldKind::place ||
               kind == FieldKind::text || kind == FieldKind::email;
    case PartLevel::year_month:
    case PartLevel::month_day:
    case PartLevel::year_day:
    case PartLevel::year:
    case PartLevel::month_before:
    case PartLevel::month_after: return kind == FieldKind::date;
    case PartLevel::sector:
    case PartLevel::outward:
    case PartLevel::district: return kind == FieldKind::postcode;
    }
    return false;
}

} // namespace gauze::project
