// The linkage unit's verbs that touch other parties, accept and issue, and what all of its verbs do under a
// governed policy: only what was accepted is linked, and what was done is noted.
#pragma once

#include "engine/linkage/link_summary.hpp"
#include "engine/project/command_line.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/gate.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace gauze::linkage {

void add_accept_verb(project::CommandLine& program);
void add_issue_verb(project::CommandLine& program);
void add_retain_verb(project::CommandLine& program);

// Passes the gate; under a governed policy `files` must be accepted ones (accept.hpp), and the log fit to be
// written to.
project::Admitted admit_to_linking(std::string_view verb, const std::filesystem::path& policy,
                                   const project::Governed& governed,
                                   const std::vector<std::filesystem::path>& files);
// What was linked: rows, persons, digests of the files that went in.
void note_linking(std::string_view verb, const project::Admitted& me, const project::Governed& governed,
                  const LinkSummary& summary);

} // namespace gauze::linkage
