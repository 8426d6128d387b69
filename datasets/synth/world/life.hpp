// What everybody is called over time: names at birth, then weddings, divorces, adoptions, deed polls and
// gender recognition in the order in which they happened, for a child's name hangs on what its mother was
// called that day.
#pragma once

#include "datasets/synth/world/making.hpp"

namespace gauze::synth {

// Fills names, calling and recognition.
void live(Making& making);

} // namespace gauze::synth
