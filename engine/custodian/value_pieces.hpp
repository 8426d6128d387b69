// Values that are met once, made of pieces that are met again and again. In views that count by token the
// filter of a value is the union of its tokens' filters, so that what is remembered may be smaller than the
// value: of a UK postcode the sector and the inward part, of a date year, month and day. There are a few
// hundred of these for thirty thousand dates: they stay in the nearest cache, and no date is looked up in
// memory.
//
// One thread. Memory is bounded; a piece that finds no room is left to the usual way.
#pragma once

#include "bloom/keyed/token_table.hpp"
#include "engine/custodian/date_format.hpp"
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

// Where the digits of a date stand, of a format that has them all in fixed places.
class DatePlaces {
public:
    static std::optional<DatePlaces> of(const DateFormat& format);
    struct Day {
        std::uint32_t year, month, day;
    };
    // The day, if the cell is ten characters of this format and a day of the calendar from `earliest` to
    // `latest` (YYYYMMDD): then its normal form is these digits, and it has no fault (a test says so).
    std::optional<Day> read(std::string_view cell, std::uint32_t earliest,
                            std::uint32_t latest) const noexcept;

private:
    std::size_t year_, month_, day_, separators_[2];
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

    // Looking up is done in two steps, as in ValueMemory. A cell that is not regular goes the usual way.
    struct Place {
        keyed::PackedToken packs[2];
        DatePlaces::Day day;
        bool regular = false;
    };
    Place place_of(std::string_view cell) const noexcept;
    Masks find(const Place& place) noexcept; // of a regular cell; of no count unless all pieces are known

    // The pieces of a normal form, made with `set` where they are not known; of no count if it has none, or
    // if there is no room. `tokens` is for use on the way.
    Masks learn(std::string_view normal, TokenList& tokens, const SetTokens& set);

private:
    using Cut = void (*)(std::string_view normal, TokenList& into);
    const std::uint64_t* piece(std::string_view normal, std::string_view text, Cut cut, TokenList& tokens,
                               const SetTokens& set);
    Masks learn_date(std::string_view normal, TokenList& tokens, const SetTokens& set);
    void ask_for(const Masks& masks) const noexcept;

    project::FieldKind kind_;
    std::optional<DatePlaces> places_;
    std::uint32_t earliest_, latest_;
    std::size_t mask_words_;
    keyed::TokenTable known_;
    std::vector<const std::uint64_t*> years_, months_, days_; // by number; nullptr: not known
};

} // namespace gauze::custodian
