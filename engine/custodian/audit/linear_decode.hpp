// A4, linear decoding: from the encodings of people he knows the attacker learns, by ridge regression, to
// write down a person's filter under his own key, and looks for the nearest one in the register. The
// regression is in its dual form, so that symbols (one-hot) and keys cost no more than bits: what is needed
// of two encodings is how much of them is equal.
//
// The penalty is tried at several strengths and the best outcome counts: more than an attacker could choose.
// Cost: (known)^3 / 3 and unknown x register x bits of multiplications: seconds for 1,500 in 4,500.
#pragma once

#include "engine/custodian/audit/attack.hpp"

namespace gauze::custodian {

// `targets`: for each register row the attacker's filter of all fields. `known`: released records, ascending.
Named linear_decode(const Attacked& attacked, const SeenView& targets, const std::vector<std::size_t>& known);

} // namespace gauze::custodian
