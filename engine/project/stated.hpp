// What a statement must be like between the parties of a policy: how `exchange` fills in its own, and what it
// asks of others'. Both ends ask the same, so nothing is sealed that could not be opened.
#pragma once

#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace gauze::project {

enum class Addressed {
    to_me,     // sealed: it names whom it is for
    to_anyone, // signed only: it may be for nobody in particular
};

// A clock may be this much ahead of another one before a statement is refused as made later than now.
constexpr std::int64_t clocks_apart = 24 * 3600; // seconds

// Fills everything about party, recipients, policy, place and time into a statement of `me`. Throws
// Error(refused), with the codes of exchange.hpp, when the other end would refuse it, and Error(usage) for a
// file name that a statement cannot hold.
void fill(const Admitted& me, const std::vector<const Member*>& to, Statement& statement);

// Reads a statement once and checks it in the order of exchange.hpp, up to its time.
Statement stated(const Admitted& me, const std::filesystem::path& dsse,
                 const std::vector<std::string_view>& kinds, Addressed addressed);

} // namespace gauze::project
