// Parties with strata, made without any encoder: what their filters are is no matter here.
#pragma once

#include "engine/linkage/receive.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <cstring>

namespace gauze::test {

inline std::string strata_policy_text(std::string_view strata, int smallest_count = 10)
{
    std::string text(policy_text);
    text.replace(text.find("threshold"), 0, fmt::format("smallest_count = {}\n", smallest_count));
    return fmt::format("{}\n{}\n", text, strata);
}

inline constexpr std::string_view one_stratum =
    "[[stratum]]\nname = \"area\"\nvalues = [\"X\", \"Y\", \"Z\"]\n";

// A file of this party whose rows have these bytes, all strata and classes of a row one behind the other.
inline std::filesystem::path write_with_strata(const TemporaryFolder& folder, const project::Policy& policy,
                                               const std::string& party,
                                               const std::vector<std::uint8_t>& coarse)
{
    std::size_t rarity = 0;
    for (const project::Field& field : policy.fields) rarity += field.rarity;
    const std::size_t rows = coarse.size() / (policy.strata.size() + rarity);
    MadeFile made = made_file(party, made_filters({256}, rows, .3, std::hash<std::string>{}(party)));
    made.header.policy = policy.fingerprint();
    for (const project::Field& field : policy.fields) made.header.fields.push_back(field.name);
    for (const project::Stratum& stratum : policy.strata)
        made.header.strata.push_back({stratum.name, stratum.bytes()});
    for (const project::Field& field : policy.fields)
        if (field.rarity) made.header.rarity.push_back(field.name);
    const auto path = folder / fmt::format("{}.gauze", party);
    std::filesystem::remove(path);
    bloom::EncodedFileWriter file(path, made.header);
    const std::vector<std::uint64_t> present(rows, 1);
    const auto view = made.tables[0].rows();
    const Bytes pieces[] = {std::as_bytes(std::span(made.tokens)), std::as_bytes(std::span(present)),
                            std::as_bytes(view.words()), std::as_bytes(std::span(coarse))};
    file.append(pieces);
    file.close();
    return path;
}

} // namespace gauze::test
