#include "engine/project/gate.hpp"

#include "bloom/base/clock.hpp"
#include "engine/project/evidence/closed.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/signed_policy.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::project {

namespace {

// Who may do what. A verb that nobody may do under an agreement has its other way here.
struct Gate {
    std::string_view verb;
    std::array<bool, 5> open; // custodian, intake, linkage unit, researcher, reader
    std::string_view instead; // hint for those to whom it is closed
};
constexpr std::array<bool, 5> custodians{true, false, false, false, false};
constexpr std::array<bool, 5> encoders{true, true, false, false, false};
constexpr std::array<bool, 5> intakes{false, true, false, false, false};
constexpr std::array<bool, 5> unit{false, false, true, false, false};
constexpr std::array<bool, 5> researchers{false, false, false, true, false};
constexpr std::array<bool, 5> receivers{false, false, false, true, true};
constexpr std::array<bool, 5> holders{true, true, true, true, false};
constexpr std::array<bool, 5> everyone{true, true, true, true, true};
constexpr std::array<bool, 5> nobody{};

constexpr std::array gates{
    // at the custodian, and at who encodes for it
    Gate{"policy suggest", custodians, {}},
    Gate{"key new", nobody, "no single party chooses the secret of a project: gauze key join"},
    Gate{"key check", encoders, {}},
    Gate{"key join", encoders, {}},
    Gate{"encode", custodians, "a custodian encodes its own file; an intake runs gauze intake"},
    Gate{"encode-explain", custodians, {}},
    Gate{"opt-out list", encoders, {}},
    Gate{"quality", custodians, "only the custodian may look at its records"},
    Gate{"audit", encoders, {}},
    Gate{"seal", encoders, {}},
    Gate{"intake", intakes, "a custodian that encodes itself runs gauze encode"},
    Gate{"ledger", custodians, "only the custodian of a person's record answers what was released of it"},
    Gate{"withdraw", custodians, "a withdrawal is made where the person is known: at the custodian"},
    // at the linkage unit
    Gate{"accept", unit, {}},
    Gate{"check", unit, {}},
    Gate{"plan", unit, {}},
    Gate{"score", unit, {}},
    Gate{"merge", unit, {}},
    Gate{"link", unit, {}},
    Gate{"issue", unit, {}},
    Gate{"report", unit, {}},
    Gate{"identity new", unit, {}},
    // at the researcher
    Gate{"open", receivers, "what is sealed for the linkage unit is opened by gauze accept"},
    Gate{"cohort", researchers, {}},
    Gate{"tables", researchers, "a reader gets tables that passed the disclosure rules: gauze open"},
    Gate{"disclose", researchers, {}},
    Gate{"release", researchers, {}},
    // at everyone who holds something
    Gate{"retain", holders, {}},
    Gate{"close", everyone, {}},
};

const Gate& gate_of(std::string_view verb)
{
    const auto found = std::ranges::find(gates, verb, &Gate::verb);
    assert(found != gates.end());
    if (found == gates.end()) std::abort(); // a verb that the table forgot lets nobody through
    return *found;
}

// The clock and the seed of a rehearsal. In a policy about real people they would let a past day or a known
// order decide.
void set_the_clock(const Policy& policy, const Governed& options, bool seeded)
{
    const bool rehearsal = !policy.governance || policy.governance->rehearsal;
    if (seeded && !rehearsal)
        refuse_with("seed-refused", "a test seed is for rehearsals, and this policy is none",
                    "leave the seed out; rehearsal = true in [agreement] is for made-up people");
    if (options.today.empty()) return;
    if (!rehearsal)
        refuse_with("clock-set", "--today is for rehearsals, and this policy is none",
                    "leave --today out; rehearsal = true in [agreement] is for made-up people");
    set_clock(options.today);
}

// A clock that runs behind makes an expired agreement look valid. The custodians' signatures are older than
// anything done under them.
void refuse_clock_behind(const Signatures& signatures)
{
    constexpr std::int64_t day = 24 * 60 * 60;
    if (clock_is_set() || now_seconds() + day >= signatures.stated_at) return;
    refuse_with("clock-behind",
                fmt::format("this machine's clock says {}, before the policy was signed", now_text()),
                "set the clock right");
}

PartyKey read_key(const Governed& options)
{
    if (options.party_key.empty())
        refuse_with("key-missing", "the policy has an agreement, and no party's key is given",
                    "--as KEY says who does this; gauze party new makes a key");
    return PartyKey::read(options.party_key, passphrase_from(options.passphrase_fd));
}

void refuse_wrong_role(std::string_view verb, const Member& me)
{
    const Gate& gate = gate_of(verb);
    if (gate.open[static_cast<std::size_t>(me.role)]) return;
    std::vector<std::string_view> roles;
    for (const Role role : roles_of(verb)) roles.push_back(to_text(role));
    refuse_with(
        "wrong-role",
        fmt::format("\"{}\" has the role {}, which may not do \"{}\"", me.name, to_text(me.role), verb),
        !gate.instead.empty() ? std::string(gate.instead)
                              : fmt::format("it is done by: {}", fmt::join(roles, ", ")));
}

// The reader lets nobody in from elsewhere; this holds also when a policy was made in memory.
void refuse_wrong_territory(const Governance& governance, const Member& me)
{
    if (std::ranges::find(governance.territories, me.territory) != governance.territories.end()) return;
    refuse_with("territory", fmt::format("\"{}\" is outside the agreement's territories", me.name),
                "the agreement names where data may be");
}

// What was destroyed for good is not begun again. Closing itself may be said twice.
void refuse_closed(std::string_view verb, const Admitted& me, const Governed& options)
{
    if (verb == "close" || !is_closed(me, options)) return;
    refuse_with("project-closed",
                fmt::format("{} has closed the project {} and destroyed what it held of it", me.me->name,
                            me.policy.id),
                "the certificate in the evidence says what; other work needs a new project and new keys");
}

void say_once_that_nobody_vouches(const std::filesystem::path& policy)
{
    static bool said = false;
    if (said) return;
    said = true;
    say(fmt::format("{} has no [agreement]: it is a laboratory's policy, nobody has signed it",
                    policy.string()));
}

} // namespace

std::vector<std::string_view> gated_verbs()
{
    std::vector<std::string_view> names;
    for (const Gate& gate : gates) names.push_back(gate.verb);
    return names;
}

std::vector<Role> roles_of(std::string_view verb)
{
    std::vector<Role> roles;
    const Gate& gate = gate_of(verb);
    for (std::size_t i = 0; i < gate.open.size(); ++i)
        if (gate.open[i]) roles.push_back(static_cast<Role>(i));
    return roles;
}

Admitted admit(std::string_view verb, const std::filesystem::path& policy, const Governed& options,
               bool seeded)
{
    (void)gate_of(verb); // an unknown verb is found in the laboratory
    PolicyFile file = PolicyFile::read(policy);
    set_the_clock(file.policy, options, seeded);
    if (!file.policy.governance) {
        say_once_that_nobody_vouches(policy);
        return {std::move(file.policy), std::nullopt, nullptr};
    }
    refuse_clock_behind(require_signed(file));
    refuse_expired(*file.policy.governance);
    Admitted admitted{std::move(file.policy), read_key(options), nullptr};
    const Member& me = member_of(admitted.policy, *admitted.key);
    refuse_wrong_role(verb, me);
    refuse_wrong_territory(*admitted.policy.governance, me);
    admitted.me = &me;
    refuse_closed(verb, admitted, options);
    keep_policy(options, policy);
    check_log(admitted, options); // before the work: what is done must be noted after it
    return admitted;
}

} // namespace gauze::project
