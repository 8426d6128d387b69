#include "engine/linkage/mixture/learn_tables.hpp"

#include <algorithm>

namespace gauze::linkage::mixture {

std::vector<double> learned_table(const std::vector<double>& counted, const std::vector<double>& guessed,
                                  double prior)
{
    double all = prior;
    for (const double count : counted) all += count;
    std::vector<double> table(counted.size());
    for (std::size_t l = 0; l < table.size(); ++l) table[l] = (counted[l] + prior * guessed[l]) / all;
    return table;
}

void draw_unequal_together(const Levels& levels, std::size_t field, std::vector<PairClass>& classes,
                           std::span<const double> pairs, double prior)
{
    const auto unequal = [&](std::size_t l) { return levels.group[l] != levels.equal; };
    // Ten pairs of which nothing is known begin the common table.
    constexpr double ten = 10;
    std::vector<double> common(levels.size());
    double number = 0, sum = 0;
    for (std::size_t l = 0; l < common.size(); ++l) number += unequal(l);
    for (std::size_t l = 0; l < common.size(); ++l) {
        if (!unequal(l)) continue;
        common[l] = ten / number;
        for (std::size_t c = 0; c < classes.size(); ++c)
            if (classes[c].match) common[l] += pairs[c] * classes[c].tables[field][l];
        sum += common[l];
    }
    if (!(sum > 0)) return; // a field whose values are always equal
    for (std::size_t c = 0; c < classes.size(); ++c) {
        if (!classes[c].match) continue;
        std::vector<double>& table = classes[c].tables[field];
        double all = 0;
        for (std::size_t l = 0; l < table.size(); ++l) all += unequal(l) ? table[l] : 0;
        for (std::size_t l = 0; l < table.size(); ++l)
            if (unequal(l))
                table[l] = all * (pairs[c] * table[l] + prior * common[l] / sum) / (pairs[c] * all + prior);
    }
}

std::vector<double> without_matches(const Levels& levels, std::span<const double> matched)
{
    constexpr double a_twentieth = .05;
    std::vector<double> table(levels.size());
    double all = 0;
    for (std::size_t l = 0; l < table.size(); ++l)
        all += table[l] = std::max(levels.chance[l] - matched[l], a_twentieth * levels.chance[l]);
    for (double& share : table) share /= all;
    return table;
}

} // namespace gauze::linkage::mixture
