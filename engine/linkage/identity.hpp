// The linkage unit's own key. It names persons and makes study ids; it has nothing to do with the project
// secret, which the linkage unit never has. Losing it means that person ids of later runs differ from those
// of earlier ones.
#pragma once

#include "bloom/base/crypto.hpp"
#include "bloom/base/row_token.hpp"

#include <array>
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

    private:
        friend class Identity;
        explicit PersonIds(Hmac hmac) : hmac_(std::move(hmac)) {}
        Hmac hmac_;
    };
    PersonIds person_ids(std::string_view project) const;
    // Makes study ids for one recipient and one release: 128 bits of HMAC of the person id in base32, under a
    // key that no other recipient or release shares. Two recipients cannot join their tables by it.
    class StudyIds {
    public:
        std::string of(const PersonId& person);

    private:
        friend class Identity;
        explicit StudyIds(Hmac hmac) : hmac_(std::move(hmac)) {}
        Hmac hmac_;
    };
    StudyIds study_ids(std::string_view project, std::string_view recipient, std::string_view release) const;

private:
    explicit Identity(Secret secret) : secret_(std::move(secret)) {}
    Secret secret_;
};

} // namespace gauze::linkage
