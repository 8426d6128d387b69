#include "engine/custodian/value_pieces.hpp"

#include "engine/custodian/normalize.hpp"

#include <algorithm>

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

std::uint32_t days_in(std::uint32_t year, std::uint32_t month) noexcept
{
    constexpr std::uint8_t usual[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return usual[month - 1] + (month == 2 && leap ? 1u : 0u);
}

} // namespace

std::optional<DatePlaces> DatePlaces::of(const DateFormat& format)
{
    const std::string text = format.to_text();
    if (text != "YYYY-MM-DD" && text != "DD-MM-YYYY" && text != "MM-DD-YYYY") return std::nullopt;
    DatePlaces places;
    places.year_ = text.find('Y'), places.month_ = text.find('M'), places.day_ = text.find('D');
    places.separators_[0] = text.find('-'), places.separators_[1] = text.rfind('-');
    return places;
}

std::optional<DatePlaces::Day> DatePlaces::read(std::string_view cell, std::uint32_t earliest,
                                                std::uint32_t latest) const noexcept
{
    if (cell.size() != 10) return std::nullopt;
    const auto separates = [&](std::size_t at) {
        return cell[at] == '-' || cell[at] == '/' || cell[at] == '.';
    };
    if (!separates(separators_[0]) || !separates(separators_[1])) return std::nullopt;
    unsigned worst = 0;
    const auto digit = [&](std::size_t at) {
        const unsigned value = static_cast<unsigned char>(cell[at]) - unsigned{'0'};
        worst = std::max(worst, value); // below '0' it is large
        return value;
    };
    const auto two = [&](std::size_t at) { return digit(at) * 10 + digit(at + 1); };
    const Day day{two(year_) * 100 + two(year_ + 2), two(month_), two(day_)};
    if (worst > 9 || day.month < 1 || day.month > 12 || day.day < 1) return std::nullopt;
    if (day.day > 28 && day.day > days_in(day.year, day.month)) return std::nullopt;
    const std::uint32_t place = day.year * 10'000 + day.month * 100 + day.day;
    return place < earliest || place > latest ? std::nullopt : std::optional(day);
}

ValuePieces::ValuePieces(FieldKind kind, std::optional<DateFormat> format, std::uint32_t earliest,
                         std::uint32_t latest, std::size_t mask_words)
    : kind_(kind), earliest_(earliest), latest_(latest), mask_words_(mask_words), known_(most_memory)
{
    if (kind != FieldKind::date) return;
    if (format) places_ = DatePlaces::of(*format);
    years_.resize(10'000), months_.resize(100), days_.resize(100);
}

ValuePieces::Place ValuePieces::place_of(std::string_view cell) const noexcept
{
    Place place;
    if (kind_ == FieldKind::postcode && is_normal_uk_postcode(cell)) {
        place.packs[0] = keyed::packed(cell.substr(0, cell.size() - 2));
        place.packs[1] = keyed::packed(cell.substr(cell.size() - 3));
        known_.prefetch(place.packs[0]);
        known_.prefetch(place.packs[1]);
        place.regular = true;
    } else if (places_) {
        if (const auto day = places_->read(cell, earliest_, latest_)) place.day = *day, place.regular = true;
    }
    return place;
}

Masks ValuePieces::find(const Place& place) noexcept
{
    Masks masks;
    if (kind_ == FieldKind::date) {
        masks.of = {years_[place.day.year], months_[place.day.month], days_[place.day.day]};
        masks.count = masks.of[0] != nullptr && masks.of[1] != nullptr && masks.of[2] != nullptr ? 3 : 0;
        return masks;
    }
    const auto *sector = known_.find(place.packs[0]), *inward = known_.find(place.packs[1]);
    if (sector == nullptr || inward == nullptr) return masks;
    masks.of[0] = reinterpret_cast<const std::uint64_t*>(sector->place);
    masks.of[1] = reinterpret_cast<const std::uint64_t*>(inward->place);
    masks.count = 2;
    ask_for(masks);
    return masks;
}

void ValuePieces::ask_for(const Masks& masks) const noexcept
{
    for (std::size_t line = 0; line < mask_words_; line += 8)
        for (std::size_t p = 0; p < masks.count; ++p) __builtin_prefetch(masks.of[p] + line);
}

const std::uint64_t* ValuePieces::piece(std::string_view normal, std::string_view text, Cut cut,
                                        TokenList& tokens, const SetTokens& set)
{
    const auto pack = keyed::packed(text);
    const keyed::TokenTable::Entry* entry = known_.find(pack);
    if (entry == nullptr) {
        entry = known_.insert(pack, std::max<std::size_t>(mask_words_ * 8, 64));
        if (entry == nullptr) return nullptr;
        cut(normal, tokens);
        set(tokens, reinterpret_cast<std::uint64_t*>(entry->place));
    }
    return reinterpret_cast<const std::uint64_t*>(entry->place);
}

// A piece's name in the table is its label and digits: no two pieces have one.
Masks ValuePieces::learn_date(std::string_view normal, TokenList& tokens, const SetTokens& set)
{
    if (normal.size() != 8 || !all_digits(normal)) return {};
    const auto learnt = [&](char label, std::string_view digits, Cut cut,
                            std::vector<const std::uint64_t*>& by_number) {
        char text[5] = {label};
        std::ranges::copy(digits, text + 1);
        const std::uint64_t*& known = by_number[number_in(digits)];
        if (known == nullptr) known = piece(normal, {text, digits.size() + 1}, cut, tokens, set);
        return known;
    };
    Masks masks;
    masks.of = {learnt('y', normal.substr(0, 4), cut_year, years_),
                learnt('m', normal.substr(4, 2), cut_month, months_),
                learnt('d', normal.substr(6, 2), cut_day, days_)};
    if (std::ranges::none_of(masks.of, [](const auto* mask) { return mask == nullptr; })) masks.count = 3;
    return masks;
}

Masks ValuePieces::learn(std::string_view normal, TokenList& tokens, const SetTokens& set)
{
    if (kind_ == FieldKind::date) return learn_date(normal, tokens, set);
    if (!is_uk_postcode(normal)) return {};
    Masks masks;
    masks.of[0] = piece(normal, normal.substr(0, normal.size() - 2), cut_sector, tokens, set);
    masks.of[1] = piece(normal, normal.substr(normal.size() - 3), cut_inward, tokens, set);
    if (masks.of[0] != nullptr && masks.of[1] != nullptr) masks.count = 2;
    return masks;
}

} // namespace gauze::custodian
