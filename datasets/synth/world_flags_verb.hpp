// What every verb that makes people of the synthetic country asks for: --seed, --area, --today, --lists.
#pragma once

#include "datasets/synth/world/world.hpp"
#include "engine/project/command_line.hpp"

#include <filesystem>
#include <string>

namespace gauze::synth {

class WorldFlags {
public:
    void add_to(project::Verb& verb);
    // Throws Error(usage) for an area or a day that means nothing.
    WorldOptions options() const;

private:
    Seed seed_ = 1;
    std::string area_ = "United Kingdom", today_, lists_;
};

// The folder that --lists names: "none" is no folder; without the flag it is $GAUZE_DATA/names where there is
// one.
std::filesystem::path lists_folder(const std::string& flag);

} // namespace gauze::synth
