// The country as a table: regions, local authorities with their people, and the outward codes of each. The
// places drawn from it are places.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace gauze::synth {

enum class Region : std::uint8_t {
    north_east,
    north_west,
    yorkshire,
    east_midlands,
    west_midlands,
    east,
    london,
    south_east,
    south_west,
    wales,
    scotland,
    northern_ireland
};
inline constexpr std::size_t regions = 12;
inline constexpr std::string_view region_names[regions] = {
    "North East",    "North West",    "Yorkshire and The Humber",
    "East Midlands", "West Midlands", "East of England",
    "London",        "South East",    "South West",
    "Wales",         "Scotland",      "Northern Ireland"};

// "M1-2 M4 EC1A" are the outward codes M1, M2, M4 and EC1A. A code that stands at several authorities is
// shared among them by its sectors.
struct Authority {
    std::string_view name;
    Region region;
    std::uint16_t school_code; // three digits, the first of a UPN after the letter; 0 where there are no UPNs
    std::uint16_t thousands;   // of people
    std::string_view outward;
};
std::span<const Authority> authorities();

// The wards of an authority, for those whose wards the scenarios ask about; empty for all others.
std::span<const std::string_view> wards_of(std::string_view authority);

// "Oldham" for "OL4": the post town.
std::string_view post_town(std::string_view outward);

} // namespace gauze::synth
