// One field on its way into views and keys. A value met before costs a look-up: what a cell became under all
// uses of its field is remembered, as far as the memory given allows (names, places and dates repeat; street
// lines and numbers do not, and are then made of remembered tokens).
//
// FieldPlan is immutable and shared; FieldEncoder is one thread's.
#pragma once

#include "bloom/keyed/bigram_order.hpp"
#include "bloom/keyed/keyed_hash.hpp"
#include "bloom/keyed/or_words.hpp"
#include "bloom/keyed/token_memory.hpp"
#include "bloom/keyed/token_table.hpp"
#include "engine/custodian/normalize.hpp"
#include "engine/custodian/parts.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/custodian/row_block.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/custodian/tokens.hpp"
#include "engine/custodian/value_memory.hpp"
#include "engine/custodian/value_pieces.hpp"
#include "engine/custodian/wiped_arena.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// How a field is used in one view.
struct ViewUse {
    std::size_t view = 0;
    std::size_t words = 0;        // of the view's base filter
    std::size_t mask_at = 0;      // where this use's mask stands among the field's
    std::uint32_t hashes = 0;     // positions a token, or
    std::uint32_t value_bits = 0; // positions a value
    std::uint32_t padding = 0;
    keyed::KeyedHash hash;
};

// A part of the field that some match key wants.
struct PartUse {
    project::PartLevel level{};
    std::optional<keyed::BigramOrder> order; // of a bigram, each key's own
};

struct FieldPlan {
    FieldPlan(const project::Field& field, const FieldSource& from, std::string_view party);
    FieldSource source;
    project::FieldKind kind;
    Normaliser normaliser;
    std::uint32_t earliest = 0, latest = 0; // of a date
    std::vector<ViewUse> views;
    std::vector<PartUse> parts;
    std::size_t mask_words = 0; // of all views together
    // A field that no view and no key uses is read all the same: its faults are listed, and the linkage unit
    // is told in whose records it is.
    bool has_own_words = false; // for "missing"
    bool is_read() const noexcept { return source.held; }
};

class FieldEncoder {
public:
    // `memory`: bytes for values and tokens remembered.
    FieldEncoder(const FieldPlan& plan, std::size_t memory);
    ~FieldEncoder();
    FieldEncoder(FieldEncoder&&) noexcept;

    // Calls visit(row, reading, remembered) for every row of the block, in order; a reading is valid during
    // the call only, unless the third argument says that the value is remembered: then it stays for good.
    template <typename Visit>
    void read_all(const RowBlock& rows, Visit visit)
    {
        for (std::size_t start = 0; start < rows.size(); start += ahead) {
            const std::size_t n = std::min(ahead, rows.size() - start);
            ask(rows, start, n);
            look_up(n);
            read(n, [&](std::size_t i, const CellReading& reading, bool remembered) {
                visit(start + i, reading, remembered);
            });
        }
    }

    // The same in three steps, each over `n` rows from `start` on, at most `ahead`: memory answers many
    // questions at once, and those of several fields. The masks of all readings stay valid until `ask` is
    // called again.
    static constexpr std::size_t ahead = 32;
    void ask(const RowBlock& rows, std::size_t start, std::size_t n);
    void look_up(std::size_t n);
    template <typename Visit> // visit(position among the n, reading, remembered)
    void read(std::size_t n, Visit visit)
    {
        CellReading quick;
        quick.missing = false;
        for (std::size_t i = 0; i < n; ++i) {
            const ValueMemory::Found& found = found_[i];
            if (found.plain) {
                quick.masks = {{reinterpret_cast<const std::uint64_t*>(found.kept)}, 1};
                visit(i, quick, true);
            } else if (found.kept != nullptr) {
                visit(i, memory_.reading(found), true);
            } else if (pieces_of_[i].count > 0) {
                quick.masks = pieces_of_[i];
                visit(i, quick, false);
            } else {
                visit(i, read_afresh(i), false);
            }
        }
    }

private:
    std::string_view gather(const RowBlock& rows, std::size_t row);
    const CellReading& read_afresh(std::size_t i);
    std::uint64_t* mask(std::size_t i)
    {
        return reinterpret_cast<std::uint64_t*>(masks_of_rows_.fill().data()) + i * plan_->mask_words;
    }
    void compute(std::size_t i);
    void set_masks(std::uint64_t* into);
    void unite(std::size_t i);
    void cut_parts();

    const FieldPlan* plan_;
    std::vector<keyed::TokenMasks> masks_;         // by view use, if it counts by token
    std::vector<keyed::TokenPositions> positions_; // by view use, if it counts by value
    std::vector<std::optional<keyed::BigramOrder>> orders_;
    std::optional<ValuePieces> pieces_;
    bool quick_pieces_ = false; // a cell may be taken for its pieces before any rule has seen it
    ValueMemory memory_;
    // Of the rows under way:
    std::array<std::string_view, ahead> cells_;
    std::array<ValueMemory::Key, ahead> keys_;
    std::array<ValueMemory::Found, ahead> found_{};
    std::array<ValuePieces::Place, ahead> places_{};
    std::array<Masks, ahead> pieces_of_{}; // if all pieces are known
    struct Texts {                         // of the current cell
        TokenList tokens;
        WipedText normal, part;
        WipedArena parts;    // of match keys
        WipedArena gathered; // dates in parts
    };
    std::unique_ptr<Texts> texts_;
    Secret masks_of_rows_; // of values that are remembered nowhere
    keyed::OrWords or_words_ = keyed::or_words();
    std::vector<std::string_view> part_views_;
    CellReading fresh_;
};

} // namespace gauze::custodian
