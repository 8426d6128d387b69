// Two classes of one person, or three. A third can say better how errors go together, since records with one
// wrong field are neither clean nor bad; but it is as free to take people of one family, or neighbours, for
// badly recorded persons. So it is taken where it only refines: where it leaves the number of matches as it
// was.
#pragma once

#include "engine/linkage/mixture/fit.hpp"

namespace gauze::linkage::mixture {

inline constexpr double most_change_by_refining = .05; // of the expected matches

// From `first_guess`, with `expected` matches to begin with. Costs two fits.
Fit refined_fit(const PatternEvidence& evidence, double expected, const FitOptions& options);

} // namespace gauze::linkage::mixture
