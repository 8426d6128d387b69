#include "engine/linkage/mixture/refined_fit.hpp"

#include <cmath>

namespace gauze::linkage::mixture {

Fit refined_fit(const PatternEvidence& evidence, double expected, const FitOptions& options)
{
    Fit two = fit(evidence, first_guess(evidence, expected, 2), options);
    FitOptions drawn_together = options;
    drawn_together.common_errors = 50;
    Fit three = fit(evidence, first_guess(evidence, expected, 3), drawn_together);
    const bool refines =
        three.settled && std::abs(three.matches - two.matches) <= most_change_by_refining * two.matches;
    return refines ? std::move(three) : std::move(two);
}

} // namespace gauze::linkage::mixture
