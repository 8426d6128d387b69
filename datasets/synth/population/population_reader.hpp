// Reads a population back, neighbourhood by neighbourhood: its five files in step, a line at a time, so that
// memory does not depend on how many people there are. What comes back is what was written: the truth as the
// world had it, less the people who were cut off at the end.
#pragma once

#include "bloom/base/json.hpp"
#include "datasets/synth/world/world.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace gauze::synth {

// One neighbourhood as the files have it. People stand in the order of their slots; a slot is the position in
// `people`, since a population leaves nobody out but those at its end. Homes are those that these people have
// or had. Everything else of the neighbourhood that the files do not say (its sector) is empty.
struct ReadNeighbourhood {
    Neighbourhood around;
    std::vector<Tie> ties; // as the file has them: sorted by the later of the two
};

// One thread. Throws Error(input_missing) when the folder is no population, Error(bad_data), naming file and
// line, for one that was changed.
class PopulationReader {
public:
    explicit PopulationReader(const std::filesystem::path& folder);
    ~PopulationReader();
    const Json& manifest() const noexcept;
    Day today() const noexcept;
    bool next(ReadNeighbourhood& into); // false at the end

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace gauze::synth
