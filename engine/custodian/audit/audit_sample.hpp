// The people an audit is about: whole households of one file. An attacker knows relatives of those he looks
// for, so a sample that tears families apart would flatter the encoding: rows of one family name and home are
// taken together. Which households are taken is decided by a keyed lot: by the operating system's random
// bytes, or by a seed in tests.
#pragma once

#include "engine/custodian/row_block.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <vector>

namespace gauze::custodian {

struct AuditSample {
    std::vector<RowBlock> blocks; // all columns of the file; wiped when they go
    std::size_t rows = 0;
    std::uint64_t of = 0;     // rows of the file that could be cut into cells
    std::uint64_t broken = 0; // rows that could not
    // Of each row, as it stands in the blocks: its lot. A household has one; rows in ascending order of
    // (lot, row) make a sample of any size.
    std::vector<std::uint64_t> lots;
    bool is_whole_file() const noexcept { return rows == of; }
};

// At most `most` rows. Reads the file twice; memory: the rows that are taken. Throws Error(bad_data) when a
// gzip stream is damaged.
AuditSample draw_sample(const Input& input, const project::Policy& policy, const Source& source,
                        std::size_t most, std::uint64_t seed);

} // namespace gauze::custodian
