// What a person sees while a program works: one line that is redrawn on a terminal, and elsewhere (a log, a
// batch job) a plain line every ten seconds. Everything goes to stderr; stdout is for data.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace gauze::project {

// One stage with a known amount of work. `advance` may be called from any thread and costs an atomic
// addition.
class Progress {
public:
    // `what` names the stage ("comparing"), `unit` what is counted ("pairs").
    Progress(std::string_view what, std::string_view unit, std::uint64_t total);
    Progress(const Progress&) = delete;
    ~Progress(); // clears the line on a terminal
    void advance(std::uint64_t amount = 1);

private:
    void show(std::uint64_t done, std::chrono::steady_clock::time_point now);
    std::string what_, unit_;
    std::uint64_t total_;
    std::atomic<std::uint64_t> done_{0};
    std::atomic<std::int64_t> next_show_;
    std::chrono::steady_clock::time_point start_;
    std::mutex drawing_;
    bool drawn_ = false;
};

// --quiet: no progress and no remarks; errors still show. For the whole process.
void be_quiet(bool quiet);
// One remark on stderr, unless quiet.
void say(std::string_view sentence);

// Seconds since construction or the last lap: the stage clock of the run summaries.
class Stopwatch {
public:
    double lap();

private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};
// The most memory this process has held so far, in bytes.
std::uint64_t peak_memory();

} // namespace gauze::project
