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

// What stands before ICU's own chain, and why: see docs/normalisation.md.
constexpr char16_t rules[] = uR"rules(
    \u00b4 > \';
    ::NFC;
    \u018f > A; \u0259 > a;
    # Cyrillic as English-speaking offices write it, not in one letter with a mark for each letter.
    ж > zh; Ж > Zh; х > kh; Х > Kh; ц > ts; Ц > Ts; ч > ch; Ч > Ch; ш > sh; Ш > Sh; щ > shch; Щ > Shch;
    й > y; Й > Y; ю > yu; Ю > Yu; я > ya; Я > Ya;
    # Arabic and Hebrew letters that are vowels to an English ear: Ali, Fatima, Mustafa, Abraham.
    \u0639 \u0627? > a; [\u0629\u06c3\u0649] > a; [\u05d0\u05e2] > a;
    # Letters of Urdu, Pashto and Kurdish that the Arabic rules leave alone.
    [\u0679\u067c] > t; [\u0688\u0689] > d; [\u0691\u0693\u0695] > r; [\u06ba\u06bc] > n;
    [\u06be\u06c0\u06c1\u06c2\u06d5] > h; [\u06cd\u06ce\u06d0\u06d2\u06d3] > y; \u06c6 > w;
    \u06b5 > l; \u0681 > dz; \u0685 > ts; \u069a > sh; \u0696 > zh; \u06ab > g;
    # A consonant that ends a word of Devanagari, Bengali, Gurmukhi or Gujarati is spoken without its vowel.
    $end = [^[:L:][:M:]];
    ([\u0915-\u0939\u0958-\u095f]\u093c?) } $end > $1 \u094d;
    ([\u0995-\u09b9\u09dc-\u09df]\u09bc?) } $end > $1 \u09cd;
    ([\u0a15-\u0a39\u0a59-\u0a5e]\u0a3c?) } $end > $1 \u0a4d;
    ([\u0a95-\u0ab9]\u0abc?) } $end > $1 \u0acd;
    \u0a70 > \u0a28 \u0a4d; # the nasal of Singh
    ::Armenian-Latin/BGN;
    ::Any-Latin;
    \u01dd > e; \u018e > E; # of Ethiopic
    ::NFKD;
    ::[[:Mn:][:Me:][:Cf:][:Default_Ignorable_Code_Point:]] Remove;
    ::Latin-ASCII;
    ::[[:Lm:][:Sk:]-[\u0000-\u007f]] Remove;
    ::Upper;
)rules";

[[noreturn]] void incomplete_tables()
{
    throw Error(Exit::internal, "the Unicode tables of this system are incomplete",
                "install the full ICU data (Debian: libicu72)");
}

std::unique_ptr<icu::Transliterator> made(UErrorCode status, icu::Transliterator* transliterator)
{
    std::unique_ptr<icu::Transliterator> owner(transliterator);
    if (U_FAILURE(status) || !owner) incomplete_tables();
    return owner;
}

// A transliterator may not be shared between threads, and is slow to make.
const icu::Transliterator& romaniser()
{
    thread_local const std::unique_ptr<icu::Transliterator> instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        UParseError place;
        icu::Transliterator* const transliterator = icu::Transliterator::createFromRules(
            u"gauze", icu::UnicodeString(rules), UTRANS_FORWARD, place, status);
        return made(status, transliterator);
    }();
    return *instance;
}

// Modern Greek as in passports: "CHRISTOS" where the classic rules of Any-Latin have "CHRESTOS". Only for
// text that is Greek, because it changes punctuation too.
const icu::Transliterator& greek_romaniser()
{
    thread_local const std::unique_ptr<icu::Transliterator> instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        UParseError place;
        icu::Transliterator* const transliterator =
            icu::Transliterator::createInstance(u"Greek-Latin/UNGEGN", UTRANS_FORWARD, place, status);
        return made(status, transliterator);
    }();
    return *instance;
}

bool is_greek(const icu::UnicodeString& text)
{
    for (std::int32_t i = 0; i < text.length(); ++i) {
        const char16_t c = text[i];
        if ((c >= 0x370 && c <= 0x3ff) || (c >= 0x1f00 && c <= 0x1fff)) return true;
    }
    return false;
}

// Room for `size` characters and a few that rules put in, in a buffer that may hold an earlier cell: what it
// held is wiped before it is given back.
void make_room(std::string& into, std::size_t size)
{
    if (into.capacity() < size + 8) {
        into.resize(into.capacity());
        wipe(std::as_writable_bytes(std::span(into)));
        into.clear();
        into.reserve(size + 8);
    }
    into.clear();
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
    make_room(into, cell.size() * 2); // the longest of the table has three characters for two bytes
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

    if (is_greek(text)) greek_romaniser().transliterate(text);
    romaniser().transliterate(text);
    make_room(into, static_cast<std::size_t>(text.length()));
    append_printable(text, into);
    wipe(std::as_writable_bytes(
        std::span(text.getBuffer(text.getCapacity()), static_cast<std::size_t>(text.getCapacity()))));
    text.releaseBuffer(0);
    return true;
}

bool fold(std::string_view cell, std::string& into)
{
    switch (alphabet_of(cell)) {
    case Alphabet::ascii:
        make_room(into, cell.size());
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
    if (cell.empty() || std::string_view("Nn#Uu").find(cell.front()) == std::string_view::npos) return false;
    if (cell == "NULL" || cell == "null") return true;
    static constexpr std::array<std::string_view, 5> words{"N/A", "#N/A", "NONE GIVEN", "NOT KNOWN",
                                                           "UNKNOWN"};
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return std::equal(cell.begin(), cell.end(), word.begin(), word.end(), [](char a, char b) {
            return static_cast<unsigned char>(a) < 0x80 && folded_ascii(a) == b;
        });
    });
}

} // namespace gauze::custodian
