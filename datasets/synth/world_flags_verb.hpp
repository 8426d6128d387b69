// What every verb that makes people of the synthetic country asks for: --seed, --area, --today, --lists.
#pragma once

#include "datasets/synth/world/world.hpp"
#include "engine/project/command_line.hpp"

#include <filesystem>
#include <string>
#include <string_view>

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

// What --area says, if it is an area; Error(usage) with the nearest one if not.
std::string known_area(const std::string& area);

// The day that `text` names, read where `where` says. Throws Error(usage) if it names none, or one beyond the
// years for which there are any tables to speak of.
Day today_from(const std::string& text, std::string_view where);

// The folder that --lists names: "none" is no folder; without the flag it is $GAUZE_DATA/names where there is
// one.
std::filesystem::path lists_folder(const std::string& flag);

} // namespace gauze::synth
