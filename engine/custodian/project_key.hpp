// The project secret: 256 random bits that the custodians of one project share and nobody else ever has.
// Everything keyed is derived from it by HKDF (RFC 5869) under a label of its own, so that no two uses share
// bits.
//
// On disk it is a short text file that only its owner may read; a file that others may read is refused.
#pragma once

#include "engine/custodian/plaintext.hpp"
#include "engine/project/policy.hpp"

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

namespace gauze::custodian {

// What decides the bits of a filter: normalisation rules, Unicode tables, fields and views. In every
// derivation label, so that another specification gives unrelated bits rather than silently worse matches.
// Hex.
std::string specification_fingerprint(const project::Policy& policy);

class ProjectKey {
public:
    static ProjectKey generate(std::string project);
    // The same key for the same seed: for tests and the laboratory. No program of the custodian calls it.
    static ProjectKey for_tests(std::string project, std::string_view seed);
    // Throws Error(refused) when other users may read the file or it belongs to another project than
    // `project`, Error(bad_data) when it is damaged or no key file.
    static ProjectKey read(const std::filesystem::path& path, std::string_view project);
    // Never replaces a file: a lost project secret cannot be had back.
    void write(const std::filesystem::path& path) const;

    // 32 bytes for one use. Labels are length-prefixed, so different lists never meet.
    Secret derive(std::initializer_list<std::string_view> label) const;
    // 128 bits in hex that are equal at two custodians if and only if secret, specification and policy are.
    // Safe to show: the secret has 256 bits of entropy.
    std::string check_value(const project::Policy& policy) const;

private:
    ProjectKey(std::string project, Secret secret);
    std::string project_;
    Secret secret_;
};

// A check value as people read it over the telephone: groups of four digits.
std::string spoken(std::string_view check_value);

} // namespace gauze::custodian
