// The parts of a normal form that go into match keys: the whole, or what of it survives a slip. Like tokens,
// a pure function of kind and normal form.
//
//   exact       names, places, address lines, texts: all words without the blanks, "MARYANN"; of a full name
//               in the order of the alphabet; date: all eight places, all digits; NINO: without its last
//               letter, which is not always written; others as they are, without blanks
//   sound       the phonetic code of a name's first word, particles joined (nysiis.hpp); of a full name the
//               codes of all words in the order of the alphabet
//   initial     first letter of a name
//   year_month  "197402", month_day "0224", year_day "197424", year "1974",
//               month_before "197401" and month_after "197403"
//   sector      "SW1A1", outward "SW1A", district "SW1" of a UK postcode
//
// A date's part that is not known (a '?') or is zero is absent, and with it every level it belongs to. The
// level bigram is not here: which bigram of the tokens a record shows is chosen under the key.
#pragma once

#include "engine/custodian/plaintext.hpp"
#include "engine/project/policy.hpp"

#include <string>
#include <string_view>

namespace gauze::custodian {

// Replaces `into` by the part of a normal form. False: it has no such part, because the kind has no such
// level or the value lacks it, and `into` is "". The caller wipes the buffer. Any thread; costs tens of
// nanoseconds.
bool part_of(project::FieldKind kind, project::PartLevel level, std::string_view normal, std::string& into);

} // namespace gauze::custodian
