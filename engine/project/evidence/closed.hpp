// Whether a party has closed a project (gauze close): its log says so, and so does a copy of the certificate
// beside the party's own key, for whoever leaves --evidence out. The gate asks; nobody works on under a
// closed project, whatever version of the policy is brought.
#pragma once

#include "engine/project/evidence/log_line.hpp"
#include "engine/project/gate.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

// The entries of a log that are of one verb. Whole lines only; a damaged one is passed over, which
// `check_log` and `gauze verify` are for. Empty when there is no log. One pass over the file.
std::vector<LogLine> lines_of_verb(const std::filesystem::path& log, std::string_view verb);

// What a closing's entry names beside its certificate: "PROJECT.closed", with the digest of the project's id.
std::string closing_name(std::string_view project);
// KEYFILE.PROJECT.closed.dsse
std::filesystem::path closing_beside(const std::filesystem::path& party_key, std::string_view project);

bool is_closed(const Admitted& me, const Governed& options);

} // namespace gauze::project
