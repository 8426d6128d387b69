// All encoded rows of one file, in memory, between reading and writing. Rows are held in the order in which
// they were read and written in the order of their tokens.
#pragma once

#include "bloom/base/row_token.hpp"
#include "bloom/encoded_file.hpp"
#include "engine/custodian/cell_store.hpp"
#include "engine/custodian/encoder.hpp"
#include "engine/custodian/rejects.hpp"
#include "engine/custodian/row_tokens.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace gauze::custodian {

struct Submission {
    bloom::RowCounts counts;
    std::uint64_t blank_lines = 0;
    std::vector<RowToken> tokens;                        // by row, in reading order
    std::vector<std::vector<bloom::FilterTable>> chunks; // by view; `rows_a_chunk` rows each
    CellStore payload;
    CellStore ids;
    std::vector<std::uint64_t> numbers; // of the data row in the source
    Rejects rejects;

    static constexpr std::size_t rows_a_chunk = 1u << 14;
    // Row positions in ascending order of token: the order in which everything is written.
    std::vector<std::uint32_t> by_token() const;
};

// Reads every row of the file and encodes it, several rows at a time on all threads; the result does not
// depend on their number.
Submission encode_rows(const std::filesystem::path& input, const project::Policy& policy,
                       const project::Party& party, const Source& source, const Encoder& encoder,
                       RowTokens& tokens);

} // namespace gauze::custodian
