// Slips of the hand, of the ear and of the scanner, in texts, dates and numbers. Each changes what it is
// given, and so that it still shows when the text is put in capitals without accents.
#pragma once

#include "datasets/synth/draws.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace gauze::synth {

// Typed on a British keyboard; written down from speech; read by a machine.
enum class Channel : std::uint8_t { keyboard, ear, scanner };

// One slip in a text (UTF-8, not empty): a character left out, doubled, put in, replaced or exchanged with
// its neighbour; a sound written in another way; shapes taken for others. Where ear and scanner find nothing
// to mistake, the keyboard does. The result is not empty and has no blank at its ends.
std::string with_slip(std::string_view text, Channel channel, Draws& draws);

using Date = std::chrono::year_month_day;
// 03/11 for 11/03.
bool has_other_reading(Date date);
Date read_the_other_way(Date date);
// Exactly one part differs: the day, the month, the year by one or by ten. Not after `latest`, which is not
// before `date`.
Date with_one_part_off(Date date, Date latest, Draws& draws);
// What systems put where nothing is known: 1 January of the year (where that is not the date), 01/01/1900,
// 01/01/1901, 11/11/1911.
Date default_for(Date date, Draws& draws);

// Each takes a number that is valid (world/numbers.hpp). Two digits exchanged and a check digit that fits:
// somebody else's NHS number, in the same range of ten million.
std::string another_valid_nhs_number(std::string_view number, Draws& draws);
// Not valid: neighbours exchanged or a digit misread, the check digit as it was; of a NINO also a suffix
// there is not, a character left out, a letter for a digit.
std::string invalid_nhs_number_for(std::string_view number, Draws& draws);
std::string spoilt_upn_for(std::string_view upn, Draws& draws);
std::string spoilt_nino_for(std::string_view nino, Draws& draws);

} // namespace gauze::synth
