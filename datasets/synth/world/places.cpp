#include "datasets/synth/world/places.hpp"

#include "bloom/base/error.hpp"
#include "datasets/synth/world/areas.hpp"
#include "datasets/synth/world/streets.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <map>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

constexpr std::uint32_t stretches_in_sector = units_given_out / units_in_stretch;
// Stretches are given out by population: so many for a thousand people make about 260,000 in the country,
// enough for 100 million people before any is used twice.
constexpr std::uint32_t stretches_per_ten_thousand = 40;
// A house number, a door and a lap must fit the UPRN.
constexpr std::uint32_t most_laps = 60;
constexpr std::uint64_t first_uprn = 100'000'000'000, last_uprn = 999'999'999'999;

unsigned number_from(std::string_view digits)
{
    unsigned number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

// "LS1", "LS2", "LS3", "EC1A" for "LS1-3 EC1A".
std::vector<std::string> outward_codes(std::string_view ranges)
{
    std::vector<std::string> codes;
    while (!ranges.empty()) {
        const std::string_view range = ranges.substr(0, ranges.find(' '));
        ranges.remove_prefix(std::min(ranges.size(), range.size() + 1));
        const std::size_t dash = range.find('-');
        if (dash == std::string_view::npos) {
            codes.emplace_back(range);
            continue;
        }
        const std::size_t letters = range.find_first_of("0123456789");
        const unsigned last = number_from(range.substr(dash + 1));
        for (unsigned number = number_from(range.substr(letters, dash - letters)); number <= last; ++number)
            codes.push_back(fmt::format("{}{}", range.substr(0, letters), number));
    }
    return codes;
}

} // namespace

Places::Places(Seed seed, std::string_view area) : seed_(seed)
{
    cut_into_parts();
    before_anywhere_.push_back(0);
    before_.push_back(0);
    bool known = false;
    for (const Area& one : areas()) known = known || one.name == area;
    for (std::uint32_t part = 0; part < parts_.size(); ++part) {
        before_anywhere_.push_back(before_anywhere_.back() + parts_[part].stretches);
        if (!lies_in(authority(part), area)) continue;
        chosen_.push_back(part);
        before_.push_back(before_.back() + parts_[part].stretches);
    }
    if (!known || chosen_.empty())
        throw Error(Exit::usage, fmt::format("there is no area called \"{}\"", area),
                    "name the United Kingdom, a nation, an English region or a local authority as in "
                    "\"Waltham Forest\"");
    shuffle_.emplace_back(seed, Purpose::area, 0, before_.back());
}

void Places::cut_into_parts()
{
    std::map<std::string, std::vector<std::uint32_t>> sharing;
    for (std::uint16_t authority = 0; authority < authorities().size(); ++authority) {
        first_of_authority_.push_back(static_cast<std::uint32_t>(parts_.size()));
        const std::vector<std::string> codes = outward_codes(authorities()[authority].outward);
        const auto count = static_cast<std::uint32_t>(codes.size());
        const std::uint32_t all = authorities()[authority].thousands * stretches_per_ten_thousand / 10u + 1u;
        for (std::uint32_t i = 0; i < count; ++i) {
            sharing[codes[i]].push_back(static_cast<std::uint32_t>(parts_.size()));
            parts_.push_back({authority,
                              0,
                              codes[i],
                              post_town(codes[i]),
                              wards_of(authorities()[authority].name),
                              {},
                              all * (i + 1) / count - all * i / count});
        }
    }
    first_of_authority_.push_back(static_cast<std::uint32_t>(parts_.size()));
    std::uint16_t code = 0;
    for (const auto& [outward, those] : sharing) {
        // Sectors 1 to 9, and 0 last; in turn where several authorities share the district.
        for (std::uint32_t i = 0; i < 10; ++i)
            parts_[those[i % those.size()]].sectors.push_back(static_cast<std::uint8_t>((i + 1) % 10));
        for (const std::uint32_t part : those) parts_[part].code = code;
        ++code;
    }
}

Stretch Places::stretch(std::uint64_t number) const
{
    const std::uint64_t place = shuffle_.front()(number % stretches());
    const auto after = std::upper_bound(before_.begin(), before_.end(), place);
    const auto which = static_cast<std::size_t>(after - before_.begin()) - 1;
    const Part& part = parts_[chosen_[which]];
    const auto sectors = static_cast<std::uint32_t>(part.sectors.size());
    const auto within = static_cast<std::uint32_t>(place - before_[which]);
    const std::uint32_t rounds = (part.stretches - 1) / (stretches_in_sector * sectors) + 1;
    const auto earlier = static_cast<std::uint32_t>(number / stretches());

    Stretch found;
    found.part = chosen_[which];
    found.sector = part.sectors[within / stretches_in_sector % sectors];
    found.first_unit = within % stretches_in_sector * units_in_stretch;
    found.lap = (earlier * rounds + within / (stretches_in_sector * sectors)) % most_laps;
    return found;
}

Spot Places::somewhere_in(std::uint32_t part, Draws& draws) const
{
    const Part& there = parts_[part];
    const auto used = std::min<std::uint32_t>(static_cast<std::uint32_t>(there.sectors.size()),
                                              there.stretches / stretches_in_sector + 1);
    Spot spot;
    spot.part = part;
    spot.sector = there.sectors[draws.below(used)];
    spot.unit = units_given_out + draws.below(units_in_sector - units_given_out);
    spot.house = draws.below(houses_in_unit);
    const HomeStyle style = style_there(spot);
    if (style == HomeStyle::flat) spot.door = 1 + draws.below(8);
    if (style == HomeStyle::lettered) spot.door = 1 + draws.below(3);
    return spot;
}

Spot Places::anywhere(Draws& draws) const
{
    const std::uint64_t place = draws.below(static_cast<std::uint32_t>(before_anywhere_.back()));
    const auto after = std::upper_bound(before_anywhere_.begin(), before_anywhere_.end(), place);
    return somewhere_in(static_cast<std::uint32_t>(after - before_anywhere_.begin()) - 1, draws);
}

Spot Places::nearby(std::uint32_t part, Draws& draws) const
{
    const std::uint16_t authority = parts_[part].authority;
    const std::uint32_t first = first_of_authority_[authority];
    return somewhere_in(first + draws.below(first_of_authority_[authority + 1u] - first), draws);
}

HomeStyle Places::style_there(const Spot& spot) const
{
    Draws draws(seed_, Purpose::home, uprn({spot.part, spot.sector, spot.unit, spot.lap, spot.house, 0}));
    const std::uint32_t percent = draws.below(100);
    const std::uint32_t flats = flats_percent(authority(spot.part).region);
    if (percent < flats) return percent < flats * 3 / 4 ? HomeStyle::flat : HomeStyle::lettered;
    return percent < flats + 3 ? HomeStyle::named : HomeStyle::house;
}

std::string Places::sector(std::uint32_t part, std::uint8_t sector) const
{
    return fmt::format("{} {}", parts_[part].outward, sector);
}

Home Places::home(const Spot& spot, HomeStyle style) const
{
    assert(spot.unit < units_in_sector && spot.house < houses_in_unit && spot.door < doors_in_house);
    const Part& there = parts_[spot.part];
    // The postcodes of a street follow one another, and so do their house numbers.
    const std::uint32_t number = 1 + spot.house + houses_in_unit * (spot.unit % units_on_street) +
                                 houses_in_unit * units_on_street * spot.lap;
    Home home;
    home.street = street(spot);
    home.house = fmt::format("{}", number);
    home.kind = Home::Kind::house;
    constexpr std::uint32_t names = 800; // of houses
    if (style == HomeStyle::named && number <= names) {
        // 197 and 800 have no common divisor: houses of one street have different names.
        const std::size_t which = (number * 197 + spot.unit / units_on_street * 31) % names;
        home.house = fmt::format("{} {}", house_words()[which % 40], house_kinds()[which / 40]);
    }
    if (style == HomeStyle::lettered) home.house += static_cast<char>('A' + spot.door - 1);
    if (style == HomeStyle::flat) home.flat = fmt::format("Flat {}", spot.door);
    if (style == HomeStyle::room) home.flat = fmt::format("Room {}", spot.door);
    if (style == HomeStyle::flat || style == HomeStyle::lettered) home.kind = Home::Kind::flat;
    if (style == HomeStyle::room) home.kind = Home::Kind::shared;
    if (style == HomeStyle::building) home.kind = Home::Kind::institution;
    home.town = there.town;
    home.postcode = fmt::format("{} {}{}{}", there.outward, spot.sector, inward_letters[spot.unit / 20],
                                inward_letters[spot.unit % 20]);
    home.ward = ward(spot);
    home.district = authority(spot.part).name;
    home.uprn = uprn(spot);
    return home;
}

Home Places::no_fixed_abode()
{
    Home home;
    home.house = "No fixed abode";
    home.postcode = "ZZ99 3VZ";
    home.kind = Home::Kind::none;
    return home;
}

std::string Places::street(const Spot& spot) const
{
    const Part& there = parts_[spot.part];
    const std::uint64_t run =
        (std::uint64_t{there.code} * 10 + spot.sector) * units_in_sector + spot.unit / units_on_street;
    Draws draws(seed_, Purpose::street, run);
    const std::string_view word = draw_word(street_words(), draws);
    const std::string_view kind = draw_word(street_kinds(), draws);
    return fmt::format("{} {}", word, kind == word ? "Road" : kind);
}

// A quarter of a sector lies in one ward: one of the authority's own where these are known, else a name made
// of the sector's, the same for every seed.
std::string Places::ward(const Spot& spot) const
{
    const Part& there = parts_[spot.part];
    const std::uint64_t sector = std::uint64_t{there.code} * 10 + spot.sector;
    const std::uint32_t quarter = spot.unit * 4 / units_in_sector;
    if (!there.wards.empty()) {
        Draws draws(0, Purpose::area, sector * 4 + quarter);
        return std::string(there.wards[draws.below(static_cast<std::uint32_t>(there.wards.size()))]);
    }
    static constexpr std::string_view sides[] = {"", " North", " South", " East", " West", " Central"};
    Draws draws(0, Purpose::area, sector * 4);
    const std::string_view word = draw_word(street_words(), draws);
    return fmt::format("{}{}", word, sides[(draws.below(6) + quarter / 2) % 6]);
}

std::uint64_t Places::uprn(const Spot& spot) const
{
    constexpr std::uint64_t homes_in_lap = houses_in_unit * doors_in_house;
    const std::uint64_t unit =
        (std::uint64_t{parts_[spot.part].code} * 10 + spot.sector) * units_in_sector + spot.unit;
    const std::uint64_t place =
        (unit * most_laps + spot.lap) * homes_in_lap + spot.house * doors_in_house + spot.door;
    static const Permutation shuffle(0, Purpose::home, 0, last_uprn - first_uprn + 1);
    return first_uprn + shuffle(place);
}

} // namespace gauze::synth
