// The ceremony in which custodians come to one secret that none of them chose. Each runs the same command
// again and again, whenever the folder has come by; it looks what is there and does whatever is next:
//
//     1. commit   draw 32 bytes, keep them beside the key that is to come, publish their digest, signed
//     2. show     when everybody has committed: seal the bytes to every other holder, signed
//     3. finish   when everybody has shown: open, hold against the commitments, make the key
//
// Who commits last knows digests only; who shows last has committed long ago; and nobody shows twice,
// whatever becomes of the folder. The linkage unit, researchers and readers are never written to.
//
// Refusals: those of ceremony_folder.hpp, other-ceremony (ceremony_state.hpp), and key-exists, state-missing,
// not-a-holder, not-sealed-to-me.
#pragma once

#include "engine/custodian/ceremony_folder.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

struct JoinOptions {
    std::filesystem::path folder; // of the ceremony; must exist
    std::filesystem::path out;    // the project key; its state stands beside it until it is made
    // Asked once, when the key is made; nothing: it stands in the open, for its owner only.
    std::function<Secret()> new_passphrase;
};

enum class JoinStage { committed, shown, finished };
std::string_view to_text(JoinStage stage);

struct JoinOutcome {
    JoinStage stage = JoinStage::committed;
    std::vector<std::string> holders;
    std::vector<std::string> waiting_for; // parties whose file of this stage is not there
    std::vector<std::string> finished;    // parties whose transcript is
    bool made_now = false;                // the key was made by this run
    std::string check_value;              // when finished
    std::vector<std::filesystem::path> written;
    std::size_t commitments = 0, contributions = 0;
};

// `me` is admitted under a governed policy. Costs one file each.
JoinOutcome join_key(const project::Admitted& me, const JoinOptions& options);

} // namespace gauze::custodian
