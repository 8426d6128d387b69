#include "blocking/key_join.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <array>

namespace gauze::blocking {

namespace {

// Pairs wait in a short queue between the moment their rows are asked for and the moment they are compared:
// long enough for memory to answer, short enough to stay in the first-level cache.
class PairQueue {
public:
    PairQueue(const FirstCollision& rule, std::uint32_t slot, std::vector<Candidate>& out)
        : rule_(rule), out_(out), slot_(slot)
    {}
    void add(std::uint32_t a, std::uint32_t b)
    {
        rule_.expect(a, b, slot_);
        waiting_[count_++] = {a, b};
        if (count_ == waiting_.size()) flush();
    }
    void flush()
    {
        for (std::size_t i = 0; i < count_; ++i) {
            const Candidate pair = waiting_[i];
            if (rule_.agreed_earlier(pair.a, pair.b, slot_))
                ++repeats_;
            else
                out_.push_back(pair);
        }
        count_ = 0;
    }
    std::uint64_t repeats() const noexcept { return repeats_; }

private:
    const FirstCollision& rule_;
    std::vector<Candidate>& out_;
    std::array<Candidate, 64> waiting_;
    std::size_t count_ = 0;
    std::uint64_t repeats_ = 0;
    std::uint32_t slot_;
};

} // namespace

KeyJoin::KeyJoin(std::vector<KeyPass> passes, const JoinOptions& options)
    : collision_(std::move(passes)), options_(options), seen_(collision_.slots(), 0)
{
    assert(options.task_pairs > 0);
}

void KeyJoin::enter(std::uint32_t slot)
{
    assert(slot < slots());
    if (options_.blocks.most_pairs != 0)
        for (std::uint32_t s = 0; s < slot; ++s)
            if (seen_[s] == 0) build(s);
    build(slot);
    slot_ = slot;
    tasks_ = cut(index_, options_.task_pairs);
}

void KeyJoin::build(std::uint32_t slot)
{
    const KeyPass& pass = collision_.pass(slot);
    if (!sorts_) sorts_ = std::make_unique<BlockSorts>(pass);
    index_ = {}; // its memory is free before the next one's is taken
    index_ = BlockIndex(pass, collision_.slot(slot).slot, *sorts_, options_.blocks);
    collision_.give_up(slot, index_.capped_keys());
    seen_[slot] = 1;
}

std::uint64_t KeyJoin::run(std::size_t task, std::vector<Candidate>& out) const
{
    PairQueue queue(collision_, slot_, out);
    for_each_span(task, [&](const BlockSpan& span) {
        for (std::size_t i = 0; i < span.a.size(); ++i)
            for (std::size_t j = span.diagonal ? i + 1 : 0; j < span.b.size(); ++j)
                queue.add(span.a[i], span.b[j]);
    });
    queue.flush();
    return queue.repeats();
}

JoinReport join(KeyJoin& keys,
                const std::function<void(std::uint32_t slot, std::span<const Candidate>)>& take)
{
    JoinReport report;
    const std::size_t wave = 8 * std::size_t{threads()};
    std::vector<std::vector<Candidate>> found(wave);
    std::vector<std::uint64_t> repeats(wave);
    for (std::uint32_t slot = 0; slot < keys.slots(); ++slot) {
        keys.enter(slot);
        for (std::size_t first = 0; first < keys.tasks(); first += wave) {
            const std::size_t count = std::min(wave, keys.tasks() - first);
            for_each_task(count, [&](std::size_t i) {
                found[i].clear();
                repeats[i] = keys.run(first + i, found[i]);
            });
            for (std::size_t i = 0; i < count; ++i) {
                take(slot, found[i]);
                report.candidates += found[i].size();
                report.repeats += repeats[i];
            }
        }
        const BlockReport& blocks = keys.index().report();
        report.pairs += blocks.pairs;
        report.given_up += blocks.given_up;
        report.slots.push_back(blocks);
    }
    return report;
}

} // namespace gauze::blocking
