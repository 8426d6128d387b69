// Payload: the columns that a custodian's policy lets travel to the researcher, under row tokens. Two kinds
// of table hold it: "payload", one row a record, and "episodes", many or none for each record, of one of the
// source's episode tables. Here a file is opened and held against the policy, before a row of it is read.
#pragma once

#include "engine/project/policy.hpp"
#include "engine/project/table_file.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

// What a file is refused for, before a row of it is read. A file made under another policy may hold columns
// that nobody agreed to send.
void check_policy(const std::filesystem::path& path, const std::string& fingerprint,
                  const project::Policy& policy);

// One party's file, opened and held against the policy. Throws Error(refused) when it was made under another
// policy, for a party that is not in this one, or holds a column that the party may not send, or, under an
// agreement, not to the recipient that it names (code payload-recipient when it names none of rows; code
// episodes-not-agreed for episodes of a table that this recipient does not get); Error(bad_data) when it
// contradicts itself.
class PayloadFile {
public:
    PayloadFile(const std::filesystem::path& path, const project::Policy& policy);

    const std::filesystem::path& path() const noexcept { return path_; }
    const std::string& party() const noexcept { return party_; }
    std::size_t place() const noexcept { return place_; }                // of the party in the policy
    const std::string& recipient() const noexcept { return recipient_; } // "" without an agreement
    const std::string& episodes() const noexcept { return episodes_; }   // the episode table; "": payload
    // In the order of the policy, whatever the order in the file.
    const std::vector<std::string>& columns() const noexcept { return columns_; }
    // All that the policy lets this recipient have of it, in the order of the policy.
    const std::vector<std::string>& agreed() const noexcept { return agreed_; }
    const std::vector<std::string>& missing() const noexcept
    {
        return missing_;
    } // agreed, but not in the file
    const project::TableFile& table() const noexcept { return table_; }
    // Where a column stands in a row of the file; `none` for one that it does not have.
    std::size_t cell_of(std::string_view column) const noexcept;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

private:
    std::filesystem::path path_;
    project::TableFile table_;
    std::string party_, recipient_, episodes_;
    std::size_t place_ = 0;
    std::vector<std::string> agreed_, columns_, missing_;
};

// Opens all: payload before episodes, these by their table; then in the order of the policy, and files of one
// party by their digests. A party may have sent several: what came late stands beside what came before, and
// what it replaces is taken back by a withdrawal. Throws Error(refused), code payload-recipient, for files
// for two recipients; Error(bad_data) for one file given twice.
std::vector<PayloadFile> open_payloads(const std::vector<std::filesystem::path>& paths,
                                       const project::Policy& policy);

// What the recipient of these files gets of a source by the policy: payload columns, or those of an episode
// table; empty when it gets nothing of it. `recipient` is "" without an agreement.
std::vector<std::string> agreed_columns(const project::Policy& policy, const project::Party& party,
                                        const std::string& recipient, std::string_view episodes);

} // namespace gauze::research
