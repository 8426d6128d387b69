// Patterns that are seen: where each field has a filter of its own, the Dice of the two filters is the level.
// Equal filters mean equal values, and how many records show a value is counted without knowing it: two
// Smiths agree more easily than two Featherstonehaughs, so equal values fall into classes of rarity (value
// frequencies in the sense of Newcombe 1959 and Winkler 2000). What strangers do is taken from random pairs
// of the files themselves.
#pragma once

#include "engine/linkage/gather_evidence.hpp"
#include "engine/linkage/mixture/patterns.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace gauze::linkage::mixture {

// Levels of a field that is seen: Dice below .2, .35, .5, then by twentieths up to below 1; and equal, by the
// binary logarithm of the number of records that show the value.
inline constexpr std::uint32_t dice_steps = 20;
inline constexpr std::uint32_t unequal_levels = 13;
inline constexpr std::uint32_t rarities = 12;

// Which views show one field alone, by position in the policy; all fields that the decision is to know must
// have one.
std::vector<std::uint32_t> views_of_one_field(const project::Policy& policy);

class ShownPatterns {
public:
    // Counts the values of every field and compares `random_pairs` random pairs. Keeps a byte for each record
    // and field. `parties` must outlive it.
    ShownPatterns(const Parties& parties, const project::Policy& policy, std::size_t random_pairs = 300'000);

    // Gathers what the candidates between two parties (or within one) show: one unit of evidence for each
    // list, ready for `united`. Vectors are levels, a byte a field, 255 for a field that one of the two has
    // not.
    EvidenceUnit of(PartyPair parties, std::span<const bloom::RowPair> candidates) const;

    // The patterns of units that `unite_units` has put under one table.
    PatternEvidence evidence(const DistinctEvidence& distinct, double pairs) const;

private:
    std::uint8_t level(std::size_t field, PartyPair parties, const ListedEvidence& candidate,
                       const Evidence& seen) const;
    struct Shown;
    void count_values(std::size_t field);
    static void weigh_values(Levels& levels, const std::unordered_map<std::uint64_t, Shown>& shown_by,
                             std::uint64_t pairs);
    void compare_at_random(std::size_t pairs);

    const Parties& parties_;
    EvidenceGathering gathering_;
    std::vector<std::uint32_t> views_;                           // by field
    std::vector<Levels> levels_;                                 // by field
    std::vector<std::vector<std::vector<std::uint8_t>>> rarity_; // by field, party, row
};

} // namespace gauze::linkage::mixture
