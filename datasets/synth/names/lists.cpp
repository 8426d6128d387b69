#include "datasets/synth/names/lists.hpp"

namespace gauze::synth {

void read_lists(const std::filesystem::path&, Naming::Tables&) {}

} // namespace gauze::synth
