// The words by which a policy says what a cohort column takes of its records, and what each asks for.
#pragma once

#include "engine/project/governance.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

inline constexpr std::array all_units{Unit::person, Unit::family, Unit::household};

std::string_view to_text(CohortColumn::Take take); // "count", as policies spell it
std::optional<CohortColumn::Take> take_from(std::string_view text);
std::vector<std::string> take_names();

bool needs_from(CohortColumn::Take take) noexcept;    // all but count, persons, sources, any
bool takes_numbers(CohortColumn::Take take) noexcept; // sum, mean, min, max
bool is_number(CohortColumn::Take take) noexcept;     // what comes of it

// "how many records of table cin where team is A, in bands from 0, 1, 3": for people who sign, and who read
// the dictionary of a cohort.
std::string in_words(const CohortColumn& column);

} // namespace gauze::project
