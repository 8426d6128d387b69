// Rows that a custodian has taken back: tables of kind "withdrawal" (row_token, reason), as `gauze open`
// leaves them in the researcher's inbox. A cohort is made without these rows; as it holds no row tokens, a
// stored one is reached by making it anew from map and payload.
//
// A withdrawal holds for good. What was once taken out must be given again at every later run, and a cohort
// that would forget it is refused.
#pragma once

#include "bloom/base/row_token.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

struct WithdrawalFile {
    std::filesystem::path path;
    std::string party;  // whose rows; it may take back no others'
    std::string digest; // SHA-256 in hex
    std::vector<RowToken> tokens;
};

// Immutable; any number of threads may read. 24 bytes a token.
class Withdrawals {
public:
    Withdrawals() = default;
    // `paths` are such tables, or folders that are searched for them. Throws Error(bad_data),
    // Error(input_missing), Error(refused), code wrong-project.
    Withdrawals(const std::vector<std::filesystem::path>& paths, std::string_view project);

    const std::vector<WithdrawalFile>& files() const noexcept { return files_; } // by digest, none twice
    bool has(std::string_view party, const RowToken& token) const noexcept;
    bool has_file(std::string_view digest) const noexcept;

private:
    std::vector<WithdrawalFile> files_;
    std::vector<std::pair<RowToken, std::size_t>> tokens_; // sorted; place of the file
};

// Refusals (code withdrawal-forgotten): a withdrawal that lies beside one of `inputs`, or that the cohort
// stored at `stored` was made without, is not among those given.
void refuse_if_forgotten(const Withdrawals& given, const std::vector<std::filesystem::path>& inputs,
                         const std::filesystem::path& stored, std::string_view project);

} // namespace gauze::research
