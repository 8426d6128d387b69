#include "engine/custodian/value_pieces.hpp"

#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <cassert>

namespace gauze::custodian {

using project::FieldKind;

namespace {

constexpr std::size_t most_memory = 8u << 20; // bytes, of one field

std::uint32_t number_in(std::string_view digits) noexcept
{
    std::uint32_t number = 0;
    for (const char c : digits) number = number * 10 + static_cast<std::uint32_t>(c - '0');
    return number;
}

bool all_digits(std::string_view text) noexcept
{
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

ValuePieces::ValuePieces(FieldKind kind, std::optional<DateFormat> format, std::uint32_t earliest,
                         std::uint32_t latest, std::size_t mask_words)
    : kind_(kind), earliest_(earliest), latest_(latest), mask_words_(mask_words), known_(most_memory)
{
    if (kind == FieldKind::date) {
        if (format) dates_ = DatePlaces::of(*format);
        by_number_[0].resize(10'000), by_number_[1].resize(100), by_number_[2].resize(100);
    } else {
        by_number_[0].resize(PostcodePlaces::districts), by_number_[1].resize(PostcodePlaces::seams);
        by_number_[2].resize(PostcodePlaces::inwards);
    }
}

// A piece's name in the table is its label and its characters: no two pieces have one.
const std::uint64_t* ValuePieces::piece(const Piece& wanted, std::string_view normal, TokenList& tokens,
                                        const SetTokens& set)
{
    char name[keyed::longest_packed] = {wanted.label};
    assert(wanted.text.size() < sizeof name);
    std::ranges::copy(wanted.text, name + 1);
    const auto pack = keyed::packed({name, 1 + wanted.text.size()});
    const keyed::TokenTable::Entry* entry = known_.find(pack);
    if (entry == nullptr) {
        entry = known_.insert(pack, std::max<std::size_t>(mask_words_ * 8, 64));
        if (entry == nullptr) return nullptr;
        wanted.cut(normal, tokens);
        set(tokens, reinterpret_cast<std::uint64_t*>(entry->place));
    }
    return reinterpret_cast<const std::uint64_t*>(entry->place);
}

Masks ValuePieces::learn(std::string_view normal, TokenList& tokens, const SetTokens& set)
{
    std::array<Piece, Masks::most> pieces;
    Place place;
    if (kind_ == FieldKind::date) {
        if (normal.size() != 8 || !all_digits(normal)) return {};
        const std::string_view year = normal.substr(0, 4), month = normal.substr(4, 2),
                               day = normal.substr(6);
        pieces = {{{'y', year, cut_year}, {'m', month, cut_month}, {'d', day, cut_day}}};
        place = {{number_in(year), number_in(month), number_in(day)}, true};
    } else {
        if (!is_uk_postcode(normal)) return {};
        const std::size_t blank = normal.size() - 4;
        pieces = {{{'o', normal.substr(0, blank), cut_outward},
                   {'s', normal.substr(blank - 1, 3), cut_seam},
                   {'i', normal.substr(blank + 1), cut_inward}}};
        place = place_of(normal);
    }
    Masks masks;
    for (std::size_t p = 0; p < pieces.size(); ++p) {
        masks.of[p] = piece(pieces[p], normal, tokens, set);
        if (masks.of[p] == nullptr) return {};
        if (place.regular) by_number_[p][place.at[p]] = masks.of[p];
    }
    masks.count = pieces.size();
    return masks;
}

} // namespace gauze::custodian
