// Reads the small packed tables of the lists: CSV without quotes, packed with gzip.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace gauze::synth {

// The unpacked bytes of a file. Throws Error(input_missing) if it cannot be read, Error(bad_data) if it is
// damaged or holds more than 256 MiB.
std::string unpacked(const std::filesystem::path& path);

// Calls `take` with the cells of each line below the header, which must be `header`. Throws Error(bad_data)
// for another header or a line with another number of cells; `path` is for the words.
void each_line(const std::filesystem::path& path, std::string_view text, std::string_view header,
               const std::function<void(std::span<const std::string_view>)>& take);

} // namespace gauze::synth
