#include "engine/custodian/anonlink/unicode_text.hpp"

#include "bloom/base/error.hpp"
#include "engine/custodian/utf8.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstring>

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace gauze::custodian::anonlink {

namespace {

UChar32 point(char32_t c) { return static_cast<UChar32>(c); }

char32_t first_of(std::string_view utf8, std::size_t length)
{
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(utf8[i]));
    };
    if (length == 1) return byte(0);
    char32_t c = byte(0) & (0xffu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) c = c << 6 | (byte(i) & 0x3fu);
    return c;
}

} // namespace

void decode(std::string_view utf8, std::u32string& into)
{
    into.clear();
    while (!utf8.empty()) {
        const std::size_t length = std::max<std::size_t>(1, utf8_sequence(utf8));
        into += first_of(utf8, length);
        utf8.remove_prefix(length);
    }
}

void append_utf8(char32_t c, std::string& into)
{
    const auto tail = [&](unsigned shift) { into += static_cast<char>(0x80 | (c >> shift & 0x3f)); };
    if (c < 0x80) {
        into += static_cast<char>(c);
    } else if (c < 0x800) {
        into += static_cast<char>(0xc0 | c >> 6);
        tail(0);
    } else if (c < 0x10000) {
        into += static_cast<char>(0xe0 | c >> 12);
        tail(6), tail(0);
    } else {
        into += static_cast<char>(0xf0 | c >> 18);
        tail(12), tail(6), tail(0);
    }
}

std::size_t count_characters(std::string_view utf8) noexcept
{
    const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
    return static_cast<std::size_t>(std::ranges::count_if(utf8, starts));
}

bool is_ascii(std::string_view text) noexcept
{
    std::uint64_t all = 0, word = 0;
    for (; text.size() >= sizeof word; text.remove_prefix(sizeof word)) {
        std::memcpy(&word, text.data(), sizeof word);
        all |= word;
    }
    for (const char c : text) all |= static_cast<unsigned char>(c);
    return (all & 0x8080808080808080u) == 0;
}

int digit_value(char32_t c) noexcept
{
    if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
    return u_charType(point(c)) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue(point(c)) : -1;
}

bool is_blank(char32_t c) noexcept
{
    if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f);
    return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
           c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

// Letters, whatever stands for a number, and the underscore.
bool is_word(char32_t c) noexcept
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
    return (U_GET_GC_MASK(point(c)) & U_GC_L_MASK) != 0 ||
           u_getIntPropertyValue(point(c), UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

bool is_caseless(char32_t c) noexcept
{
    return u_tolower(point(c)) == point(c) && u_toupper(point(c)) == point(c) &&
           u_totitle(point(c)) == point(c) && u_foldCase(point(c), U_FOLD_CASE_DEFAULT) == point(c);
}

bool is_its_upper_case(std::string_view utf8)
{
    if (is_ascii(utf8)) return std::ranges::none_of(utf8, [](char c) { return c >= 'a' && c <= 'z'; });
    const icu::UnicodeString text =
        icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int>(utf8.size())});
    icu::UnicodeString mapped = text;
    return mapped.toUpper(icu::Locale::getRoot()) == text;
}

bool is_its_lower_case(std::string_view utf8)
{
    if (is_ascii(utf8)) return std::ranges::none_of(utf8, [](char c) { return c >= 'A' && c <= 'Z'; });
    const icu::UnicodeString text =
        icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int>(utf8.size())});
    icu::UnicodeString mapped = text;
    return mapped.toLower(icu::Locale::getRoot()) == text;
}

} // namespace gauze::custodian::anonlink
