// The files of several organisations about one population, and the truth about them:
//
//     NAME/NAME.csv        each organisation's file, in an order that says nothing (shuffle.hpp)
//     truth.csv            party,id,entity: every row of every file, once
//     errors.csv           party,id,kind: everything that went wrong
//     strata.csv           entity,community,ethnic_group,age_group,sex: of everybody who is in a file
//     true-cells/NAME.csv  on request: the same rows as they would be had nothing gone wrong
//     fields.toml          with common columns: what `gauze-lab run` compares
//     manifest.json        what made it, what was asked, what happened, what there is to find
#pragma once

#include "bloom/base/files.hpp"
#include "bloom/base/json.hpp"
#include "datasets/synth/observe/organisation.hpp"

#include <filesystem>
#include <functional>
#include <vector>

namespace gauze::synth {

struct ObservationOptions {
    std::uint64_t people = 0; // the first so many of the world, by neighbourhood and slot; 1 ... most_people
    std::vector<Organisation> organisations; // 1 ... 16, names and variants all different
    bool common_columns = false;             // the same plain columns in every file
    bool true_cells = false;
    std::filesystem::path out;
    Existing existing = Existing::refuse;
};

// Makes the folder `out`, whole or not at all, and returns its manifest. `made` hears how many people have
// been looked at since the last time. The bytes depend on the world's options and these alone. Memory: some
// 20 MB for each organisation, and what a five-hundredth of the largest file takes. Throws Error(usage) for
// options out of range, Error(cannot_write).
Json write_observation(const World& world, const ObservationOptions& options,
                       const std::function<void(std::uint64_t)>& made);

} // namespace gauze::synth
