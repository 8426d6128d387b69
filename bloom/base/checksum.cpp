#include "bloom/base/checksum.hpp"

// The whole of xxHash is in its header, so nodes of a cluster need no library of that name.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace gauze {

std::uint64_t checksum(Bytes bytes, std::uint64_t seed)
{
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

struct Checksum::State {
    XXH3_state_t hash;
};

Checksum::Checksum(std::uint64_t seed) : state_(std::make_unique<State>())
{
    (void)XXH3_64bits_reset_withSeed(&state_->hash, seed);
}

Checksum::~Checksum() = default;
Checksum::Checksum(Checksum&&) noexcept = default;
Checksum& Checksum::operator=(Checksum&&) noexcept = default;

void Checksum::update(Bytes bytes) { (void)XXH3_64bits_update(&state_->hash, bytes.data(), bytes.size()); }

std::uint64_t Checksum::value() const { return XXH3_64bits_digest(&state_->hash); }

} // namespace gauze
