// The project secret: 256 random bits that the custodians of one project share and nobody else ever has.
// Everything keyed is derived from it by HKDF (RFC 5869) under a label of its own, so that no two uses share
// bits. A key belongs to a project, and under the profile strict to one wave of it: another wave has another
// secret, so that a record cannot be followed from wave to wave.
//
// On disk it is a short text file that only its owner may read, with or without a passphrase (key_file.hpp).
#pragma once

#include "bloom/base/wrap.hpp"
#include "engine/custodian/plaintext.hpp"
#include "engine/project/passphrase.hpp"
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
    // `wave` is empty but under the profile strict.
    static ProjectKey generate(std::string project, std::string wave = {});
    // The key that came of a ceremony (ceremony.hpp); 32 bytes.
    static ProjectKey agreed(std::string project, std::string wave, Secret secret);
    // The same key for the same seed: for tests, the laboratory and the trial
    // encodings of `policy suggest`, which never leave the process. No submission is ever made with it.
    static ProjectKey for_tests(std::string project, std::string_view seed, std::string wave = {});
    // The key of the policy's project and wave. `passphrase` is asked only when the file is under one. Throws
    // Error(refused) when other users may read the file, it belongs to another project or wave or the
    // passphrase does not open it, Error(bad_data) when it is damaged or no key file.
    static ProjectKey read(const std::filesystem::path& path, const project::Policy& policy,
                           const project::PassphraseSource& passphrase = {});
    static ProjectKey read(const std::filesystem::path& path, std::string_view project,
                           std::string_view wave = {}, const project::PassphraseSource& passphrase = {});
    // Never replaces a file: a lost project secret cannot be had back.
    void write(const std::filesystem::path& path) const;
    void write_wrapped(const std::filesystem::path& path, Bytes passphrase,
                       const ScryptWork& work = {}) const;

    // 32 bytes for one use. Labels are length-prefixed, so different lists never meet.
    Secret derive(std::initializer_list<std::string_view> label) const;
    // 128 bits in hex that are equal at two custodians if and only if secret, specification and policy are.
    // Safe to show: the secret has 256 bits of entropy.
    std::string check_value(const project::Policy& policy) const;
    // 128 bits in hex of the digest of encodings that everyone could make of public, made-up records, had he
    // the key: equal at two custodians whose programs make the same bits of the same names. The encodings
    // never leave.
    std::string canary(Bytes digest_of_public_encodings) const;

    const std::string& project() const noexcept { return project_; }
    const std::string& wave() const noexcept { return wave_; }

private:
    ProjectKey(std::string project, std::string wave, Secret secret);
    std::string project_, wave_;
    Secret secret_;
};

// A check value as people read it over the telephone: groups of four digits.
std::string spoken(std::string_view check_value);

} // namespace gauze::custodian
