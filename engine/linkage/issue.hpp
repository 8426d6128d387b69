// Hands out pseudonyms: row token -> study id, for one recipient and one release. Another recipient, or the
// same one at another release, gets unrelated ids; the same ones at every release only if the policy says
// that the recipient is longitudinal. Where the policy's [cohort] has tables of families or households, their
// ids stand beside the persons', made in the same way under keys of their own; of a longitudinal recipient
// they stay the same only as long as the group keeps its smallest row token (families.hpp).
//
// Under a governed policy the map is sealed in memory to the recipient's member, with a statement beside it,
// and stands on no disk in clear. It holds rows of those sources alone of which the recipient gets payload:
// a token of any other would tell it nothing but that somebody is known there.
#pragma once

#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

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
    std::uint64_t rows_withheld = 0; // of sources that send this recipient nothing
    bool longitudinal = false;
    project::Statement statement = {}; // of the sealed map; empty without governance
};

// Throws Error(refused) for persons of another policy, and for a run without the families or households that
// the policy's cohort asks for (codes kin-missing, kin-of-another); Error(bad_data) when they do not fit the
// persons.
IssueSummary issue(const IssueOptions& options);
// Governed. Further codes: unknown-recipient, no-rows (a reader gets tables, not rows).
IssueSummary issue_sealed(const project::Admitted& me, const IssueOptions& options);

} // namespace gauze::linkage
