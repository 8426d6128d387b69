// Where data may be: the United Kingdom and the countries of the European Economic Area, each by the two
// letters of ISO 3166-1 (the UK as "UK"). No policy can allow another.
#pragma once

#include <string_view>

namespace gauze::project {

bool is_territory(std::string_view text) noexcept;

} // namespace gauze::project
