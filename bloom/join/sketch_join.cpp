#include "bloom/join/sketch_join.hpp"

#include <algorithm>
#include <bit>

namespace gauze::bloom::join {

namespace {
constexpr std::size_t most_waiting = 4096; // survivors whose rows are on their way into the cache

// The next block comes nearer while this one is worked on: its planes are read in no order that the processor
// could foresee.
void fetch(const std::uint64_t* planes, std::size_t n)
{
    for (std::size_t p = 0; p < n; ++p) __builtin_prefetch(planes + p * plane_words, 0, 2);
}

} // namespace

void SketchJoin::join(const Side& a, RowSpan rows_a, const Side& b, const PlaneBlocks& blocks,
                      std::vector<Hit>& hits)
{
    for (std::size_t first = rows_a.begin; first < rows_a.end; first += RowTile::most_rows) {
        const std::size_t n = std::min(RowTile::most_rows, rows_a.end - first);
        tile_.fill(kernel_, sketch_, a.rows, a.weights, first, n, cut_);
        const auto groups = tile_.groups(blocks.most_lift());
        for (std::size_t block = 0; block < blocks.size(); ++block) {
            if (block + 1 < blocks.size()) fetch(blocks.planes(block + 1), sketch_.planes());
            for (const RowTile::Group& group : groups) {
                const std::size_t found = sum(blocks, block, group);
                for (std::size_t i = 0; i < found; ++i) {
                    take(masks_[i], b, blocks, block);
                    if (survivors_.size() > most_waiting) verify(a, b, hits);
                }
            }
            verify(a, b, hits);
        }
    }
}

// Which lanes of the block can be partners of which rows of the group?
std::size_t SketchJoin::sum(const PlaneBlocks& blocks, std::size_t block, const RowTile::Group& group)
{
    listed_.resize(RowTile::most_rows + 1), masks_.resize(RowTile::most_rows);
    in_reach_ =
        kernel_.rows_in_reach(tile_.view(), group.from, group.to, blocks.bound(block), listed_.data());
    return kernel_.reaching_lanes(blocks.planes(block), tile_.lists(), listed_.data(), in_reach_,
                                  group.counter_bits, blocks.bias(block), masks_.data());
}

void SketchJoin::take(const LaneMask& mask, const Side& b, const PlaneBlocks& blocks, std::size_t block)
{
    const std::uint32_t row_a = tile_.row(mask.row);
    const std::size_t filled = blocks.filled(block);
    for (std::size_t w = 0; w < plane_words; ++w)
        for (std::uint64_t left = mask.lanes[w]; left != 0; left &= left - 1) {
            const std::size_t lane = 64 * w + static_cast<std::size_t>(std::countr_zero(left));
            if (lane >= filled) return;
            const std::uint32_t row_b = blocks.row(block, lane);
            if (within_ && row_a >= row_b) continue;
            __builtin_prefetch(b.rows.row(row_b));
            __builtin_prefetch(b.rows.row(row_b) + 8);
            survivors_.push_back({row_a, row_b});
        }
}

void SketchJoin::verify(const Side& a, const Side& b, std::vector<Hit>& hits)
{
    const std::size_t words = a.rows.shape().words();
    for (const Survivor& pair : survivors_) {
        const std::uint32_t sum = a.weights[pair.a] + b.weights[pair.b];
        const std::uint32_t common = kernel_.common(a.rows.row(pair.a), b.rows.row(pair.b), words);
        if (common >= exact_.least_common(sum)) hits.push_back({pair.a, pair.b, common, sum});
    }
    survivors_.clear();
}

SketchJoin::Work SketchJoin::measure(const Side& a, RowSpan rows_a, const PlaneBlocks& blocks,
                                     std::size_t every)
{
    Work work;
    tile_.fill(kernel_, sketch_, a.rows, a.weights, rows_a.begin, rows_a.size(), cut_);
    for (std::size_t block = 0; block < blocks.size(); block += every)
        for (const RowTile::Group& group : tile_.groups(blocks.most_lift())) {
            const std::size_t found = sum(blocks, block, group);
            work.rows += group.to - group.from;
            work.in_reach += in_reach_;
            for (std::size_t i = 0; i < in_reach_; ++i) work.planes += listed_[i].steps * list_step;
            for (std::size_t i = 0; i < found; ++i)
                for (const std::uint64_t word : masks_[i].lanes)
                    work.survivors += static_cast<std::uint64_t>(std::popcount(word));
        }
    return work;
}

} // namespace gauze::bloom::join
