#include "bloom/base/output_folder.hpp"

#include "bloom/base/error.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gauze {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void cannot_write(const fs::path& path, int why)
{
    throw Error(Exit::cannot_write,
                fmt::format("{} cannot be written: {}", path.string(), std::generic_category().message(why)),
                "check that the folder above it exists and may be written to");
}

// An absolute path without a trailing slash, so that "out/" and "out" are one.
fs::path tidy(fs::path path)
{
    path = fs::absolute(path).lexically_normal();
    return path.has_filename() ? path : path.parent_path();
}

std::string prefix_of(const fs::path& path) { return fmt::format(".{}.partial-", path.filename().string()); }

// A live run holds a lock on its folder; a folder that nobody locks belongs to a run that died.
void remove_leftovers(const fs::path& path)
{
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(path.parent_path(), ignored)) {
        if (!entry.path().filename().string().starts_with(prefix_of(path))) continue;
        const int folder = ::open(entry.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder < 0) continue;
        if (::flock(folder, LOCK_EX | LOCK_NB) == 0) fs::remove_all(entry.path(), ignored);
        ::close(folder);
    }
}

void sync_folder(const fs::path& path)
{
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    (void)::fsync(folder);
    ::close(folder);
}

} // namespace

OutputFolder::OutputFolder(fs::path path, Existing existing)
    : path_(tidy(std::move(path))), existing_(existing)
{
    std::error_code unknown;
    if (existing == Existing::refuse && fs::exists(path_, unknown))
        throw Error(Exit::cannot_write, fmt::format("{} exists already", path_.string()),
                    "choose another --out, or say --force to replace it");
    if (fs::exists(path_, unknown) && !fs::is_directory(path_, unknown))
        throw Error(Exit::cannot_write, fmt::format("{} is a file, not a folder", path_.string()),
                    "choose another --out");
    remove_leftovers(path_);
    std::string name = (path_.parent_path() / (prefix_of(path_) + "XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr) cannot_write(path_, errno);
    partial_ = name;
    lock_ = ::open(partial_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock_ < 0 || ::flock(lock_, LOCK_EX | LOCK_NB) != 0) cannot_write(partial_, errno);
}

OutputFolder::~OutputFolder()
{
    std::error_code ignored;
    if (!committed_) fs::remove_all(partial_, ignored);
    if (lock_ >= 0) ::close(lock_);
}

fs::path OutputFolder::file(const fs::path& name) const
{
    const fs::path full = partial_ / name;
    std::error_code failed;
    fs::create_directories(full.parent_path(), failed);
    if (failed) cannot_write(full, failed.value());
    return full;
}

void OutputFolder::commit()
{
    (void)::chmod(partial_.c_str(), 0755);
    sync_folder(partial_);
    if (::renameat2(AT_FDCWD, partial_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) != 0) {
        if (errno != EEXIST || existing_ == Existing::refuse) cannot_write(path_, errno);
        // The old folder and the new one change places in one step; then the old one goes.
        if (::renameat2(AT_FDCWD, partial_.c_str(), AT_FDCWD, path_.c_str(), RENAME_EXCHANGE) != 0)
            cannot_write(path_, errno);
        std::error_code ignored;
        fs::remove_all(partial_, ignored);
    }
    committed_ = true;
    sync_folder(path_.parent_path());
}

} // namespace gauze
