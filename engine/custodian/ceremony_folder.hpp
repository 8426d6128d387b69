// The folder that people carry from one key holder to the next, and what may stand in it:
//
//     NAME.commitment.dsse          signed: the digest of what NAME has drawn
//     NAME.contribution.age         what NAME has drawn, sealed to every other key holder
//     NAME.contribution.age.dsse    signed: of this file, and under which commitments it was shown
//     NAME.ceremony.dsse            signed: what NAME finished with
//
// Every file is checked whenever the folder is read, whoever reads it and however far he is. A file that does
// not belong stops the ceremony: nobody goes on while it is unclear who takes part.
//
// Refusals (Error(refused), each with its code): missing-party, shared-key, extra-party, unexpected-file,
// statement-missing, statement-unsigned, foreign-signature, wrong-signature, wrong-kind, wrong-project,
// wrong-policy, wrong-wave, wrong-party, file-digest, contribution-early, commitment-changed,
// contribution-differs, transcript-differs.
#pragma once

#include "engine/custodian/ceremony.hpp"
#include "engine/project/governance.hpp"
#include "engine/project/statement.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace gauze::custodian {

// Who holds the secret under a policy: every custodian, and every intake that encodes for one. Sorted by
// name. Refuses a policy with fewer than two of them, and one in which a key of theirs is also that of a
// party which must never hold the secret.
std::vector<const project::Member*> key_holders(const project::Governance& governance);

struct Contribution {
    std::filesystem::path sealed;
    std::string cipher_digest; // hex, of the sealed file
};

struct CeremonyFolder {
    std::map<std::string, Digest> commitments;          // by party
    std::map<std::string, Contribution> contributions;  // likewise; complete ones only
    std::map<std::string, project::Statement> finished; // transcripts
};

std::filesystem::path commitment_file(const std::filesystem::path& folder, std::string_view party);
std::filesystem::path contribution_file(const std::filesystem::path& folder, std::string_view party);
std::filesystem::path transcript_file(const std::filesystem::path& folder, std::string_view party);

// Reads and checks all of it. `me` may have been stopped between the two files of its contribution; of others
// that is an error. Throws Error(input_missing) when there is no such folder.
CeremonyFolder read_ceremony_folder(const std::filesystem::path& folder, const CeremonyId& id,
                                    const std::vector<const project::Member*>& holders, std::string_view me);

// Equal if and only if every party's commitment is.
Digest digest_of(const std::map<std::string, Digest>& commitments);
// The commitments as a contribution's and a transcript's statement name them ("commitment.hospital": hex).
void tell_commitments(const std::map<std::string, Digest>& commitments, Json& figures);

} // namespace gauze::custodian
