// What counted levels teach: the tables of the classes from one round to the next.
#pragma once

#include "engine/linkage/mixture/pair_classes.hpp"

#include <span>
#include <vector>

namespace gauze::linkage::mixture {

// A class's table of one field, from how often its pairs show each level and from what was guessed, which
// weighs `prior` pairs.
std::vector<double> learned_table(const std::vector<double>& counted, const std::vector<double>& guessed,
                                  double prior);

// How a value is written wrongly is much the same for records that often err and for those that seldom do.
// Draws the unequal levels of all classes of one person towards what they have in common, which weighs
// `prior` pairs in each. `pairs` by class.
void draw_unequal_together(const Levels& levels, std::size_t field, std::vector<PairClass>& classes,
                           std::span<const double> pairs, double prior);

// How people who are not one person agree in a field whose chance was counted over all pairs: what is left
// when the pairs of one person are taken out, `matched` by level and as shares of all pairs. They may be most
// of the pairs that agree in a date of birth. A twentieth of the chance stays at least: what is expected of
// matches is a guess.
std::vector<double> without_matches(const Levels& levels, std::span<const double> matched);

} // namespace gauze::linkage::mixture
