// What day and time it is. One seam, so that a rehearsal can live on another day: retention and review dates
// are tried by moving this clock. Times in artefacts are UTC and advisory: any machine's clock may be wrong.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gauze {

// A civil day as YYYYMMDD.
std::uint32_t today();
// "2026-11-22T20:45:00Z".
std::string now_text();
// Seconds since 1970.
std::int64_t now_seconds();
// Sets the clock to noon (UTC) of a day "2027-01-31" for the rest of the process. Throws Error(usage) for
// anything that is no day. Who may do so is for the caller to decide (gate.hpp).
void set_clock(std::string_view day);
bool clock_is_set() noexcept;

// Civil days as whole numbers: days since 1970-01-01 of a valid YYYYMMDD, and back.
std::int64_t days_from_civil(std::uint32_t day) noexcept;
std::uint32_t civil_from_days(std::int64_t days) noexcept;
bool is_day(std::uint32_t day) noexcept; // in the calendar, years 1 to 9999
// Reads "YYYY-MM-DD"; 0 when it is no day.
std::uint32_t day_from(std::string_view text) noexcept;
std::string day_text(std::uint32_t day); // "2027-01-31"

} // namespace gauze
