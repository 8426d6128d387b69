// Known pairs as the decision needs them: checked against each other, and found by record.
#pragma once

#include "engine/linkage/known_pairs.hpp"
#include "engine/linkage/persons/candidates.hpp"
#include "engine/linkage/persons/clusters.hpp"

#include <unordered_map>
#include <vector>

namespace gauze::linkage {

class KnownConstraints {
public:
    // Throws Error(bad_data), with both places, if known links would put two records of a party that holds a
    // person once into one person, or if they make one person of two records that are known not to be.
    KnownConstraints(const std::vector<KnownPair>& known, const Parties& parties, const Positions& positions);

    enum class Word { none, link, apart };
    Word about(std::uint32_t a, std::uint32_t b) const; // positions

    const std::vector<RecordPair>& together() const noexcept { return together_; }
    const std::vector<RecordPair>& apart() const noexcept { return apart_; }

private:
    std::vector<RecordPair> together_, apart_;
    std::unordered_map<std::uint64_t, Word> words_;
};

} // namespace gauze::linkage
