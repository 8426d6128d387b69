// The rows that `policy suggest` looks at: all rows of a small file, a fixed sample of a large one. Which
// rows of a large file are in the sample is decided by a hash of their row number: the same rows in every
// run.
//
// Rows are kept as they stand in the file, but only the columns that the policy's fields use, in blocks that
// are wiped when they go.
#pragma once

#include "engine/custodian/row_block.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace gauze::custodian {

struct SampledRows {
    std::vector<RowBlock> blocks;     // of RowBlock::most_rows rows each; the last may have fewer
    std::vector<FieldSource> sources; // where the policy's fields stand in these blocks
    std::size_t rows = 0;             // in the blocks
    std::uint64_t of = 0;             // rows of the file that could be cut into cells
    std::uint64_t broken = 0;         // rows that could not
    bool is_whole_file() const noexcept { return rows == of; }
    const RowBlock& block_of(std::size_t row) const { return blocks[row / RowBlock::most_rows]; }
};

inline constexpr std::size_t most_sampled_rows = std::size_t{1} << 17;
inline constexpr std::size_t most_sampled_bytes = std::size_t{128} << 20; // of cells

// Reads the file once. Between half of `most_rows` and all of them are taken when the file has more; fewer
// when their cells have more than `most_sampled_bytes`. Throws Error(bad_data) when a gzip stream is damaged.
SampledRows sample_rows(const Input& input, const Source& source, std::size_t most_rows = most_sampled_rows);

// At most `most` of the rows, the same ones for the same rows; all of them if they are no more.
SampledRows thinned(const SampledRows& rows, std::size_t most);

} // namespace gauze::custodian
