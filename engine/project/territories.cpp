#include "engine/project/territories.hpp"

#include <algorithm>
#include <array>

namespace gauze::project {

namespace {
constexpr std::array<std::string_view, 31> all{
    "UK", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
    "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"};
} // namespace

bool is_territory(std::string_view text) noexcept { return std::ranges::find(all, text) != all.end(); }

} // namespace gauze::project
