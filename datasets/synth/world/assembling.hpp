// The last stages: numbers, households and families of what kin, life and moving have made.
#pragma once

#include "datasets/synth/world/making.hpp"

namespace gauze::synth {

// NHS numbers, UPNs and NINOs, to those who have them.
void number(Making& making);

// Households of the living, families by parenthood and partnership, and one need for all of a family.
void assemble(Making& making);

} // namespace gauze::synth
