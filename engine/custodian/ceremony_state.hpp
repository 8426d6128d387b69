// What a party remembers of a ceremony between its steps: the bytes it has drawn and, once it has shown them,
// the commitments under which it did. The file stands beside the key that is to come (project.key.ceremony),
// for its owner only, and goes when the key is there:
//
//     gauze-ceremony 1
//     project births
//     wave 2026-autumn          (only if the key is one wave's)
//     policy 64 hex digits
//     party hospital
//     bytes 64 hex digits
//     shown 64 hex digits       (only after the contribution was written: digest of the set of commitments)
//     check 8 hex digits
//
// It stands in the open: without the contributions of the others, which are sealed to the party's own key, it
// gives nothing of the secret. "shown" is why a party cannot be made to show its bytes twice: whoever takes
// the first contribution out of the folder and puts another commitment there has already seen them.
#pragma once

#include "engine/custodian/ceremony.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace gauze::custodian {

struct CeremonyState {
    CeremonyId id;
    std::string party;
    Secret contribution;         // 32 bytes
    std::optional<Digest> shown; // digest of the commitments it was shown under

    Digest commitment() const { return commitment_to(id, party, contribution.reveal()); }
};

// Nothing when there is no file. Throws Error(bad_data) when it is damaged, Error(refused) when others may
// read it, or, code other-ceremony, when it is of another project, policy, wave or party.
std::optional<CeremonyState> read_ceremony_state(const std::filesystem::path& path, const CeremonyId& id,
                                                 std::string_view party);
// Replaces what this party wrote before. Throws Error(cannot_write).
void write_ceremony_state(const std::filesystem::path& path, const CeremonyState& state);

} // namespace gauze::custodian
