#include "engine/linkage/mixture/hidden_levels.hpp"

#include <algorithm>
#include <array>

namespace gauze::linkage::mixture {

namespace {

using project::FieldKind;
using project::PartLevel;

enum class Family { name, date, other };

Family family_of(FieldKind kind)
{
    switch (kind) {
    case FieldKind::given_name:
    case FieldKind::family_name:
    case FieldKind::full_name: return Family::name;
    case FieldKind::date: return Family::date;
    default: return Family::other;
    }
}

// What custodians count: equal values, near ones (distance below .3), far ones (below .65), the rest.
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
    const double equal = files > 0 ? sums[0] / files : 1e-3, near = files > 0 ? sums[1] / files : 1e-3,
                 far = files > 0 ? sums[2] / files : 1e-3;
    return {equal, near, far, std::max(1 - equal - near - far, 1e-3)};
}

struct Shape {
    std::vector<double> of_near; // how near values fall upon the levels of one slip
    std::vector<double> distance, spread;
};

// Any two dates share some digits; two names that are not alike share hardly a bigram.
const Shape& shape_of(Family family)
{
    static const Shape name{{.5, .5}, {0, .2, .22, .45, .92}, {0, .07, .07, .1, .07}};
    static const Shape date{{.34, .33, .33}, {0, .2, .2, .2, .5, .74}, {0, .05, .05, .05, .1, .06}};
    static const Shape other{{1}, {0, .2, .45, .9}, {0, .07, .1, .08}};
    return family == Family::name ? name : family == Family::date ? date : other;
}

// Equal, a slip that keeps the sound, one that does not, two slips, another name.
double name_part(PartLevel part, std::size_t level)
{
    switch (part) {
    case PartLevel::sound: return std::array{1., .999, .001, .3, .01}[level];
    case PartLevel::initial: return std::array{1., .97, .87, .7, .06}[level];
    case PartLevel::bigram: return std::array{1., .67, .64, .38, .04}[level]; // (1 - d) / (1 + d)
    default: return std::array{1., 1e-6, 1e-6, 1e-7, 1e-8}[level];
    }
}

// Equal, a slip in the day, in the month, in the year, more than one, another date.
double date_part(PartLevel part, std::size_t level)
{
    switch (part) {
    case PartLevel::year_month: return std::array{1., .999, .001, .001, .01, 2e-4}[level];
    case PartLevel::year_day: return std::array{1., .001, .999, .001, .01, 5e-4}[level];
    case PartLevel::month_day: return std::array{1., .001, .001, .999, .02, 2e-3}[level];
    case PartLevel::year: return std::array{1., .999, .999, .001, .4, .012}[level];
    default: return std::array{1., 1e-6, 1e-6, 1e-6, 1e-7, 1e-8}[level];
    }
}

// Equal, a slip, two slips or a short form, another value.
double other_part(PartLevel part, std::size_t level)
{
    switch (part) {
    case PartLevel::bigram: return std::array{1., .67, .38, .05}[level];
    case PartLevel::sector: return std::array{1., .6, .3, .005}[level];
    case PartLevel::outward: return std::array{1., .8, .5, .02}[level];
    case PartLevel::district: return std::array{1., .85, .6, .03}[level];
    default: return std::array{1., 1e-6, 1e-7, 1e-8}[level];
    }
}

} // namespace

double HiddenLevels::agreement(PartLevel part, std::size_t level) const
{
    switch (family_of(levels.kind)) {
    case Family::name: return name_part(part, level);
    case Family::date: return date_part(part, level);
    default: return other_part(part, level);
    }
}

HiddenLevels hidden_levels(const project::Field& field, const Parties& parties, std::size_t at)
{
    const Shape& shape = shape_of(family_of(field.kind));
    const auto [equal, near, far, other] = counted_chances(parties, at);
    HiddenLevels result{{field.name, field.kind, {}, {}, {}}, shape.distance, shape.spread};
    Levels& levels = result.levels;
    levels.chance.push_back(equal);
    for (const double part : shape.of_near) levels.chance.push_back(near * part);
    levels.chance.push_back(far);
    levels.chance.push_back(other);
    for (std::uint32_t l = 0; l < levels.size(); ++l) levels.group.push_back(l);
    levels.within.assign(levels.size(), 1);
    return result;
}

} // namespace gauze::linkage::mixture
