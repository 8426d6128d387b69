// Where a custodian's records come from: a file on a disk, or a sealed one that is opened while it is read
// and stands nowhere in clear. A run reads its input several times (what kind of file it is, how its dates
// are written, its rows); each pass opens it anew, so that none needs more memory than a window.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace gauze::custodian {

// The bytes of one pass, as stored: gzip is not unpacked here. One thread.
class StoredBytes {
public:
    StoredBytes() = default;
    StoredBytes(const StoredBytes&) = delete;
    virtual ~StoredBytes() = default;
    // Fills `into`, and leaves some of it empty only at the end. Whoever hands out what others sealed throws
    // here, at the latest with the last byte, if it is not what its statement says.
    virtual std::size_t read(std::span<char> into) = 0;
};

class Input {
public:
    using Open = std::function<std::unique_ptr<StoredBytes>()>;

    Input(std::filesystem::path file); // without `explicit`: most inputs are files, and callers hold paths
    // `name` is what people are told; `size` counts the stored bytes of one pass, roughly.
    Input(std::filesystem::path name, std::uint64_t size, Open open);

    const std::filesystem::path& path() const noexcept { return path_; }
    std::string string() const { return path_.string(); }
    std::uint64_t size() const;
    // Throws Error(input_missing) for a file that cannot be opened.
    std::unique_ptr<StoredBytes> begin_pass() const;

private:
    std::filesystem::path path_;
    std::uint64_t size_ = 0;
    Open open_; // empty: a file
};

// SHA-256 of the bytes as stored, in hex. One pass.
std::string digest_of(const Input& input);

} // namespace gauze::custodian
