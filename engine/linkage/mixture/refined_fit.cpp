#include "engine/linkage/mixture/refined_fit.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::linkage::mixture {

Fit refined_fit(const PatternEvidence& evidence, double expected, const FitOptions& options)
{
    FitOptions settling = options;
    settling.settled = std::min(options.settled, 1e-5); // shares stand still before tables do
    FitOptions drawn_together = settling;
    drawn_together.common_errors = 50;
    Fit two = fit(evidence, first_guess(evidence, expected, 2), settling);
    Fit three = fit(evidence, first_guess(evidence, expected, 3), drawn_together);
    const bool refines =
        three.settled && std::abs(three.matches - two.matches) <= most_change_by_refining * two.matches;
    return refines ? std::move(three) : std::move(two);
}

} // namespace gauze::linkage::mixture
