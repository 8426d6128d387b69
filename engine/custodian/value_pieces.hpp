// Values that are met once, made of pieces that are met again and again. In views that count by token the
// filter of a value is the union of its tokens' filters, so that what is remembered may be smaller than the
// value: of a UK postcode the district, the seam and the inward part, of a date year, month and day. There
// are a few hundred of these for thirty thousand dates, and some thousand for a million postcodes: they stay
// in the near caches. Most cells show at first sight which pieces they have, by number, and nothing is
// searched for.
//
// One thread. Memory is bounded; a piece that finds no room is left to the usual way.
#pragma once

#include "bloom/keyed/token_table.hpp"
#include "engine/custodian/cell_places.hpp"
#include "engine/custodian/tokens.hpp"
#include "engine/project/policy.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// Filters whose union is a value's, in all views of its field, end to end.
struct Masks {
    static constexpr std::size_t most = 3;
    std::array<const std::uint64_t*, most> of{};
    std::size_t count = 0;
};

class ValuePieces {
public:
    // What pieces are made of: the tokens of one, set in a row of `mask_words` words.
    using SetTokens = std::function<void(const TokenList& tokens, std::uint64_t* mask)>;

    ValuePieces(project::FieldKind kind, std::optional<DateFormat> format, std::uint32_t earliest,
                std::uint32_t latest, std::size_t mask_words);
    static bool has(project::FieldKind kind) noexcept
    {
        return kind == project::FieldKind::postcode || kind == project::FieldKind::date;
    }

    // Of a regular cell: the numbers of its pieces. Others go the usual way.
    struct Place {
        std::array<std::uint32_t, Masks::most> at{};
        bool regular = false;
    };
    Place place_of(std::string_view cell) const noexcept
    {
        if (kind_ == project::FieldKind::postcode) {
            if (const auto read = PostcodePlaces::read(cell))
                return {{read->district, read->seam, read->inward}, true};
        } else if (dates_) {
            if (const auto day = dates_->read(cell, earliest_, latest_))
                return {{day->year, day->month, day->day}, true};
        }
        return {};
    }
    // Of a regular cell; of no count unless all pieces are known. Asks for the memory behind them.
    Masks find(const Place& place) const noexcept
    {
        Masks masks;
        for (std::size_t p = 0; p < Masks::most; ++p) masks.of[p] = by_number_[p][place.at[p]];
        if (masks.of[0] == nullptr || masks.of[1] == nullptr || masks.of[2] == nullptr) return masks;
        masks.count = Masks::most;
        for (const std::uint64_t* mask : masks.of)
            for (std::size_t w = 0; w < mask_words_; w += 8) __builtin_prefetch(mask + w);
        return masks;
    }

    // The pieces of a normal form, made with `set` where they are not known; of no count if it has none, or
    // if there is no room. `tokens` is for use on the way.
    Masks learn(std::string_view normal, TokenList& tokens, const SetTokens& set);

private:
    struct Piece {
        char label = 0; // of its kind
        std::string_view text;
        void (*cut)(std::string_view normal, TokenList& into) = nullptr;
    };
    const std::uint64_t* piece(const Piece& wanted, std::string_view normal, TokenList& tokens,
                               const SetTokens& set);

    project::FieldKind kind_;
    std::optional<DatePlaces> dates_;
    std::uint32_t earliest_, latest_;
    std::size_t mask_words_;
    keyed::TokenTable known_;
    std::array<std::vector<const std::uint64_t*>, Masks::most> by_number_; // nullptr: not known
};

} // namespace gauze::custodian
