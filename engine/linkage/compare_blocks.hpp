// Candidate blocks compared: the pairs of a block that are at or above the cut, each in the first slot in
// which its records agree and in no other.
#pragma once

#include "blocking/key_join.hpp"
#include "bloom/join/block_join.hpp"
#include "engine/linkage/compare.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace gauze::linkage {

class BlockComparison {
public:
    // What is compared must outlive it.
    BlockComparison(const Compared& compared, const project::Threshold& threshold);
    ~BlockComparison();

    struct Counts {
        std::uint64_t compared = 0, repeats = 0; // pairs; of those that pass, the ones an earlier slot has
    };
    // Appends the hits of a task of the slot that `join` has entered. Any number of threads.
    Counts compare(const blocking::KeyJoin& join, std::size_t task,
                   std::vector<bloom::join::Hit>& hits) const;

private:
    class Comparer; // what one thread holds
    class Bits;
    class Agreements;
    std::unique_ptr<Comparer> take() const;
    void give_back(std::unique_ptr<Comparer> comparer) const;

    Compared compared_;
    project::Threshold threshold_;
    bloom::join::Tuning tuning_;
    mutable std::mutex guard_;
    mutable std::vector<std::unique_ptr<Comparer>> idle_;
};

} // namespace gauze::linkage
