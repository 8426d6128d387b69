#include "bloom/base/append_file.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gauze {

namespace fs = std::filesystem;

namespace {

std::function<int(DiskStep)> disk_fault;

// 0, or the error number of a step that a test wants to fail.
int fault_of(DiskStep step) { return disk_fault ? disk_fault(step) : 0; }

Error cannot_write(const fs::path& path, int why)
{
    return {Exit::cannot_write,
            fmt::format("{} cannot be written: {}", path.string(), std::generic_category().message(why)),
            "check the folder, its permissions and the free space; what was finished before is kept, and the "
            "same "
            "command goes on from there"};
}

// Writes all bytes at a place of the file. Returns 0 or the error number.
int write_at(int descriptor, std::uint64_t at, Bytes bytes)
{
    const int fault = fault_of(DiskStep::write);
    if (fault != 0) bytes = bytes.first(bytes.size() / 2);
    while (!bytes.empty()) {
        const auto part = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (part < 0 && errno == EINTR) continue;
        if (part < 0) return errno;
        at += static_cast<std::uint64_t>(part);
        bytes = bytes.subspan(static_cast<std::size_t>(part));
    }
    return fault;
}

// Returns whether all of `into` was filled.
bool read_at(int descriptor, std::uint64_t at, std::span<std::byte> into) noexcept
{
    while (!into.empty()) {
        const auto part = ::pread(descriptor, into.data(), into.size(), static_cast<off_t>(at));
        if (part < 0 && errno == EINTR) continue;
        if (part <= 0) return false;
        at += static_cast<std::uint64_t>(part);
        into = into.subspan(static_cast<std::size_t>(part));
    }
    return true;
}

// A signal that comes in between (some network file systems) is no failure.
bool sync_descriptor(int descriptor)
{
    int result = 0;
    do result = ::fsync(descriptor);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

// The name of a new file is on the disk only when its folder is.
void sync_folder_of(const fs::path& path)
{
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    const OpenFile opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), folder);
    if (opened.descriptor() >= 0) (void)::fsync(opened.descriptor());
}

OpenFile open_to_append(const fs::path& path)
{
    OpenFile file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600), path);
    if (file.descriptor() < 0) throw cannot_write(path, errno);
    sync_folder_of(path);
    return file;
}

OpenFile open_without_name(const fs::path& folder)
{
    const int nameless = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (nameless >= 0) return {nameless, folder};
    // A file system that makes no nameless files: a name for the blink of an eye.
    std::string name = (folder / ".gauze-scratch-XXXXXX").string();
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named < 0) throw cannot_write(folder, errno);
    (void)::unlink(name.c_str());
    return {named, folder};
}

} // namespace

void let_disk_fail(std::function<int(DiskStep)> fault) { disk_fault = std::move(fault); }

OpenFile::OpenFile(OpenFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1))
{}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept
{
    std::swap(path_, other.path_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

OpenFile::~OpenFile()
{
    if (descriptor_ >= 0) ::close(descriptor_);
}

AppendFile::AppendFile(const fs::path& path) : file_(open_to_append(path)) { measure(); }

void AppendFile::measure()
{
    struct stat facts {};
    if (::fstat(file_.descriptor(), &facts) != 0) throw cannot_write(path(), errno);
    if (!S_ISREG(facts.st_mode)) throw cannot_write(path(), EINVAL);
    size_ = synced_ = static_cast<std::uint64_t>(facts.st_size);
}

bool AppendFile::lock()
{
    const bool ours = ::flock(file_.descriptor(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
    if (ours) measure(); // who had it until now may have written
    return ours;
}

void AppendFile::append(Bytes bytes)
{
    if (failure_) throw *failure_;
    if (const int why = write_at(file_.descriptor(), size_, bytes)) {
        errno = why;
        fail(size_);
    }
    size_ += bytes.size();
}

void AppendFile::sync()
{
    if (failure_) throw *failure_;
    if (size_ == synced_) return;
    const int fault = fault_of(DiskStep::sync);
    if (fault != 0) errno = fault;
    if (fault != 0 || !sync_descriptor(file_.descriptor())) fail(synced_);
    synced_ = size_;
}

void AppendFile::cut(std::uint64_t size)
{
    if (failure_) throw *failure_;
    if (size >= size_) return;
    const int fault = fault_of(DiskStep::cut);
    if (fault != 0) errno = fault;
    if (fault != 0 || ::ftruncate(file_.descriptor(), static_cast<off_t>(size)) != 0) fail(size_);
    size_ = size;
    synced_ = size + 1; // the cut itself is not on the disk yet
}

// The first failure is the last word of this file. `keep`: how many bytes are known to be good.
void AppendFile::fail(std::uint64_t keep)
{
    failure_ = cannot_write(path(), errno);
    size_ = std::min(size_, keep);
    (void)!::ftruncate(file_.descriptor(), static_cast<off_t>(size_));
    throw *failure_;
}

PieceReader::PieceReader(const fs::path& path) : file_(open_input(path), path) {}

bool PieceReader::read(std::uint64_t at, std::span<std::byte> into) const noexcept
{
    return read_at(file_.descriptor(), at, into);
}

ScratchFile::ScratchFile(const fs::path& folder) : file_(open_without_name(folder)) {}

void ScratchFile::append(Bytes bytes)
{
    if (const int why = write_at(file_.descriptor(), size_, bytes)) throw cannot_write(file_.path(), why);
    size_ += bytes.size();
}

void ScratchFile::read(std::uint64_t at, std::span<std::byte> into) const
{
    if (!read_at(file_.descriptor(), at, into))
        throw Error(Exit::cannot_write,
                    fmt::format("what was laid aside in {} cannot be read again", file_.path().string()),
                    "is the disk sound? name another folder for what does not fit the memory");
}

} // namespace gauze
