#include "engine/desk/close.hpp"

#include "bloom/base/error.hpp"
#include "engine/desk/recognise.hpp"
#include "engine/project/evidence/closed.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::desk {

namespace fs = std::filesystem;

namespace {

// Of all that is there, keys first.
bool is_key(const fs::path& file)
{
    const MappedFile bytes(file);
    const std::string_view text(reinterpret_cast<const char*>(bytes.bytes().data()), bytes.bytes().size());
    return text.starts_with("gauze-project-key ") || text.starts_with("gauze-linkage-identity ") ||
           text.starts_with("gauze-ceremony ");
}

void remove_empty_folders(const fs::path& top)
{
    std::vector<fs::path> folders;
    for (const auto& entry : fs::recursive_directory_iterator(top))
        if (entry.is_directory() && !entry.is_symlink()) folders.push_back(entry.path());
    std::ranges::sort(folders, std::greater<>());
    std::error_code not_empty;
    for (const fs::path& folder : folders) fs::remove(folder, not_empty);
}

void check(const project::Admitted& me, const project::Governed& governed, const CloseOptions& options)
{
    if (!me.governed())
        project::refuse_with("not-governed",
                             "the policy has no agreement, and so no party that could close it",
                             "the laboratory's files are deleted by hand");
    if (governed.evidence.empty())
        project::refuse_with("evidence-missing", "a project is closed in the evidence of its party",
                             "--evidence FOLDER, where this party's log is kept");
    std::error_code unknown;
    if (fs::exists(options.out, unknown))
        throw Error(Exit::cannot_write, fmt::format("{} exists already", options.out.string()),
                    "choose another name for the certificate");
    for (const fs::path& folder : options.folders)
        if (!fs::is_directory(folder, unknown))
            throw Error(Exit::input_missing, fmt::format("{} is no folder", folder.string()),
                        "name the folders in which this party keeps what it holds of the project");
}

} // namespace

Closed close_project(const project::Admitted& me, const project::Governed& governed,
                     const CloseOptions& options)
{
    check(me, governed, options);
    fs::path signatures = options.policy;
    signatures += ".dsse";
    Closed closed;
    closed.before = project::is_closed(me, governed);
    Found found = recognise(me, options.folders,
                            {governed.party_key, governed.evidence, options.policy, signatures, options.out});
    if (found.destroy.size() > project::most_certified)
        throw Error(Exit::usage,
                    fmt::format("{} files do not fit one certificate, which names {} at most",
                                found.destroy.size(), project::most_certified),
                    "close with fewer folders at a time; nothing was destroyed");
    closed.certificate.what = "close";
    std::ranges::stable_partition(found.destroy, is_key);
    for (const fs::path& file : found.destroy)
        closed.certificate.files.push_back(project::destroy_file(file));
    for (const fs::path& folder : options.folders) remove_empty_folders(folder);
    closed.left = std::move(found.left);
    closed.certificate.left = closed.left.size();
    project::certify(me, governed, closed.certificate, options.out);
    const fs::path beside = project::closing_beside(governed.party_key, me.policy.id);
    write_whole_file(beside, read_small_file(options.out, project::largest_envelope), FileMode::owner_only,
                     Existing::replace);
    return closed;
}

} // namespace gauze::desk
