#include "engine/custodian/anonlink/clk_encoder.hpp"

#include "engine/custodian/anonlink/unicode_text.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace gauze::custodian::anonlink {

namespace {

constexpr std::size_t most_tokens = 1u << 16; // remembered
constexpr std::size_t group = 16;             // tokens that are looked up together

} // namespace

struct ClkEncoder::Scratch::Column {
    Column(const Feature& of, bool validate, const TokenBits& hash, std::size_t mask_size)
        : feature(of),
          rule(of, validate),
          bits(hash.clone()),
          token_memory(MaskMemory(mask_size, most_tokens)),
          cell_memory(mask_size)
    {}
    Column(const Feature& of, bool validate) : feature(of), rule(of, validate) {}
    Column(const Column&) = delete;
    ~Column() { wipe(std::as_writable_bytes(std::span(keys))); }

    const Feature& feature;
    CellRule rule;
    std::optional<TokenBits> bits; // nothing for an ignored feature; likewise the memories
    std::optional<MaskMemory> token_memory;
    std::optional<CellMemory> cell_memory;
    TokenList tokens;
    Windows windows;
    WipedText value, token;
    // Of the tokens that are looked up together.
    std::array<MaskKey, group> keys;
    std::array<const std::byte*, group> masks{};
};

namespace {

std::size_t mask_size(const Schema& schema)
{
    return (std::size_t{schema.working_length()} + 511) / 512 * 64;
}

void set_places(const std::vector<std::uint32_t>& places, std::span<std::byte> filter)
{
    for (const std::uint32_t place : places) set_bit(filter, place);
}

} // namespace

ClkEncoder::ClkEncoder(const Schema& schema, Bytes secret, bool validate)
    : schema_(schema), validate_(validate)
{
    const Secret keys = derive_keys(schema, secret);
    for (std::size_t i = 0; i < schema.features.size(); ++i)
        schema.features[i].ignored ? hashes_.emplace_back()
                                   : hashes_.emplace_back(TokenBits(schema, i, keys));
}

ClkEncoder::Scratch::Scratch(const ClkEncoder& encoder)
    : filter_(mask_size(encoder.schema_)), one_cell_(mask_size(encoder.schema_))
{
    for (std::size_t i = 0; i < encoder.columns(); ++i) {
        const Feature& feature = encoder.schema_.features[i];
        columns_.push_back(feature.ignored ? std::make_unique<Column>(feature, encoder.validate_)
                                           : std::make_unique<Column>(feature, encoder.validate_,
                                                                      *encoder.hashes_[i], filter_.size()));
    }
}

ClkEncoder::Scratch::~Scratch() { wipe(std::as_writable_bytes(std::span(places_))); }

std::optional<CellFault> ClkEncoder::encode(std::span<const std::string_view> cells, Scratch& scratch,
                                            std::span<std::byte> clk) const
{
    assert(cells.size() == columns() && clk.size() == clk_size());
    std::ranges::fill(scratch.filter_.fill(), std::byte{0});
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (auto& memory = scratch.columns_[i]->cell_memory) memory->expect(cells[i]);
    for (auto& column : scratch.columns_)
        if (column->cell_memory) column->cell_memory->look();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const CellReason reason = add_cell(*scratch.columns_[i], cells[i], scratch);
        if (reason != CellReason::none) return CellFault{i, reason};
    }
    finish(scratch, clk);
    return std::nullopt;
}

void ClkEncoder::finish(Scratch& scratch, std::span<std::byte> clk) const
{
    if (schema_.folds > 0) fold(scratch.filter_.fill(), schema_.length, schema_.folds);
    std::copy_n(scratch.filter_.reveal().begin(), clk.size(), clk.begin());
}

// A cell that is known is good, and its bits are known. One that is not is remembered only when all of it has
// turned out to be good.
CellReason ClkEncoder::add_cell(Scratch::Column& column, std::string_view cell, Scratch& scratch) const
{
    std::string_view value;
    if (!column.cell_memory) return column.rule.value(cell, column.value, value); // ignored, but read
    const std::span<std::byte> filter = scratch.filter_.fill();
    if (const std::byte* mask = column.cell_memory->found()) {
        add_mask(mask, filter);
        return CellReason::none;
    }
    const CellReason reason = column.rule.value(cell, column.value, value);
    if (reason != CellReason::none) return reason;
    if (!column.cell_memory->would_remember()) return add_value(column, value, scratch, filter);

    const std::span<std::byte> mask = scratch.one_cell_.fill();
    std::ranges::fill(mask, std::byte{0});
    const CellReason added = add_value(column, value, scratch, mask);
    if (added != CellReason::none) return added;
    column.cell_memory->remember(mask.data());
    add_mask(mask.data(), filter);
    return CellReason::none;
}

CellReason ClkEncoder::add_value(Scratch::Column& column, std::string_view value, Scratch& scratch,
                                 std::span<std::byte> filter) const
{
    if (column.feature.comparison.kind != ComparisonKind::ngram)
        return add_tokens(column, value, scratch, filter);
    return add_windows(column, value, scratch, filter) ? CellReason::none : CellReason::not_encodable;
}

// N-grams without making the token's bytes, unless it is met for the first time; a few at a time, so that
// their masks are fetched together. False: not encodable.
bool ClkEncoder::add_windows(Scratch::Column& column, std::string_view value, Scratch& scratch,
                             std::span<std::byte> filter) const
{
    if (encoding_of(column.feature) == Encoding::ascii && !is_ascii(value)) return false;
    const Strategy& strategy = column.feature.strategy;
    const bool positional = column.feature.comparison.positional;
    const Windows& windows = column.windows;
    column.windows.cut(value, column.feature.comparison.n);
    const std::size_t size = windows.size();
    if (size == 0) return true;
    const std::uint32_t most = strategy.count(0, size), least = strategy.count(size - 1, size);
    const std::size_t with_most = most == least ? size : strategy.bits % size;
    const std::size_t inserted = least == 0 ? with_most : size; // the others insert nothing

    auto& keys = column.keys;
    auto& masks = column.masks;
    for (std::size_t from = 0; from < inserted; from += group) {
        const std::size_t here = std::min(group, inserted - from);
        for (std::size_t i = 0; i < here; ++i) {
            const std::size_t at = from + i, bytes = windows.size(at);
            keys[i] = bytes > MaskKey::longest_token
                          ? MaskKey{}
                          : MaskKey::of_token(windows.data(at), bytes, positional ? at + 1 : 0,
                                              at < with_most ? most : least);
            column.token_memory->expect(keys[i]);
        }
        for (std::size_t i = 0; i < here; ++i) {
            masks[i] = keys[i].empty() ? nullptr : column.token_memory->find(keys[i]);
            if (masks[i] != nullptr) expect_mask(masks[i]);
        }
        for (std::size_t i = 0; i < here; ++i) {
            if (masks[i] != nullptr)
                add_mask(masks[i], filter);
            else
                meet(column, windows[from + i], positional ? from + i + 1 : 0,
                     from + i < with_most ? most : least, keys[i], scratch, filter);
        }
    }
    return true;
}

// A token for the first time or, among its neighbours, the second; or one that is too long to be remembered
// (its key is empty).
void ClkEncoder::meet(Scratch::Column& column, std::string_view text, std::size_t position,
                      std::uint32_t count, const MaskKey& key, Scratch& scratch, std::span<std::byte> filter)
{
    if (const std::byte* mask = key.empty() ? nullptr : column.token_memory->find(key)) {
        add_mask(mask, filter);
        return;
    }
    (void)token_bytes(encoding_of(column.feature), text, position, column.token);
    column.bits->places(column.token.value, count, scratch.places_);
    set_places(scratch.places_, filter);
    if (key.empty()) return;
    if (std::byte* mask = column.token_memory->remember(key))
        set_places(scratch.places_, {mask, filter.size()});
}

CellReason ClkEncoder::add_tokens(Scratch::Column& column, std::string_view value, Scratch& scratch,
                                  std::span<std::byte> filter) const
{
    const CellReason reason = column.tokens.cut(column.feature, value);
    if (reason != CellReason::none) return reason;
    for (std::size_t i = 0; i < column.tokens.size(); ++i) {
        const std::uint32_t count = column.feature.strategy.count(i, column.tokens.size());
        column.bits->places(column.tokens[i], count, scratch.places_);
        set_places(scratch.places_, filter);
    }
    return CellReason::none;
}

std::optional<CellFault> ClkEncoder::encode_afresh(std::span<const std::string_view> cells, Scratch& scratch,
                                                   std::span<std::byte> clk) const
{
    assert(cells.size() == columns() && clk.size() == clk_size());
    std::ranges::fill(scratch.filter_.fill(), std::byte{0});
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Scratch::Column& column = *scratch.columns_[i];
        std::string_view value;
        CellReason reason = column.rule.value(cells[i], column.value, value);
        if (reason == CellReason::none && column.bits)
            reason = add_tokens(column, value, scratch, scratch.filter_.fill());
        if (reason != CellReason::none) return CellFault{i, reason};
    }
    finish(scratch, clk);
    return std::nullopt;
}

} // namespace gauze::custodian::anonlink
