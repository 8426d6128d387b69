// The encoded file: what a custodian hands to the linkage unit. It explains itself, shows damage, and is laid
// out so that rows can be compared where they are mapped (docs/file-formats.md has the table):
//
//     "GAUZEENC"  version  header length  SHA-256 of the header
//     header      one line of JSON: who, under what policy and specification, counts, sections. Never a key.
//     sections    each on a 64-byte boundary, each with its SHA-256 in the header:
//                 tokens   16 bytes a row, strictly ascending
//                 view:X   one per view, rows as FilterRows reads them
//
// All numbers are little-endian. What is left out, and why: no row order of the source (rows are sorted by
// random token), no file name, no time, no weights (they follow from the rows).
#pragma once

#include "bloom/base/files.hpp"
#include "bloom/base/row_token.hpp"
#include "bloom/filter_table.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace gauze::bloom {

// Rows read = encoded + excluded + rejected, always.
struct RowCounts {
    std::uint64_t read = 0, encoded = 0, excluded = 0, rejected = 0;
    bool balance() const noexcept { return read == encoded + excluded + rejected; }
};

struct ViewShape {
    std::string name;
    FilterShape shape;
    bool operator==(const ViewShape&) const = default;
};

struct EncodedHeader {
    std::string program;       // name and version of what wrote it
    std::string project;       // policy id
    std::string policy;        // fingerprint of the policy, hex
    std::string specification; // fingerprint of normalisation, fields and views, hex
    std::string check;         // key check value, hex: equal if and only if the project secret is
    std::string party;
    std::string profile;
    RowCounts counts;
    std::vector<ViewShape> views;
};

// Writes tokens (strictly ascending) and one table a view with counts.encoded rows each. Throws
// Error(cannot_write).
void write_encoded_file(const std::filesystem::path& path, const EncodedHeader& header,
                        std::span<const RowToken> tokens, std::span<const FilterRows> views);

// An encoded file, opened and checked: every digest, every size, the order of the tokens, the zeros behind
// each filter. Readers further in may trust what they see. The file stays mapped while this object lives; any
// number of threads may read. Costs one pass over the file. Throws Error(input_missing), or Error(bad_data)
// that names the file and the section that is off; a newer version is refused in those words.
class EncodedFile {
public:
    explicit EncodedFile(const std::filesystem::path& path);

    const EncodedHeader& header() const noexcept { return header_; }
    std::size_t rows() const noexcept { return tokens_.size(); }
    std::span<const RowToken> tokens() const noexcept { return tokens_; }
    const FilterRows& view(std::size_t v) const noexcept { return views_[v]; }
    // Set bits of each row of a view; 0 says that the view is missing for that record.
    std::span<const std::uint32_t> view_weights(std::size_t v) const noexcept { return weights_[v]; }
    Digest digest() const; // of the whole file
    const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
    MappedFile file_;
    EncodedHeader header_;
    std::span<const RowToken> tokens_;
    std::vector<FilterRows> views_;
    std::vector<std::vector<std::uint32_t>> weights_;
};

} // namespace gauze::bloom
