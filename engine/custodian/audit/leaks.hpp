// A5, A6 and the rank test: what can be read off encodings without knowing anybody.
#pragma once

#include "engine/custodian/audit/attack.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gauze::custodian {

// A5: correlation of the number of set bits that a view shows (of symbols, all bits of all of them) with the
// number of tokens behind it. 0 where one of them does not vary.
struct LengthLeak {
    std::string view;
    double correlation = 0;
    std::size_t records = 0;
};
// `tokens`: the same records, with one bit a token.
std::vector<LengthLeak> length_leaks(const Picture& released, const Picture& tokens);

// A6: how alike people are, rebuilt from how many keys and blocks they share.
struct BlockingLeak {
    double rank_correlation = 0; // Spearman's, with true similarity, over random pairs of released records
    std::size_t pairs = 0;
    struct Bucket {
        std::string block;
        std::size_t largest = 0, smallest = 0; // records to a token, of those that occur
        double largest_share = 0;
    };
    std::vector<Bucket> buckets; // of the blocks
};
// `similarity`: for each register row the attacker's filter of all fields.
BlockingLeak blocking_leak(const Attacked& attacked, const SeenView& similarity, std::uint64_t seed);

double correlation(const std::vector<double>& a, const std::vector<double>& b); // Pearson's; 0 if undefined
std::vector<double> ranks_of(const std::vector<double>& values);                // ties share their mean rank

// Rank test (length.md, section 5): bits that a diffused view shows, and the rank of its hidden filters over
// the rows of `hidden`. More shown bits than half the rank can be solved for.
struct RankLeak {
    std::string view;
    std::uint32_t shown = 0;
    std::size_t rank = 0;
    bool is_recoverable() const noexcept;
    double share() const noexcept { return rank == 0 ? 1 : shown / static_cast<double>(rank); }
};
std::vector<RankLeak> rank_leaks(const project::Policy& policy, const Picture& hidden);

} // namespace gauze::custodian
