// Plaintext is a type, and it is shy: it can be moved, wiped and encoded. It cannot be printed, compared for
// sorting or copied by accident, so the compiler finds the leak before review does. This header and
// everything that includes it compiles only in the custodian's half of the house.
#pragma once

#if !defined(GAUZE_PLAINTEXT_ALLOWED)
#error                                                                                                       \
    "Plaintext exists only in the custodian's program: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/secret.hpp"

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gauze::custodian {

class Plaintext {
public:
    Plaintext() = default;
    explicit Plaintext(std::string value) : value_(std::move(value)) {}
    Plaintext(Plaintext&& other) noexcept : value_(std::move(other.value_)) { other.clear(); }
    Plaintext& operator=(Plaintext&& other) noexcept
    {
        if (this != &other) {
            clear();
            value_ = std::move(other.value_);
            other.clear();
        }
        return *this;
    }
    Plaintext(const Plaintext&) = delete;
    ~Plaintext() { clear(); }

    bool empty() const noexcept { return value_.empty(); }
    // Search for this word to find every reader.
    std::string_view reveal() const noexcept { return value_; }

private:
    // To the capacity, not the size: a short string that was moved from keeps its bytes and calls itself
    // empty.
    void clear() noexcept
    {
        value_.resize(value_.capacity());
        wipe(std::as_writable_bytes(std::span(value_)));
        value_.clear();
    }
    std::string value_;
};

std::ostream& operator<<(std::ostream&, const Plaintext&) = delete; // no name ever reaches a log
bool operator<(const Plaintext&, const Plaintext&) = delete;

// The cells of one row of a custodian's file, in the order of its columns.
using Cells = std::vector<Plaintext>;

} // namespace gauze::custodian
