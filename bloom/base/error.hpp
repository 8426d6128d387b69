// One exception for a bad file or a bad option. Bad *data* is never an exception: it is counted and listed; a
// programming fault is an assert. `main` catches Error once and prints two lines:
//
//     gauze encode: error: <what>
//     gauze encode: hint: <hint>
//
// Neither line ever holds a value of an identifier: file, row number and column name are enough to act on.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace gauze {

// The exit codes of every program (docs/file-formats.md has the table for operators).
enum class Exit : int {
    ok = 0,
    condition_not_met = 1, // ran, but something that was asked for does not hold
    usage = 2,
    bad_data = 65,
    input_missing = 66,
    internal = 70,
    cannot_write = 74,
    stopped = 75, // stopped cleanly, can be resumed
    refused = 77, // by policy
    configuration = 78,
};

class Error : public std::runtime_error {
public:
    Error(Exit code, const std::string& what, std::string hint = {})
        : std::runtime_error(what), hint_(std::move(hint)), code_(code)
    {}

    // What to do next, in the reader's words; may be empty.
    const std::string& hint() const noexcept { return hint_; }
    Exit code() const noexcept { return code_; }

private:
    std::string hint_;
    Exit code_;
};

} // namespace gauze
