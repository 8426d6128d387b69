// The linkage unit's front door for data: encoded files, checked against each other and against the policy.
#pragma once

#include "bloom/agreement.hpp"
#include "bloom/encoded_file.hpp"
#include "engine/linkage/links.hpp"
#include "engine/project/policy.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace gauze::linkage {

// The files of one run, sorted by party name, so that the order in which they were named changes nothing.
struct Parties {
    std::vector<bloom::EncodedFile> files;
    std::vector<bool> clean; // by party: holds one person at most once
    // The first so many keys of a file are about the person; only these are compared (families.hpp has the
    // others). All, unless `receive` has read another number in the policy.
    std::uint32_t keys_about_person = UINT32_MAX;
    std::uint32_t person_keys() const
    {
        return std::min(keys_about_person, static_cast<std::uint32_t>(files.front().header().keys.size()));
    }

    // What is compared. Views that show filters: the policy's joined views, several of them end to end as one
    // long filter; a missing view has no bits and so says nothing for a pair, but lowers its Dice as a
    // missing field does. Views of symbols and match keys: the share of what two records show alike, counted
    // as Dice is, a key for sixteen symbols. (The vector of all of them, and what it is worth, is the
    // decision's matter.)
    struct Filters {
        bloom::FilterRows rows;
        std::unique_ptr<bloom::FilterTable> own; // where `rows` is not the mapped file
        std::vector<std::uint32_t> weights;
    };
    std::vector<Filters> filters;                   // by party; set by lay_views_together
    std::optional<bloom::AgreementShape> agreement; // set if symbols and keys are compared rather than bits
    void lay_views_together(const project::Policy& policy);
    void lay_one_view(std::size_t view); // of bits; compared as it is mapped

    std::vector<std::string> names; // by party
    const std::string& name(std::size_t p) const { return names[p]; }
    const bloom::EncodedFile& operator[](std::size_t p) const { return files[p]; }
    std::size_t size() const noexcept { return files.size(); }
    const RowToken& token(RecordRef r) const { return files[r.party].tokens()[r.row]; }
    std::uint64_t records() const noexcept;
};

// 2 to 64 files, or one when `dedup` says that duplicates within it are looked for. Refuses (Error(refused))
// files of another policy, specification or key; Error(bad_data) for two files of one party or views that
// differ; Error(usage) for too few files.
Parties receive(const std::vector<std::filesystem::path>& inputs, const project::Policy& policy, bool dedup);
// The same for files of CLK JSON, which `folder` holds in the form of encoded files while the run lasts.
Parties receive_clk_json(const std::vector<std::filesystem::path>& inputs, project::Policy& policy,
                         const std::filesystem::path& folder, bool dedup);

// Encoded files without their policy, to look at how alike their filters are and no more. A party is called
// as its file is. Refuses files of different rules or keys. `view` may be empty if there is only one of bits.
Parties receive_without_policy(const std::vector<std::filesystem::path>& inputs, const std::string& view,
                               bool dedup);

} // namespace gauze::linkage
