// How far measures would be off for other people of the same kind. People are drawn, not pairs: all pairs of
// one person are found or missed together. People with the same counts are drawn together, so that a draw
// costs as many binomial numbers as there are different counts, which are few.
#include "bench/quality/measures.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <random>

namespace gauze::lab {

namespace {

Interval middle(std::vector<double> values)
{
    std::ranges::sort(values);
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + .5)];
    };
    return {at(.025), at(.975)};
}

} // namespace

Intervals bootstrap(const Outcome& outcome, unsigned draws, std::uint64_t seed)
{
    std::map<PersonPairs, std::uint64_t> alike; // people with the same counts are drawn together
    std::uint64_t people = 0;
    for (const PersonPairs& person : pairs_by_person(outcome)) ++alike[person], ++people;
    if (people == 0) return {};
    std::mt19937_64 random(seed);
    std::array<std::vector<double>, 3> values;
    for (unsigned draw = 0; draw < draws; ++draw) {
        // A multinomial draw, as binomial ones of what is left.
        std::uint64_t left = people, of = people;
        double halves = 0, right = 0, truth = 0;
        for (const auto& [pairs, count] : alike) {
            const double share = static_cast<double>(count) / static_cast<double>(of);
            const std::uint64_t times =
                share >= 1 ? left : std::binomial_distribution<std::uint64_t>(left, share)(random);
            halves += static_cast<double>(times * pairs.found_halves);
            right += static_cast<double>(times * pairs.right);
            truth += static_cast<double>(times * pairs.true_pairs);
            left -= times;
            of -= count;
        }
        const double found = halves / 2;
        values[0].push_back(found > 0 ? right / found : 1);
        values[1].push_back(truth > 0 ? right / truth : 1);
        values[2].push_back(found + truth > 0 ? 2 * right / (found + truth) : 1);
    }
    return {middle(values[0]), middle(values[1]), middle(values[2])};
}

} // namespace gauze::lab
