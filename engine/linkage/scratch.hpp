// A folder of the process's own that goes with it.
#pragma once

#include <filesystem>

namespace gauze::linkage {

class Scratch {
public:
    Scratch(); // below the folder for temporary files; throws Error(cannot_write)
    Scratch(const Scratch&) = delete;
    ~Scratch();
    const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace gauze::linkage
