#include "engine/project/passphrase.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

namespace gauze::project {

namespace {

constexpr std::size_t longest_passphrase = 1024; // bytes

Error no_passphrase(const std::string& what)
{
    return Error(
        Exit::usage, what,
        "give it as the first line of an open file: --passphrase-fd 3 3< FILE, and keep that file private");
}

// One byte at a time: what stands behind the line is the script's.
Secret first_line_of(int descriptor)
{
    Secret room(longest_passphrase + 1);
    std::size_t size = 0;
    for (std::byte byte{}; size < room.size();) {
        const auto got = ::read(descriptor, &byte, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0)
            throw no_passphrase(fmt::format("--passphrase-fd {} cannot be read: {}", descriptor,
                                            std::generic_category().message(errno)));
        if (got == 0 || byte == std::byte{'\n'}) break;
        room.fill()[size++] = byte;
    }
    if (size > longest_passphrase)
        throw no_passphrase(fmt::format("a passphrase has at most {} bytes", longest_passphrase));
    if (size > 0 && room.reveal()[size - 1] == std::byte{'\r'}) --size; // a file from Windows
    if (size == 0) throw no_passphrase("there is no passphrase on the first line of the open file");
    return Secret(room.reveal().first(size));
}

int descriptor_from(std::uint64_t number)
{
    if (number > static_cast<std::uint64_t>(std::numeric_limits<int>::max()))
        throw no_passphrase("--passphrase-fd needs the number of an open file");
    return static_cast<int>(number);
}

std::size_t characters(std::span<const std::byte> utf8)
{
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](std::byte b) { return (b & std::byte{0xc0}) != std::byte{0x80}; }));
}

} // namespace

PassphraseSource passphrase_from(std::uint64_t descriptor)
{
    if (descriptor == on_the_terminal)
        return
            [](std::string_view purpose) { return ask_unseen(fmt::format("Passphrase of {}: ", purpose)); };
    return [number = descriptor_from(descriptor)](std::string_view) { return first_line_of(number); };
}

Secret new_passphrase(std::uint64_t descriptor, std::string_view purpose)
{
    const bool by_hand = descriptor == on_the_terminal;
    Secret first = by_hand ? ask_unseen(fmt::format("New passphrase for {}: ", purpose))
                           : first_line_of(descriptor_from(descriptor));
    if (characters(first.reveal()) < shortest_passphrase)
        throw Error(Exit::usage,
                    fmt::format("the passphrase is shorter than {} characters", shortest_passphrase),
                    "four or more words taken by chance are long enough, and can be remembered");
    if (by_hand) {
        const Secret again = ask_unseen("The same again: ");
        if (!std::equal(first.reveal().begin(), first.reveal().end(), again.reveal().begin(),
                        again.reveal().end()))
            throw Error(Exit::usage, "the two passphrases differ", "nothing was written; start again");
    }
    return first;
}

} // namespace gauze::project
