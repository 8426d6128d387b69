// Text out of a stranger's file on its way to a terminal: a control character in a cell could move the
// cursor, recolour what stands there already or answer in the person's place, and an invisible one could make
// two cells look alike that are not. Letters of every script are shown as they are.
#pragma once

#include "engine/custodian/plaintext.hpp"

#include <iosfwd>
#include <string_view>

namespace gauze::custodian {

// Writes the text in double quotes. A quote and a backslash get a backslash; line feed, carriage return and
// tab are \n \r \t; other control characters, invisible ones and blanks that are not the common one are
// \u{202e}; bytes that are not UTF-8 are \xff. Keeps nothing.
void show_quoted(std::string_view text, std::ostream& out);

} // namespace gauze::custodian
