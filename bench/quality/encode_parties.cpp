#include "bench/quality/encode_parties.hpp"

#include "bloom/base/error.hpp"
#include "engine/custodian/project_key.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::lab {

std::string party_name(const std::filesystem::path& file)
{
    std::string name = file.filename().string();
    for (const std::string_view ending : {".gz", ".csv", ".tsv", ".txt"})
        if (name.size() > ending.size() && name.ends_with(ending)) name.resize(name.size() - ending.size());
    return name;
}

std::vector<std::string> party_names(const std::vector<std::filesystem::path>& inputs)
{
    std::vector<std::string> names;
    for (const auto& input : inputs) {
        names.push_back(party_name(input));
        if (std::ranges::count(names, names.back()) > 1)
            throw Error(Exit::usage, fmt::format("two files are called {}", names.back()),
                        "a party is called as its file: rename one");
    }
    return names;
}

void refuse_other_than_one_or_several(const std::vector<std::filesystem::path>& inputs, bool dedup)
{
    if (dedup && inputs.size() != 1)
        throw Error(Exit::usage, "--dedup looks within one file", "name one, or leave --dedup out");
    if (!dedup && inputs.size() < 2)
        throw Error(Exit::usage, "linking needs at least two files", "to find duplicates in one say --dedup");
}

std::vector<EncodedParty> encode_parties(const project::Policy& policy,
                                         const std::vector<std::filesystem::path>& inputs,
                                         const std::filesystem::path& folder, const std::string& seed)
{
    const auto key = custodian::ProjectKey::for_tests(policy.id, seed, policy.wave);
    std::error_code ignored; // what is wrong with the folder is said by `encode`
    std::filesystem::create_directories(folder, ignored);
    std::vector<EncodedParty> parties;
    for (const auto& input : inputs) {
        const std::string party = party_name(input);
        const auto out = folder / party;
        auto done = custodian::encode(policy, key,
                                      {.party = party,
                                       .input = input,
                                       .out = out,
                                       .existing = Existing::refuse,
                                       .most_rejected = {},
                                       .test_seed = seed});
        const auto file = out / done.encoded;
        parties.push_back({file, std::move(done)});
    }
    return parties;
}

} // namespace gauze::lab
