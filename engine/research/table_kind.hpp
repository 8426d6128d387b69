// What kind of table a file is, told by what it says of itself and not by its name.
#pragma once

#include <filesystem>
#include <string>

namespace gauze::research {

// "payload", "episodes", "withdrawal", ...; "" for a file that is no table of gauze's or cannot be read.
// Nothing but the header is looked at: whoever opens the table checks the rest.
std::string kind_of_table(const std::filesystem::path& path);

} // namespace gauze::research
