#include "engine/project/flows.hpp"

#include <algorithm>
#include <array>

namespace gauze::project {

namespace {

struct Way {
    std::string_view kind;
    Role from, to;
};
constexpr std::array ways{
    Way{"submission", Role::custodian, Role::linkage_unit},
    Way{"submission", Role::intake, Role::linkage_unit},
    Way{"payload", Role::custodian, Role::researcher},
    Way{"payload", Role::intake, Role::researcher},
    Way{"episodes", Role::custodian, Role::researcher},
    Way{"episodes", Role::intake, Role::researcher},
    Way{"plaintext", Role::custodian, Role::intake},
    Way{"link-map", Role::linkage_unit, Role::researcher},
    Way{"withdrawal", Role::custodian, Role::researcher},
    Way{"withdrawal", Role::custodian, Role::linkage_unit},
    Way{"withdrawal", Role::intake, Role::researcher},
    Way{"withdrawal", Role::intake, Role::linkage_unit},
    Way{"receipt", Role::researcher, Role::custodian},
    Way{"tables", Role::researcher, Role::reader},
    Way{"commitment", Role::custodian, Role::custodian},
    Way{"commitment", Role::custodian, Role::intake},
    Way{"commitment", Role::intake, Role::custodian},
    Way{"commitment", Role::intake, Role::intake},
    Way{"contribution", Role::custodian, Role::custodian},
    Way{"contribution", Role::custodian, Role::intake},
    Way{"contribution", Role::intake, Role::custodian},
    Way{"contribution", Role::intake, Role::intake},
    Way{"audit", Role::custodian, Role::custodian},
    Way{"audit", Role::custodian, Role::intake},
    Way{"audit", Role::intake, Role::custodian},
    Way{"audit", Role::intake, Role::intake},
    Way{"certificate", Role::custodian, Role::custodian},
    Way{"certificate", Role::intake, Role::custodian},
    Way{"certificate", Role::linkage_unit, Role::custodian},
    Way{"certificate", Role::researcher, Role::custodian},
    Way{"certificate", Role::reader, Role::custodian},
};

bool encodes_for(const Governance& governance, const Member& intake, std::string_view custodian)
{
    return std::ranges::any_of(governance.members, [&](const Member& member) {
        return member.role == Role::custodian && member.intake == intake.name &&
               (custodian.empty() || member.name == custodian);
    });
}

bool takes_part(const Governance& governance, const Member& member)
{
    return member.role != Role::intake || encodes_for(governance, member, "");
}

bool is_recipient(const Governance& governance, const Member& member)
{
    return std::ranges::find(governance.recipients, member.name, &Recipient::member) !=
           governance.recipients.end();
}

// The European Economic Area: the member states of the Union, and behind them the three others. The Union
// writes EL for Greece.
constexpr std::array<std::string_view, 31> area{
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "EL", "HU", "IE", "IT",
    "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO"};
constexpr std::size_t others_of_area = 3;

bool stands_for(std::string_view territory, std::string_view place)
{
    const auto last = territory == "EEA"  ? area.end()
                      : territory == "EU" ? area.end() - others_of_area
                                          : area.begin();
    return std::find(area.begin(), last, place) != last || (territory == "EEA" && place == "EU");
}

std::string_view plain(std::string_view place) { return place == "GB" ? "UK" : place; }

} // namespace

bool may_send(const Governance& governance, std::string_view kind, const Member& from)
{
    return takes_part(governance, from) && std::ranges::any_of(ways, [&](const Way& way) {
               return way.kind == kind && way.from == from.role;
           });
}

bool may_send(const Governance& governance, std::string_view kind, const Member& from, const Member& to)
{
    const bool leads = std::ranges::any_of(
        ways, [&](const Way& way) { return way.kind == kind && way.from == from.role && way.to == to.role; });
    if (!leads || !takes_part(governance, from) || !takes_part(governance, to)) return false;
    if (kind == "plaintext") return from.intake == to.name;
    if (kind == "payload" || kind == "episodes" || kind == "link-map" || kind == "tables")
        return is_recipient(governance, to);
    return true;
}

bool may_speak_for(const Governance& governance, const Member& from, std::string_view source,
                   std::string_view kind)
{
    if (source.empty())
        return kind != "submission" && kind != "payload" && kind != "episodes" && kind != "plaintext";
    if (from.role == Role::custodian) return source == from.name;
    if (from.role == Role::intake) return encodes_for(governance, from, source);
    const Member* member = governance.member(source);
    return member != nullptr && member->role == Role::custodian;
}

bool is_within(const std::vector<std::string>& territories, std::string_view place)
{
    return std::ranges::any_of(territories, [&](const std::string& territory) {
        return plain(territory) == plain(place) || stands_for(territory, place);
    });
}

bool is_within(const Governance& governance, const Member& member)
{
    return is_within(governance.territories, member.territory) &&
           std::ranges::all_of(governance.recipients, [&](const Recipient& recipient) {
               return recipient.member != member.name ||
                      is_within(governance.territories, recipient.territory);
           });
}

} // namespace gauze::project
