// The ledgers that encode runs left with the custodian (OUT/stays-here/ledger.table), searched for people by
// the custodian's own references. Nobody else can: a row token is random, and this is where it meets a
// reference.
//
// A ledger that an intake made has no references; there a row is asked for by its number in the file that was
// sealed for it. A reference may stand twice in one run (two records of one person) or in several runs; all
// its rows are found and none is preferred. One thread.
#pragma once

#include "bloom/base/row_token.hpp"
#include "engine/custodian/references.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gauze::custodian {

struct LedgerRow {
    std::size_t asked = 0; // place in the list of references
    RowToken token;
    std::uint64_t row = 0; // of the custodian's file
};

// The payload that a run made and that is still in its folder.
struct KeptPayload {
    std::filesystem::path path;
    std::string digest;    // SHA-256 in hex
    std::string recipient; // empty: of a policy without recipients
    std::vector<std::string> columns;
};

// One encode run, as far as it is about the people asked for.
struct LedgerRun {
    std::filesystem::path ledger;
    std::filesystem::path folder; // of the run; empty when the ledger was moved out of one
    std::string project, policy, party;
    std::vector<LedgerRow> found; // in the order of the ledger
    std::vector<KeptPayload> payloads;
    std::optional<std::string> encodings; // digest of the encoded file, if it is still there
    bool knows_services = false;          // the ledger says which service a row is of
    bool has_references = false;          // false of an intake's

    std::uint64_t rows_of(std::size_t asked) const noexcept;
};

// `path` is a ledger, the folder it lies in, or the folder of its run. Costs one pass over the ledger and the
// digests of what lies beside it. Throws Error(input_missing / bad_data).
LedgerRun search_ledger(const std::filesystem::path& path, std::span<const AskedFor> asked);

// The rows of a kept payload with one of these tokens: cells without the token, in the order of the file.
struct PayloadRow {
    RowToken token;
    std::vector<std::string> cells;
};
std::vector<PayloadRow> rows_with(const KeptPayload& payload, std::span<const RowToken> tokens);

} // namespace gauze::custodian
