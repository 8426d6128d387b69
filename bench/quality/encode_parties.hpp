// Every custodian's encoding in one process, under a key and tokens made from a seed: the same records have
// the same row tokens under every profile.
#pragma once

#include "engine/custodian/encode.hpp"
#include "engine/project/policy.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gauze::lab {

// A party is called as its file is, without folder and extension ("A" for data/A.csv.gz).
std::string party_name(const std::filesystem::path& file);
// By file. Throws Error(usage) when two are called the same.
std::vector<std::string> party_names(const std::vector<std::filesystem::path>& inputs);

// Which files are looked at, and how: within one, or between several. Throws Error(usage) otherwise.
void refuse_other_than_one_or_several(const std::vector<std::filesystem::path>& inputs, bool dedup);

struct EncodedParty {
    std::filesystem::path file;
    custodian::EncodeSummary summary;
};
// Each party encodes its file as it would at home, into FOLDER/PARTY, with its ledger beside it. Throws
// Error.
std::vector<EncodedParty> encode_parties(const project::Policy& policy,
                                         const std::vector<std::filesystem::path>& inputs,
                                         const std::filesystem::path& folder, const std::string& seed);

} // namespace gauze::lab
