// The content of a sealed file (C2SP age, "Payload"): a nonce, then chunks of 64 KiB under ChaCha20-Poly1305.
// The nonce of a chunk counts, so none can be dropped, repeated or moved; that of the last one says that it
// is the last, so none can be cut off. One chunk is in memory at a time.
#pragma once

#include "bloom/base/wrap.hpp"
#include "engine/project/age/source.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gauze::age {

constexpr std::size_t chunk_bytes = std::size_t{1} << 16, sealed_chunk_bytes = chunk_bytes + seal_tag_bytes,
                      payload_nonce_bytes = 16;

// The nonce of each chunk in turn: a count of 11 bytes, big-endian, and whether it is the last.
class ChunkNonce {
public:
    SealNonce of_this(bool is_last) const noexcept;
    bool is_first() const noexcept { return count_ == 0; }
    void step() noexcept { ++count_; }

private:
    std::uint64_t count_ = 0;
};

class PayloadWriter {
public:
    // Hands out the nonce at once.
    PayloadWriter(const Sink& sink, Bytes file_key);
    void write(Bytes plain);
    void close();

private:
    void put_chunk(bool is_last);
    const Sink& sink_;
    Secret key_, plain_;
    std::size_t held_ = 0;
    ChunkNonce nonce_;
    std::vector<std::byte> sealed_;
};

class PayloadReader {
public:
    // Reads the nonce; throws age-nonce when it is not all there.
    PayloadReader(Source& source, Bytes file_key);
    // Throws age-chunk, age-last-chunk, age-empty-chunk, age-truncated or age-trailing, and is not to be
    // called again then.
    std::size_t read(std::span<std::byte> into);

private:
    bool next_chunk(); // false at the end
    void check_length(std::size_t size) const;
    Source& source_;
    Secret key_, plain_;
    std::size_t at_ = 0, held_ = 0;
    ChunkNonce nonce_;
    bool was_last_ = false;
    std::vector<std::byte> sealed_;
};

} // namespace gauze::age
