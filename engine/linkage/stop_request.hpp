// A request to stop that loses no work. While a StopRequest lives, SIGTERM and SIGUSR1 (a batch system before
// it ends a job) and SIGINT (Ctrl-C) are only noted: units in hand are finished and journalled, then the
// program ends with 75, "stopped cleanly, can be resumed". A second Ctrl-C ends it at once, which costs no
// more than the units in hand.
#pragma once

#include "bloom/base/error.hpp"

#include <array>
#include <csignal>
#include <string>

namespace gauze::linkage {

class StopRequest {
public:
    StopRequest(); // one at a time in a process; signals that were ignored (nohup) stay ignored
    StopRequest(const StopRequest&) = delete;
    ~StopRequest(); // signals do again what they did before

    bool made() const noexcept; // any thread; costs reading a variable
    // For tests and for callers with a clock of their own: as if a signal had come.
    void make() noexcept;

private:
    static constexpr std::array heeded{SIGTERM, SIGUSR1, SIGINT};
    std::array<struct sigaction, heeded.size()> before_{};
};

// What is thrown when a request was honoured: exit 75. `progress` says how far the work came ("12 of 40 units
// are finished").
Error stopped(const std::string& progress);

} // namespace gauze::linkage
