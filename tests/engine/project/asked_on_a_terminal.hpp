// A question put to a person: a child process with a pseudo-terminal of its own asks, the test types.
#pragma once

#include <csignal>
#include <functional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

namespace gauze::test {

// A bare root, as a container may be, has no pseudo-terminals.
inline bool has_terminals()
{
    int screen = -1, line = -1;
    if (::openpty(&screen, &line, nullptr, nullptr, nullptr) != 0) return false;
    ::close(screen);
    ::close(line);
    return true;
}
#define NEEDS_A_TERMINAL()                                                                                   \
    if (!test::has_terminals()) GTEST_SKIP() << "this machine gives no pseudo-terminals"

class Asked {
public:
    // `question` runs in the child; what it returns is what `answer` gives.
    explicit Asked(const std::function<std::string()>& question)
    {
        int report[2];
        if (::openpty(&screen_, &line_, nullptr, nullptr, nullptr) != 0 || ::pipe(report) != 0) std::abort();
        child_ = ::fork();
        if (child_ == 0) {
            ::close(screen_);
            ::setsid();
            (void)::ioctl(line_, TIOCSCTTY, 0);
            const std::string text = question();
            (void)!::write(report[1], text.data(), text.size());
            ::_exit(0);
        }
        ::close(report[1]);
        report_ = report[0];
    }
    Asked(const Asked&) = delete;
    ~Asked()
    {
        if (child_ > 0) ::kill(child_, SIGKILL), (void)wait();
        ::close(screen_);
        ::close(line_);
        ::close(report_);
    }
    // Reads what the terminal shows until it shows `text`, which then counts as read. False if it never does.
    bool shows(std::string_view text)
    {
        std::size_t at;
        while ((at = shown_.find(text, read_up_to_)) == std::string::npos)
            if (!look()) return false;
        read_up_to_ = at + text.size();
        return true;
    }
    void type(std::string_view keys)
    {
        ASSERT_EQ(::write(screen_, keys.data(), keys.size()), std::ssize(keys));
    }
    // What the child's question returned, when it has ended.
    std::string answer()
    {
        std::string text;
        char buffer[256];
        for (ssize_t got; (got = ::read(report_, buffer, sizeof buffer)) > 0;)
            text.append(buffer, static_cast<std::size_t>(got));
        return text;
    }
    int wait()
    {
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = -1;
        return status;
    }
    bool echoes() const
    {
        termios mode{};
        return ::tcgetattr(line_, &mode) == 0 && (mode.c_lflag & ECHO) != 0;
    }
    const std::string& shown() const noexcept { return shown_; }

private:
    bool look()
    {
        char buffer[256];
        const auto got = ::read(screen_, buffer, sizeof buffer);
        if (got > 0) shown_.append(buffer, static_cast<std::size_t>(got));
        return got > 0;
    }
    int screen_ = -1, line_ = -1, report_ = -1;
    pid_t child_ = -1;
    std::string shown_;
    std::size_t read_up_to_ = 0;
};

} // namespace gauze::test
