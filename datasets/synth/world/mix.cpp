// Broad groups by region and authority: census of 2021, ONS table TS021 (England and Wales: White 81.7, Asian
// 9.3, Black 4.0, Mixed 2.9, other 2.1 per cent), NISRA MS-B01, and Scotland's census of 2022, rounded; a
// region's figure covers all of it, and what its named authorities leave is spread over the others. Shares
// within the broad groups follow the same tables where an authority stands out and the national ones
// elsewhere. Communities within a group, and all of `manners`, are our own estimates after the censuses'
// household, living-arrangement and country-of-birth tables. The census figures are rounded and, but for the
// five of England and Wales above, written down from general knowledge, not read in the tables.
#include "datasets/synth/world/mix.hpp"

#include <algorithm>

namespace gauze::synth {

namespace {

constexpr std::size_t broads = 5;
using Percent = std::array<std::uint16_t, broads>; // in tenths: White, Mixed, Asian, Black, other

constexpr Percent by_region[regions] = {
    {930, 13, 37, 10, 10},  {856, 22, 84, 23, 15}, {854, 21, 89, 21, 15},   {857, 24, 80, 27, 12},
    {770, 30, 133, 45, 22}, {865, 28, 64, 29, 14}, {538, 57, 207, 135, 63}, {863, 28, 70, 24, 15},
    {931, 20, 28, 12, 9},   {938, 16, 29, 9, 8},   {929, 11, 39, 12, 9},    {966, 8, 17, 6, 3}};

struct Named {
    std::string_view authority;
    Percent percent;
};
constexpr Named by_name[] = {
    {"Lambeth", {550, 81, 73, 240, 56}},
    {"Camden", {595, 66, 181, 90, 68}},
    {"Waltham Forest", {528, 64, 199, 150, 59}},
    {"Oldham", {681, 25, 246, 34, 14}},
    {"Rochdale", {740, 23, 185, 35, 17}},
    {"Tameside", {855, 20, 92, 23, 10}},
    {"Bradford", {611, 27, 321, 20, 21}},
    {"Newham", {308, 47, 422, 175, 48}},
    {"Tower Hamlets", {394, 50, 444, 73, 39}},
    {"Brent", {346, 51, 328, 175, 100}},
    {"Harrow", {365, 38, 452, 73, 72}},
    {"Redbridge", {348, 41, 473, 84, 54}},
    {"Ealing", {432, 52, 303, 108, 105}},
    {"Hounslow", {441, 46, 367, 72, 74}},
    {"Hillingdon", {482, 44, 333, 78, 63}},
    {"Croydon", {484, 76, 175, 226, 39}},
    {"Southwark", {515, 72, 99, 251, 63}},
    {"Lewisham", {515, 81, 90, 268, 46}},
    {"Hackney", {531, 67, 104, 211, 87}},
    {"Haringey", {570, 70, 87, 176, 97}},
    {"Barking and Dagenham", {449, 43, 259, 214, 35}},
    {"Enfield", {521, 59, 115, 183, 122}},
    {"Greenwich", {557, 60, 132, 210, 41}},
    {"Barnet", {577, 54, 193, 79, 97}},
    {"Islington", {622, 75, 99, 133, 71}},
    {"Westminster", {552, 65, 168, 81, 134}},
    {"Wandsworth", {678, 63, 117, 101, 41}},
    {"Richmond upon Thames", {805, 55, 89, 19, 32}},
    {"Bromley", {765, 60, 83, 76, 16}},
    {"Havering", {753, 37, 107, 82, 21}},
    {"Birmingham", {486, 48, 310, 110, 46}},
    {"Leicester", {409, 38, 434, 78, 41}},
    {"Manchester", {568, 53, 209, 119, 51}},
    {"Luton", {452, 43, 370, 100, 35}},
    {"Slough", {360, 40, 467, 75, 58}},
    {"Wolverhampton", {606, 53, 212, 93, 36}},
    {"Sandwell", {572, 40, 258, 87, 43}},
    {"Coventry", {655, 34, 185, 89, 37}},
    {"Blackburn with Darwen", {604, 17, 357, 10, 12}},
    {"Kirklees", {736, 31, 194, 23, 16}},
    {"Leeds", {790, 34, 97, 56, 23}},
    {"Sheffield", {791, 35, 96, 46, 32}},
    {"Nottingham", {659, 59, 149, 100, 33}},
    {"Bristol", {811, 45, 66, 59, 19}},
    {"Cardiff", {792, 40, 97, 38, 33}},
};

// Within a broad group, in thousandths.
using Within = std::array<std::uint16_t, 5>;
constexpr Within white_elsewhere = {936, 9, 1, 1, 53}, white_london = {684, 33, 1, 7, 275},
                 white_ireland = {950, 20, 2, 1, 27};
constexpr Within mixed = {310, 145, 285, 260, 0};
constexpr Within black = {236, 640, 124, 0, 0}, black_london = {256, 588, 156, 0, 0};
constexpr Within asian_elsewhere = {350, 270, 90, 95, 195}, asian_london = {361, 159, 178, 71, 231},
                 asian_north = {230, 480, 90, 75, 125}, asian_scotland = {230, 320, 30, 220, 200};
struct NamedWithin {
    std::string_view authority;
    Within asian; // Indian, Pakistani, Bangladeshi, Chinese, other
};
constexpr NamedWithin asian_by_name[] = {
    {"Oldham", {25, 550, 367, 10, 48}},           {"Bradford", {80, 795, 75, 10, 40}},
    {"Rochdale", {30, 730, 150, 20, 70}},         {"Tower Hamlets", {75, 30, 778, 75, 42}},
    {"Leicester", {790, 80, 45, 15, 70}},         {"Birmingham", {187, 549, 135, 35, 94}},
    {"Luton", {140, 500, 250, 20, 90}},           {"Harrow", {640, 70, 15, 25, 250}},
    {"Camden", {160, 40, 375, 155, 270}},         {"Lambeth", {230, 160, 100, 210, 300}},
    {"Newham", {260, 210, 380, 35, 115}},         {"Redbridge", {350, 300, 220, 20, 110}},
    {"Kirklees", {230, 680, 10, 20, 60}},         {"Blackburn with Darwen", {450, 480, 20, 10, 40}},
    {"Waltham Forest", {180, 480, 120, 50, 170}},
};

constexpr std::array<Manners, groups> table{{
    {"WBRI", 230, 108, 100, 6, 0, 105, 95, 4, 4},
    {"WIRI", 185, 150, 120, 6, 0, 80, 50, 50, 70},
    {"WIRT", 270, 40, 60, 9, 45, 60, 85, 4, 5},
    {"WROM", 296, 15, 40, 14, 40, 90, 88, 80, 70},
    {"WOTH", 233, 35, 85, 6, 0, 120, 72, 80, 75},
    {"MWBC", 250, 25, 120, 6, 5, 140, 20, 4, 12},
    {"MWBA", 300, 15, 120, 6, 5, 120, 20, 25, 30},
    {"MWAS", 400, 25, 105, 7, 0, 100, 20, 15, 30},
    {"MOTH", 300, 25, 110, 7, 0, 110, 25, 30, 40},
    {"AIND", 268, 60, 50, 18, 3, 25, 92, 68, 92},
    {"APKN", 285, 30, 35, 22, 30, 10, 94, 52, 92},
    {"ABAN", 305, 25, 30, 22, 30, 8, 94, 58, 94},
    {"AOTH", 262, 35, 60, 13, 10, 25, 84, 78, 90},
    {"CHNE", 245, 45, 85, 9, 0, 60, 80, 74, 88},
    {"BCRB", 196, 110, 150, 8, 5, 110, 62, 22, 82},
    {"BAFR", 270, 18, 90, 9, 22, 55, 86, 78, 90},
    {"BOTH", 212, 30, 120, 8, 12, 90, 60, 45, 75},
    {"OOTH", 234, 35, 95, 10, 12, 50, 78, 72, 85},
}};

struct Stock {
    Group group;
    std::string_view community;
    std::uint16_t england, wales, scotland, ireland;
};
constexpr Stock stocks[] = {
    {Group::white_british, "English", 955, 400, 120, 80},
    {Group::white_british, "Welsh", 14, 580, 3, 2},
    {Group::white_british, "Scottish", 19, 10, 865, 40},
    {Group::white_british, "Northern Irish", 4, 2, 8, 878},
    {Group::white_british, "Jewish", 8, 8, 4, 0},
    {Group::white_irish, "Irish", 1, 1, 1, 1},
    {Group::traveller, "Irish Traveller", 1, 1, 1, 1},
    {Group::roma, "Roma", 1, 1, 1, 1},
    {Group::white_other, "Polish", 300, 400, 450, 450},
    {Group::white_other, "Romanian", 190, 150, 110, 120},
    {Group::white_other, "Lithuanian", 70, 60, 60, 160},
    {Group::white_other, "Italian", 95, 100, 100, 20},
    {Group::white_other, "Portuguese", 80, 80, 50, 100},
    {Group::white_other, "Spanish", 65, 60, 80, 30},
    {Group::white_other, "Bulgarian", 50, 40, 40, 50},
    {Group::white_other, "Turkish", 45, 30, 20, 5},
    {Group::white_other, "Greek", 35, 30, 40, 5},
    {Group::white_other, "Ukrainian", 30, 30, 40, 30},
    {Group::white_other, "Albanian", 22, 10, 5, 5},
    {Group::white_other, "Brazilian", 18, 10, 5, 25},
    {Group::mixed_caribbean, "White and Black Caribbean", 1, 1, 1, 1},
    {Group::mixed_african, "White and Black African", 1, 1, 1, 1},
    {Group::mixed_asian, "White and Asian", 1, 1, 1, 1},
    {Group::mixed_other, "Mixed otherwise", 1, 1, 1, 1},
    {Group::indian, "Gujarati", 310, 200, 150, 100},
    {Group::indian, "Punjabi Sikh", 290, 150, 200, 100},
    {Group::indian, "North Indian", 260, 400, 450, 400},
    {Group::indian, "South Indian Christian", 80, 200, 150, 350},
    {Group::indian, "Tamil", 60, 50, 50, 50},
    {Group::pakistani, "Pakistani", 1, 1, 1, 1},
    {Group::bangladeshi, "Bangladeshi", 1, 1, 1, 1},
    {Group::asian_other, "Tamil", 250, 100, 100, 50},
    {Group::asian_other, "Afghan", 190, 100, 100, 20},
    {Group::asian_other, "Filipino", 180, 400, 350, 500},
    {Group::asian_other, "Nepali", 140, 100, 80, 30},
    {Group::asian_other, "Sinhalese", 110, 80, 80, 30},
    {Group::asian_other, "Vietnamese", 70, 60, 60, 60},
    {Group::chinese, "Chinese", 600, 600, 650, 500},
    {Group::chinese, "Hong Kong Chinese", 400, 400, 350, 500},
    {Group::caribbean, "Caribbean", 1, 1, 1, 1},
    {Group::african, "Yoruba", 260, 200, 250, 150},
    {Group::african, "Ghanaian", 180, 100, 120, 80},
    {Group::african, "Somali", 190, 250, 100, 250},
    {Group::african, "Igbo", 120, 120, 150, 100},
    {Group::african, "Zimbabwean and Congolese", 120, 180, 200, 220},
    {Group::african, "Eritrean and Ethiopian", 70, 80, 80, 100},
    {Group::african, "West African Muslim", 60, 70, 100, 100},
    {Group::black_other, "Caribbean", 600, 400, 300, 300},
    {Group::black_other, "Ghanaian", 200, 300, 300, 300},
    {Group::black_other, "Somali", 200, 300, 400, 400},
    {Group::other, "Arabic", 450, 600, 600, 600},
    {Group::other, "Kurdish", 170, 150, 150, 100},
    {Group::other, "Iranian", 160, 120, 120, 100},
    {Group::other, "Turkish", 120, 60, 60, 50},
    {Group::other, "Brazilian", 60, 40, 40, 100},
    {Group::other, "Afghan", 40, 30, 30, 50},
};

const Within& asian_of(const Authority& authority)
{
    for (const NamedWithin& named : asian_by_name)
        if (named.authority == authority.name) return named.asian;
    switch (authority.region) {
    case Region::london: return asian_london;
    case Region::north_west:
    case Region::yorkshire:
    case Region::north_east: return asian_north;
    case Region::scotland: return asian_scotland;
    default: return asian_elsewhere;
    }
}

Shares split(const Authority& authority, const Percent& percent)
{
    const bool london = authority.region == Region::london;
    const bool ireland = authority.region == Region::northern_ireland;
    const Within& white = london ? white_london : ireland ? white_ireland : white_elsewhere;
    const Within& dark = london ? black_london : black;
    const Within& asian = asian_of(authority);
    Shares shares{};
    const auto part = [&](Group first, std::size_t count, Broad of, const Within& within) {
        for (std::size_t i = 0; i < count; ++i)
            shares[static_cast<std::size_t>(first) + i] =
                std::uint32_t{percent[static_cast<std::size_t>(of)]} * within[i];
    };
    part(Group::white_british, 5, Broad::white, white);
    part(Group::mixed_caribbean, 4, Broad::mixed, mixed);
    part(Group::indian, 3, Broad::asian, asian);
    shares[static_cast<std::size_t>(Group::chinese)] = percent[2] * std::uint32_t{asian[3]};
    shares[static_cast<std::size_t>(Group::asian_other)] = percent[2] * std::uint32_t{asian[4]};
    part(Group::caribbean, 3, Broad::black, dark);
    shares[static_cast<std::size_t>(Group::other)] = percent[4] * std::uint32_t{1000};
    return shares;
}

const Percent* percent_of(std::string_view authority)
{
    for (const Named& named : by_name)
        if (named.authority == authority) return &named.percent;
    return nullptr;
}

// What is left for the authorities of a region that have no figures of their own.
Percent rest_of(Region region)
{
    std::array<std::int64_t, broads> left{};
    std::int64_t thousands = 0;
    for (const Authority& authority : authorities()) {
        if (authority.region != region) continue;
        const Percent* own = percent_of(authority.name);
        if (own == nullptr) thousands += authority.thousands;
        for (std::size_t i = 0; i < broads; ++i) {
            left[i] += std::int64_t{by_region[static_cast<std::size_t>(region)][i]} * authority.thousands;
            if (own != nullptr) left[i] -= std::int64_t{(*own)[i]} * authority.thousands;
        }
    }
    Percent rest{};
    std::uint16_t others = 0;
    for (std::size_t i = 1; i < broads; ++i) {
        rest[i] = static_cast<std::uint16_t>(std::max<std::int64_t>(left[i], 0) /
                                             std::max<std::int64_t>(thousands, 1));
        others = static_cast<std::uint16_t>(others + rest[i]);
    }
    rest[0] = static_cast<std::uint16_t>(1000 - others);
    return rest;
}

template <class Weight>
std::size_t draw_weighted(std::size_t count, Weight weight, Draws& draws)
{
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < count; ++i) all += weight(i);
    std::uint64_t left = (std::uint64_t{draws.next()} * all) >> 32;
    for (std::size_t i = 0;; ++i) {
        if (left < weight(i)) return i;
        left -= weight(i);
    }
}

std::size_t nation_number(Region region)
{
    return region < Region::wales
               ? 0u
               : static_cast<std::size_t>(region) - static_cast<std::size_t>(Region::wales) + 1u;
}

} // namespace

Broad broad(Group group)
{
    if (group <= Group::white_other) return Broad::white;
    if (group <= Group::mixed_other) return Broad::mixed;
    if (group <= Group::chinese) return Broad::asian;
    return group == Group::other ? Broad::other : Broad::black;
}

const Manners& manners(Group group) { return table[static_cast<std::size_t>(group)]; }

Mix::Mix()
{
    Percent rest[regions];
    for (std::size_t region = 0; region < regions; ++region)
        rest[region] = rest_of(static_cast<Region>(region));
    for (const Authority& authority : authorities()) {
        const Percent* own = percent_of(authority.name);
        by_authority_.push_back(
            split(authority, own != nullptr ? *own : rest[static_cast<std::size_t>(authority.region)]));
    }
    const std::span<const Ethnicity> known = ethnicities();
    for (std::size_t group = 0; group < groups; ++group)
        for (std::size_t i = 0; i < known.size(); ++i)
            if (known[i].code == table[group].code) ethnicities_[group] = static_cast<EthnicityNumber>(i);
    const std::span<const Community> people = communities();
    for (const Stock& stock : stocks)
        for (std::size_t i = 0; i < people.size(); ++i) {
            if (people[i].name != stock.community) continue;
            const std::uint16_t weights[] = {stock.england, stock.wales, stock.scotland, stock.ireland};
            for (std::size_t nation = 0; nation < 4; ++nation)
                choices_[nation][static_cast<std::size_t>(stock.group)].push_back(
                    {static_cast<CommunityNumber>(i), weights[nation]});
        }
}

// Each group but the White British is multiplied by a factor for the sector and one for the neighbourhood,
// both with mean 1; the White British are the rest, and at least one in fifty.
Shares Mix::around(Seed seed, const Places& places, const Stretch& stretch, std::uint64_t neighbourhood) const
{
    static constexpr std::uint16_t factors[] = {20, 40, 55, 70, 85, 100, 110, 130, 170, 220}; // mean 100
    Shares shares = by_authority_[places.part(stretch.part).authority];
    Draws there(seed, Purpose::area, (std::uint64_t{places.part(stretch.part).code} << 8) | stretch.sector,
                1);
    Draws here(seed, Purpose::area, neighbourhood, 2);
    // Broad groups move together, and the groups in them once more.
    std::uint64_t broad_factor[broads];
    for (std::uint64_t& factor : broad_factor) factor = factors[there.below(10)];
    std::uint64_t sum = 0;
    for (std::size_t group = 1; group < groups; ++group) {
        const auto of = static_cast<std::size_t>(broad(static_cast<Group>(group)));
        const std::uint64_t own = factors[here.below(10)];
        shares[group] = static_cast<std::uint32_t>(shares[group] * broad_factor[of] * own / 10'000);
        sum += shares[group];
    }
    constexpr std::uint64_t most = 980'000;
    if (sum > most) {
        for (std::size_t group = 1; group < groups; ++group)
            shares[group] = static_cast<std::uint32_t>(shares[group] * most / sum);
        sum = most;
    }
    shares[0] = static_cast<std::uint32_t>(1'000'000 - sum);
    return shares;
}

Group Mix::draw_household(const Shares& shares, Draws& draws)
{
    return static_cast<Group>(draw_weighted(
        groups, [&](std::size_t i) { return shares[i] * 100 / table[i].size; }, draws));
}

Group Mix::draw_person(const Shares& shares, Draws& draws)
{
    return static_cast<Group>(draw_weighted(
        groups, [&](std::size_t i) { return shares[i]; }, draws));
}

CommunityNumber Mix::draw_community(Group group, Region region, Draws& draws) const
{
    const std::vector<Choice>& choices = choices_[nation_number(region)][static_cast<std::size_t>(group)];
    if (choices.empty()) return 0;
    return choices[draw_weighted(
                       choices.size(), [&](std::size_t i) { return choices[i].weight; }, draws)]
        .community;
}

} // namespace gauze::synth
