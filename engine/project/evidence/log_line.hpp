// One line of an evidence log, byte for byte:
//
//   {"seq":7,"time":"2026-11-22T20:45:00Z","previous":"HEX","party":"nhs-a","verb":"encode","outcome":"done",
//    "policy":"HEX","source":"","counts":{"read":100},"digests":{"nhs-a.gauze":"HEX"},"signature":"HEX"}
//
// (without the break), members in this order, no spaces. `previous` is the SHA-256 of the line before,
// without its line feed; of the first line 64 zeros. Signed is "gauze-log-v1\n" and the object without its
// signature
// ({"seq":...,"digests":{...}}), with the party's Ed25519 key. A line that is not exactly what writing its
// own content gives is refused, so that no two readers can read two things in it.
#pragma once

#include "bloom/base/curves.hpp"
#include "engine/project/evidence/log.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace gauze::project {

constexpr std::size_t longest_log_line = 64u << 10; // bytes, without the line feed

struct LogLine {
    std::uint64_t seq = 0; // 1, 2, ...
    std::string time;      // UTC, to the second
    std::string previous;  // hex
    std::string party, verb, outcome, policy, source;
    std::vector<std::pair<std::string, std::int64_t>> counts;
    std::vector<std::pair<std::string, std::string>> digests;
    Signature signature{};

    std::string unsigned_text() const; // the object without its signature
    std::string text() const;          // the line, without its line feed
    void sign(const SigningKey& key);
    bool is_signed_by(const PublicKey& key) const;
    std::int64_t count(std::string_view name) const; // 0 when it is not there
    bool has_count(std::string_view name) const;

    // Throws Error(bad_data) naming `source`, with a code: log-line (not of the form above), log-time,
    // log-hex, log-vocabulary.
    static LogLine parse(std::string_view line, std::string_view source);
};

// What comes before the first line.
std::string log_beginning();
// What a line is to the next one.
std::string log_digest(std::string_view line);

// Whether `line` may follow `before` (nothing: it is the first): throws Error(bad_data) with log-order (seq),
// log-chain (previous), log-party or log-backwards (time). `before_text` is the line before as it stands.
void check_follows(const LogLine& line, const LogLine* before, std::string_view before_text,
                   std::string_view source);

} // namespace gauze::project
