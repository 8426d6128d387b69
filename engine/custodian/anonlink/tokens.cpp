#include "engine/custodian/anonlink/tokens.hpp"

#include "engine/custodian/anonlink/unicode_text.hpp"
#include "engine/custodian/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>

namespace gauze::custodian::anonlink {

namespace {

constexpr std::size_t usual_size = 4096; // so that short values are never left behind by a growing buffer

// v = the number times 10^precision, as the reference computes it.
std::optional<WholeNumber> scaled(std::string_view value, unsigned precision)
{
    auto whole = read_whole(value);
    if (whole) {
        whole->multiply_by_power_of_ten(precision);
        return whole;
    }
    const auto real = read_real(value);
    if (!real) return std::nullopt;
    const double moved =
        precision == 0 ? std::trunc(*real) : round_half_to_even(*real * power_of_ten(precision));
    if (!std::isfinite(moved)) return std::nullopt;
    return WholeNumber::of_double(moved);
}

void append_units(char32_t c, std::size_t bytes, std::string& into)
{
    for (std::size_t i = 0; i < bytes; ++i) into += static_cast<char>(c >> (8 * i) & 0xff);
}

void append_utf16(char32_t c, std::string& into)
{
    if (c < 0x10000) {
        append_units(c, 2, into);
        return;
    }
    append_units(0xd800 + ((c - 0x10000) >> 10), 2, into);
    append_units(0xdc00 + ((c - 0x10000) & 0x3ff), 2, into);
}

// Python's native encodings on a little-endian machine, each token with its byte-order mark.
void append_wide(Encoding encoding, std::string_view utf8, std::string& into)
{
    std::u32string characters;
    decode(utf8, characters);
    for (const char32_t c : characters)
        encoding == Encoding::utf16 ? append_utf16(c, into) : append_units(c, 4, into);
    wipe(std::as_writable_bytes(std::span(characters)));
}

} // namespace

Encoding encoding_of(const Feature& feature) noexcept
{
    return feature.format.kind == FormatKind::text ? feature.format.text.encoding : Encoding::utf8;
}

void Windows::cut(std::string_view value, std::size_t n)
{
    n_ = n;
    count_ = 0;
    starts_.clear();
    if (value.empty()) return;
    const std::size_t blanks = n - 1, bytes = value.size() + 2 * blanks;
    std::string& padded =
        padded_.value; // never made shorter: what is behind the last window is not looked at
    if (padded.size() < bytes + slack) {
        wipe(std::as_writable_bytes(std::span(padded)));
        padded.assign(std::max(usual_size, bytes + slack), '\0');
    }
    std::fill_n(padded.begin(), blanks, ' ');
    std::memcpy(padded.data() + blanks, value.data(), value.size());
    std::fill_n(padded.data() + blanks + value.size(), blanks, ' ');
    std::size_t characters = bytes;
    if (!is_ascii(value)) {
        const std::string_view text(padded.data(), bytes);
        for (std::size_t at = 0; at < bytes; at += std::max<std::size_t>(1, utf8_sequence(text.substr(at))))
            starts_.push_back(static_cast<std::uint32_t>(at));
        characters = starts_.size();
        starts_.push_back(static_cast<std::uint32_t>(bytes));
    }
    count_ = characters - n + 1;
}

bool token_bytes(Encoding encoding, std::string_view text, std::size_t position, WipedText& into)
{
    std::string& bytes = into.value;
    bytes.clear();
    std::array<char, 24> prefix;
    std::string_view place;
    if (position > 0) {
        char* end = std::to_chars(prefix.begin(), prefix.end() - 1, position).ptr;
        *end++ = ' ';
        place = {prefix.data(), static_cast<std::size_t>(end - prefix.data())};
    }
    if (encoding == Encoding::ascii && !is_ascii(text)) return false;
    if (encoding == Encoding::utf8 || encoding == Encoding::ascii) {
        bytes.append(place).append(text);
        return true;
    }
    append_units(0xfeff, encoding == Encoding::utf16 ? 2 : 4, bytes);
    append_wide(encoding, place, bytes);
    append_wide(encoding, text, bytes);
    return true;
}

CellReason TokenList::add(Encoding encoding, std::string_view text, std::size_t position)
{
    if (!token_bytes(encoding, text, position, one_)) return CellReason::not_encodable;
    bytes_.value += one_.value;
    ends_.push_back(bytes_.value.size());
    return CellReason::none;
}

CellReason TokenList::cut(const Feature& feature, std::string_view value)
{
    bytes_.value.reserve(usual_size);
    one_.value.reserve(usual_size);
    bytes_.value.clear();
    ends_.clear();
    if (value.empty()) return CellReason::none;
    const Encoding encoding = encoding_of(feature);
    const Comparison& comparison = feature.comparison;
    if (comparison.kind == ComparisonKind::numeric) return cut_numbers(feature, value);
    if (comparison.kind == ComparisonKind::exact) return add(encoding, value, 0);
    windows_.cut(value, comparison.n);
    for (std::size_t i = 0; i < windows_.size(); ++i) {
        const CellReason reason = add(encoding, windows_[i], comparison.positional ? i + 1 : 0);
        if (reason != CellReason::none) return reason;
    }
    return CellReason::none;
}

// The value is moved to the nearest multiple of the step, ties upwards, and its neighbours are all multiples
// within `resolution` steps.
CellReason TokenList::cut_numbers(const Feature& feature, std::string_view value)
{
    const Comparison& comparison = feature.comparison;
    auto number = scaled(value, comparison.precision);
    if (!number) return CellReason::not_number;
    number->multiply(2 * comparison.resolution);
    const std::uint64_t rest = number->floor_modulo(comparison.step);
    if (2 * rest < comparison.step)
        number->subtract(rest);
    else
        number->add(comparison.step - rest);
    number->subtract(comparison.step * comparison.resolution);
    WipedText decimal;
    for (std::uint64_t i = 0; i < 2 * comparison.resolution + 1; ++i) {
        if (number->digits() > most_digits) return CellReason::not_number;
        decimal.value.clear();
        number->append_text(decimal.value);
        const CellReason reason = add(encoding_of(feature), decimal.value, 0);
        if (reason != CellReason::none) return reason;
        number->add(comparison.step);
    }
    return CellReason::none;
}

} // namespace gauze::custodian::anonlink
