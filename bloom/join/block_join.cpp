#include "bloom/join/block_join.hpp"

#include "bloom/join/sketch_join.hpp"
#include "bloom/join/word_join.hpp"

#include <algorithm>

namespace gauze::bloom::join {

namespace {

// Rows from all over a table, side by side.
struct Gathered {
    std::vector<std::uint64_t> room;
    std::vector<std::uint32_t> weights;
    FilterRows rows;

    Side gather(const Side& side, std::span<const std::uint32_t> ids)
    {
        constexpr std::size_t ahead = 8;
        const std::size_t words = side.rows.shape().words();
        room.resize(ids.size() * words + 8);
        weights.resize(ids.size());
        auto* to =
            reinterpret_cast<std::uint64_t*>((reinterpret_cast<std::uintptr_t>(room.data()) + 63) / 64 * 64);
        rows = {side.rows.shape(), to, ids.size()};
        for (std::size_t i = 0; i < ids.size(); ++i, to += words) {
            if (i + ahead < ids.size())
                for (std::size_t w = 0; w < words; w += 8)
                    __builtin_prefetch(side.rows.row(ids[i + ahead]) + w);
            std::copy_n(side.rows.row(ids[i]), words, to);
            weights[i] = side.weights[ids[i]];
        }
        return {rows, weights};
    }
};

} // namespace

struct BlockJoin::Held {
    Held(const Side& one, const Side& other, const JoinOptions& wanted, const Tuning& tuned)
        : a(one),
          b(other),
          options(wanted),
          tuning(tuned),
          kernel(wanted.kernel ? *wanted.kernel : active_join_kernel()),
          exact(one.rows.shape(), wanted.cut.numerator, wanted.cut.denominator),
          sketch(one.rows.shape(),
                 tuned.way == Way::sketch ? learn_frequencies(one.rows, other.rows)
                                          : BitFrequencies::none(one.rows.shape()),
                 tuned.way == Way::sketch ? tuned.planes : 0),
          by_planes(kernel, sketch, wanted.cut, exact, false),
          by_words(kernel, wanted.cut, exact, wanted.within, tuned.words)
    {}

    Side a, b;
    JoinOptions options;
    Tuning tuning;
    const JoinKernel& kernel;
    DiceCut exact;
    Sketch sketch;
    SketchJoin by_planes;
    WordJoin by_words;
    PlaneBlocks blocks;
    Gathered near_a, near_b;

    // The side with more rows becomes planes.
    void join_by_planes(std::span<const std::uint32_t> rows_a, std::span<const std::uint32_t> rows_b,
                        std::vector<Hit>& hits)
    {
        const bool turned = rows_a.size() > rows_b.size();
        const auto few = turned ? rows_b : rows_a, many = turned ? rows_a : rows_b;
        const Side lists = near_a.gather(turned ? b : a, few), planes = near_b.gather(turned ? a : b, many);
        blocks.fill(kernel, sketch, planes.rows, planes.weights, 0, many.size(), options.cut,
                    BlockOrder::bias, PlaneBlocks::Threads::one);
        const std::size_t before = hits.size();
        by_planes.join(lists, {0, few.size()}, planes, blocks, hits);
        std::size_t kept = before;
        for (std::size_t i = before; i < hits.size(); ++i) {
            Hit hit = hits[i];
            hit.a = few[hit.a], hit.b = many[hit.b];
            if (turned) std::swap(hit.a, hit.b);
            if (!options.within || hit.a < hit.b) hits[kept++] = hit;
        }
        hits.resize(kept);
    }
};

BlockJoin::BlockJoin(const Side& a, const Side& b, const JoinOptions& options, const Tuning& tuning)
    : held_(std::make_unique<Held>(a, b, options, tuning))
{}
BlockJoin::~BlockJoin() = default;
BlockJoin::BlockJoin(BlockJoin&&) noexcept = default;

void BlockJoin::join(std::span<const std::uint32_t> rows_a, std::span<const std::uint32_t> rows_b,
                     std::vector<Hit>& hits)
{
    if (rows_a.empty() || rows_b.empty()) return;
    const bool planes =
        held_->tuning.way == Way::sketch && std::max(rows_a.size(), rows_b.size()) >= worth_planes;
    if (planes)
        held_->join_by_planes(rows_a, rows_b, hits);
    else
        held_->by_words.join(held_->a, rows_a, held_->b, rows_b, hits);
}

void BlockJoin::expect(std::span<const std::uint32_t> rows_a,
                       std::span<const std::uint32_t> rows_b) const noexcept
{
    if (std::max(rows_a.size(), rows_b.size()) >= worth_planes) return; // gathered row by row, in good time
    ask_for(held_->a, rows_a);
    ask_for(held_->b, rows_b);
}

Tuning tune_blocks(const Side& a, const Side& b, const JoinOptions& options)
{
    constexpr std::size_t typical = 4096;
    return tune(a, b, std::min(typical, b.rows.size()), options);
}

} // namespace gauze::bloom::join
