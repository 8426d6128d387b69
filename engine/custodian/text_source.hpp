// A custodian's file as a stream: first its bytes, plain or unpacked from gzip, then its text as UTF-8,
// whatever character set it was saved in. The rooms above see one kind of file.
//
// Everything here once held plaintext, so every buffer is wiped before its memory is given back, zlib's own
// included.
#pragma once

#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/input.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace gauze::custodian {

// Bytes that are wiped before they are given back.
class WipedBuffer {
public:
    explicit WipedBuffer(std::size_t size) : bytes_(size) {}
    WipedBuffer(const WipedBuffer&) = delete;
    ~WipedBuffer() { wipe(std::as_writable_bytes(std::span(bytes_))); }
    char* data() noexcept { return bytes_.data(); }
    std::size_t size() const noexcept { return bytes_.size(); }
    void swap(WipedBuffer& other) noexcept { bytes_.swap(other.bytes_); }

private:
    std::vector<char> bytes_;
};

// The bytes of an input; gzip (told by its first two bytes, any number of members) is unpacked on the way.
// One thread. Throws Error(input_missing) when the file cannot be opened or read, Error(bad_data) as soon as
// a gzip stream turns out to be cut short or corrupt.
class ByteSource {
public:
    explicit ByteSource(const Input& input);
    ByteSource(ByteSource&&) noexcept;
    ~ByteSource();

    // Fills `into`, and leaves some of it empty only at the end of the file. Returns how many bytes were put
    // there.
    std::size_t read(std::span<char> into);
    bool gzip() const noexcept;
    std::uint64_t bytes_read() const noexcept; // of the file as stored

private:
    struct State;
    std::unique_ptr<State> state_;
};

// The text of a file in UTF-8, without its byte-order mark. One thread. UTF-8 is passed on as it is, with its
// invalid bytes. Half a surrogate pair becomes three bytes and half a UTF-16 unit the byte FF, neither of
// them valid UTF-8, so that the fault reaches the cell where it is counted. The five bytes that Windows-1252
// leaves undefined become the control characters of the same number.
class TextSource {
public:
    TextSource(const Input& input, Charset charset);

    // Fills `into`, which may end in the middle of a character; leaves some of it empty only at the end of
    // the text.
    std::size_t read(std::span<char> into);
    std::uint64_t bytes_read() const noexcept { return bytes_.bytes_read(); }

private:
    bool supply();
    std::size_t pass_on(std::span<char> into);
    std::size_t transcode(std::span<char> into);
    std::size_t copy_ascii(std::span<char> into);
    char32_t next_character();

    ByteSource bytes_;
    Charset charset_;
    WipedBuffer raw_;
    std::size_t raw_at_ = 0;
    std::size_t raw_end_ = 0;
    bool ended_ = false;
    std::array<char, 4> spill_{}; // one character that the caller's room may cut
    std::size_t spill_at_ = 0;
    std::size_t spill_end_ = 0;
};

} // namespace gauze::custodian
