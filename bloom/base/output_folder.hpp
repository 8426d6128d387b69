// A folder of results that appears whole or not at all. Everything is written below a temporary sibling
// (".NAME.partial-PID-...") and one rename at the end gives it its name; a kill at any moment leaves the old
// state. Leftovers of runs that died are removed when the next run of the same output starts.
#pragma once

#include "bloom/base/files.hpp"

#include <filesystem>

namespace gauze {

class OutputFolder {
public:
    // `kind` says what is made here ("encode hospital"); the finished folder carries it in `.gauze-output`.
    // Throws Error(cannot_write) when the parent is missing or not writable, or when `path` exists - unless
    // `existing` is replace and it is a folder that an earlier run of the same kind made: nothing else is
    // ever deleted.
    OutputFolder(std::filesystem::path path, std::string kind, Existing existing);
    OutputFolder(const OutputFolder&) = delete;
    ~OutputFolder(); // without commit: removes what was written

    // Where to write `name` ("summary.json", "to-researcher/x.payload"); makes the folders on the way.
    std::filesystem::path file(const std::filesystem::path& name) const;
    const std::filesystem::path& final_path() const noexcept { return path_; }

    // Gives the folder its name. From here on the output exists.
    void commit();

private:
    bool make_partial();
    std::filesystem::path path_;
    std::filesystem::path partial_;
    std::string kind_;
    int lock_ = -1; // held while this run lives, so that another start can tell it from a dead one
    Existing existing_;
    bool committed_ = false;
};

} // namespace gauze
