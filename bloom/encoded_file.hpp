// The encoded file: what a custodian hands to the linkage unit. It explains itself, shows damage, and is laid
// out so that rows can be compared where they are mapped (docs/file-formats.md has the table):
//
//     "GAUZEENC"  version  header length  SHA-256 of the header
//     header      one line of JSON: who, under what policy and specification, counts, sections. Never a key.
//     sections    each on a 64-byte boundary, each with its SHA-256 in the header:
//                 tokens       16 bytes a row, strictly ascending
//                 present      which fields the record has, one bit a field, whole 64-bit words a row
//                 view:X       one for each view that shows its filter, rows as FilterRows reads them
//                 symbols:X    one for each view that shows symbols, one byte a symbol
//                 keys         the match keys, 8 bytes each
//                 blocks       the block tokens, 4 bytes each, below 2^bits of their block
//                 absent       one bit for each view, then each key, then each block that the record has not
//                 coarse       one byte for each stratum: below its number of values; then one for each field
//                              with rarity classes: 0 without the field, else 1 to 12
//
// `present` is there if the header names fields, `keys` and `blocks` if it names any, `absent` with any of
// symbols, keys and blocks, `coarse` with strata or rarity classes. A file with `coarse` is of version 4, one
// with blocks else of version 3, any other of version 2. All numbers are little-endian. What is left out, and
// why: no row order of the source (rows are sorted by random token), no file name, no time, no weights (they
// follow from the rows).
#pragma once

#include "bloom/base/files.hpp"
#include "bloom/base/row_token.hpp"
#include "bloom/filter_table.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
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
    FilterShape shape;         // of the filter that is shown, or of the hidden one behind the symbols
    std::uint32_t symbols = 0; // shown instead, one byte each; 0: the filter is shown
    bool operator==(const ViewShape&) const = default;
};

// Tokens of a block are numbers of so many bits; records that show the same one are candidates.
struct BlockShape {
    std::string name;
    std::uint32_t bits = 0; // 1 to 32
    bool operator==(const BlockShape&) const = default;
};

// What a record is coarsely: a byte below `values`, which are listed in the policy. The first two are of
// every stratum.
struct StratumShape {
    std::string name;
    std::uint32_t values = 0; // 3 to 34
    bool operator==(const StratumShape&) const = default;
};
inline constexpr std::uint8_t stratum_not_known = 0, stratum_other = 1, stratum_first = 2;

// How common a field's value is among the records of its custodian: class c of a value that 2^(c-1) to
// 2^c - 1 of them have, the last one of all that are commoner; 0 where the record has not the field. A class
// that few records would have is sent as the next.
inline constexpr std::uint8_t rarity_missing = 0, rarity_classes = 12;

// How often a custodian's records agree with each other in one field, by chance: two random records of its
// own, in millionths, rounded to two digits. The decision step starts from it (views.md, section 3).
struct FieldAggregate {
    std::string field;
    std::uint32_t present = 0;                  // records that have the field, in thousandths
    std::uint32_t equal = 0, near = 0, far = 0; // distance 0, below .3, below .65; the rest is different
    bool operator==(const FieldAggregate&) const = default;
};

// What `encode` measured of its own output.
struct Measured {
    double density = 0; // mean share of set bits of the (hidden) filter, over records that have the view
    double repeats = 0; // share of records that show the same view or key as another record of the file
    double missing = 0; // share of records without it
    bool operator==(const Measured&) const = default;
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
    std::vector<std::string> keys = {};          // names of the match keys
    std::vector<std::string> fields = {};        // in the order of the bits of `present`
    std::vector<FieldAggregate> aggregates = {}; // as `fields`; empty if there were too few records
    std::vector<std::string> settings = {};      // what decides the bits, line by line
    std::string canary = {};                     // keyed digest of the encodings of fixed public records, hex
    std::vector<Measured> measured = {};         // by view, then by key
    std::vector<BlockShape> blocks = {};
    std::vector<StratumShape> strata = {};
    std::vector<std::string> rarity = {}; // names of the fields that have rarity classes
};

// The sections of a file with this header, in order, and what each takes for a row.
struct SectionShape {
    std::string name;
    std::size_t row_bytes = 0;
};
std::vector<SectionShape> sections_of(const EncodedHeader& header);

// Writes a file in pieces of rows, in token order, so that memory does not grow with it. The header's counts
// must be final; it is completed with the digests at the end. Destroyed without `close` the file is removed.
// Throws Error(cannot_write).
class EncodedFileWriter {
public:
    EncodedFileWriter(const std::filesystem::path& path, EncodedHeader header);
    EncodedFileWriter(const EncodedFileWriter&) = delete;
    ~EncodedFileWriter();
    // One span for each of `sections_of`, of the same number of rows.
    void append(std::span<const Bytes> pieces);
    void close();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Writes at once a file that shows filters only, without `fields`, `keys`, `blocks` and what is coarse:
// tokens (strictly ascending) and one table a view with counts.encoded rows each. Throws Error(cannot_write).
void write_encoded_file(const std::filesystem::path& path, const EncodedHeader& header,
                        std::span<const RowToken> tokens, std::span<const FilterRows> views);

// An encoded file, opened and checked: every digest, every size, the order of the tokens, the zeros behind
// each filter, the range of block tokens, strata and rarity classes. Readers further in may trust what they
// see. The file stays mapped while this object lives; any number of threads may read. Costs one pass over the
// file. Throws Error(input_missing), or Error(bad_data) that names the file and the section that is off; a
// newer version is refused in those words.
class EncodedFile {
public:
    explicit EncodedFile(const std::filesystem::path& path);

    const EncodedHeader& header() const noexcept { return header_; }
    std::size_t rows() const noexcept { return tokens_.size(); }
    std::span<const RowToken> tokens() const noexcept { return tokens_; }
    // The filters of a view that shows them; without rows for one of symbols.
    const FilterRows& view(std::size_t v) const noexcept { return views_[v]; }
    // The symbols of a view that has them, `header().views[v].symbols` bytes a row.
    std::span<const std::uint8_t> symbols(std::size_t v) const noexcept { return symbols_[v]; }
    // `header().keys.size()` a row.
    std::span<const std::uint64_t> keys() const noexcept { return keys_; }
    // `header().blocks.size()` a row, each below 2^bits of its block. Where `has_block` denies it the number
    // is random, and must not be looked for.
    std::span<const std::uint32_t> blocks() const noexcept { return blocks_; }
    bool has_view(std::size_t v, std::size_t row) const noexcept;
    bool has_key(std::size_t k, std::size_t row) const noexcept
    {
        return !marked(header_.views.size() + k, row);
    }
    bool has_block(std::size_t b, std::size_t row) const noexcept
    {
        return !marked(header_.views.size() + header_.keys.size() + b, row);
    }
    bool has_field(std::size_t f, std::size_t row) const noexcept
    {
        const std::size_t words = (header_.fields.size() + 63) / 64;
        return words == 0 || (present_[row * words + f / 64] >> f % 64 & 1u) != 0;
    }
    // The value of a stratum, below `header().strata[s].values`.
    std::uint8_t stratum(std::size_t s, std::size_t row) const noexcept
    {
        return coarse_[row * coarse_bytes() + s];
    }
    // The rarity class of the value in field `header().rarity[r]`.
    std::uint8_t rarity(std::size_t r, std::size_t row) const noexcept
    {
        return coarse_[row * coarse_bytes() + header_.strata.size() + r];
    }
    // Set bits of each row of a view; 0 says that the view is missing for that record.
    std::span<const std::uint32_t> view_weights(std::size_t v) const noexcept { return weights_[v]; }
    Digest digest() const; // of the whole file
    std::uint64_t bytes() const noexcept { return file_.bytes().size(); }
    const std::filesystem::path& path() const noexcept { return path_; }

    // The section `absent` as it is: the bits of views, then keys, then blocks, words_each words a row. Empty
    // if the file has none.
    struct AbsentMarks {
        std::span<const std::uint64_t> words;
        std::size_t words_each = 0;
    };
    AbsentMarks absent_marks() const noexcept { return {absent_, absent_words_}; }

private:
    std::size_t coarse_bytes() const noexcept { return header_.strata.size() + header_.rarity.size(); }
    bool marked(std::size_t which, std::size_t row) const noexcept
    {
        return !absent_.empty() && (absent_[row * absent_words_ + which / 64] >> which % 64 & 1u) != 0;
    }
    std::filesystem::path path_;
    MappedFile file_;
    EncodedHeader header_;
    std::span<const RowToken> tokens_;
    std::vector<FilterRows> views_;
    std::vector<std::vector<std::uint32_t>> weights_;
    std::vector<std::span<const std::uint8_t>> symbols_;
    std::span<const std::uint64_t> keys_, present_, absent_;
    std::span<const std::uint32_t> blocks_;
    std::span<const std::uint8_t> coarse_;
    std::size_t absent_words_ = 0;
};

} // namespace gauze::bloom
