// What linking decides when nobody tells it a threshold: the pattern mixture over the evidence of the
// candidates, links where one person is likelier than not - and what the truth says of that. The linkage
// unit's own decision does not use the mixture yet; this says beforehand what it will be worth.
#pragma once

#include "bench/quality/pair_counts.hpp"
#include "engine/linkage/receive.hpp"

#include <optional>
#include <vector>

namespace gauze::lab {

struct SelfChosen {
    Quality quality;
    double stated_precision = 0; // of the links, as the mixture sees it
    double expected_matches = 0; // among the candidates
    bool settled = false;
};

// `pairs` are all candidates of the run; `labels` in the order of party and row. Nothing for views of which
// neither model speaks: neither one of each field, nor symbols or keys.
std::optional<SelfChosen> self_chosen(const project::Policy& policy, const linkage::Parties& parties,
                                      const std::vector<linkage::Pair>& pairs, std::vector<Labelled> labels,
                                      std::uint64_t true_pairs, bool within);

} // namespace gauze::lab
