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

constexpr std::string_view mark = ".gauze-output";

void refuse_what_may_not_be_replaced(const fs::path& path, const std::string& kind, Existing existing)
{
    std::error_code unknown;
    if (!fs::exists(fs::symlink_status(path, unknown))) return;
    if (existing == Existing::refuse)
        throw Error(Exit::cannot_write, fmt::format("{} exists already", path.string()),
                    "choose another --out, or say --force to replace it");
    const fs::path marked = path / mark;
    if (fs::is_symlink(path, unknown) || !fs::is_regular_file(marked, unknown) ||
        read_small_file(marked) != kind + "\n")
        throw Error(Exit::cannot_write, fmt::format("{} was not made by '{}'", path.string(), kind),
                    "--force replaces only what an earlier run of the same kind made; choose another --out");
}

// Makes `partial` be `path`. Old file systems know no exclusive rename; for a folder a plain one will not
// replace a full folder either.
void give_name_to_folder(const fs::path& partial, const fs::path& path, Existing existing)
{
    if (::renameat2(AT_FDCWD, partial.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) return;
    if (errno == EINVAL && ::rename(partial.c_str(), path.c_str()) == 0) return;
    if (errno != EEXIST || existing == Existing::refuse) cannot_write(path, errno);
    // The old folder and the new one change places in one step; then the old one goes.
    if (::renameat2(AT_FDCWD, partial.c_str(), AT_FDCWD, path.c_str(), RENAME_EXCHANGE) != 0)
        cannot_write(path, errno);
    std::error_code ignored;
    fs::remove_all(partial, ignored);
}

void sync_folder(const fs::path& path)
{
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    (void)::fsync(folder);
    ::close(folder);
}

} // namespace

OutputFolder::OutputFolder(fs::path path, std::string kind, Existing existing)
    : path_(tidy(std::move(path))), kind_(std::move(kind)), existing_(existing)
{
    refuse_what_may_not_be_replaced(path_, kind_, existing_);
    remove_leftovers(path_);
    while (!make_partial()) {
    }
}

// Makes and locks a folder to write in. Until it is locked, another start may take the newborn for a dead one
// and remove it; then there is a next try.
bool OutputFolder::make_partial()
{
    std::string name = (path_.parent_path() / (prefix_of(path_) + "XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr) cannot_write(path_, errno);
    partial_ = name;
    lock_ = ::open(partial_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // Where the file system knows no locks, nobody can hold one against us.
    const bool ours = lock_ >= 0 && (::flock(lock_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK);
    std::error_code unknown;
    if (ours && fs::exists(partial_, unknown)) return true;
    if (lock_ >= 0) ::close(lock_);
    return false;
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
    FileWriter marked(partial_ / mark, FileMode::everyone_reads);
    marked.write(kind_ + "\n");
    marked.close();
    (void)::chmod(partial_.c_str(), 0755);
    sync_folder(partial_);
    give_name_to_folder(partial_, path_, existing_);
    committed_ = true;
    sync_folder(path_.parent_path());
}

} // namespace gauze
