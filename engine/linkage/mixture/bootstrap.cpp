#include "engine/linkage/mixture/bootstrap.hpp"

#include "engine/linkage/chance.hpp"

namespace gauze::linkage::mixture {

std::function<std::vector<double>(std::size_t)> bootstrap(std::span<const double> counts, Refit refit)
{
    return [counts, refit = std::move(refit)](std::size_t draw) {
        Chance chance(draw);
        std::vector<double> drawn(counts.begin(), counts.end());
        for (double& count : drawn) count = chance.poisson(count);
        return refit(drawn);
    };
}

} // namespace gauze::linkage::mixture
