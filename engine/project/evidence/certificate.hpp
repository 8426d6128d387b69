// What a party has destroyed, signed: a statement of kind "certificate" for nobody in particular. It names no
// person and no value: counts, rules of the policy, and the digest and name of every file that was destroyed
// or written again without some rows.
//
//   subject    NAME#content: SHA-256 of the list below as lines "DIGEST NAME", in order
//   counts     destroyed, rewritten, removed (rows), left (what was not recognised or is kept),
//              due.RULE (rows or files, by the rule of the policy that they were due under)
//   figures    what = "retention" | "close"; day; scope; destroyed.1, destroyed.2, ... = "DIGEST NAME";
//              rewritten.1, ... likewise
//
// The party keeps it in its evidence, and its log names it. From then on the party's programs ask: a sealed
// copy that is left over of something destroyed is not opened again (retention-due), and after a closing
// nothing is done under the project (project-closed).
#pragma once

#include "engine/project/destroy.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/gate.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

struct Certificate {
    std::string_view what;   // "retention" or "close"
    std::string source = {}; // whose rows, of a custodian's or an intake's
    std::vector<Destroyed> files = {};
    std::uint64_t removed = 0, left = 0;
    std::map<std::string, std::uint64_t> due = {}; // by rule
    // What was sealed on the way (withdrawals): name and digest, for the log; their statements are kept.
    std::vector<std::pair<std::string, std::string>> sent = {};
    std::uint64_t destroyed() const noexcept;
    std::uint64_t rewritten() const noexcept;
};

// More names than this do not fit one certificate: Error(usage), before anything is destroyed, is for the
// caller.
constexpr std::size_t most_certified = 4000;

// Signs, writes `out` (never replacing), keeps it in the evidence and notes it there.
void certify(const Admitted& me, const Governed& options, const Certificate& certificate,
             const std::filesystem::path& out);

// Every digest that the party's certificates name as destroyed or rewritten, by what the log knows. Throws
// Error(bad_data), code certificate-missing, when the log names one that the evidence does not have. Empty
// without --evidence.
std::set<std::string> destroyed_digests(const Admitted& me, const Governed& options);

// Throws Error(refused), code retention-due, when a sealed file or what it holds is among them.
void refuse_destroyed(const std::set<std::string>& digests, const Statement& statement,
                      const std::filesystem::path& sealed);

} // namespace gauze::project
