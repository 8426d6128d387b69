// The blocking methods that the laboratory holds against each other: those of `gauze plan`, made by its own
// code, and those of the literature that stand beside them for reproduction.
#pragma once

#include "blocking/key_join.hpp"
#include "engine/linkage/candidate_sources.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gauze::lab {

// A join with the keys that it views. The files must outlive it.
class MethodJoin {
public:
    explicit MethodJoin(std::unique_ptr<linkage::BlockedPair> pair) : pair_(std::move(pair)) {}
    // Within one file `b` is not looked at.
    MethodJoin(blocking::BlockKeys a, blocking::BlockKeys b, bool within);
    blocking::KeyJoin& join() noexcept { return pair_ ? pair_->join() : *join_; }

private:
    std::unique_ptr<linkage::BlockedPair> pair_; // as the engine makes it, or
    blocking::BlockKeys a_, b_;                  // keys of the laboratory's own
    std::unique_ptr<blocking::KeyJoin> join_;
};

struct BlockingMethod {
    std::string name;
    std::string profile; // of the files it reads
    std::function<MethodJoin(const linkage::Parties&, linkage::PartyPair)> join;
};

// Of the profile `plain`: token blocks; Hamming LSH by bits near one half, with as many tables and sampled
// bits as `plan` would take; by the rarest bits, with so many of them as make blocks as small; lambda-fold
// (likewise; for a Dice of .8 and a delta of .1); p-sig (of the token blocks, those that at most one record
// in twenty shows). Of `standard` and `tolerant`: match keys, and these with the token blocks.
const std::vector<BlockingMethod>& blocking_methods();

} // namespace gauze::lab
