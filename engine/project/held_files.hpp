// What a party holds that came from another, for retention: the file, the statement that came with it, and
// from that the day on which it was received. Statements count that a party of the policy has signed, under
// whatever version of the project's policy: what was received under an old one is due under the new one.
#pragma once

#include "bloom/base/token_set.hpp"
#include "engine/project/destroy.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/retention.hpp"
#include "engine/project/statement.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace gauze::project {

// The statement beside a file, if it is of this project and signed by a party of the policy.
std::optional<Statement> statement_of_held(const Admitted& me, const std::filesystem::path& file);

// On which day a whole file is due: of a source's rows by the rules for that source; of what is made of all
// sources (a link map) with the last of them.
DueDay due_of_held(const Admitted& me, const Statement& statement);

// Row tokens that custodians have withdrawn with the reason "retention", by custodian: of all tables of kind
// "withdrawal" of this project in a folder.
using WithdrawnTokens = std::map<std::string, TokenSet, std::less<>>;
WithdrawnTokens retention_withdrawals(const Admitted& me, const std::filesystem::path& folder);
TokenSet all_of(const WithdrawnTokens& tokens);

// Sealed files (*.age) below the folders that have a statement of this project beside them; sorted.
struct HeldSealed {
    std::filesystem::path file;
    Statement statement;
};
std::vector<HeldSealed> sealed_in(const Admitted& me, const std::vector<std::filesystem::path>& folders);

// The file, and the statement beside it (which stays in the evidence).
Destroyed destroy_held(const std::filesystem::path& file);

} // namespace gauze::project
