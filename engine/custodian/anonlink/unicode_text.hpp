// Characters as Python 3 sees them: what a digit, a blank, a word character or an upper-case text is decides
// which cells the CLK format accepts and what it makes of them. All of ICU that this folder needs is behind
// these functions. The tables are those of the ICU in use; for characters that entered Unicode after version
// 14 the reference (Python 3.11) may answer otherwise.
#pragma once

#include <string>
#include <string_view>

namespace gauze::custodian::anonlink {

// Well-formed UTF-8 as code points. `into` is cleared first; the text must be well formed.
void decode(std::string_view utf8, std::u32string& into);
void append_utf8(char32_t c, std::string& into);
std::size_t count_characters(std::string_view utf8) noexcept;
bool is_ascii(std::string_view text) noexcept;

int digit_value(char32_t c) noexcept;  // 0 to 9 for a decimal digit of any script, otherwise -1
bool is_blank(char32_t c) noexcept;    // str.isspace
bool is_word(char32_t c) noexcept;     // \w of a regular expression
bool is_caseless(char32_t c) noexcept; // has no other case, so that matching without case is plain matching

// Full mapping, as str.upper() and str.lower(): "\u00df" is its own lower case, but not its own upper case.
bool is_its_upper_case(std::string_view utf8);
bool is_its_lower_case(std::string_view utf8);

} // namespace gauze::custodian::anonlink
