// Taking a file away for good, as far as a program can: its bytes are overwritten where they lie, the disk is
// told to write them, then the name goes. What this cannot reach: copies that a disk keeps on spare blocks, a
// file system that writes elsewhere (copy-on-write, snapshots), backups. That is why what leaves a party is
// sealed, and why a key destroyed counts for more than a file overwritten.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gauze::project {

// A file that is no more, or that stands there without some of its rows.
struct Destroyed {
    std::string name;   // without folders
    std::string digest; // SHA-256 in hex of what it was; empty of a link to elsewhere
    bool rewritten = false;
};

// Overwrites, flushes, unlinks. A name that is a link to elsewhere: only the name goes. Throws
// Error(input_missing), Error(cannot_write).
Destroyed destroy_file(const std::filesystem::path& path);

// Puts `partial`, which is written and closed, in the place of `path`, and overwrites what stood there.
Destroyed replace_file(const std::filesystem::path& partial, const std::filesystem::path& path);

// All plain files below, then the folders. What cannot be read or destroyed throws.
std::vector<Destroyed> destroy_folder(const std::filesystem::path& folder);

} // namespace gauze::project
