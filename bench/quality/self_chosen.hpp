// What linking decides when nobody tells it a threshold: the pattern mixture over the evidence of the
// candidates, persons by the linkage unit's own rule (decide.hpp) - and what the truth says of that.
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
// neither model speaks: neither one of each field, nor symbols or keys. `cut`: the least log-odds of a link;
// at 0 it is likelier than not.
std::optional<SelfChosen> self_chosen(const project::Policy& policy, const linkage::Parties& parties,
                                      const std::vector<linkage::Pair>& pairs, std::vector<Labelled> labels,
                                      std::uint64_t true_pairs, bool within, double cut = 0);

} // namespace gauze::lab
