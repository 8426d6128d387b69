// A signed statement of what a file is: an in-toto Statement (v1) in a DSSE envelope (Ed25519). Everything
// that leaves a party has one beside it, FILE.dsse, and it is checked before a byte of the file is opened.
//
//   subject        SHA-256 of the file as it travels, and of its content
//   predicateType  "https://gauze.invalid/artefact/v1"
//   predicate      project, policy digest, kind of artefact, who signs in which role, for whom, check value,
//                  profile, counts, audit figures, times, tool version, territory, statistics-only
//
// Numbers and names of the policy only: never a value of a record.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/project/governance.hpp"
#include "engine/project/party_key.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gauze::project {

struct Statement {
    std::string kind; // submission | payload | plaintext | link-map | audit | contribution | commitment |
                      // withdrawal | receipt | policy | cohort | ...
    std::string project, policy;               // policy digest, hex
    std::string party, recipient;              // member names; recipient empty: nobody in particular
    std::string role;                          // of the party, as policies spell it
    std::string file;                          // name of the subject
    std::string cipher_digest, content_digest; // SHA-256 in hex; one of them may be empty
    std::string check, profile, tool, time, territory;
    std::string source, release; // whose rows (an intake speaks for a custodian); of link maps and cohorts
    Json counts;                 // flat: name -> whole number
    Json figures;                // audit figures and the like: name -> number or text
    bool statistics_only = false;

    std::string to_json() const; // the in-toto statement, one line
    static Statement parse(std::string_view json, std::string_view source);
};

// An envelope: a payload and who signed it.
struct Envelope {
    std::string payload_type, payload;
    struct Signed {
        std::string key_id; // hex of the public signing key
        Signature signature;
    };
    std::vector<Signed> signatures;
    std::string to_json() const;
    static Envelope parse(std::string_view json, std::string_view source); // Error(bad_data), own codes
    void sign(const SigningKey& key);
    bool is_signed_by(const PublicKey& key) const;
};
// What is signed: DSSE's pre-authentication encoding.
std::string pre_authentication(std::string_view payload_type, std::string_view payload);

Envelope make_envelope(const Statement& statement, const SigningKey& key);
void write_envelope(const std::filesystem::path& path, const Envelope& envelope);
Envelope read_envelope(const std::filesystem::path& path);

} // namespace gauze::project
