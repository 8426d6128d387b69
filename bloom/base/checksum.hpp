// The house's public checksum, XXH3 with 64 bits (xxHash 0.8, whose results are frozen): it finds what a
// disk, a cable or a crash has damaged, at the speed of memory. Anyone can forge it; where somebody might
// want to, there is sha256.
#pragma once

#include "bloom/base/crypto.hpp"

#include <cstdint>
#include <memory>

namespace gauze {

std::uint64_t checksum(Bytes bytes, std::uint64_t seed = 0);

// The same of bytes that arrive in pieces. One thread.
class Checksum {
public:
    explicit Checksum(std::uint64_t seed = 0);
    ~Checksum();
    Checksum(Checksum&&) noexcept;
    Checksum& operator=(Checksum&&) noexcept;
    void update(Bytes bytes);
    std::uint64_t value() const; // of what came so far

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace gauze
