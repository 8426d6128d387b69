// The fast way of a join: the rows of a tile against blocks of planes. Nearly all pairs fall by the bound of
// plane_blocks.hpp; the few that stand are counted on their rows and decided exactly.
#pragma once

#include "bloom/join/hit.hpp"
#include "bloom/join/plane_blocks.hpp"
#include "bloom/join/row_tile.hpp"

#include <vector>

namespace gauze::bloom::join {

// What one thread holds while it joins; used for one join after the other.
class SketchJoin {
public:
    SketchJoin(const JoinKernel& kernel, const Sketch& sketch, Cut cut, const DiceCut& exact, bool within)
        : kernel_(kernel), sketch_(sketch), cut_(cut), exact_(exact), within_(within)
    {}

    // Appends the pairs of rows_a with the rows in `blocks`, in no order. `blocks` were filled from b.
    void join(const Side& a, RowSpan rows_a, const Side& b, const PlaneBlocks& blocks,
              std::vector<Hit>& hits);

    // The work that it would be, counted rather than done: for tuning.
    struct Work {
        std::uint64_t rows = 0, in_reach = 0, planes = 0, survivors = 0; // over all blocks looked at
    };
    Work measure(const Side& a, RowSpan rows_a, const PlaneBlocks& blocks, std::size_t every);

private:
    struct Survivor {
        std::uint32_t a, b;
    };
    std::size_t sum(const PlaneBlocks& blocks, std::size_t block, const RowTile::Group& group);
    void take(const LaneMask& mask, const Side& b, const PlaneBlocks& blocks, std::size_t block);
    void verify(const Side& a, const Side& b, std::vector<Hit>& hits);

    const JoinKernel& kernel_;
    const Sketch& sketch_;
    Cut cut_;
    const DiceCut& exact_;
    bool within_;
    RowTile tile_;
    std::vector<ListedRow> listed_;
    std::vector<LaneMask> masks_;
    std::vector<Survivor> survivors_;
    std::size_t in_reach_ = 0;
};

} // namespace gauze::bloom::join
