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
            for (std::size_t i = 0; i < n; ++i) {
                const auto tell = [&](const CellReading& reading, bool remembered) {
                    visit(start + i, reading, remembered);
                };
                there_[i] != 0 ? tell(known(i), true) : read_one(i, tell);
            }
        }
    }

    // The same in three steps, each over `n` rows from `start` on, at most `ahead`: memory answers many
    // questions at once, and those of several fields. `read` calls visit(position among the n, reading,
    // remembered) only for values that are not known yet or have more than masks; then all rows have their
    // masks, which stay valid until `ask` is called again.
    static constexpr std::size_t ahead = 32;
    void ask(const RowBlock& rows, std::size_t start, std::size_t n);
    void look_up(std::size_t n);
    template <typename Visit>
    void read(std::size_t n, Visit visit)
    {
        for (std::size_t i = 0; i < n; ++i)
            if (there_[i] == 0)
                read_one(i,
                         [&](const CellReading& reading, bool remembered) { visit(i, reading, remembered); });
    }
    // By row, `masks_a_value` of them, whose union is the value's; empty where the row has not got the field.
    const std::uint64_t* const* masks() const noexcept { return answers_.data(); }
    const std::uint8_t* there() const noexcept { return there_.data(); }  // by row: 1 if it has got the field
    std::size_t masks_a_value() const noexcept { return masks_a_value_; } // at most
    const std::uint64_t* nothing() const noexcept { return nothing_.data(); } // a mask without any bit

private:
    std::string_view gather(const RowBlock& rows, std::size_t row);
    // These two prepare the answer for a cell. False: it goes the usual way.
    bool know_pieces(std::size_t i) noexcept
    {
        const ValuePieces::Place place = pieces_->place_of(cells_[i]);
        if (!place.regular) return false;
        const Masks masks = pieces_->find(place);
        std::copy_n(masks.of.begin(), Masks::most, &answers_[i * Masks::most]);
        asked_[i] = false;
        found_[i] = nullptr;
        there_[i] = masks.count != 0;
        return true;
    }
    void ask_memory(std::size_t i) noexcept
    {
        asked_[i] = cells_[i].size() - 1 < ValueMemory::longest; // and is not empty
        found_[i] = nullptr;
        there_[i] = 0;
        if (!asked_[i]) return;
        keys_[i] = ValueMemory::key_of(cells_[i]);
        memory_.prefetch(keys_[i]);
    }
    CellReading known(std::size_t i) const noexcept
    {
        CellReading reading;
        reading.missing = false;
        reading.masks.count = masks_a_value_;
        std::copy_n(&answers_[i * masks_a_value_], masks_a_value_, reading.masks.of.begin());
        return reading;
    }
    template <typename Visit>
    void read_one(std::size_t i, Visit visit)
    {
        const CellReading& reading = found_[i] != nullptr ? *found_[i] : read_afresh(i);
        const auto rest = std::copy_n(reading.masks.of.begin(), reading.missing ? 0 : reading.masks.count,
                                      &answers_[i * masks_a_value_]);
        std::fill(rest, &answers_[i * masks_a_value_] + masks_a_value_, nothing());
        there_[i] = !reading.missing;
        visit(reading, found_[i] != nullptr);
    }
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
    std::size_t masks_a_value_ = 1;
    std::vector<std::uint64_t> nothing_;
    ValueMemory memory_;
    // Of the rows under way:
    std::array<std::string_view, ahead> cells_;
    std::array<ValueMemory::Key, ahead> keys_;
    std::array<bool, ahead> asked_{};               // the memory, and not the pieces: the key is there
    std::array<const CellReading*, ahead> found_{}; // of a remembered value that has more than masks
    std::array<std::uint8_t, ahead> there_{};       // until `read`: there are masks, and nothing more
    std::vector<const std::uint64_t*> answers_;     // the masks, `masks_a_value_` a row
    struct Texts {                                  // of the current cell
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
