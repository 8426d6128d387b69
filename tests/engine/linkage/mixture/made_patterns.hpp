// Pairs drawn from classes that are known, for tests of what is learned without knowing them.
#pragma once

#include "engine/linkage/mixture/fit.hpp"

#include <map>
#include <random>

namespace gauze::linkage::mixture::test {

struct MadeClass {
    bool match;
    std::size_t pairs;
    std::vector<std::vector<double>> tables;
};

// What was drawn: evidence as the fit takes it, and of each distinct piece how many pairs are matches.
struct MadePatterns {
    PatternEvidence evidence;
    std::vector<double> matches;
    std::vector<std::vector<int>> patterns;
};

inline Levels made_levels(project::FieldKind kind, std::vector<double> chance)
{
    Levels levels{"field", kind, std::move(chance), {}, {}, 0};
    for (std::uint32_t l = 0; l < levels.chance.size(); ++l) {
        levels.group.push_back(l);
        levels.within.push_back(1);
    }
    return levels;
}

// `pairs` in all; those that no class draws are not candidates.
inline MadePatterns draw(std::vector<Levels> fields, const std::vector<MadeClass>& classes, double pairs,
                         unsigned seed)
{
    std::mt19937 random(seed);
    std::map<std::vector<int>, std::pair<double, double>> counts; // all, matches
    for (const MadeClass& one : classes)
        for (std::size_t i = 0; i < one.pairs; ++i) {
            std::vector<int> pattern;
            for (const auto& table : one.tables)
                pattern.push_back(std::discrete_distribution<int>(table.begin(), table.end())(random));
            auto& [all, matches] = counts[pattern];
            ++all;
            matches += one.match;
        }
    MadePatterns made{{std::move(fields), {}, {}, pairs}, {}, {}};
    PatternGroup group;
    for (std::uint32_t f = 0; f < made.evidence.fields.size(); ++f) group.fields.push_back(f);
    for (const auto& [pattern, count] : counts) {
        for (const int level : pattern) group.levels.push_back(static_cast<std::uint8_t>(level));
        group.pattern.push_back(static_cast<std::uint32_t>(group.evidence.size()));
        group.likelihood.push_back(1);
        group.evidence.push_back(static_cast<std::uint32_t>(group.evidence.size()));
        group.first.push_back(group.evidence.size());
        made.evidence.counts.push_back(count.first);
        made.matches.push_back(count.second);
        made.patterns.push_back(pattern);
    }
    made.evidence.groups.push_back(std::move(group));
    return made;
}

} // namespace gauze::linkage::mixture::test
