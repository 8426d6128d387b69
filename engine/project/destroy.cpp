#include "engine/project/destroy.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gauze::project {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void cannot(const fs::path& path, int why)
{
    throw Error(Exit::cannot_write,
                fmt::format("{} cannot be destroyed: {}", path.string(), std::strerror(why)),
                "it is still there: see to its permissions, and run the command again");
}

void overwrite(int descriptor, const fs::path& path)
{
    struct stat facts {};
    if (::fstat(descriptor, &facts) != 0) cannot(path, errno);
    static constexpr std::array<char, 1u << 16> nothing{};
    for (off_t at = 0; at < facts.st_size;) {
        const auto size = std::min<off_t>(facts.st_size - at, nothing.size());
        const ssize_t written = ::pwrite(descriptor, nothing.data(), static_cast<std::size_t>(size), at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) cannot(path, errno);
        at += written;
    }
    if (::fsync(descriptor) != 0) cannot(path, errno);
}

// Held open while its name goes, so that what is overwritten is what was named.
class Opened {
public:
    explicit Opened(const fs::path& path) : path_(path)
    {
        descriptor_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
        if (descriptor_ < 0 && errno == EACCES && ::chmod(path.c_str(), 0600) == 0) // read-only to its owner
            descriptor_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
        if (descriptor_ < 0) cannot(path, errno);
    }
    Opened(const Opened&) = delete;
    ~Opened() { ::close(descriptor_); }
    void overwrite_now() const { overwrite(descriptor_, path_); }

private:
    fs::path path_;
    int descriptor_ = -1;
};

void flush_folder(const fs::path& path)
{
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return; // the name is gone all the same
    (void)::fsync(descriptor);
    ::close(descriptor);
}

std::string digest_of(const fs::path& path) { return to_hex(sha256(MappedFile(path).bytes())); }

} // namespace

Destroyed destroy_file(const fs::path& path)
{
    Destroyed gone{path.filename().string(), {}, false};
    if (fs::is_symlink(path)) {
        if (::unlink(path.c_str()) != 0) cannot(path, errno);
        return gone;
    }
    gone.digest = digest_of(path);
    Opened(path).overwrite_now();
    if (::unlink(path.c_str()) != 0) cannot(path, errno);
    flush_folder(path);
    return gone;
}

Destroyed replace_file(const fs::path& partial, const fs::path& path)
{
    Destroyed old{path.filename().string(), digest_of(path), true};
    const Opened before(path); // by its descriptor: the name is the new file's before the old bytes go
    give_name(partial, path, Existing::replace);
    before.overwrite_now();
    return old;
}

std::vector<Destroyed> destroy_folder(const fs::path& folder)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_symlink() || !entry.is_directory()) files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<Destroyed> gone;
    for (const fs::path& file : files) gone.push_back(destroy_file(file));
    std::error_code failed;
    fs::remove_all(folder, failed);
    if (failed) cannot(folder, failed.value());
    return gone;
}

} // namespace gauze::project
