#include "bloom/join/exact_join.hpp"

#include "bloom/join/sketch_join.hpp"
#include "bloom/join/word_join.hpp"
#include "bloom/kernels.hpp"

#include <algorithm>
#include <numeric>

namespace gauze::bloom::join {

namespace {

// The oracle: every pair, by the plain count.
void plain_join(const Side& a, RowSpan rows_a, const Side& b, RowSpan rows_b, const DiceCut& cut, bool within,
                std::vector<Hit>& hits)
{
    const Kernel& scalar = kernels().back();
    std::vector<std::uint32_t> counts(rows_b.size());
    for (std::size_t i = rows_a.begin; i < rows_a.end; ++i) {
        scalar.and_counts(a.rows.row(i), b.rows.row(rows_b.begin), a.rows.shape().words(), rows_b.size(),
                          counts.data());
        for (std::size_t j = rows_b.begin; j < rows_b.end; ++j) {
            const std::uint32_t common = counts[j - rows_b.begin], sum = a.weights[i] + b.weights[j];
            if ((!within || i < j) && cut.passes({common, sum}))
                hits.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j), common, sum});
        }
    }
}

std::vector<std::uint32_t> listed(RowSpan rows)
{
    std::vector<std::uint32_t> list(rows.size());
    std::iota(list.begin(), list.end(), static_cast<std::uint32_t>(rows.begin));
    return list;
}

} // namespace

struct ExactJoin::Ready {
    Side a, b;
    RowSpan rows_b;
    JoinOptions options;
    Tuning tuning;
    const JoinKernel& kernel;
    DiceCut exact;
    Sketch sketch;
    PlaneBlocks blocks = {};

    void by_words(RowSpan rows_a, std::vector<Hit>& hits) const
    {
        constexpr std::size_t tile = 256; // rows of A that stay near while B goes by
        WordJoin join(kernel, options.cut, exact, options.within, tuning.words);
        const auto list_b = listed(rows_b);
        for (std::size_t first = rows_a.begin; first < rows_a.end; first += tile)
            join.join(a, listed({first, std::min(rows_a.end, first + tile)}), b, list_b, hits);
    }
};

ExactJoin::ExactJoin(const Side& a, const Side& b, RowSpan rows_b, const JoinOptions& options,
                     const Tuning& tuning)
{
    const JoinKernel& kernel = options.kernel ? *options.kernel : active_join_kernel();
    const bool planes = tuning.way == Way::sketch;
    ready_ = std::make_unique<Ready>(
        Ready{a, b, rows_b, options, tuning, kernel,
              DiceCut(a.rows.shape(), options.cut.numerator, options.cut.denominator),
              Sketch(a.rows.shape(),
                     planes ? learn_frequencies(a.rows, b.rows) : BitFrequencies::none(a.rows.shape()),
                     planes ? tuning.planes : 0)});
    if (planes)
        ready_->blocks.fill(kernel, ready_->sketch, b.rows, b.weights, rows_b.begin, rows_b.size(),
                            options.cut, tuning.order, PlaneBlocks::Threads::all);
}

ExactJoin::~ExactJoin() = default;
ExactJoin::ExactJoin(ExactJoin&&) noexcept = default;

void ExactJoin::join(RowSpan rows_a, std::vector<Hit>& hits) const
{
    const Ready& r = *ready_;
    const auto before = static_cast<std::ptrdiff_t>(hits.size());
    switch (r.tuning.way) {
    case Way::plain: plain_join(r.a, rows_a, r.b, r.rows_b, r.exact, r.options.within, hits); break;
    case Way::words: r.by_words(rows_a, hits); break;
    case Way::sketch:
        SketchJoin(r.kernel, r.sketch, r.options.cut, r.exact, r.options.within)
            .join(r.a, rows_a, r.b, r.blocks, hits);
    }
    std::sort(hits.begin() + before, hits.end(), by_rows);
}

} // namespace gauze::bloom::join
