// Records become CLKs, bit for bit as clkhash 0.18.3 makes them. `encode` remembers tokens and cells it has
// met; `encode_afresh` is its plain twin, which follows the specification line by line and remembers nothing.
// Tests hold the two to the same bits.
#pragma once

#include "engine/custodian/anonlink/mask_memory.hpp"
#include "engine/custodian/anonlink/schema.hpp"
#include "engine/custodian/anonlink/token_bits.hpp"
#include "engine/custodian/anonlink/tokens.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace gauze::custodian::anonlink {

struct CellFault {
    std::size_t column = 0;
    CellReason reason = CellReason::none;
};

// Immutable; any number of threads, each with a Scratch of its own.
class ClkEncoder {
public:
    // The schema must outlive this. The secret is used as it is. With `validate` off, texts and enums that
    // the schema would refuse are encoded as they are.
    ClkEncoder(const Schema& schema, Bytes secret, bool validate);

    const Schema& schema() const noexcept { return schema_; }
    std::size_t columns() const noexcept { return schema_.features.size(); }
    std::size_t clk_size() const noexcept { return (schema_.length + 7) / 8; } // bytes

    // What a thread needs: its hashes, its buffers and its memory, some 20 MiB a feature at most. Wiped when
    // it goes.
    class Scratch {
    public:
        explicit Scratch(const ClkEncoder& encoder);
        ~Scratch();

    private:
        friend class ClkEncoder;
        struct Column;
        std::vector<std::unique_ptr<Column>> columns_;
        Secret filter_, one_cell_; // of the working length
        std::vector<std::uint32_t> places_;
    };

    // One record of `columns()` cells. Fills `clk`, of clk_size() bytes, or says which cell is at fault
    // first.
    std::optional<CellFault> encode(std::span<const std::string_view> cells, Scratch& scratch,
                                    std::span<std::byte> clk) const;
    std::optional<CellFault> encode_afresh(std::span<const std::string_view> cells, Scratch& scratch,
                                           std::span<std::byte> clk) const;

private:
    CellReason add_cell(Scratch::Column& column, std::string_view cell, Scratch& scratch) const;
    CellReason add_value(Scratch::Column& column, std::string_view value, Scratch& scratch,
                         std::span<std::byte> filter) const;
    bool add_windows(Scratch::Column& column, std::string_view value, Scratch& scratch,
                     std::span<std::byte> filter) const;
    static void meet(Scratch::Column& column, std::string_view text, std::size_t position,
                     std::uint32_t count, const MaskKey& key, Scratch& scratch, std::span<std::byte> filter);
    CellReason add_tokens(Scratch::Column& column, std::string_view value, Scratch& scratch,
                          std::span<std::byte> filter) const;
    void finish(Scratch& scratch, std::span<std::byte> clk) const;

    const Schema& schema_;
    bool validate_;
    std::vector<std::optional<TokenBits>> hashes_; // nothing for ignored features
};

} // namespace gauze::custodian::anonlink
