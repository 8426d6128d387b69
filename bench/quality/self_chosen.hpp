// What linking decides when nobody tells it a threshold: the pattern mixture over the evidence of the
// candidates, persons by the linkage unit's own rule (decide.hpp) - and how right it says it is. No label
// comes near it.
#pragma once

#include "engine/linkage/decide.hpp"
#include "engine/linkage/judge.hpp"
#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"

#include <optional>
#include <vector>

namespace gauze::lab {

// A figure that is stated without a label, with its interval of 95 % where there is one.
struct Stated {
    double value = 1;
    std::optional<double> low = {}, high = {};
};

struct SelfChosen {
    std::vector<linkage::Person> persons; // by smallest record; ids not yet given
    std::uint64_t links = 0;
    Stated precision, recall, f1;
    double expected_matches = 0; // among the candidates
    bool settled = false;
};

// `judged` and `judgement` are all candidates of the run and what they are worth. `cut`: the least log-odds
// of a link; at 0 it is likelier than not.
SelfChosen self_chosen(const linkage::Parties& parties, const std::vector<linkage::Judged>& judged,
                       const linkage::Judgement& judgement, double cut = 0);

} // namespace gauze::lab
