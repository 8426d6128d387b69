// The audit: before a file may leave, its own custodian attacks it. A sample of the file is encoded under a
// key that is thrown away (never the project's), as the policy says; an attacker who knows every parameter
// but the key is given a register three times larger that holds the very records, and some known people for
// free; and what he can name is counted. The custodian has the truth, so the figures are upper bounds for the
// attacks they name, and say nothing of others (docs/audit.md).
//
// An audit checks itself: the same people under the profile plain must be found by M3. If they are not, the
// attacker did not work on this file, and no figure counts: the audit is void.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/custodian/audit/frequency.hpp"
#include "engine/custodian/audit/leaks.hpp"
#include "engine/custodian/audit/limits.hpp"
#include "engine/custodian/audit/matched_filter.hpp"
#include "engine/custodian/input.hpp"
#include "engine/custodian/limit_front.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gauze::custodian {

struct AuditOptions {
    std::string party;
    std::filesystem::path input;
    std::optional<Input> opens = {}; // read instead of the file `input`, which only names it then
    std::size_t people = 1500;       // encoded; the register has three times as many, or all there are
    std::size_t known = 0;           // of M3; 0: as the profile says (300)
    std::optional<std::string> test_seed;
    bool front = true; // compute the limit front too
};

inline constexpr std::size_t fewest_audited = 20;

// One line of the table.
struct AuditCheck {
    std::string id, name; // "M3", "matched filter, 300 known"
    double figure = 0;
    double limit = 0;
    bool is_share = false; // shown in per cent
    bool at_least = false; // the figure must not be below the limit
    bool decides = true;
    bool passes = true;
    std::string meaning; // one sentence
};

struct AuditReport {
    std::string party, profile, policy; // fingerprint
    std::string input_digest;           // SHA-256 of the file, hex
    std::uint64_t rows = 0, broken = 0; // of the file
    std::size_t released = 0, register_size = 0;
    std::vector<AuditCheck> checks;
    std::vector<FrequencyLeak> frequency;
    std::vector<LengthLeak> lengths;
    BlockingLeak blocking;
    std::vector<RankLeak> ranks;
    LimitFront front;
    Named self_check; // M3 under plain
    bool is_void = false;
    std::vector<std::string> remarks;
    double seconds = 0;

    bool passes() const noexcept;                                  // and is not void
    std::string_view verdict() const noexcept;                     // "pass" | "fail" | "void"
    const AuditCheck* check(std::string_view name) const noexcept; // by figure name, for tests
    std::string in_words() const;
    Json figures() const; // flat: name -> number or text, as a statement holds them
    Json to_json() const; // docs/file-formats.md has the members
};

// Some ten seconds for 1,500 people. Throws Error(bad_data) for a file of fewer than `fewest_audited` usable
// records (code audit-too-few).
AuditReport audit(const project::Policy& policy, const AuditOptions& options);

} // namespace gauze::custodian
