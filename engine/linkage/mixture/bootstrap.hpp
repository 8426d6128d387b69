// What else the mixture could have been: it is learned again and again from counts drawn anew, each distinct
// evidence as often as a Poisson variable around its count says (Efron 1979, in the form that Hanley and
// MacGibbon 2006 give for large tables), starting where the fit ended.
#pragma once

#include "engine/linkage/mixture/fit.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace gauze::linkage::mixture {

// Learns from other counts, by distinct evidence, starting warm; gives the log-odds.
using Refit = std::function<std::vector<double>(std::span<const double> counts)>;

// The log-odds of draw 0, 1, ...: the same for the same draw. Refers to `counts`, which must outlive it.
std::function<std::vector<double>(std::size_t draw)> bootstrap(std::span<const double> counts, Refit refit);

} // namespace gauze::linkage::mixture
