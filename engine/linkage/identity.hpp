// The linkage unit's own key. It names persons and makes study ids; it has nothing to do with the project
// secret, which the linkage unit never has. Losing it means that person ids of later runs differ from those
// of earlier ones.
#pragma once

#include "bloom/base/crypto.hpp"
#include "bloom/base/row_token.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace gauze::linkage {

using PersonId = std::array<std::byte, 16>;

class Identity {
public:
    static Identity generate();
    // The same identity for the same seed: for tests and the laboratory.
    static Identity for_tests(std::string_view seed);
    // Throws Error(refused) when other users may read the file, Error(bad_data) when it is damaged or none.
    static Identity read(const std::filesystem::path& path);
    void write(const std::filesystem::path& path) const; // never replaces a file

    // Makes person ids for one project: 128 bits of HMAC of the person's smallest row token. The key is
    // derived once, so an id costs one HMAC. One thread.
    class PersonIds {
    public:
        PersonId of(const RowToken& smallest);
        // The id for a token whose own was given to another person before: of the token and `again`, from 1,
        // as four bytes, big-endian (register.hpp).
        PersonId of(const RowToken& smallest, std::uint32_t again);

    private:
        friend class Identity;
        explicit PersonIds(Hmac hmac) : hmac_(std::move(hmac)) {}
        Hmac hmac_;
    };
    PersonIds person_ids(std::string_view project) const;
    // Ids of families and of households: of their smallest row token, as those of persons, under keys that
    // are neither each other's nor the persons'.
    PersonIds family_ids(std::string_view project) const;
    PersonIds household_ids(std::string_view project) const;
    // What a register of this unit and project carries, to tell it from another's: 64 bits in hex. It says
    // nothing about the key.
    std::string register_check(std::string_view project) const;
    // Makes study ids for one recipient and one release: 128 bits of HMAC of the person id in base32, under a
    // key that no other recipient or release shares. Two recipients cannot join their tables by it. Families
    // and households have ids made in the same way of theirs, each under keys of its own.
    enum class StudyUnit { person, family, household };
    class StudyIds {
    public:
        std::string of(const PersonId& person);

    private:
        friend class Identity;
        explicit StudyIds(Hmac hmac) : hmac_(std::move(hmac)) {}
        Hmac hmac_;
    };
    StudyIds study_ids(std::string_view project, std::string_view recipient, std::string_view release,
                       StudyUnit unit = StudyUnit::person) const;
    // The same ids at every release of this recipient, and under a key that no single release has. Only for
    // a recipient that the policy calls longitudinal.
    StudyIds longitudinal_study_ids(std::string_view project, std::string_view recipient,
                                    StudyUnit unit = StudyUnit::person) const;

private:
    explicit Identity(Secret secret) : secret_(std::move(secret)) {}
    PersonIds ids(std::string_view label, std::string_view project) const;
    Secret secret_;
};

} // namespace gauze::linkage
