#include "engine/project/age/age.hpp"
#include "engine/project/party_key.hpp"
#include "engine/project/policy_governance.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/territories.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::project {

namespace {

constexpr std::size_t most_members = 128;

std::vector<std::string> role_names()
{
    std::vector<std::string> names;
    for (const Role role :
         {Role::custodian, Role::intake, Role::linkage_unit, Role::researcher, Role::reader})
        names.emplace_back(to_text(role));
    return names;
}

// A public key as the policy writes it.
PublicKey read_key(const TomlTable& table, std::string_view key, PublicKey (*read)(std::string_view),
                   Faults& faults)
{
    const auto text = table.text(key);
    if (!text) {
        faults.add("key-absent", table.place(), fmt::format("{} is missing", key),
                   "gauze party new prints the two public keys of a party; ask it for them");
        return {};
    }
    try {
        return read(*text);
    } catch (const Error& fault) {
        const std::string_view what = fault.what();
        const std::string_view code = code_of(what);
        faults.add(code.empty() ? "key-text" : code, table.place(key),
                   std::string(code.empty() ? what : what.substr(code.size() + 2)), fault.hint());
    }
    return {};
}

// X25519 with a point of small order gives the same result to everybody: what is sealed to it anyone opens.
bool is_weak(const PublicKey& key)
{
    Secret one(32);
    one.fill()[0] = std::byte{1};
    return !ExchangeKey(std::move(one)).shared_with(key);
}

// The points of small order on Ed25519's curve (with the sign bit cleared, in hex): under one of them as a
// public key, signatures can be made by anybody.
bool signs_for_everybody(PublicKey key)
{
    key[31] &= std::byte{0x7f};
    constexpr std::array<std::string_view, 7> small{
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};
    return std::ranges::find(small, to_hex(key)) != small.end();
}

void read_keys_of(const TomlTable& table, Member& member, Faults& faults)
{
    const std::size_t before = faults.all().size();
    member.signing = read_key(table, "signing", signing_from, faults);
    member.encryption = read_key(table, "encryption", age::recipient_from, faults);
    if (faults.all().size() == before && signs_for_everybody(member.signing))
        faults.add("weak-key", table.place("signing"), "anybody can sign under this key",
                   "ask the party for the line that gauze party new printed");
    if (faults.all().size() == before && is_weak(member.encryption))
        faults.add("weak-key", table.place("encryption"),
                   "this key protects nothing: anybody opens what is "
                   "sealed to it",
                   "ask the party for the line that gauze party new printed");
}

void only_of_custodians(const TomlTable& table, Role role, Faults& faults)
{
    if (role == Role::custodian) return;
    for (const std::string_view key : {"id", "clean", "nhs", "intake"})
        if (table.has(key))
            faults.add(
                "role-key", table.place(key),
                fmt::format("only a custodian has \"{}\", and the role here is {}", key, to_text(role)));
}

Member read_member(const TomlTable& table, const Governance& governance, Faults& faults)
{
    table.only(
        {"name", "id", "clean", "role", "body", "nhs", "territory", "signing", "encryption", "intake"});
    Member member;
    member.name = table.required_name("name");
    if (governance.member(member.name) != nullptr)
        faults.add("name-twice", table.place("name"), fmt::format("\"{}\" stands twice", member.name),
                   "a body with two roles is two parties of different names");
    const auto role = one_of(table, "role", "role-unknown", role_names(), faults);
    if (!table.has("role"))
        faults.add("role-missing", table.place(), fmt::format("party \"{}\" has no role", member.name),
                   fmt::format("one of {}", fmt::join(role_names(), ", ")));
    member.role = role ? *role_from(*role) : Role::custodian;
    member.body = table.has("body") ? said(table, "body", faults) : member.name;
    member.nhs = table.flag("nhs").value_or(false);
    member.intake = table.has("intake") ? table.required_name("intake") : "";
    member.territory = said(table, "territory", faults);
    if (!member.territory.empty() && !contains(governance.territories, member.territory))
        faults.add("territory", table.place("territory"),
                   fmt::format("\"{}\" is none of the agreement's territories", member.territory),
                   fmt::format("they are {}", fmt::join(governance.territories, ", ")));
    read_keys_of(table, member, faults);
    if (role) only_of_custodians(table, member.role, faults);
    return member;
}

// Four keys that may be one, wherever they stand: a signing key that is somebody's encryption key as well.
void refuse_shared_keys(const std::vector<TomlTable>& tables, const std::vector<Member>& members,
                        Faults& faults)
{
    const PublicKey unread{};
    const auto shared = [&](const PublicKey& a, const PublicKey& b) { return a == b && a != unread; };
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (shared(members[i].signing, members[i].encryption))
            faults.add("one-key", tables[i].place("encryption"),
                       fmt::format("\"{}\" signs and opens with one key", members[i].name));
        for (std::size_t j = 0; j < i; ++j) {
            const Member &a = members[i], &b = members[j];
            if (shared(a.signing, b.signing) || shared(a.signing, b.encryption) ||
                shared(a.encryption, b.signing) || shared(a.encryption, b.encryption))
                faults.add("shared-key", tables[i].place("signing"),
                           fmt::format("\"{}\" and \"{}\" share a key", a.name, b.name),
                           "every party makes keys of its own, also two of one body: gauze party new");
        }
    }
}

void check_intakes(const std::vector<TomlTable>& tables, const Governance& governance, Faults& faults)
{
    for (std::size_t i = 0; i < governance.members.size(); ++i) {
        const Member& one = governance.members[i];
        if (one.intake.empty()) continue;
        const Member* intake = governance.member(one.intake);
        if (intake == nullptr || intake->role != Role::intake)
            faults.add("intake-unknown", tables[i].place("intake"),
                       fmt::format("\"{}\" is no party with the role intake", one.intake));
        if (one.nhs)
            faults.add("nhs-at-source", tables[i].place("intake"),
                       fmt::format("\"{}\" is of the NHS and has an intake", one.name),
                       "NHS custodians encode at the source; leave intake out");
    }
}

void check_roles(const TomlTable& file, const std::vector<TomlTable>& tables, const Governance& governance,
                 Faults& faults)
{
    const auto units = governance.members_of(Role::linkage_unit);
    if (units.size() != 1)
        faults.add("linkage-unit-count", file.place(),
                   fmt::format("{} parties have the role linkage-unit", units.size()), "exactly one has it");
    if (governance.members_of(Role::custodian).empty())
        faults.add("no-custodian", file.place(), "no party has the role custodian");
    for (std::size_t i = 0; i < governance.members.size(); ++i)
        for (const Member* unit : units)
            if (governance.members[i].role != Role::linkage_unit && governance.members[i].body == unit->body)
                faults.add(
                    "linkage-unit-apart", tables[i].place(),
                    fmt::format("\"{}\" and the linkage unit are one body", governance.members[i].name),
                    "who compares the encodings holds no names and gets no payload: another "
                    "organisation must do one of the two");
}

} // namespace

void read_members(const TomlTable& file, Governance& governance, Faults& faults)
{
    faults.during([&] {
        const std::vector<TomlTable> tables = file.tables("party");
        if (tables.empty())
            refuse(file.place(), "there is no [[party]]", "one [[party]] with name and role for each");
        if (tables.size() > most_members)
            refuse(tables[most_members].place(), fmt::format("more than {} parties", most_members));
        std::vector<TomlTable> read; // those of `members`
        for (const TomlTable& table : tables)
            faults.during([&] {
                governance.members.push_back(read_member(table, governance, faults));
                read.push_back(table);
            });
        refuse_shared_keys(read, governance.members, faults);
        check_intakes(read, governance, faults);
        check_roles(file, read, governance, faults);
    });
}

} // namespace gauze::project
