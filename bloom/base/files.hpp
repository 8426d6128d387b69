// Files, seen from the two sides that matter: what is read may be anything (a folder, absent, damaged; but it
// must not be cut short while a program reads it: a mapped page that is gone ends the program), and what is
// written appears whole under its name or not at all.
#pragma once

#include "bloom/base/crypto.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace gauze {

// A file's bytes, mapped read-only for as long as this object lives. Any number of threads may read. Throws
// Error(input_missing) when it cannot be opened or is not a plain file.
class MappedFile {
public:
    explicit MappedFile(const std::filesystem::path& path);
    MappedFile(MappedFile&&) noexcept;
    MappedFile& operator=(MappedFile&&) noexcept;
    ~MappedFile();
    Bytes bytes() const noexcept { return {data_, size_}; }

private:
    const std::byte* data_ = nullptr;
    std::size_t size_ = 0;
};

// A small text file in memory. Throws Error(input_missing) if it is not a readable plain file,
// Error(bad_data) if it is larger than `largest`.
std::string read_small_file(const std::filesystem::path& path, std::size_t largest = 1u << 20);

// How an input is opened everywhere: refuses folders and devices in words. Returns a file descriptor,
// close-on-exec.
int open_input(const std::filesystem::path& path);

// Permission bits of a new file: secrets and whatever names a person are for their owner alone.
enum class FileMode : unsigned { owner_only = 0600, everyone_reads = 0644 };

// Writes a file through a buffer, which is wiped behind each write; `close` flushes to the disk and must be
// called for the file to count. Destroyed without it (an exception passed by), the file is removed. Throws
// Error(cannot_write) on the first failed write.
class FileWriter {
public:
    FileWriter(const std::filesystem::path& path, FileMode mode);
    FileWriter(const FileWriter&) = delete;
    ~FileWriter();
    void write(std::string_view text) { write(bytes_of(text)); }
    void write(Bytes bytes);
    void close();
    std::uint64_t written() const noexcept { return written_; }

private:
    void flush();
    void forget() noexcept;
    std::filesystem::path path_;
    std::string buffer_;
    std::uint64_t written_ = 0;
    int descriptor_ = -1;
};

// One file, written under a temporary name in the same folder and renamed at the end: after a failure, a
// crash or a kill there is the whole file or none. Refuses to replace an existing file unless told so.
enum class Existing { refuse, replace };
// For a file that is written in pieces: where to write it (what dead runs left there goes first), and the one
// step that gives it its name.
std::filesystem::path partial_name(const std::filesystem::path& path);
void give_name(const std::filesystem::path& partial, const std::filesystem::path& path, Existing existing);
void write_whole_file(const std::filesystem::path& path, std::string_view content, FileMode mode,
                      Existing existing);

} // namespace gauze
