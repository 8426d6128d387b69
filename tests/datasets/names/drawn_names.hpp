// What the tests of names share: the tables, made once, and many draws counted.
#pragma once

#include "datasets/synth/names/naming.hpp"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace gauze::synth::test {

inline const Naming& own_tables()
{
    static const Naming naming;
    return naming;
}

inline std::filesystem::path lists_folder()
{
    const char* const named = std::getenv("GAUZE_DATA");
    return std::filesystem::path(named ? named : GAUZE_DATA_DEFAULT) / "names";
}

inline bool lists_are_here() { return std::filesystem::exists(lists_folder() / "lastname_uk.csv.gz"); }

inline CommunityNumber community(std::string_view name)
{
    for (std::size_t at = 0; at < communities().size(); ++at)
        if (communities()[at].name == name) return static_cast<CommunityNumber>(at);
    std::abort(); // a test asks for a community that is none
}

inline Draws stream(std::uint64_t index, std::uint32_t variant = 0)
{
    return Draws(20261122, Purpose::naming, index, variant);
}

using Counts = std::map<std::string, std::uint64_t, std::less<>>;

template <class Draw>
Counts count(std::uint64_t times, const Draw& draw)
{
    Counts counts;
    for (std::uint64_t i = 0; i < times; ++i) {
        Draws draws = stream(i);
        ++counts[draw(draws)];
    }
    return counts;
}

// Deviations of the binomial by which `drawn` of `times` differs from a probability.
inline double sigmas(std::uint64_t drawn, std::uint64_t times, double probability)
{
    const double n = static_cast<double>(times);
    const double deviation = std::sqrt(n * probability * (1 - probability));
    return std::abs(static_cast<double>(drawn) - n * probability) / deviation;
}

inline std::uint64_t of(const Counts& counts, std::string_view name)
{
    const auto found = counts.find(name);
    return found == counts.end() ? 0 : found->second;
}

} // namespace gauze::synth::test
