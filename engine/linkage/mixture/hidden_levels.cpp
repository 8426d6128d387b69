#include "engine/linkage/mixture/hidden_levels.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace gauze::linkage::mixture {

namespace {

using project::FieldKind;
using project::PartLevel;

// What custodians count of two values: equal, near (distance below .3), far (below .65), other.
enum Nearness : std::size_t { equal, near, far, other };

struct PartShare {
    PartLevel part;
    double agrees;
};

// A level: what it is of what custodians count, how far apart the tokens are, and which parts agree. Parts
// that are not named agree hardly ever, but for a bigram, of which (1 - d) / (1 + d) agree.
struct Shape {
    Nearness of;
    double share; // of such values
    double distance, spread;
    std::array<PartShare, 4> parts;
};

constexpr double surely = .999, hardly = .001;
constexpr PartShare nothing{PartLevel::exact, 0};

// Two names that are not alike share hardly a bigram. A slip falls upon the initial as upon any other letter,
// and brothers and sisters are often given names with one initial: that must be a level of its own, or five
// keys with the initial would be five witnesses.
constexpr std::array<Shape, 9> name_shape{{
    {equal, 1, 0, 0, {}},
    {near, .5, .2, .07, {{{PartLevel::sound, surely}, {PartLevel::initial, surely}, nothing, nothing}}},
    {near, .42, .22, .07, {{{PartLevel::initial, surely}, nothing, nothing, nothing}}},
    {near, .08, .22, .07, {}},
    {far, .3, .45, .1, {{{PartLevel::sound, surely}, {PartLevel::initial, surely}, nothing, nothing}}},
    {far, .4, .45, .1, {{{PartLevel::initial, surely}, nothing, nothing, nothing}}},
    {far, .3, .45, .1, {}},
    {other, .06, .92, .07, {{{PartLevel::sound, .05}, {PartLevel::initial, surely}, nothing, nothing}}},
    {other, .94, .92, .07, {{{PartLevel::sound, .004}, nothing, nothing, nothing}}},
}};

// Any two dates share some digits. A slip in the day, in the month, in the year; more than one, in the same
// year or not; another date, of the same year or not.
constexpr std::array<Shape, 8> date_shape{{
    {equal, 1, 0, 0, {}},
    {near, .34, .2, .05, {{{PartLevel::year_month, surely}, {PartLevel::year, surely}, nothing, nothing}}},
    {near, .33, .2, .05, {{{PartLevel::year_day, surely}, {PartLevel::year, surely}, nothing, nothing}}},
    {near, .33, .2, .05, {{{PartLevel::month_day, surely}, nothing, nothing, nothing}}},
    {far,
     .4,
     .5,
     .1,
     {{{PartLevel::year, surely}, {PartLevel::year_month, .02}, {PartLevel::year_day, .02}, nothing}}},
    {far, .6, .5, .1, {{{PartLevel::month_day, .03}, nothing, nothing, nothing}}},
    {other,
     .03,
     .74,
     .06,
     {{{PartLevel::year, surely}, {PartLevel::year_month, .08}, {PartLevel::year_day, .03}, nothing}}},
    {other, .97, .74, .06, {{{PartLevel::month_day, .002}, nothing, nothing, nothing}}},
}};

// A slip at the end, in the sector, in the district; a home in the same district; two slips; another home.
constexpr std::array<Shape, 7> postcode_shape{{
    {equal, 1, 0, 0, {}},
    {near,
     .6,
     .2,
     .07,
     {{{PartLevel::sector, surely}, {PartLevel::outward, surely}, {PartLevel::district, surely}, nothing}}},
    {near, .2, .2, .07, {{{PartLevel::outward, surely}, {PartLevel::district, surely}, nothing, nothing}}},
    {near, .2, .2, .07, {{{PartLevel::district, .2}, nothing, nothing, nothing}}},
    {far,
     .8,
     .45,
     .1,
     {{{PartLevel::outward, surely}, {PartLevel::district, surely}, {PartLevel::sector, .15}, nothing}}},
    {far, .2, .45, .1, {{{PartLevel::district, .2}, nothing, nothing, nothing}}},
    {other, 1, .9, .08, {{{PartLevel::outward, .003}, {PartLevel::district, .02}, nothing, nothing}}},
}};

// Equal, a slip, two slips or a short form, another value.
constexpr std::array<Shape, 4> text_shape{{
    {equal, 1, 0, 0, {}},
    {near, 1, .2, .07, {}},
    {far, 1, .45, .1, {}},
    {other, 1, .9, .08, {}},
}};

std::span<const Shape> shape_of(FieldKind kind)
{
    switch (kind) {
    case FieldKind::given_name:
    case FieldKind::family_name:
    case FieldKind::full_name: return name_shape;
    case FieldKind::date: return date_shape;
    case FieldKind::postcode: return postcode_shape;
    default: return text_shape;
    }
}

std::array<double, 4> counted_chances(const Parties& parties, std::size_t at)
{
    std::array<double, 3> sums{};
    double files = 0;
    for (std::size_t p = 0; p < parties.size(); ++p) {
        const auto& aggregates = parties[p].header().aggregates;
        if (at >= aggregates.size()) continue;
        const bloom::FieldAggregate& own = aggregates[at];
        const double counted[] = {own.equal * 1e-6, own.near * 1e-6, own.far * 1e-6};
        for (std::size_t l = 0; l < 3; ++l) sums[l] += std::max(counted[l], 3e-6);
        ++files;
    }
    // Too few records to say: what a field of some thousand values would show.
    for (double& sum : sums) sum = files > 0 ? sum / files : 1e-3;
    return {sums[0], sums[1], sums[2], std::max(1 - sums[0] - sums[1] - sums[2], 1e-3)};
}

// A whole value agrees by accident only, two values the rarer the farther they are apart.
double whole(Nearness of) { return std::array{1., 1e-6, 1e-7, 1e-8}[of]; }

double part_of(const Shape& shape, PartLevel part)
{
    if (shape.of == equal) return 1;
    if (part == PartLevel::exact) return whole(shape.of);
    if (part == PartLevel::bigram) return (1 - shape.distance) / (1 + shape.distance);
    for (const PartShare& one : shape.parts)
        if (one.part == part) return one.agrees;
    return hardly;
}

} // namespace

double HiddenLevels::agreement(PartLevel part, std::size_t level) const
{
    return part_of(shape_of(levels.kind)[level], part);
}

HiddenLevels hidden_levels(const project::Field& field, const Parties& parties, std::size_t at)
{
    const std::array<double, 4> counted = counted_chances(parties, at);
    HiddenLevels result{{field.name, field.kind, {}, {}, {}}, {}, {}};
    Levels& levels = result.levels;
    for (const Shape& shape : shape_of(field.kind)) {
        levels.chance.push_back(counted[shape.of] * shape.share);
        levels.group.push_back(static_cast<std::uint32_t>(levels.group.size()));
        result.distance.push_back(shape.distance);
        result.spread.push_back(shape.spread);
    }
    levels.within.assign(levels.size(), 1);
    return result;
}

} // namespace gauze::linkage::mixture
