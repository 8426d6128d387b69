#include "datasets/synth/five/town.hpp"

#include "datasets/synth/five/naming.hpp"
#include "datasets/synth/five/places.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

#include <fmt/format.h>

namespace gauze::synth::five {

namespace {

constexpr std::uint64_t people_in_district = 1'300; // children of five school years
constexpr std::uint32_t units_in_sector = 400;      // two letters of twenty
constexpr std::uint32_t postcodes_in_full_district = 10 * units_in_sector;
constexpr std::uint32_t postcodes_on_a_street = 3;
constexpr std::uint32_t houses_in_postcode = 40;

struct Streets {
    WeightedNames words{street_words()}, kinds{street_kinds()};
};

const Streets& streets()
{
    static const Streets read;
    return read;
}

unsigned number_from(std::string_view digits)
{
    unsigned number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

// Calls `visit` with "1", "2", "3", "1A" for "1-3 1A".
template <class Visit>
void each_district(std::string_view ranges, Visit visit)
{
    while (!ranges.empty()) {
        const std::string_view range = ranges.substr(0, ranges.find(' '));
        ranges.remove_prefix(std::min(ranges.size(), range.size() + 1));
        const std::size_t dash = range.find('-');
        if (dash == std::string_view::npos) {
            visit(std::string(range));
            continue;
        }
        const unsigned last = number_from(range.substr(dash + 1));
        for (unsigned number = number_from(range.substr(0, dash)); number <= last; ++number)
            visit(std::to_string(number));
    }
}

} // namespace

std::string postcode(std::string_view district, std::uint32_t n, std::uint32_t in_sector)
{
    assert(in_sector <= units_in_sector && n < 10 * in_sector);
    const std::uint32_t sector = (1 + n / in_sector) % 10;
    // 197 and 400 have no common divisor, so that postcodes of one sector differ.
    const std::uint32_t unit = n * 197 % units_in_sector;
    return fmt::format("{} {}{}{}", district, sector, inward_letters[unit / 20], inward_letters[unit % 20]);
}

Town::Town(Seed seed, std::uint64_t people) : seed_(seed)
{
    std::vector<District> country;
    for (const PostcodeArea& area : postcode_areas())
        each_district(area.districts, [&](const std::string& district) {
            country.push_back({std::string(area.area) + district, area.town});
        });
    // The town is a run of neighbouring districts in the table, somewhere in the country.
    const std::size_t wanted = 1 + static_cast<std::size_t>(people / people_in_district);
    districts_.resize(std::min(wanted, country.size()));
    const std::size_t start = Draws(seed, Purpose::town, 0).below(static_cast<std::uint32_t>(country.size()));
    for (std::size_t i = 0; i < districts_.size(); ++i) districts_[i] = country[(start + i) % country.size()];
    // 2.2 people to a postcode, while a district's 4,000 last.
    const std::uint64_t postcodes = 1 + people * 10 / (22 * districts_.size());
    postcodes_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(postcodes, postcodes_in_full_district));
    in_sector_ = std::max(in_sector_, (postcodes_ + 9) / 10);
}

Address Town::home(std::uint64_t household, std::uint32_t which) const
{
    Draws draws(seed_, Purpose::home, household, which);
    const std::uint32_t district = draws.below(static_cast<std::uint32_t>(districts_.size()));
    const std::uint32_t number = draws.below(postcodes_);
    const std::uint32_t house =
        number % postcodes_on_a_street * houses_in_postcode + 1 + draws.below(houses_in_postcode);
    constexpr Rate flats{130'000};
    const bool flat = draws.happens(flats);
    const std::uint32_t door = 1 + draws.below(12);

    const std::string on_street =
        fmt::format("{} {}", house, street(district, number / postcodes_on_a_street));
    const District& there = districts_[district];
    return {flat ? fmt::format("Flat {}, {}", door, on_street) : on_street, std::string(there.town),
            postcode(there.code, number, in_sector_)};
}

std::string Town::street(std::uint32_t district, std::uint32_t number) const
{
    Draws draws(seed_, Purpose::street, (std::uint64_t{district} << 32) | number);
    const std::string& word = streets().words.draw(draws);
    const std::string& kind = streets().kinds.draw(draws);
    return fmt::format("{} {}", word, kind == word ? "Road" : kind);
}

} // namespace gauze::synth::five
