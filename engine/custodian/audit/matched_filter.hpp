// M3, the matched filter (views.md, section 1): the strongest attack on similarities that we know. The
// attacker knows some people of the file and has a register. The parameters of an encoding are public, so for
// every register person r and known person k he can compute how alike their encodings should be; he looks how
// alike the encodings of an unknown person v and of k are; and he names for v the r for whom the two agree
// best, over all known people, views, keys and blocks:
//
//   symbols  a of m agree, q = 1/256 + 255/256 (1 - x)^t expected for filters that differ at a share x (under
//            the attacker's own key): a ln(q / q0) + (m - a) ln((1 - q) / (1 - q0)), q0 = 1/256, the exact
//            binomial likelihood ratio to strangers
//   filters  correlation o seen, e = fade (1 - 2x)^t expected, of l bits: l (o e - e^2 / 2), both less a
//            constant, the ratio of normal likelihoods of variance 1/l
//   keys     agreement must be as predicted: another outcome costs 10
//   blocks   a predicted agreement that is not there costs 10; one that is there gains bits x ln 2
//
// A view or key that one of the three lacks says nothing. Known people are out of the question for v.
//
// Cost: a product of matrices of unknown x known x register for each view: a few seconds for 1,200 x 300 x
// 4,500 and two views. Memory: known x register numbers of 4 bytes a view.
#pragma once

#include "engine/custodian/audit/attack.hpp"

namespace gauze::custodian {

struct MatchedFilter {
    Named named;  // by views, keys and blocks
    Named beside; // where what is shown in the clear beside them is used too: another pattern costs 10
};

inline constexpr double cost_of_surprise = 10; // nats

// `known`: released records, ascending.
MatchedFilter matched_filter(const Attacked& attacked, const std::vector<std::size_t>& known);

// How often two records agree, by view: of symbols the number that is equal, of filters of bits that differ.
std::vector<std::uint32_t> compare_rows(const SeenView& view, std::size_t row,
                                        const std::vector<std::size_t>& with);

} // namespace gauze::custodian
