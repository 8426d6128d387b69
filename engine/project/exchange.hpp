// Files between parties: sealed to whom they are for, with a signed statement beside them.
//
//     hospital.gauze.age        age v1, to the recipient's key
//     hospital.gauze.age.dsse   the statement
//
// Order at the receiving end, and nothing is skipped: the envelope parses; its one signer is a member of the
// policy, and the signature is that member's; the statement in it parses; its party and role are the
// signer's, its kind is expected, and the role may send it; project and policy digest are ours; it is for us,
// and may be; whose rows it is about fits; territory is allowed; it was not made later than now; the file's
// digest is the stated one; only then is it opened, chunk by chunk; and what came out has the stated content
// digest before it gets a name. What is measured is what is opened: the file is mapped once.
//
// Refusals have codes: those of statement.hpp, statement-cosigned, unknown-signer, wrong-signature,
// wrong-party, wrong-role, wrong-kind, wrong-project, wrong-policy, wrong-recipient, wrong-source, territory,
// stated-later, file-digest, content-digest, policy-ungoverned, and those of age.hpp. docs/operations.md says
// what to do about each.
#pragma once

#include "engine/project/age/age.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace gauze::project {

// FILE.dsse
std::filesystem::path statement_beside(const std::filesystem::path& file);

// Seals the file `plain` for members of the policy and writes OUT and OUT.dsse (whole or not at all, never
// replacing). Fills the statement's digests, party, role, recipients, project, policy, time, tool, territory,
// statistics_only and, for a custodian that names none, source; all other members are the caller's. Refuses
// what the other end would refuse. One pass, bounded memory.
Statement seal_file(const Admitted& me, const std::filesystem::path& plain,
                    const std::vector<const Member*>& to, Statement statement,
                    const std::filesystem::path& out);
// The same of content that is in memory or in the making, and should not come to lie on a disk in the clear:
// `make` hands it to `take` in pieces of any size.
using Take = std::function<void(Bytes)>;
Statement seal_stream(const Admitted& me, const std::function<void(const Take& take)>& make,
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
                      const Take& take);

// A statement that travels without a file (a commitment, audit figures, a receipt), signed by `me` with the
// same members filled; the subject is the caller's (file, and a digest). Written to `out`, never replacing.
Statement state(const Admitted& me, const std::vector<const Member*>& to, Statement statement,
                const std::filesystem::path& out);
// Reads one and checks it in the order above, up to the time; it may also be for nobody in particular.
Statement check_statement(const Admitted& me, const std::filesystem::path& dsse, const Expected& expected);

} // namespace gauze::project
