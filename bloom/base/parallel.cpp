#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <thread>

#include <sched.h>

#if defined(GAUZE_PARALLEL_TBB)
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#else
#include <atomic>
#include <exception>
#include <mutex>
#include <vector>
#endif

namespace gauze {

namespace {

unsigned chosen = 0;

unsigned processors()
{
    cpu_set_t allowed;
    if (::sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        return static_cast<unsigned>(CPU_COUNT(&allowed));
    return std::max(1u, std::thread::hardware_concurrency());
}

} // namespace

void set_threads(unsigned count) { chosen = count; }
unsigned threads() { return chosen != 0 ? chosen : processors(); }

#if defined(GAUZE_PARALLEL_TBB)

void for_each_task(std::size_t count, const std::function<void(std::size_t)>& task)
{
    // TBB makes no more workers than there are processors unless it is told; tests ask for more.
    const tbb::global_control workers(tbb::global_control::max_allowed_parallelism, threads());
    tbb::task_arena arena(static_cast<int>(threads()));
    arena.execute([&] { tbb::parallel_for(std::size_t{0}, count, task, tbb::simple_partitioner()); });
}

#else

void for_each_task(std::size_t count, const std::function<void(std::size_t)>& task)
{
    std::atomic<std::size_t> next{0};
    std::exception_ptr first;
    std::mutex guard;
    auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                task(i);
            } catch (...) {
                const std::lock_guard lock(guard);
                if (!first) first = std::current_exception();
                next = count;
            }
        }
    };
    {
        std::vector<std::jthread> crew;
        for (unsigned t = 1; t < std::min<std::size_t>(threads(), count); ++t) crew.emplace_back(work);
        work();
    }
    if (first) std::rethrow_exception(first);
}

#endif

} // namespace gauze
