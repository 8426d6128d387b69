#include "engine/custodian/normalize.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

namespace gauze::custodian {
namespace {

constexpr char16_t chain[] = u"Any-Latin; NFKD; [[:Mn:][:Me:][:Cf:][:Default_Ignorable_Code_Point:]] Remove; "
                             u"Latin-ASCII; [[:Lm:][:Sk:]-[\\u0000-\\u007F]] Remove; Upper";

// A transliterator may not be shared between threads, and is slow to make.
const icu::Transliterator& transliterator()
{
    thread_local const std::unique_ptr<icu::Transliterator> instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        UParseError place;
        std::unique_ptr<icu::Transliterator> made(
            icu::Transliterator::createInstance(chain, UTRANS_FORWARD, place, status));
        if (U_FAILURE(status) || !made)
            throw Error(Exit::internal, "the Unicode tables of this system are incomplete",
                        "install the full ICU data (Debian: libicu72)");
        return made;
    }();
    return *instance;
}

constexpr char folded_ascii(char c)
{
    if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
    return c < ' ' || c == 0x7f ? ' ' : c; // only ever called for 0 to 127
}

constexpr bool is_kept(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// What a text is made of decides the way it takes.
enum class Alphabet { ascii, latin1, other };

Alphabet alphabet_of(std::string_view text)
{
    const auto high = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    auto at = std::find_if(text.begin(), text.end(), high);
    if (at == text.end()) return Alphabet::ascii;
    for (; at != text.end(); ++at) {
        if (!high(*at)) continue;
        const auto lead = static_cast<unsigned char>(*at);
        if ((lead != 0xc2 && lead != 0xc3) || at + 1 == text.end()) return Alphabet::other;
        if ((static_cast<unsigned char>(*++at) & 0xc0) != 0x80) return Alphabet::other;
    }
    return Alphabet::latin1;
}

void append_printable(const icu::UnicodeString& text, std::string& into)
{
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        into += c < 0x80 ? folded_ascii(static_cast<char>(c)) : '?';
    }
}

// U+0080 to U+00FF, each as ICU folds it. The chain looks at no neighbours within Latin-1 (a test holds it to
// that).
const std::array<std::string, 128>& latin1_table()
{
    static const std::array<std::string, 128> table = [] {
        std::array<std::string, 128> made;
        for (unsigned i = 0; i < 128; ++i) {
            const char utf8[] = {static_cast<char>(i < 64 ? 0xc2 : 0xc3), static_cast<char>(0x80 + i % 64)};
            fold_by_icu({utf8, 2}, made[i]);
        }
        return made;
    }();
    return table;
}

void fold_latin1(std::string_view cell, std::string& into)
{
    const std::array<std::string, 128>& table = latin1_table();
    into.clear();
    into.reserve(cell.size() * 2); // the longest of the table has three characters for two bytes
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const auto byte = static_cast<unsigned char>(cell[i]);
        if (byte < 0x80)
            into += folded_ascii(cell[i]);
        else
            into += table[(byte - 0xc2u) * 64 + (static_cast<unsigned char>(cell[++i]) & 0x3fu)];
    }
}

} // namespace

std::string unicode_version()
{
    UVersionInfo version;
    u_getUnicodeVersion(version);
    return std::to_string(version[0]) + "." + std::to_string(version[1]);
}

bool fold_by_icu(std::string_view cell, std::string& into)
{
    // Never more UTF-16 units than UTF-8 bytes. Unlike UnicodeString::fromUTF8, this says when the bytes are
    // wrong.
    icu::UnicodeString text;
    const auto capacity = static_cast<std::int32_t>(cell.size());
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(text.getBuffer(capacity), capacity, &length, cell.data(), capacity, &status);
    text.releaseBuffer(U_SUCCESS(status) ? length : 0);
    into.clear();
    if (status == U_INVALID_CHAR_FOUND) return false;

    text.findAndReplace(icu::UnicodeString(u'\u00b4'), icu::UnicodeString(u'\''));
    text.findAndReplace(icu::UnicodeString(u'\u0259'), icu::UnicodeString(u'a'));
    text.findAndReplace(icu::UnicodeString(u'\u018f'), icu::UnicodeString(u'A'));
    transliterator().transliterate(text);
    into.reserve(static_cast<std::size_t>(text.length()));
    append_printable(text, into);
    return true;
}

bool fold(std::string_view cell, std::string& into)
{
    switch (alphabet_of(cell)) {
    case Alphabet::ascii:
        into.resize(cell.size());
        std::transform(cell.begin(), cell.end(), into.begin(), folded_ascii);
        return true;
    case Alphabet::latin1: fold_latin1(cell, into); return true;
    case Alphabet::other: break;
    }
    return fold_by_icu(cell, into);
}

std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

void keep_words(std::string& folded)
{
    std::size_t kept = 0;
    bool between = false; // blanks are owed since the last kept character
    for (const char c : folded) {
        if (c == '\'' || c == '`') continue;
        if (!is_kept(c)) {
            between = kept > 0;
            continue;
        }
        if (between) folded[kept++] = ' ';
        folded[kept++] = c;
        between = false;
    }
    folded.resize(kept);
}

void keep_letters_and_digits(std::string& folded)
{
    std::erase_if(folded, [](char c) { return !is_kept(c); });
}

bool stands_for_missing(std::string_view cell)
{
    if (cell == "NULL" || cell == "null") return true;
    static constexpr std::array<std::string_view, 4> words{"N/A", "NONE GIVEN", "NOT KNOWN", "UNKNOWN"};
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return std::equal(cell.begin(), cell.end(), word.begin(), word.end(), [](char a, char b) {
            return static_cast<unsigned char>(a) < 0x80 && folded_ascii(a) == b;
        });
    });
}

} // namespace gauze::custodian
