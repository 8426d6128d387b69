// The NYSIIS phonetic code of a word (R. L. Taft, Name Search Techniques, New York State Identification and
// Intelligence System, 1970), in the reading of Apache Commons Codec: letters that repeat are dropped from
// the first on, so that KNUTH is "NAT". The code has at most six letters.
//
//   the word's beginning  MAC -> MCC  KN -> NN  K -> C  PH, PF -> FF  SCH -> SSS
//   then its end          EE, IE -> Y  DT, RT, RD, NT, ND -> D
//   from the second letter to the last, each seeing what the ones before it have become:
//                         EV -> AF  A E I O U -> A  Q -> G  Z -> S  M -> N  KN -> NN  K -> C  SCH -> SSS
//                         PH -> FF  H -> the letter before, unless between vowels  W behind a vowel -> that
//                         the letter joins the code if it differs from the one before it
//   the code's end        S goes; then AY -> Y; then A goes; the first letter always stays
#pragma once

#include "engine/custodian/plaintext.hpp"

#include <string>
#include <string_view>

namespace gauze::custodian {

// Appends the code of a word in capitals to `into`. Other characters than A to Z are dropped first; of a word
// without a letter nothing is appended, and the result is false. Any thread.
bool append_nysiis(std::string_view word, std::string& into);

} // namespace gauze::custodian
