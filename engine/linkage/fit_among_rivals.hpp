// The mixture, learned once more with what rivals say. The first fit counts only pairs that are each other's
// best, so a badly recorded match that some stranger beats by chance counts for nothing, and people seem to
// be better recorded, and fewer, than they are. Here each candidate counts with what it is worth among its
// rivals.
#pragma once

#include "engine/linkage/mixture/fit.hpp"
#include "engine/linkage/rivals.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage {

struct FitAmongRivals {
    mixture::Fit fit;             // log-odds by cell: of a pair by itself
    std::vector<double> log_odds; // by candidate: among its rivals
};

// `cells` by candidate (Judgement::units' vectors, one unit after another). Expectation by belief
// propagation, maximisation by `refit`, in turn, until the matches settle or for at most `rounds`. Where
// nothing limits partners the fit is given back as it is.
FitAmongRivals fit_among_rivals(const mixture::PatternEvidence& evidence, mixture::Fit fit,
                                std::span<const Pair> pairs, std::span<const std::uint32_t> cells,
                                const Sources& sources, unsigned rounds = 30);

} // namespace gauze::linkage
