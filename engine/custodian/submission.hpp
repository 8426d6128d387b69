// From the source's rows to rows in the order of their tokens. Reading, encoding and dealing out overlap:
// while one batch is encoded on all threads, the next is read and the last is dealt out. Memory does not
// depend on the number of rows.
#pragma once

#include "bloom/encoded_file.hpp"
#include "engine/custodian/buckets.hpp"
#include "engine/custodian/coarse.hpp"
#include "engine/custodian/encoder.hpp"
#include "engine/custodian/input.hpp"
#include "engine/custodian/rejects.hpp"
#include "engine/custodian/release/release.hpp"
#include "engine/custodian/row_tokens.hpp"
#include "engine/custodian/token_sort.hpp"

#include <cstdint>
#include <vector>

namespace gauze::custodian {

struct Submission {
    explicit Submission(const Encoder& encoder) : coarse(encoder) {}
    bloom::RowCounts counts; // of the source's rows
    std::uint64_t blank_lines = 0;
    std::uint64_t decoys = 0;
    std::vector<bloom::Measured> measured; // by view, then by key
    std::vector<MeasuredBlock> blocks;
    std::vector<bloom::FieldAggregate> aggregates;
    CoarseCounts coarse;
    std::vector<std::uint32_t> ranks; // by view: of the base filters, where diffusion asks for it, else 0
};

// Reads every row of the file, encodes it and hands it to `sorted` with its record (Encoder::record_bytes)
// and the cells [own reference, payload...]; a decoy has row number 0. `release` is null for an ungoverned
// policy; otherwise it says who is in before anything is made of a row, and the cells are [own reference, one
// character a recipient of the policy: 1 if it gets the row, the cells of its payload plan..., what
// RowRetention keeps of it]. The result does not depend on the number of threads. Throws Error for what stops
// the run as a whole.
Submission encode_rows(const Input& input, const project::Policy& policy, const project::Party& party,
                       const Source& source, const Encoder& encoder, RowTokens& tokens, Rejects& rejects,
                       TokenSort& sorted, Release* release = nullptr);

} // namespace gauze::custodian
