// Family names with a form for men and one for women: Polish, Czech, Bulgarian and Ukrainian endings, and the
// Lithuanian three (Kazlauskas, his wife Kazlauskienė, his daughter Kazlauskaitė). By rules on the endings;
// a name that no rule knows has one form.
#pragma once

#include <string>
#include <string_view>

namespace gauze::synth {

// Of a name in the form of men.
std::string form_of_daughter(std::string_view family);
std::string form_of_wife(std::string_view family);
// Of a name in either form. A wife's Lithuanian name tells several forms of men; the commonest is taken.
std::string form_of_man(std::string_view family);

} // namespace gauze::synth
