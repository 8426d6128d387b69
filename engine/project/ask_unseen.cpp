// A question on the terminal whose answer is not shown. The hard part is the way out: a program that is
// interrupted at the prompt must not leave a terminal on which nothing typed is seen. Signals are therefore
// not acted on where they arrive: a handler notes them in a pipe, the reading loop wakes up, the terminal is
// put right, and only then does the signal have its usual effect.
#include "bloom/base/error.hpp"
#include "engine/project/passphrase.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace gauze::project {

namespace {

constexpr std::array heeded{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
constexpr std::size_t longest_answer = 1024; // bytes

int to_prompt = -1; // the pipe's end that the handler writes to; set while a question is open

extern "C" void note_signal(int signal)
{
    const int before = errno;
    const auto byte = static_cast<unsigned char>(signal);
    (void)!::write(to_prompt, &byte, 1);
    errno = before;
}

// Signals of one question, as bytes of a pipe. What is ignored (under nohup) stays ignored.
class NotedSignals {
public:
    NotedSignals()
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
            throw Error(Exit::internal, "no more files can be opened to ask for the passphrase");
        from_handler_ = ends[0];
        to_prompt = ends[1];
        struct sigaction noting {};
        noting.sa_handler = note_signal;
        for (std::size_t i = 0; i < heeded.size(); ++i) {
            (void)::sigaction(heeded[i], nullptr, &before_[i]);
            if (before_[i].sa_handler != SIG_IGN) (void)::sigaction(heeded[i], &noting, nullptr);
        }
    }
    NotedSignals(const NotedSignals&) = delete;
    ~NotedSignals()
    {
        for (std::size_t i = 0; i < heeded.size(); ++i) (void)::sigaction(heeded[i], &before_[i], nullptr);
        ::close(to_prompt);
        ::close(from_handler_);
    }
    int descriptor() const noexcept { return from_handler_; }
    // The oldest one not taken yet, or 0.
    int take() noexcept
    {
        unsigned char signal = 0;
        return ::read(from_handler_, &signal, 1) == 1 ? signal : 0;
    }

private:
    int from_handler_ = -1;
    std::array<struct sigaction, heeded.size()> before_{};
};

// The process's terminal with the echo off, for as long as this lives.
class SilentTerminal {
public:
    SilentTerminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        if (descriptor_ < 0 || ::tcgetattr(descriptor_, &before_) != 0) {
            if (descriptor_ >= 0) ::close(descriptor_);
            throw Error(Exit::usage, "a passphrase is needed and there is no terminal to ask for it",
                        "a script gives it as the first line of an open file: --passphrase-fd 3 3< FILE");
        }
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHOE | ECHOK | ECHONL);
        silent.c_lflag |= ICANON | ISIG;
        set(silent);
    }
    SilentTerminal(const SilentTerminal&) = delete;
    ~SilentTerminal()
    {
        set(before_);
        ::close(descriptor_);
    }
    int descriptor() const noexcept { return descriptor_; }
    void say(std::string_view text) noexcept { (void)!::write(descriptor_, text.data(), text.size()); }

private:
    // Discards what was typed ahead: it would be shown where it was meant to be silent, or the other way
    // about.
    void set(const termios& mode) noexcept
    {
        while (::tcsetattr(descriptor_, TCSAFLUSH, &mode) != 0 && errno == EINTR) {
        }
    }
    int descriptor_;
    termios before_{};
};

// Reads a line into `room` and returns its length; nothing when a signal came first.
std::optional<std::size_t> read_line(const SilentTerminal& terminal, const NotedSignals& signals,
                                     Secret& room)
{
    std::size_t size = 0;
    for (;;) {
        pollfd wait[] = {{signals.descriptor(), POLLIN, 0}, {terminal.descriptor(), POLLIN, 0}};
        if (::poll(wait, 2, -1) < 0 && errno == EINTR) continue;
        if (wait[0].revents != 0) return std::nullopt;
        std::byte byte{};
        const auto got = ::read(terminal.descriptor(), &byte, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 || byte == std::byte{'\n'}) return size;
        if (size == room.size()) throw Error(Exit::usage, "the passphrase is too long");
        room.fill()[size++] = byte;
    }
}

} // namespace

Secret ask_unseen(std::string_view prompt)
{
    for (;;) {
        Secret room(longest_answer);
        std::optional<std::size_t> size;
        int signal = 0;
        {
            NotedSignals signals;
            {
                SilentTerminal terminal;
                terminal.say(prompt);
                size = read_line(terminal, signals, room);
                terminal.say("\n");
            }
            signal = signals.take();
        }
        if (signal == 0) {
            if (size.value_or(0) == 0) throw Error(Exit::usage, "no passphrase was given");
            return Secret(room.reveal().first(*size));
        }
        (void)::raise(signal); // ends the program, or suspends it until it is in the foreground again
        if (signal != SIGTSTP) throw Error(Exit::stopped, "stopped while asking for the passphrase");
    }
}

} // namespace gauze::project
