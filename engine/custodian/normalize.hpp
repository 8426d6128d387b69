// The first step of every rule: any writing becomes plain upper-case ASCII, so that "Łukasz", "LUKASZ" and
// "Лукаш" meet (or nearly). The second, what a field of a certain kind keeps of it, stands with the kinds in
// normal_*.cpp.
//
// ICU is used in normalize.cpp and nowhere else. Its chain is
//
//   Greek-Latin/UNGEGN; Armenian-Latin/BGN; Any-Latin; NFKD; remove marks and invisible characters;
//   Latin-ASCII; remove modifier letters; Upper
//
// with rules of ours before it, which write Cyrillic, Urdu and the scripts of northern India more as their
// speakers do in English (docs/normalisation.md, "Other scripts"). Limits: Arabic and Hebrew are written
// without their vowels, Chinese and Japanese characters both in Mandarin; Khmer, Lao and Sinhala not at all.
#pragma once

#include "engine/custodian/plaintext.hpp"

#include <string>
#include <string_view>

namespace gauze::custodian {

// The version of the Unicode tables in use ("15.0"); in every fingerprint beside the rules.
std::string unicode_version();

// A buffer for plaintext on its way from cell to tokens, wiped when it goes.
struct WipedText {
    WipedText() = default;
    WipedText(const WipedText&) = delete;
    ~WipedText()
    {
        value.resize(value.capacity()); // what was cut off its end still stands there
        wipe(std::as_writable_bytes(std::span(value)));
    }
    std::string value;
};

// Replaces `into` by the cell in upper-case printable ASCII. Punctuation and blanks stay; control characters
// are blanks; a character that no rule knows (an emoji) is '?'. False: the cell is not valid UTF-8. Any
// thread. A cell of ASCII or Latin-1 costs tens of nanoseconds, another tens of microseconds; the first one
// outside ASCII costs a thread tens of milliseconds. Throws Error(internal) if the system's Unicode tables
// are incomplete.
bool fold(std::string_view cell, std::string& into);
// The same by ICU alone, whatever the characters: slow, and what `fold` must agree with.
bool fold_by_icu(std::string_view cell, std::string& into);

// Without blanks and control characters at both ends.
std::string_view trimmed(std::string_view text);

// Keeps letters and digits of folded text, drops apostrophes, turns everything else into single blanks
// between words: " O'BRIEN-SMITH (J.R.) " -> "OBRIEN SMITH J R".
void keep_words(std::string& folded);
// Keeps letters and digits of folded text alone: "SW1A 1AA" -> "SW1A1AA".
void keep_letters_and_digits(std::string& folded);

// Whether a trimmed cell is what systems and clerks write into an empty field: NULL, N/A, #N/A, NONE GIVEN,
// NOT KNOWN or UNKNOWN, in any case. But "Null" and "Na" are people.
bool stands_for_missing(std::string_view cell);

} // namespace gauze::custodian
