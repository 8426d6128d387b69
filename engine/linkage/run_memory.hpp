// What a run holds in memory at once, at most, worked out before it begins: the files where they are mapped,
// and the largest of its stages - comparing, merging what was found, deciding. Two of its parts give way
// under a ceiling, at the cost of time and disk and without changing a byte of the result: the room for pairs
// on their way to the disk, which are spilled, and the rows of a slab.
#pragma once

#include "engine/linkage/plan.hpp"
#include "engine/linkage/receive.hpp"

#include <cstddef>
#include <cstdint>

namespace gauze::linkage {

// What the plan's measurements say, bytes unless it says otherwise.
struct MemoryNeeds {
    std::uint64_t index = 0; // of blocks: keys that are made, and the largest index of a slot
    double hits = 0;         // pairs at or above the threshold, with room for the chance of the sample
    double joined = 0;       // pairs at or above the floor of a joined view, likewise
    bool evidence = false;   // is gathered of the pairs
    bool judged = false;     // each pair is judged: no threshold was fixed
};

class RunMemory {
public:
    // Refers to the parties. `plan` says where candidates come from.
    RunMemory(const Parties& parties, const Plan& plan, const MemoryNeeds& needs);

    // With so many rows in a slab and so many bytes for pairs on their way.
    std::uint64_t bytes(std::uint64_t slab_rows, std::uint64_t edges) const;
    // Room for pairs on their way: for all of them if they are few, never more than 256 MiB.
    std::uint64_t usual_edges() const;

    // The room and the slab that fit under a ceiling: usual ones, or less. `memory` is what they come to, and
    // above the ceiling if nothing helps.
    struct Fit {
        std::uint64_t slab_rows = 0, edges = 0, memory = 0;
    };
    Fit under(std::uint64_t ceiling) const;

private:
    std::uint64_t always() const;
    std::uint64_t comparing(std::uint64_t slab_rows, std::uint64_t edges) const;
    std::uint64_t deciding() const;
    std::uint64_t planes_a_row() const;

    const Parties& parties_;
    bool joins_;
    std::uint64_t slab_rows_, units_, most_rows_ = 0;
    bloom::FilterShape shape_{1}; // of the longest rows that are joined
    double pairs_ = 0;            // of all records
    MemoryNeeds needs_;
};

// The ceiling where none is given: four fifths of what the kernel would give without swapping.
std::uint64_t free_memory();

} // namespace gauze::linkage
