#include "engine/project/progress.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <utility>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace gauze::project {

namespace {

using Clock = std::chrono::steady_clock;

std::atomic<bool> quiet{false};

// One line of the terminal is shared by the stage that draws it and by remarks; whoever writes holds this.
std::mutex terminal;
bool line_on_screen = false;

// A terminal that can take a line back.
bool on_terminal()
{
    const char* kind = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) != 0 && kind != nullptr && std::string_view(kind) != "dumb";
}

std::int64_t nanoseconds(Clock::time_point time)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

// When the next line is due: eyes want five a second, a log one every ten seconds.
std::int64_t due_after(Clock::time_point now)
{
    using namespace std::chrono_literals;
    return nanoseconds(now + (on_terminal() ? Clock::duration(200ms) : Clock::duration(10s)));
}

void put(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

// Holding `terminal`.
void take_line_back()
{
    if (line_on_screen) put("\r\x1b[K");
    line_on_screen = false;
}

// Three digits are all that eyes can follow: 532, 1.21 k, 48.0 M.
std::string short_number(double value)
{
    constexpr std::array<std::string_view, 5> scales{"", " k", " M", " G", " T"};
    std::size_t scale = 0;
    for (; value >= 999.5 && scale + 1 < scales.size(); ++scale) value /= 1000;
    const int digits = scale == 0 ? 0 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return fmt::format("{:.{}f}{}", value, digits, scales[scale]);
}

std::string short_time(double seconds)
{
    const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::size_t terminal_width()
{
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80u;
}

} // namespace

Progress::Progress(std::string_view what, std::string_view unit, std::uint64_t total)
    : what_(what), unit_(unit), total_(total), next_show_(due_after(Clock::now())), start_(Clock::now())
{}

Progress::~Progress()
{
    const std::lock_guard lock(terminal);
    if (drawn_) take_line_back();
}

void Progress::advance(std::uint64_t amount)
{
    const std::uint64_t done = done_.fetch_add(amount, std::memory_order_relaxed) + amount;
    if (quiet.load(std::memory_order_relaxed)) return;
    const Clock::time_point now = Clock::now();
    if (nanoseconds(now) < next_show_.load(std::memory_order_relaxed)) return;
    const std::unique_lock drawing(drawing_, std::try_to_lock);
    if (!drawing.owns_lock() || nanoseconds(now) < next_show_.load(std::memory_order_relaxed)) return;
    next_show_.store(due_after(now), std::memory_order_relaxed);
    show(done, now);
}

void Progress::show(std::uint64_t done, Clock::time_point now)
{
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const double rate = static_cast<double>(done) / std::max(seconds, 1e-9);
    std::string line = fmt::format("{}: {} of {} {}", what_, short_number(static_cast<double>(done)),
                                   short_number(static_cast<double>(total_)), unit_);
    if (total_ > 0) line += fmt::format(" ({} %)", std::min<std::uint64_t>(100, done * 100 / total_));
    line += fmt::format(", {} {}/s", short_number(rate), unit_);
    if (done > 0 && done < total_)
        line += fmt::format(", {} left", short_time(static_cast<double>(total_ - done) / rate));

    const std::lock_guard lock(terminal);
    if (on_terminal()) {
        take_line_back();
        put(line.substr(0, terminal_width() - 1)); // a line that wraps cannot be taken back
        line_on_screen = drawn_ = true;
    } else {
        put(line + "\n");
    }
}

void be_quiet(bool wanted) { quiet.store(wanted, std::memory_order_relaxed); }

void say(std::string_view sentence)
{
    if (quiet.load(std::memory_order_relaxed)) return;
    const std::lock_guard lock(terminal);
    take_line_back();
    put(fmt::format("{}\n", sentence));
}

double Stopwatch::lap()
{
    const auto now = Clock::now();
    return std::chrono::duration<double>(now - std::exchange(last_, now)).count();
}

// The kernel's high-water mark of this program. getrusage would also count what stood here before exec, for
// example the shell or the test that started us.
std::uint64_t peak_memory()
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (std::uint64_t kilobytes = 0; word == "VmHWM:" && status >> kilobytes) return kilobytes * 1024;
    rusage usage{};
    return ::getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<std::uint64_t>(usage.ru_maxrss) * 1024 : 0;
}

} // namespace gauze::project
