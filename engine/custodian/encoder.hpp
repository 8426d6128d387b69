// Rows in, encodings out. Policy, key and the file's columns come in at the door; afterwards there is one
// verb. An Encoder is immutable and shared by all threads; each thread brings a Scratch, which remembers
// tokens and values.
//
// How a row becomes bits, symbols, keys and block tokens is told in docs/encoding.md, precisely enough to be
// written again in another language (tests/vectors does so).
#pragma once

#include "bloom/encoded_file.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/custodian/row_block.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/custodian/tokens.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gauze::custodian {

// A cell that was not what its field expects. The record is encoded all the same.
struct FaultyCell {
    std::uint32_t row = 0;   // position in the block
    std::uint32_t field = 0; // position in the policy
    CellFault fault{};
    bool missing = false; // nothing of the cell could be used
};

// What one block of rows became: for each row, end to end, its part of every section of the encoded file
// behind the tokens, in their order. The section `coarse` is not final: its strata are as they were read, and
// for rarity classes, which are known when all rows are, the record has a print of each value at its end.
struct EncodedBlock {
    std::size_t rows = 0;
    std::vector<std::uint64_t> records; // `Encoder::record_bytes` / 8 a row
    std::vector<std::uint8_t> usable;   // by row: has a view or a key
    std::vector<FaultyCell> faults;     // in row order
    // By view, then key, then block, by row: equal if what is shown is; of a block the token itself.
    std::vector<std::uint64_t> prints;
    std::vector<std::uint8_t> has;       // likewise: the row has it
    std::vector<std::uint64_t> bits_set; // by view, over all rows of the block, in the (hidden) filter
    // By view, where it is diffused: the base filters, end to end, for the measurement of their rank.
    std::vector<std::vector<std::uint64_t>> bases;
    const std::uint64_t* record(std::size_t row) const
    {
        return records.data() + row * (records.size() / std::max<std::size_t>(rows, 1));
    }
};

struct EncodingPlan;

class Encoder {
public:
    // `strata`: by stratum, its column, if it has one of its own.
    Encoder(const project::Policy& policy, const ProjectKey& key, const std::vector<FieldSource>& sources,
            std::string_view party, const std::vector<std::optional<std::size_t>>& strata = {});
    ~Encoder();
    Encoder(Encoder&&) noexcept;

    class Scratch {
    public:
        // `memory`: bytes for what is remembered, all fields together.
        explicit Scratch(const Encoder& encoder, std::size_t memory = 48u << 20);
        ~Scratch();
        Scratch(Scratch&&) noexcept;

    private:
        friend class Encoder;
        struct State;
        std::unique_ptr<State> state_;
    };

    // Replaces `into`. `filler` seeds what stands where a view or key is absent.
    void encode(const RowBlock& rows, std::uint64_t filler, Scratch& scratch, EncodedBlock& into) const;

    // The views, keys, blocks, strata and fields with rarity classes as the encoded file names them.
    const std::vector<bloom::ViewShape>& views() const noexcept;
    const std::vector<std::string>& keys() const noexcept;
    const std::vector<bloom::BlockShape>& blocks() const noexcept;
    const std::vector<bloom::StratumShape>& strata() const noexcept;
    const std::vector<std::string>& rarity() const noexcept;
    std::size_t record_bytes() const noexcept; // a multiple of eight
    // Where a section's part of a record begins, in the order of `sections_of` without the tokens.
    const std::vector<std::size_t>& offsets() const noexcept;
    // Of a record: the byte of a stratum as it was read, and the print of the value that a rarity class is
    // of, 0 if the record has not the field.
    std::uint8_t stratum_in(const std::byte* record, std::size_t stratum) const noexcept;
    std::uint64_t print_in(const std::byte* record, std::size_t rarity) const noexcept;

private:
    friend class Scratch;
    std::unique_ptr<const EncodingPlan> plan_;
};

} // namespace gauze::custodian
