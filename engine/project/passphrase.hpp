// Where a passphrase comes from: the terminal, with nothing shown of it, or a file descriptor that a script
// has opened. Never the command line or the environment, which other programs of the machine may read.
//
// What is typed is taken byte for byte; only the end of the line is taken off. Asking is for the main thread,
// one question at a time.
#pragma once

#include "bloom/base/secret.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>

namespace gauze::project {

// Called only when something turns out to need a passphrase, with what it is for ("the key project.key").
// Throws Error(usage) when there is none to be had.
using PassphraseSource = std::function<Secret(std::string_view purpose)>;

// What the option --passphrase-fd holds while it is not given.
constexpr std::uint64_t on_the_terminal = std::numeric_limits<std::uint64_t>::max();

// The first line of a descriptor, or a question on the terminal of the process, whatever its standard streams
// are.
PassphraseSource passphrase_from(std::uint64_t descriptor);

constexpr std::size_t shortest_passphrase = 12; // characters (of UTF-8)

// A passphrase that is to be remembered: on the terminal it is asked for twice. Throws Error(usage) when the
// two differ or it is too short.
Secret new_passphrase(std::uint64_t descriptor, std::string_view purpose);

// Asks on the terminal of the process with the echo off. The echo is on again however this ends: also when
// the program is interrupted, ended or suspended at the prompt; after a suspension it asks anew. Throws
// Error(usage) when the process has no terminal.
Secret ask_unseen(std::string_view prompt);

} // namespace gauze::project
