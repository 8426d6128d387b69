// The charts of a sheet as SVG, drawn by hand: bars with the documented figure as a tick, a pyramid of ages,
// and curves. Each says in words what it shows (a <title> for every mark, an aria-label for the whole), needs
// no script, and is the same bytes for the same table.
#pragma once

#include "datasets/synth/describe/sheet.hpp"

#include <string>
#include <string_view>

namespace gauze::synth::describe {

std::string to_svg(const Table& table);     // "" for Drawing::none
std::string escaped(std::string_view text); // for text between tags and for attributes; control characters go

} // namespace gauze::synth::describe
