// [[checker]]: the people who may sign a release. A release needs two of them, so that no two may be one:
// names and keys are all different, and no key is one of a party's, which a program of that party could use
// unasked.
#include "engine/project/party_key.hpp"
#include "engine/project/policy_governance.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::size_t most_checkers = 64;

PublicKey signing_of(const TomlTable& table, Faults& faults)
{
    const auto text = table.text("signing");
    if (!text) {
        faults.add("key-absent", table.place(), "signing is missing",
                   "the checker runs gauze party new and gives you the signing line that it prints");
        return {};
    }
    try {
        return signing_from(*text);
    } catch (const Error& fault) {
        const std::string_view what = fault.what();
        const std::string_view code = code_of(what);
        faults.add(code.empty() ? "key-text" : code, table.place("signing"),
                   std::string(code.empty() ? what : what.substr(code.size() + 2)), fault.hint());
    }
    return {};
}

void check_key(const TomlTable& table, const Governance& governance, const Checker& one, Faults& faults)
{
    if (one.signing == PublicKey{}) return; // said already
    for (const Checker& other : governance.checkers)
        if (other.signing == one.signing)
            faults.add("checker-key", table.place("signing"),
                       fmt::format("\"{}\" and \"{}\" share a key", other.name, one.name),
                       "each checker makes a key of their own: gauze party new");
    for (const Member& member : governance.members)
        if (member.signing == one.signing || member.encryption == one.signing)
            faults.add("checker-key", table.place("signing"),
                       fmt::format("the key of \"{}\" is the party \"{}\"'s own", one.name, member.name),
                       "a checker is a person and signs with a key that no program of a party has");
}

Checker read_checker(const TomlTable& table, const Governance& governance, Faults& faults)
{
    table.only({"name", "member", "signing"});
    Checker one;
    one.name = table.required_name("name");
    const auto same_name = [&](const auto& other) { return other.name == one.name; };
    if (std::ranges::any_of(governance.checkers, same_name))
        faults.add("checker-twice", table.place("name"), fmt::format("\"{}\" stands twice", one.name));
    if (std::ranges::any_of(governance.members, same_name))
        faults.add("checker-name", table.place("name"),
                   fmt::format("\"{}\" is the name of a party", one.name),
                   "a checker is a person: their own name, such as \"a-okafor\"");
    one.member = table.required_name("member");
    if (governance.member(one.member) == nullptr) {
        std::vector<std::string> names;
        for (const Member& member : governance.members) names.push_back(member.name);
        faults.add("checker-member", table.place("member"),
                   fmt::format("there is no party \"{}\"", one.member), did_you_mean(one.member, names));
    }
    one.signing = signing_of(table, faults);
    check_key(table, governance, one, faults);
    return one;
}

} // namespace

void read_checkers(const TomlTable& file, Governance& governance, Faults& faults)
{
    faults.during([&] {
        const std::vector<TomlTable> tables = file.tables("checker");
        if (tables.size() > most_checkers)
            refuse(tables[most_checkers].place(), fmt::format("more than {} checkers", most_checkers));
        for (const TomlTable& table : tables)
            faults.during([&] { governance.checkers.push_back(read_checker(table, governance, faults)); });
    });
    std::ranges::sort(governance.checkers, {}, &Checker::name);
}

} // namespace gauze::project
