// What sources of candidates cost and lose, measured before a run: samples are compared, and the blocks of
// every slot are built, which says exactly what there is to compare. On all threads.
#pragma once

#include "engine/linkage/make_plan.hpp"
#include "engine/linkage/run_memory.hpp"

#include <cstddef>

namespace gauze::linkage {

// Seconds and hits of comparing every pair, from a sample of each party pair that holds planes of
// `slab_rows`.
void measure_exact(const Parties& parties, const Plan& plan, std::size_t slab_rows, Estimate& estimate,
                   MemoryNeeds& needs);

// The same of blocks and the join of a view, with the pairs of every slot (into the plan) and the loss.
void measure_candidates(const Parties& parties, Plan& plan, std::size_t slab_rows, Estimate& estimate,
                        MemoryNeeds& needs);

} // namespace gauze::linkage
