// Where everybody lived. A roof moves as one, more often the younger its people, and what is told goes back
// ten years; those who came under it later lived elsewhere before: with parents, with the other parent of
// their children, in homes of their own.
#pragma once

#include "datasets/synth/world/making.hpp"

namespace gauze::synth {

// Fills homes, the stays of roofs and of people.
void move(Making& making);

} // namespace gauze::synth
