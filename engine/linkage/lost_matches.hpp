// What blocking loses of the matches. A sample of records was compared with all of the other side; here every
// pair of it is judged as the candidates were, and counts with its probability of being a match, whether
// blocking has it or not. (What `plan` measures is the share among all pairs that are at all alike: nothing
// is judged there yet. With a floor as low as candidates have it these are strangers nearly all.)
#pragma once

#include "engine/linkage/judge.hpp"
#include "engine/linkage/plan.hpp"
#include "engine/linkage/stated_error.hpp"

#include <vector>

namespace gauze::linkage {

// By unit of `judgement`; empty where the plan compares every pair, and for the model "one score", which has
// no pairs that blocking could bring together by anything else than that score. The interval is for what
// records drawn anew would show; the matches of one record are lost together (Cochran 1977, section 6, ratio
// estimates). Compares 2,000 records of each party pair with the other side.
std::vector<LostShare> lost_matches(const project::Policy& policy, const Parties& parties, const Plan& plan,
                                    const Judgement& judgement);

} // namespace gauze::linkage
