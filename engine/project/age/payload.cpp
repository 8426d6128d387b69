#include "engine/project/age/payload.hpp"

#include "engine/project/age/refused.hpp"

#include <algorithm>

namespace gauze::age {

namespace {

Secret payload_key(Bytes file_key, Bytes nonce)
{
    return hkdf_sha256(file_key, nonce, bytes_of("payload"), seal_key_bytes);
}

void copy_to(std::span<std::byte> to, Bytes from) { std::ranges::copy(from, to.begin()); }

} // namespace

SealNonce ChunkNonce::of_this(bool is_last) const noexcept
{
    SealNonce nonce{};
    constexpr std::size_t last_digit = seal_nonce_bytes - 2;
    for (std::size_t i = 0; i < sizeof count_; ++i)
        nonce[last_digit - i] = static_cast<std::byte>(count_ >> (8 * i) & 0xff);
    nonce[seal_nonce_bytes - 1] = static_cast<std::byte>(is_last);
    return nonce;
}

PayloadWriter::PayloadWriter(const Sink& sink, Bytes file_key)
    : sink_(sink), plain_(chunk_bytes), sealed_(sealed_chunk_bytes)
{
    std::array<std::byte, payload_nonce_bytes> nonce;
    random_bytes(nonce);
    key_ = payload_key(file_key, nonce);
    sink_(nonce);
}

void PayloadWriter::write(Bytes plain)
{
    while (!plain.empty()) {
        // A full chunk waits: only with more behind it is it not the last.
        if (held_ == chunk_bytes) put_chunk(false);
        const std::size_t piece = std::min(plain.size(), chunk_bytes - held_);
        copy_to(plain_.fill().subspan(held_), plain.first(piece));
        held_ += piece;
        plain = plain.subspan(piece);
    }
}

void PayloadWriter::close() { put_chunk(true); }

void PayloadWriter::put_chunk(bool is_last)
{
    const auto sealed = std::span(sealed_).first(held_ + seal_tag_bytes);
    seal_into(key_.reveal(), nonce_.of_this(is_last), plain_.reveal().first(held_), {}, sealed);
    nonce_.step();
    held_ = 0;
    sink_(sealed);
}

PayloadReader::PayloadReader(Source& source, Bytes file_key)
    : source_(source), plain_(chunk_bytes), sealed_(sealed_chunk_bytes)
{
    std::array<std::byte, payload_nonce_bytes> nonce;
    if (source_.read(nonce) != nonce.size()) refuse("age-nonce", "the file ends behind its header");
    key_ = payload_key(file_key, nonce);
}

std::size_t PayloadReader::read(std::span<std::byte> into)
{
    if (into.empty()) return 0;
    if (at_ == held_ && !next_chunk()) return 0;
    const std::size_t piece = std::min(into.size(), held_ - at_);
    copy_to(into, plain_.reveal().subspan(at_, piece));
    at_ += piece;
    return piece;
}

void PayloadReader::check_length(std::size_t size) const
{
    if (size < seal_tag_bytes) refuse("age-truncated", "the file ends before its last chunk");
    if (size == seal_tag_bytes && !nonce_.is_first())
        refuse("age-empty-chunk", "the last chunk is empty, and the file is not");
}

bool PayloadReader::next_chunk()
{
    at_ = held_ = 0;
    if (was_last_) {
        if (source_.peek()) refuse("age-trailing", "something follows the last chunk of the file");
        return false;
    }
    const std::size_t size = source_.read(sealed_);
    check_length(size);
    const Bytes sealed = Bytes(sealed_).first(size);
    const auto plain = plain_.fill().first(size - seal_tag_bytes);
    const auto fits = [&](bool is_last) {
        return unseal_into(key_.reveal(), nonce_.of_this(is_last), sealed, {}, plain);
    };
    // A short chunk can only be the last one; a full one may be, which shows by its nonce alone.
    const bool is_full = size == sealed_chunk_bytes;
    was_last_ = !(is_full && fits(false));
    if (was_last_ && !fits(true)) {
        if (is_full) refuse("age-chunk", "a chunk of the file was changed, moved or replaced");
        refuse("age-last-chunk", "the last chunk of the file was cut short, changed or replaced");
    }
    nonce_.step();
    held_ = plain.size();
    return held_ > 0 || next_chunk();
}

} // namespace gauze::age
