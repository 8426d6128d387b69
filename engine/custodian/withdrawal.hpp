// A withdrawal: row tokens that a recipient of payload shall leave out from now on. A table of kind
// "withdrawal" with the columns row_token and reason, sorted by token, which is sealed to each recipient; the
// custodian keeps it, so that its ledger can answer what became of a request.
//
// Reasons: withdrawn (consent, or an objection), erased, restricted (kept, and left out), superseded (a
// corrected record goes out instead), retention (their time is over).
#pragma once

#include "bloom/base/row_token.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

inline constexpr std::string_view withdrawal_reasons[] = {"withdrawn", "erased", "restricted", "superseded"};
// Nobody asked: the rows' time is over (retain.hpp). Not for `gauze withdraw`.
inline constexpr std::string_view retention_reason = "retention";

struct WithdrawalAbout {
    std::string project, policy, party, time;
};

// Whole or not at all, for the owner only; never replaces a file.
void write_withdrawal(const std::filesystem::path& path, const WithdrawalAbout& about,
                      const std::map<RowToken, std::string>& reasons);

// One that is kept here.
struct KeptWithdrawal {
    std::filesystem::path path;
    std::string digest, time;
    std::map<RowToken, std::string> reasons;
    std::optional<std::string> reason_of(std::span<const RowToken> tokens) const; // of the first that it has
};

// `paths` are such tables, or folders that are searched for *.withdrawal. Throws Error(bad_data),
// Error(refused), code wrong-project.
std::vector<KeptWithdrawal> read_kept_withdrawals(const std::vector<std::filesystem::path>& paths,
                                                  std::string_view project);

} // namespace gauze::custodian
