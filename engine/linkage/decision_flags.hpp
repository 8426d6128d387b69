// What `link` and `merge` may be told about the decision, as options of the command line.
#pragma once

#include "engine/linkage/settle.hpp"
#include "engine/project/command_line.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace gauze::linkage {

struct DecisionFlags {
    std::string cost, precision, review, assignment, lead;
    std::uint64_t top = 0;
    std::filesystem::path known, earlier;
    bool balanced = false, levels = false;

    // The flags must outlive the command line's run.
    void add_to(project::Verb& verb);
    // Throws Error(usage) for what cannot be read, or excludes each other.
    DecisionWishes wishes() const;
};

} // namespace gauze::linkage
