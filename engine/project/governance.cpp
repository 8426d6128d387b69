#include "engine/project/governance.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace gauze::project {

namespace {

template <class Value>
struct Spelled {
    Value value;
    std::string_view text;
};
constexpr std::array roles{
    Spelled<Role>{Role::custodian, "custodian"},
    Spelled<Role>{Role::intake, "intake"},
    Spelled<Role>{Role::linkage_unit, "linkage-unit"},
    Spelled<Role>{Role::researcher, "researcher"},
    Spelled<Role>{Role::reader, "reader"},
};

template <class Named>
const Named* named(const std::vector<Named>& all, std::string_view name)
{
    const auto found = std::ranges::find(all, name, &Named::name);
    return found == all.end() ? nullptr : &*found;
}

bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_number(std::string_view cell)
{
    if (cell.starts_with('-')) cell.remove_prefix(1);
    std::size_t digits = 0, points = 0;
    for (const char c : cell) {
        if (c >= '0' && c <= '9')
            ++digits;
        else if (c == '.')
            ++points;
        else
            return false;
    }
    return digits >= 1 && digits <= 9 && points <= 1 && !cell.starts_with('.') && !cell.ends_with('.');
}

bool is_flag(std::string_view cell)
{
    std::string low(cell);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    constexpr std::array<std::string_view, 8> words{"y", "n", "yes", "no", "true", "false", "1", "0"};
    return std::ranges::find(words, low) != words.end();
}

bool is_code(std::string_view cell)
{
    return cell.size() <= 12 && std::ranges::all_of(cell, [](char c) {
               return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.' || c == '/';
           });
}

// Names of payload columns and of what is made of others, sorted.
std::vector<std::string> travelling(const std::vector<ColumnRule>& columns)
{
    std::vector<std::string> names;
    for (const ColumnRule& one : columns) {
        if (one.has(ColumnUse::payload)) names.push_back(one.name);
        for (const Generalisation& made : one.generalised) names.push_back(made.as);
    }
    std::ranges::sort(names);
    return names;
}

} // namespace

std::string_view to_text(Role role)
{
    const auto found = std::ranges::find(roles, role, &Spelled<Role>::value);
    assert(found != roles.end());
    return found->text;
}

std::optional<Role> role_from(std::string_view text)
{
    const auto found = std::ranges::find(roles, text, &Spelled<Role>::text);
    return found == roles.end() ? std::nullopt : std::optional(found->value);
}

std::string_view to_text(ColumnUse use)
{
    switch (use) {
    case ColumnUse::link: return "link";
    case ColumnUse::payload: return "payload";
    case ColumnUse::generalise: return "generalise";
    case ColumnUse::control: return "control";
    case ColumnUse::drop: return "drop";
    }
    return "unknown";
}

std::string_view to_text(PayloadKind kind)
{
    switch (kind) {
    case PayloadKind::none: return "none";
    case PayloadKind::codes: return "codes";
    case PayloadKind::number: return "number";
    case PayloadKind::flag: return "flag";
    case PayloadKind::code: return "code";
    }
    return "unknown";
}

std::string_view to_text(Consent::Mode mode)
{
    switch (mode) {
    case Consent::Mode::none: return "none";
    case Consent::Mode::opt_in: return "opt-in";
    case Consent::Mode::objection: return "objection";
    }
    return "unknown";
}

bool ColumnRule::has(ColumnUse use) const noexcept { return std::ranges::find(uses, use) != uses.end(); }

bool ColumnRule::may_hold(std::string_view cell) const noexcept
{
    if (cell.empty()) return true;
    switch (kind) {
    case PayloadKind::none: return false;
    case PayloadKind::codes: return std::ranges::find(codes, cell) != codes.end();
    case PayloadKind::number: return is_number(cell);
    case PayloadKind::flag: return is_flag(cell);
    case PayloadKind::code: return is_code(cell);
    }
    return false;
}

const ColumnRule* Source::column(std::string_view name) const { return named(columns, name); }

std::vector<std::string> Source::payload() const { return travelling(columns); }

std::vector<std::string> EpisodeTable::payload() const { return travelling(columns); }

const EpisodeTable* Source::table(std::string_view name) const { return named(tables, name); }

std::string_view to_text(Unit unit)
{
    switch (unit) {
    case Unit::person: return "person";
    case Unit::family: return "family";
    case Unit::household: return "household";
    }
    return "unknown";
}

bool Cohort::has(Unit unit) const noexcept { return std::ranges::find(units, unit) != units.end(); }

const Member* Governance::member(std::string_view name) const { return named(members, name); }

const Member* Governance::member_with(const std::array<std::byte, 32>& signing) const
{
    const auto found = std::ranges::find(members, signing, &Member::signing);
    return found == members.end() ? nullptr : &*found;
}

const Source* Governance::source(std::string_view party) const
{
    const auto found = std::ranges::find(sources, party, &Source::party);
    return found == sources.end() ? nullptr : &*found;
}

const Recipient* Governance::recipient(std::string_view name) const { return named(recipients, name); }

std::vector<const Member*> Governance::members_of(Role role) const
{
    std::vector<const Member*> found;
    for (const Member& one : members)
        if (one.role == role) found.push_back(&one);
    return found;
}

} // namespace gauze::project
