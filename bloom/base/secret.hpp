// Bytes that must not be seen: locked in memory, left out of core dumps, not there in a forked child, wiped
// on destruction, moved but never copied, and never printed. Everything secret in the programs (project
// secret, derived keys, memo tables of hashed tokens) is held in a Secret.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>

namespace gauze {

class Secret {
public:
    Secret() = default;
    // Zero bytes, to be filled through `fill`. Locking is best effort: a small RLIMIT_MEMLOCK is not an
    // error.
    explicit Secret(std::size_t size);
    explicit Secret(std::span<const std::byte> copy_of);
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    std::span<const std::byte> reveal() const noexcept { return {data_, size_}; }
    std::span<std::byte> fill() noexcept { return {data_, size_}; }
    std::size_t size() const noexcept { return size_; }

private:
    void release() noexcept;
    std::byte* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t mapped_ = 0; // whole pages
};

std::ostream& operator<<(std::ostream&, const Secret&) = delete; // no secret ever reaches a log

// Overwrites with zeros in a way the compiler may not leave out.
void wipe(std::span<std::byte> bytes) noexcept;

// Called first in every program: no core dump, no ptrace by other processes of the same user, files private
// to the user unless said otherwise, private keys in a heap of their own (secure_heap.hpp). Programs built
// with a sanitizer skip the ptrace part, which leak checking needs.
void protect_process() noexcept;

} // namespace gauze
