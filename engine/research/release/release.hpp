// The way out: a proposal that two different checkers have signed, that nobody has changed, that still holds
// against everything released by now, is entered in the registry and sealed to its reader. There is no other
// way, no timer and no flag.
//
// It is entered first: a crash in between leaves a release that nobody got, never one that nobody knows of.
#pragma once

#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gauze::research::release {

struct ReleaseOptions {
    std::filesystem::path proposal, registry, out; // out: FILE.age
    std::vector<std::filesystem::path> signatures;
};
struct Released {
    std::uint64_t number = 0;
    std::string reader, registry; // the registry's head afterwards
    std::string proposal;         // digest
    std::vector<std::string> signers;
    std::size_t tables = 0;
    project::Statement statement;
};

// Throws as read_proposal and require_two do, and Error(refused): not-governed, not-a-reader, registry-moved
// (something was released since the proposal was made), not-wide-enough (a withheld cell can be concluded
// after all); Error(cannot_write) before anything is entered when `out` exists.
Released release(const project::Admitted& me, const ReleaseOptions& options);

} // namespace gauze::research::release
