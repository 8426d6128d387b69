// A signed statement of what a file is: an in-toto Statement (v1) in a DSSE envelope (v1, Ed25519).
// Everything that leaves a party has one beside it, FILE.dsse, and it is checked before a byte of the file is
// opened.
//
//   subject        SHA-256 of the file as it travels ("FILE"), and of its content ("FILE#content")
//   predicateType  "https://gauze.invalid/artefact/v1"
//   predicate      project, policy digest, kind of artefact, who signs in which role, for whom, check value,
//                  profile, counts, audit figures, times, tool version, territories, statistics-only
//
// Numbers and names of the policy only: never a value of a record. Both specifications let readers pass over
// what they do not know; these readers do not. What is signed is read in one way or refused: every member is
// there, once, of its type and form, and no other (docs/file-formats.md, "Statements").
//
// Refusals, Error(bad_data) with a code: statement-size, statement-damaged, statement-repeated,
// statement-unknown, statement-incomplete, statement-type, statement-value, statement-base64,
// statement-signature, statement-signed-twice, statement-unsigned, statement-version, statement-subject;
// Error(input_missing): statement-missing. No message quotes the text that is refused.
#pragma once

#include "bloom/base/curves.hpp"
#include "bloom/base/files.hpp"
#include "bloom/base/json.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

// Texts are at most 255 bytes (`recipient` 16,384) without control characters; names of kinds, roles and
// counts are lower-case words. Any text but `kind`, `party`, `role`, `file`, `time` may be empty.
struct Statement {
    std::string kind; // submission | payload | plaintext | link-map | audit | contribution | commitment |
                      // withdrawal | receipt | certificate | policy | cohort | ...
    std::string project, policy;               // policy digest, hex
    std::string party;                         // member who signs
    std::string recipient;                     // member names, "a" or "a,b"; empty: nobody in particular
    std::string role;                          // of the party, as policies spell it
    std::string file;                          // name of the subject, no folder
    std::string cipher_digest, content_digest; // SHA-256 in hex; one of them may be empty
    std::string specification;                 // SHA-256 in hex of what decides the bits; empty: no encodings
    std::string check, profile, tool, time;    // time: "2026-11-22T20:45:00Z"
    std::string territory;                     // where the file may be, "UK,EEA"
    std::string source, release; // whose rows (an intake speaks for a custodian); of link maps and cohorts
    Json counts;                 // flat: name -> whole number, not negative
    Json figures;                // audit figures and the like, flat: name -> number, text or true/false
    bool statistics_only = false;

    // The in-toto statement, one line. What `parse` would refuse is a programming fault.
    std::string to_json() const;
    // `source` names the text in messages.
    static Statement parse(std::string_view json, std::string_view source);
    bool is_for(std::string_view member) const; // one of `recipient`
    std::int64_t stated_at() const;             // `time` in seconds since 1970
};

// An envelope: a payload and who signed it.
struct Envelope {
    std::string payload_type, payload;
    struct Signed {
        std::string key_id; // hex of the public signing key; a hint, nothing rests on it
        Signature signature{};
    };
    std::vector<Signed> signatures;
    std::string to_json() const; // one line without a line end: no byte of it can be another
    // At most 1 MiB and 256 signatures, each by another key; whose they are is not looked at.
    static Envelope parse(std::string_view json, std::string_view source);
    void sign(const SigningKey& key); // a second time by the same key changes nothing
    bool is_signed_by(const PublicKey& key) const;
};
constexpr std::size_t largest_envelope = 1u << 20; // bytes

// What is signed: DSSE's pre-authentication encoding.
std::string pre_authentication(std::string_view payload_type, std::string_view payload);

Envelope make_envelope(const Statement& statement, const SigningKey& key);
// The statement that an envelope holds; statement-version when its payload is of another type. Who relies on
// it has asked is_signed_by before.
Statement statement_in(const Envelope& envelope, std::string_view source);

// Readable for everyone: it is made to be shown. Throws Error(cannot_write).
void write_envelope(const std::filesystem::path& path, const Envelope& envelope,
                    Existing existing = Existing::refuse);
Envelope read_envelope(const std::filesystem::path& path);

} // namespace gauze::project
