// The custodian's run for the Anonlink family: a linkage schema, a secret and a CSV become the CLK file that
// clkhash 0.18.3 would write, bit for bit. The file is written whole or not at all; memory does not grow with
// the rows; one thread and many give the same bytes.
//
// What this format is: one filter of all fields, under a secret that is often a phrase somebody chose. It
// carries none of Gauze's protections - no policy, no random row order, no hardening - and no check value of
// the secret, which would help to guess it.
#pragma once

#include "bloom/base/files.hpp"
#include "bloom/base/json.hpp"
#include "engine/custodian/anonlink/clk_csv.hpp"
#include "engine/custodian/anonlink/clk_encoder.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace gauze::custodian {

struct EncodeAnonlinkOptions {
    std::filesystem::path schema;
    std::filesystem::path secret; // a file; its bytes are used as they are, a line end at their end included
    std::filesystem::path input;
    std::filesystem::path out; // "clks.json"
    anonlink::HeaderRow header = anonlink::HeaderRow::check;
    bool validate = true;
    Existing existing = Existing::refuse;
};

struct EncodeAnonlinkSummary {
    std::uint64_t rows = 0;
    std::uint32_t bits = 0;   // of a CLK
    double mean_set_bits = 0; // after folding
    int schema_version = 0;   // as the file has it
    std::vector<std::string> warnings;
    double seconds = 0;
    Json to_json() const;
};

// Throws Error for whatever stops the run; then nothing is written. The first faulty cell stops it: the
// message names its row (from 0, without the header, as clkhash counts), its column and what is wrong, never
// its value. Warnings are also said on stderr.
EncodeAnonlinkSummary encode_anonlink(const EncodeAnonlinkOptions& options);

namespace anonlink {

enum class Way { remembering, afresh };
// One thread, for benchmarks and tests: hands each row's CLK to `take`, in order. Throws as encode_anonlink
// does.
std::uint64_t encode_rows(ClkCsv& csv, const ClkEncoder& encoder, ClkEncoder::Scratch& scratch, Way way,
                          const std::function<void(Bytes clk)>& take);

std::vector<std::string> identifiers_of(const Schema& schema);

} // namespace anonlink

} // namespace gauze::custodian
