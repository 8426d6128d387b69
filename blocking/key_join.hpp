// Candidates by keys: the pairs that agree in any slot of any pass, each once, slot by slot. Memory is that
// of one slot's index, whatever the number of pairs.
//
// A pair costs less to compare than to list, most of all where blocks are coarse (LSH tables, tokens:
// hundreds of rows a side): a caller that compares walks the spans of a task with a kernel and asks
// `agreed_earlier` of the few pairs that it keeps. `run` lists the candidates for whoever wants them.
//
//     KeyJoin join({KeyPass(a, b)});
//     for (std::uint32_t slot = 0; slot < join.slots(); ++slot) {
//         join.enter(slot);
//         for_each_task(join.tasks(), [&](std::size_t task) { join.run(task, found[task]); });
//     }
#pragma once

#include "blocking/block_index.hpp"
#include "blocking/block_tasks.hpp"
#include "blocking/first_collision.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace gauze::blocking {

struct Candidate {
    std::uint32_t a = 0, b = 0; // rows; within one table a < b
    auto operator<=>(const Candidate&) const = default;
};

struct JoinOptions {
    BlockOptions blocks = {};
    std::uint64_t task_pairs = std::uint64_t{1} << 18; // at most, in a task
};

class KeyJoin {
public:
    // Passes over the same tables (FirstCollision); what they view must outlive the join.
    explicit KeyJoin(std::vector<KeyPass> passes, const JoinOptions& options = {});

    std::uint32_t slots() const noexcept { return collision_.slots(); }

    // Builds the index of a slot, in parallel. In any order; but with a cap the slots before it are entered
    // first if they have not been, because they say what was given up. Not while tasks run.
    void enter(std::uint32_t slot);

    // Of the slot that was entered. The same for any number of threads.
    std::size_t tasks() const noexcept { return tasks_.size(); }
    std::uint64_t pairs(std::size_t task) const noexcept { return tasks_[task].pairs; }
    const BlockIndex& index() const noexcept { return index_; }

    // Appends the candidates of a task, in the order of blocks and then rows; returns how many pairs were
    // left out because an earlier slot has them. Any number of threads.
    std::uint64_t run(std::size_t task, std::vector<Candidate>& out) const;

    // The other way: the spans of a task, visit(BlockSpan), and the rule for the pairs that are kept.
    template <class Visit>
    void for_each_span(std::size_t task, const Visit& visit) const
    {
        blocking::for_each_span(index_, tasks_[task], visit);
    }
    bool agreed_earlier(std::uint32_t a, std::uint32_t b) const noexcept
    {
        return collision_.agreed_earlier(a, b, slot_);
    }

    // Whether they agree in any slot: whether blocking has the pair at all. With a cap, all slots must have
    // been entered.
    bool agreed(std::uint32_t a, std::uint32_t b) const noexcept
    {
        return collision_.agreed_earlier(a, b, collision_.slots());
    }

private:
    void build(std::uint32_t slot);

    FirstCollision collision_;
    JoinOptions options_;
    std::unique_ptr<BlockSorts> sorts_;
    std::vector<char> seen_; // by slot: its capped keys are known
    std::uint32_t slot_ = 0;
    BlockIndex index_;
    std::vector<BlockTask> tasks_;
};

// pairs = candidates + repeats + given_up, always.
struct JoinReport {
    std::vector<BlockReport> slots;
    std::uint64_t pairs = 0;      // in blocks, over all slots
    std::uint64_t candidates = 0; // handed out, each pair once
    std::uint64_t repeats = 0;    // found again in a later slot
    std::uint64_t given_up = 0;   // in capped blocks; a pair may be given up in one slot and found in another
};

// Runs all slots on all threads and hands the candidates to `take` in order, piece by piece: same pieces for
// any number of threads. `take` is called by one thread at a time.
JoinReport join(KeyJoin& keys,
                const std::function<void(std::uint32_t slot, std::span<const Candidate>)>& take);

} // namespace gauze::blocking
