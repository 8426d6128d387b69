#include "engine/linkage/compare_blocks.hpp"

#include "bloom/kernels.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace gauze::linkage {

namespace {

using blocking::BlockSpan;
using bloom::join::Hit;

bloom::join::JoinOptions options_of(const Compared& compared, const project::Threshold& threshold)
{
    return {{threshold.numerator, threshold.denominator}, compared.within, nullptr};
}

} // namespace

class BlockComparison::Comparer {
public:
    virtual ~Comparer() = default;
    virtual void expect(const BlockSpan&) {} // it comes next
    // Appends the pairs of a span that pass, in no order.
    virtual void add(const BlockSpan& span, std::vector<Hit>& hits) = 0;
};

class BlockComparison::Bits : public Comparer {
public:
    Bits(const Compared& compared, const project::Threshold& threshold, const bloom::join::Tuning& tuning)
        : join_(compared.a, compared.b, options_of(compared, threshold), tuning)
    {}
    void expect(const BlockSpan& span) override { join_.expect(span.a, span.b); }
    void add(const BlockSpan& span, std::vector<Hit>& hits) override { join_.join(span.a, span.b, hits); }

private:
    bloom::join::BlockJoin join_;
};

// Rows of one side are laid side by side for the kernel.
class BlockComparison::Agreements : public Comparer {
public:
    Agreements(const Compared& compared, const project::Threshold& threshold)
        : compared_(compared),
          kernel_(bloom::active_kernel()),
          cut_({compared.agreement->most()}, threshold.numerator, threshold.denominator)
    {}
    void add(const BlockSpan& span, std::vector<Hit>& hits) override
    {
        const std::size_t words = compared_.b.rows.shape().words();
        room_.resize(span.b.size() * words + 8);
        counts_.resize(span.b.size());
        auto* rows =
            reinterpret_cast<std::uint64_t*>((reinterpret_cast<std::uintptr_t>(room_.data()) + 63) / 64 * 64);
        for (std::size_t i = 0; i < span.b.size(); ++i)
            std::memcpy(rows + i * words, compared_.b.rows.row(span.b[i]), words * 8);
        for (const std::uint32_t a : span.a) {
            agreement_counts(kernel_, *compared_.agreement, compared_.a.rows.row(a), rows, span.b.size(),
                             counts_.data());
            for (std::size_t i = 0; i < span.b.size(); ++i) {
                const std::uint32_t b = span.b[i];
                if (compared_.within && a >= b) continue;
                const std::uint32_t sum = compared_.a.weights[a] + compared_.b.weights[b];
                if (cut_.passes({counts_[i], sum})) hits.push_back({a, b, counts_[i], sum});
            }
        }
    }

private:
    const Compared& compared_;
    const bloom::Kernel& kernel_;
    bloom::DiceCut cut_;
    std::vector<std::uint64_t> room_;
    std::vector<std::uint32_t> counts_;
};

BlockComparison::BlockComparison(const Compared& compared, const project::Threshold& threshold)
    : compared_(compared), threshold_(threshold)
{
    if (!compared.agreement)
        tuning_ = bloom::join::tune_blocks(compared.a, compared.b, options_of(compared, threshold));
}

BlockComparison::~BlockComparison() = default;

std::unique_ptr<BlockComparison::Comparer> BlockComparison::take() const
{
    {
        const std::scoped_lock lock(guard_);
        if (!idle_.empty()) {
            auto comparer = std::move(idle_.back());
            idle_.pop_back();
            return comparer;
        }
    }
    if (compared_.agreement) return std::make_unique<Agreements>(compared_, threshold_);
    return std::make_unique<Bits>(compared_, threshold_, tuning_);
}

void BlockComparison::give_back(std::unique_ptr<Comparer> comparer) const
{
    const std::scoped_lock lock(guard_);
    idle_.push_back(std::move(comparer));
}

BlockComparison::Counts BlockComparison::compare(const blocking::KeyJoin& join, std::size_t task,
                                                 std::vector<Hit>& hits) const
{
    auto comparer = take();
    const auto before = static_cast<std::ptrdiff_t>(hits.size());
    Counts counts;
    std::optional<BlockSpan> last; // a span is compared when the rows of the next are on their way
    join.for_each_span(task, [&](const BlockSpan& span) {
        comparer->expect(span);
        if (last) comparer->add(*last, hits);
        counts.compared += span.pairs();
        last = span;
    });
    if (last) comparer->add(*last, hits);
    const auto kept = std::remove_if(hits.begin() + before, hits.end(),
                                     [&](const Hit& hit) { return join.agreed_earlier(hit.a, hit.b); });
    counts.repeats = static_cast<std::uint64_t>(hits.end() - kept);
    hits.erase(kept, hits.end());
    give_back(std::move(comparer));
    return counts;
}

} // namespace gauze::linkage
