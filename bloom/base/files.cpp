#include "bloom/base/files.hpp"

#include "bloom/base/error.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gauze {

namespace {

std::string reason() { return std::generic_category().message(errno); }

[[noreturn]] void cannot_write(const std::filesystem::path& path)
{
    throw Error(Exit::cannot_write, fmt::format("{} cannot be written: {}", path.string(), reason()),
                "check the folder, its permissions and the free space; nothing was left behind");
}

constexpr std::size_t buffer_size = 1u << 20;

} // namespace

int open_input(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        throw Error(Exit::input_missing, fmt::format("{} cannot be read: {}", path.string(), reason()),
                    "check the name and the permissions of the file");
    struct stat facts {};
    if (::fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        ::close(descriptor);
        throw Error(Exit::input_missing,
                    fmt::format("{} is {}, not a file", path.string(),
                                S_ISDIR(facts.st_mode) ? "a folder" : "a device or pipe"),
                    "name one plain file");
    }
    return descriptor;
}

MappedFile::MappedFile(const std::filesystem::path& path)
{
    const int descriptor = open_input(path);
    struct stat facts {};
    (void)::fstat(descriptor, &facts);
    size_ = static_cast<std::size_t>(facts.st_size);
    if (size_ > 0) {
        void* pages = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (pages == MAP_FAILED) {
            const std::string why = reason();
            ::close(descriptor);
            throw Error(Exit::input_missing, fmt::format("{} cannot be read: {}", path.string(), why));
        }
        data_ = static_cast<const std::byte*>(pages);
    }
    ::close(descriptor);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0))
{}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept
{
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

MappedFile::~MappedFile()
{
    if (data_ != nullptr) (void)::munmap(const_cast<std::byte*>(data_), size_);
}

std::string read_small_file(const std::filesystem::path& path, std::size_t largest)
{
    const MappedFile file(path);
    if (file.bytes().size() > largest)
        throw Error(Exit::bad_data, fmt::format("{} is larger than {} bytes", path.string(), largest),
                    "is it the right file?");
    return {reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()};
}

FileWriter::FileWriter(const std::filesystem::path& path, FileMode mode) : path_(path)
{
    descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, static_cast<mode_t>(mode));
    if (descriptor_ < 0) cannot_write(path_);
    (void)::fchmod(descriptor_, static_cast<mode_t>(mode)); // whatever the umask
    buffer_.reserve(buffer_size);
}

FileWriter::~FileWriter()
{
    forget();
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    (void)::unlink(path_.c_str());
}

void FileWriter::write(Bytes bytes)
{
    written_ += bytes.size();
    while (!bytes.empty()) {
        const std::size_t part = std::min(bytes.size(), buffer_size - buffer_.size());
        buffer_.append(reinterpret_cast<const char*>(bytes.data()), part);
        bytes = bytes.subspan(part);
        if (buffer_.size() == buffer_size) flush();
    }
}

void FileWriter::flush()
{
    for (std::size_t at = 0; at < buffer_.size();) {
        const auto part = ::write(descriptor_, buffer_.data() + at, buffer_.size() - at);
        if (part < 0 && errno == EINTR) continue;
        if (part < 0) cannot_write(path_);
        at += static_cast<std::size_t>(part);
    }
    forget();
}

// What went through may be a row or a key; the buffer's memory will be somebody else's.
void FileWriter::forget() noexcept
{
    wipe(std::as_writable_bytes(std::span(buffer_)));
    buffer_.clear();
}

void FileWriter::close()
{
    flush();
    if (::fsync(descriptor_) != 0) cannot_write(path_);
    const int descriptor = std::exchange(descriptor_, -1);
    if (::close(descriptor) != 0) cannot_write(path_);
}

std::filesystem::path partial_name(const std::filesystem::path& path)
{
    const std::string prefix = fmt::format(".{}.partial-", path.filename().string());
    std::error_code ignored;
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        // Left by a run that died: its process number, behind the prefix, is nobody's.
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(prefix)) continue;
        const int process = std::atoi(name.c_str() + prefix.size());
        if (process > 0 && ::kill(process, 0) != 0 && errno == ESRCH)
            std::filesystem::remove(entry.path(), ignored);
    }
    std::array<std::byte, 4> chance{};
    random_bytes(chance);
    return path.parent_path() / fmt::format("{}{}-{}", prefix, ::getpid(), to_hex(chance));
}

void give_name(const std::filesystem::path& partial, const std::filesystem::path& path, Existing existing)
{
    // RENAME_NOREPLACE decides "exists already" and "gets its name" in one step, so two runs cannot both win.
    const unsigned flags = existing == Existing::refuse ? RENAME_NOREPLACE : 0u;
    if (::renameat2(AT_FDCWD, partial.c_str(), AT_FDCWD, path.c_str(), flags) == 0) return;
    // A file system without exclusive rename: a second name does the same, and fails if the name is taken.
    if (errno == EINVAL && ::link(partial.c_str(), path.c_str()) == 0) {
        (void)::unlink(partial.c_str());
        return;
    }
    const int why = errno;
    (void)::unlink(partial.c_str());
    errno = why;
    if (why == EEXIST)
        throw Error(Exit::cannot_write, fmt::format("{} exists already", path.string()),
                    "choose another name, or move the old file away first");
    cannot_write(path);
}

void write_whole_file(const std::filesystem::path& path, std::string_view content, FileMode mode,
                      Existing existing)
{
    const auto partial = partial_name(path);
    FileWriter writer(partial, mode);
    writer.write(content);
    writer.close();
    give_name(partial, path, existing);
}

} // namespace gauze
