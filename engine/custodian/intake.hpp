// The intake: takes a file in clear that a custodian has sealed to it, and makes of it what the custodian's
// own `encode` would have made, in one stream. The file stands nowhere in clear: each pass of the run opens
// it anew, chunk by chunk, in a window of memory that is wiped; what is sorted on the disk is under a key of
// this process. The ledger names rows by their number in the custodian's file and holds none of its
// references: only the custodian knows whose row a number is.
#pragma once

#include "engine/custodian/encode.hpp"
#include "engine/custodian/input.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <filesystem>
#include <string>

namespace gauze::custodian {

// A sealed file as an input. Every pass checks, with its last byte, that the content is what the statement
// says (code content-digest); `me` and `statement` outlive the input and its passes.
Input sealed_input(const project::Admitted& me, const std::filesystem::path& sealed,
                   const project::Statement& statement);

// Checks the statement, the whole file and whose it is, before a row is read: Error(refused) not-its-intake,
// and the codes of exchange.hpp.
project::Statement look_at_sealed(const project::Admitted& me, const std::filesystem::path& sealed);

// `options.party` and `options.input` are set here: whose rows they are says the statement.
EncodeSummary intake(const project::Admitted& me, const ProjectKey& key, const std::filesystem::path& sealed,
                     EncodeOptions options);

} // namespace gauze::custodian
