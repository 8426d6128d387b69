#include "datasets/synth/world/areas.hpp"

namespace gauze::synth {

namespace {

constexpr std::string_view nations[] = {"England", "Wales", "Scotland", "Northern Ireland"};

std::string_view nation_of(Region region)
{
    switch (region) {
    case Region::wales: return nations[1];
    case Region::scotland: return nations[2];
    case Region::northern_ireland: return nations[3];
    default: return nations[0];
    }
}

std::uint32_t thousands_in(std::string_view area)
{
    std::uint32_t thousands = 0;
    for (const Authority& authority : authorities())
        if (lies_in(authority, area)) thousands += authority.thousands;
    return thousands;
}

std::vector<Area> all_areas()
{
    std::vector<Area> all{{"United Kingdom", 1'000'000}};
    const std::uint64_t country = thousands_in("United Kingdom");
    const auto add = [&](std::string_view name) {
        const std::uint64_t share = thousands_in(name) * std::uint64_t{1'000'000} / country;
        all.push_back({name, static_cast<std::uint32_t>(share)});
    };
    for (const std::string_view nation : nations) add(nation);
    for (std::size_t region = 0; region < static_cast<std::size_t>(Region::wales); ++region)
        add(region_names[region]);
    for (const Authority& authority : authorities()) add(authority.name);
    return all;
}

} // namespace

bool lies_in(const Authority& authority, std::string_view area)
{
    return area == "United Kingdom" || area == nation_of(authority.region) ||
           area == region_names[static_cast<std::size_t>(authority.region)] || area == authority.name;
}

std::uint32_t flats_percent(Region region)
{
    return region == Region::london ? 54 : region == Region::scotland ? 36 : 17;
}

std::span<const Area> areas()
{
    static const std::vector<Area> all = all_areas();
    return all;
}

} // namespace gauze::synth
