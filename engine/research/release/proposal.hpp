// What a researcher proposes to release, as a folder that two checkers look at:
//
//     PROPOSAL/tables/NAME.csv   the tables as the reader would get them
//     PROPOSAL/sheet.html        for the checkers' eyes: what is withheld and why, what to look at
//     PROPOSAL/sheet.csv         the same, cell by cell
//     PROPOSAL/proposal.json     what it was made of, and the SHA-256 of all of the above
//
// Whoever signs the digest of proposal.json signs all of it. The folder says which cells are small, so it
// stays with the researcher and the checkers.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/project/gate.hpp"
#include "engine/research/disclosure/protect.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace gauze::research::release {

struct ProposedTable {
    std::string name, title, kind, file; // "tables/NAME.csv"
    std::uint64_t people = 0;
    disclosure::Protected shown;
};

struct Proposal {
    std::string project, policy, profile; // policy: its fingerprint
    std::string reader;                   // recipient of the policy
    std::string made;                     // time
    std::string registry;                 // head of the release registry that it was verified against
    std::size_t earlier = 0;              // releases in it
    disclosure::Waves waves = disclosure::Waves::independent;
    std::vector<std::pair<std::string, std::string>> inputs; // what it was made of, SHA-256
    std::vector<ProposedTable> tables;
    std::vector<std::pair<std::string, std::string>> files; // in the folder, with their SHA-256

    Json to_json() const;
    static Proposal from_json(const Json& json, std::string_view source);
    std::vector<disclosure::Protected> shown() const;
};

// A proposal folder as it was found, with the digest of its proposal.json.
struct Found {
    Proposal proposal;
    std::string digest;
};
// Checks that the folder holds the files it says, unchanged, and no other. Throws Error(bad_data)
// "proposal-changed" or "proposal-damaged", Error(input_missing).
Found read_proposal(const std::filesystem::path& folder);
// The same, and that it is of this policy: Error(refused) "wrong-project", "wrong-policy".
Found read_proposal(const std::filesystem::path& folder, const project::Policy& policy);

} // namespace gauze::research::release
