#include "engine/linkage/stop_request.hpp"

#include <atomic>
#include <cassert>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

std::atomic<bool> noted{false};
std::atomic<bool> somebody_listens{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler writes it");

extern "C" void note_stop(int) { noted.store(true, std::memory_order_relaxed); }

} // namespace

StopRequest::StopRequest()
{
    [[maybe_unused]] const bool second = somebody_listens.exchange(true);
    assert(!second);
    noted = false;
    for (std::size_t i = 0; i < heeded.size(); ++i) {
        struct sigaction noting {};
        noting.sa_handler = note_stop;
        // Calls that a signal interrupts go on by themselves. Ctrl-C is heeded once.
        noting.sa_flags = heeded[i] == SIGINT ? SA_RESTART | static_cast<int>(SA_RESETHAND) : SA_RESTART;
        (void)::sigaction(heeded[i], nullptr, &before_[i]);
        if (before_[i].sa_handler != SIG_IGN) (void)::sigaction(heeded[i], &noting, nullptr);
    }
}

StopRequest::~StopRequest()
{
    for (std::size_t i = 0; i < heeded.size(); ++i) (void)::sigaction(heeded[i], &before_[i], nullptr);
    somebody_listens = false;
}

bool StopRequest::made() const noexcept { return noted.load(std::memory_order_relaxed); }
void StopRequest::make() noexcept { noted.store(true, std::memory_order_relaxed); }

Error stopped(const std::string& progress)
{
    return {Exit::stopped, fmt::format("stopped as asked: {}", progress),
            "give the same command again, and it goes on from there"};
}

} // namespace gauze::linkage
