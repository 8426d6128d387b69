// Files that outlive the program that writes them: they grow at their end, and what a power cut, a full disk
// or a kill leaves of them is still good up to some byte. Beside them the two ways such bytes are read again
// or laid aside: in pieces from a place, and in a scratch file that no run can leave behind.
//
// A sync that failed is final: Linux may call the next one a success although the bytes never reached the
// disk (Rebello et al., "Can Applications Recover from fsync Failures?", 2020). So after any failure the
// object writes nothing more, and the file is cut back to what is known to be there.
#pragma once

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>

namespace gauze {

// A file's descriptor with its name for messages; closed when this goes.
class OpenFile {
public:
    OpenFile(int descriptor, std::filesystem::path path) : path_(std::move(path)), descriptor_(descriptor) {}
    OpenFile(OpenFile&& other) noexcept;
    OpenFile& operator=(OpenFile&& other) noexcept;
    ~OpenFile();
    int descriptor() const noexcept { return descriptor_; }
    const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
    int descriptor_ = -1;
};

// One thread at a time. Everything throws Error(cannot_write), and after a failure always the same one.
class AppendFile {
public:
    // Opens `path`, or makes it for its owner alone.
    explicit AppendFile(const std::filesystem::path& path);

    // Takes the file for this process until it ends; false when another process has it. True as well where
    // the file system knows no locks.
    bool lock();
    void append(Bytes bytes);
    void sync();                  // what was appended is on the disk
    void cut(std::uint64_t size); // forgets what lies behind
    std::uint64_t size() const noexcept { return size_; }
    const std::filesystem::path& path() const noexcept { return file_.path(); }

private:
    void measure();
    [[noreturn]] void fail(std::uint64_t keep);
    OpenFile file_;
    std::uint64_t size_ = 0, synced_ = 0;
    std::optional<Error> failure_;
};

// Reads from anywhere in a file, by calls instead of a mapping: a disk that fails is then an answer, not a
// signal. Any number of threads. The constructor throws Error(input_missing).
class PieceReader {
public:
    explicit PieceReader(const std::filesystem::path& path);
    bool read(std::uint64_t at, std::span<std::byte> into) const noexcept; // false: not all of it can be read
    const std::filesystem::path& path() const noexcept { return file_.path(); }

private:
    OpenFile file_;
};

// Bytes laid aside in a file without a name: whatever ends this process, the system takes the file back.
// `folder` says only on which disk. One thread. Throws Error(cannot_write).
class ScratchFile {
public:
    explicit ScratchFile(const std::filesystem::path& folder);
    void append(Bytes bytes);
    void read(std::uint64_t at, std::span<std::byte> into) const; // of what was appended
    std::uint64_t size() const noexcept { return size_; }

private:
    OpenFile file_;
    std::uint64_t size_ = 0;
};

// How tests make a disk fail: asked before each write, sync and cut of the above, it answers 0 or the error
// number to fail with; of a write that fails half the bytes arrive. Set and taken back (with {}) while no
// thread writes.
enum class DiskStep { write, sync, cut };
void let_disk_fail(std::function<int(DiskStep)> fault);

} // namespace gauze
