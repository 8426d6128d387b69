#include "engine/linkage/work.hpp"

#include "bloom/base/parallel.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <atomic>
#include <cassert>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

constexpr std::size_t first_room = 1024; // edges
constexpr std::size_t least_share = 1024;

// Unfinished units, by phase, the costliest first; equals in the order of the plan.
std::vector<std::uint32_t> to_do(std::span<const WorkUnit> units, const FinishedUnits& finished)
{
    std::vector<std::uint32_t> list;
    for (std::uint32_t u = 0; u < units.size(); ++u)
        if (!finished.has(u)) list.push_back(u);
    std::ranges::stable_sort(list, [&](std::uint32_t x, std::uint32_t y) {
        return units[x].phase != units[y].phase ? units[x].phase < units[y].phase
                                                : units[x].cost > units[y].cost;
    });
    return list;
}

// How many edges one thread may hold. A vector that grows holds its old and its new self for a moment, one
// and a half times its last size.
std::size_t share_of(std::uint64_t memory)
{
    return std::max<std::size_t>(least_share, memory / threads() / sizeof(Edge) * 2 / 3);
}

} // namespace

EdgeSink::EdgeSink(FinishedUnits& finished, std::uint32_t unit, PartyPair parties, std::size_t most_edges)
    : finished_(finished), unit_(unit), parties_(parties), most_edges_(most_edges)
{}

void EdgeSink::add(std::span<const Edge> edges)
{
    for (const Edge& edge : edges) add(edge);
}

void EdgeSink::make_room()
{
    if (edges_.capacity() >= most_edges_) return lay_down();
    edges_.reserve(std::min(most_edges_, std::max(first_room, 2 * edges_.capacity())));
}

void EdgeSink::lay_down()
{
    std::ranges::sort(edges_, {}, &Edge::rows);
    parts_.push_back(finished_.lay_down(unit_, static_cast<std::uint32_t>(parts_.size()), parties_, edges_));
    edges_.clear();
}

void EdgeSink::finish()
{
    if (!edges_.empty() || parts_.empty()) lay_down();
    finished_.finish(parts_, counts_);
}

// All threads' view of what is to be done.
class Workers {
public:
    Workers(std::span<const WorkUnit> units, FinishedUnits& finished, const WorkOptions& options,
            const Work& work)
        : units_(units),
          finished_(finished),
          options_(options),
          work_(work),
          list_(to_do(units, finished)),
          share_(share_of(options.memory)),
          progress_(options.what, "pairs", cost_of_list())
    {}

    void run()
    {
        while (next_ < list_.size() && !is_asked_to_stop()) {
            const std::uint32_t phase = units_[list_[next_]].phase;
            std::size_t end = next_;
            while (end < list_.size() && units_[list_[end]].phase == phase) ++end;
            if (options_.enter) options_.enter(phase);
            // Whichever task comes first takes the costliest unit that is left: tasks themselves start in any
            // order.
            for_each_task(end - next_, [&](std::size_t) { take_next(); });
        }
    }

private:
    std::uint64_t cost_of_list() const
    {
        std::uint64_t sum = 0;
        for (const std::uint32_t unit : list_) sum += units_[unit].cost;
        return sum;
    }
    void take_next()
    {
        if (is_asked_to_stop()) return;
        const std::uint32_t unit = list_[next_++];
        EdgeSink sink(finished_, unit, units_[unit].parties, share_);
        sink.counts().compared = units_[unit].cost;
        work_(unit, sink);
        sink.finish();
        progress_.advance(units_[unit].cost);
    }
    bool is_asked_to_stop()
    {
        if (options_.stop == nullptr || !options_.stop->made()) return false;
        if (!said_.exchange(true)) project::say("stopping: what is in hand is finished first");
        return true;
    }

    std::span<const WorkUnit> units_;
    FinishedUnits& finished_;
    const WorkOptions& options_;
    const Work& work_;
    std::vector<std::uint32_t> list_;
    std::size_t share_;
    project::Progress progress_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> said_{false};
};

namespace {

// Keeps what was finished when something else went wrong; the first fault is the one to report.
void keep_what_is_finished(FinishedUnits& finished)
{
    try {
        finished.sync();
    } catch (const Error&) {
    }
}

} // namespace

void do_units(std::span<const WorkUnit> units, FinishedUnits& finished, const WorkOptions& options,
              const Work& work)
{
    assert(units.size() == finished.plan().units);
    if (finished.count() > 0)
        project::say(fmt::format("{} of {} units were finished before", finished.count(), units.size()));
    try {
        Workers(units, finished, options, work).run();
    } catch (...) {
        keep_what_is_finished(finished);
        throw;
    }
    finished.sync();
    if (finished.count() < units.size())
        throw stopped(fmt::format("{} of {} units are finished", finished.count(), units.size()));
}

} // namespace gauze::linkage
