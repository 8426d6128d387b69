// One phase of exact comparison, made ready: bits by the join of bloom/join, symbols and keys by counting
// what every two rows have alike.
#pragma once

#include "engine/linkage/units.hpp"

#include <memory>
#include <vector>

namespace gauze::linkage {

// What rows are compared by, and the cut. Rows hold bits, or symbols and keys side by side (agreement.hpp).
struct Compared {
    bloom::join::Side a, b;
    const bloom::AgreementShape* agreement = nullptr; // null: bits
    bool within = false;
};
Compared compared_of(const Parties& parties, PartyPair which);

// How the bits of a party pair are best joined; measured once, the same in every run.
bloom::join::Tuning tuning_of(const Compared& compared, const project::Threshold& threshold,
                              std::size_t slab_rows);

class Comparison {
public:
    // Uses all threads. What is compared must outlive it.
    Comparison(const Compared& compared, const project::Threshold& threshold,
               const bloom::join::Tuning& tuning, RowSpan slab);
    ~Comparison();

    // The pairs of a unit of this phase that are at or above the cut, by row a, then row b. Any number of
    // threads at once.
    std::vector<bloom::join::Hit> hits_of(const Unit& unit) const;

private:
    class Agreements;
    std::unique_ptr<bloom::join::ExactJoin> bits_;
    std::unique_ptr<Agreements> agreements_;
};

} // namespace gauze::linkage
