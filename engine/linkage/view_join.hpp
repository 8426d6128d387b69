// The exact join of one view as a source of candidates: pairs of records whose Dice in that view is at least
// a floor. Its use is a union with blocks. A high floor makes the join fast, and what blocks find below the
// floor comes on top; or the view is a part of what is compared, in which some pairs are alike that share no
// block.
//
// The join comes before the blocks, so in a union the rule of the first source asks of a pair from a block
// only whether its Dice in the view reaches the floor: two counts and a comparison, and no set of pairs.
#pragma once

#include "bloom/dice.hpp"
#include "bloom/kernels.hpp"
#include "engine/linkage/candidate_sources.hpp"
#include "engine/linkage/compare.hpp"

#include <cstdint>
#include <vector>

namespace gauze::linkage {

// What a join is in these files under this threshold: its floor set, and where its view is what is compared
// not below the threshold, since pairs between the two would be sought in vain. Throws Error(usage) for a
// view that the files do not have or that does not show filters.
ViewJoin settled(const ViewJoin& join, const Parties& parties, const project::Threshold& threshold);
// Whether a join that is settled has every pair at or above the threshold, so that blocks add nothing.
bool finds_everything(const ViewJoin& join, const Parties& parties, const project::Threshold& threshold);

// The join of one party pair. Refers to the parties. Any number of threads.
class JoinedView {
public:
    JoinedView(const Parties& parties, PartyPair which, const ViewJoin& join,
               const project::Threshold& threshold);

    // What is joined, and the cut of that.
    const Compared& sought() const noexcept { return sought_; }
    const project::Threshold& floor() const noexcept { return floor_; }

    // Of pairs found by the join, in place: counted by what is compared, and those below the threshold gone.
    void keep_alike(std::vector<bloom::join::Hit>& hits) const;

    // Whether the join has a pair that was counted by what is compared.
    bool has(const bloom::join::Hit& hit) const;

private:
    bloom::Dice dice_of(const Compared& compared, std::uint32_t a, std::uint32_t b) const;

    bool same_; // what is joined is what is compared
    Compared sought_, compared_;
    project::Threshold floor_;
    bloom::DiceCut floor_cut_, cut_;
    const bloom::Kernel& kernel_;
};

} // namespace gauze::linkage
