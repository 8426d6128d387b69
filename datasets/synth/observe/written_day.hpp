// Days as people give them to a program and as manifests hold them: 2024-03-01.
#pragma once

#include "datasets/synth/world/person.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gauze::synth {

std::optional<Day> written_day(std::string_view text); // nothing when it names no day
std::string in_iso(Day day);

} // namespace gauze::synth
