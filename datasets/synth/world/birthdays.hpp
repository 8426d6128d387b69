// On which days of the year people are born: most in late September, some 38 weeks after Christmas, fewest on
// the holidays about Christmas and New Year, when no birth is planned.
#pragma once

#include "datasets/synth/draws.hpp"
#include "datasets/synth/world/person.hpp"

namespace gauze::synth {

// Maps days that are spread evenly over a year to days of the same year that are spread as births are, in
// their order: earlier days go to earlier ones, but for the part of a day that is drawn. No day moves by more
// than a fortnight. One draw.
Day seasonal(Day day, Draws& draws);

} // namespace gauze::synth
