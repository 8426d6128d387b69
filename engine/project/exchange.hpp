// Files between parties: sealed to whom they are for, with a signed statement beside them.
//
//     hospital.gauze.age        age v1, to the recipient's key
//     hospital.gauze.age.dsse   the statement
//
// Order at the receiving end, and nothing is skipped: the statement parses; its signer is a member of the
// policy, in a role that may send this kind; project and policy digest are ours; it is for us; territory is
// allowed; the file's digest is the stated one; only then is it opened, chunk by chunk; and what came out has
// the stated content digest before it gets a name.
//
// Refusals have codes: statement-missing, statement-damaged, statement-unsigned, unknown-signer, wrong-role,
// wrong-signature, wrong-project, wrong-policy, wrong-recipient, wrong-kind, territory, file-digest,
// content-digest, stated-later, and those of age.hpp.
#pragma once

#include "engine/project/age/age.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace gauze::project {

// Seals the file `plain` for members of the policy and writes OUT and OUT.dsse (whole or not at all, never
// replacing). Fills the statement's digests, party, role, project, policy, time, tool and territory.
Statement seal_file(const Admitted& me, const std::filesystem::path& plain,
                    const std::vector<const Member*>& to, Statement statement,
                    const std::filesystem::path& out);

// Checks the statement beside `sealed` against the policy and the file's digest; opens nothing.
struct Expected {
    std::vector<std::string_view> kinds;
};
Statement check_sealed(const Admitted& me, const std::filesystem::path& sealed, const Expected& expected);
// Checks, and writes the content to `out` (owner only; whole or not at all).
Statement open_file(const Admitted& me, const std::filesystem::path& sealed, const Expected& expected,
                    const std::filesystem::path& out);
// Checks, and hands the content out as it authenticates, for those who may not put it on a disk. The content
// digest is checked at the end: what was made of the bytes must not get its name before this returns.
Statement open_stream(const Admitted& me, const std::filesystem::path& sealed, const Expected& expected,
                      const std::function<void(Bytes)>& take);

} // namespace gauze::project
