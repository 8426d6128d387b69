// Which communities live in a stretch of country, and what differs between them in how they live.
#pragma once

#include "datasets/synth/world/places.hpp"

#include <array>
#include <vector>

namespace gauze::synth {

// The eighteen ethnic groups as schools code them, in our own order.
enum class Group : std::uint8_t {
    white_british,
    white_irish,
    traveller,
    roma,
    white_other,
    mixed_caribbean,
    mixed_african,
    mixed_asian,
    mixed_other,
    indian,
    pakistani,
    bangladeshi,
    asian_other,
    chinese,
    caribbean,
    african,
    black_other,
    other
};
inline constexpr std::size_t groups = 18;
enum class Broad : std::uint8_t { white, mixed, asian, black, other };
Broad broad(Group group);

// How a group's families differ. Rates are our own estimates after the published tables named in mix.cpp.
struct Manners {
    std::string_view code;           // "AIND"
    std::uint16_t size;              // people that a household adds to the group, in hundredths
    std::uint8_t old;                // households of the old, percent of the country's mean
    std::uint8_t alone;              // people under 66 living alone, likewise
    std::uint8_t three_generations;  // percent of families with children that have grandparents with them
    std::uint8_t more_children;      // extra chance of one more, per cent
    std::uint8_t cohabiting;         // couples that are not married, per cent of the country's mean
    std::uint8_t within;             // couples of one group, per cent
    std::uint8_t abroad, abroad_old; // born abroad, per cent of those aged 18-59, and of the older
};
const Manners& manners(Group group);

// Parts per million of people, by group.
using Shares = std::array<std::uint32_t, groups>;

// Immutable: any number of threads.
class Mix {
public:
    Mix(); // reads the communities of Naming
    // Of a neighbourhood: the authority's, drawn together in its sector and once more around the corner.
    Shares around(Seed seed, const Places& places, const Stretch& stretch, std::uint64_t neighbourhood) const;
    const Shares& in_authority(std::uint16_t authority) const { return by_authority_[authority]; }

    // The group of the first adult of a household: the larger a group's households, the fewer they are.
    static Group draw_household(const Shares& shares, Draws& draws);
    static Group draw_person(const Shares& shares, Draws& draws);
    CommunityNumber draw_community(Group group, Region region, Draws& draws) const;
    EthnicityNumber ethnicity(Group group) const { return ethnicities_[static_cast<std::size_t>(group)]; }

private:
    struct Choice {
        CommunityNumber community;
        std::uint16_t weight;
    };
    std::vector<Shares> by_authority_;
    std::array<EthnicityNumber, groups> ethnicities_{};
    std::vector<Choice> choices_[4][groups]; // England, Wales, Scotland, Northern Ireland
};

} // namespace gauze::synth
