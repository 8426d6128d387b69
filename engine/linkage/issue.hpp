// Hands out pseudonyms: row token -> study id, for one recipient and one release. Another recipient, or the
// same one at another release, gets unrelated ids.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace gauze::linkage {

struct IssueOptions {
    std::filesystem::path policy;
    std::filesystem::path identity;
    std::filesystem::path persons; // persons.table of a link run
    std::string recipient;
    std::string release = "1";
    std::filesystem::path out; // the link map; never replaces a file
};

struct IssueSummary {
    std::uint64_t rows = 0;
    std::uint64_t persons = 0;
};

// Throws Error(refused) for persons of another policy.
IssueSummary issue(const IssueOptions& options);

} // namespace gauze::linkage
