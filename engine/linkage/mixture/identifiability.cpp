#include "engine/linkage/mixture/identifiability.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::linkage::mixture {

namespace {

constexpr double nearly_all = .999; // of random pairs, equal
constexpr double rivalled_at_most = .05;
constexpr double more_than = 1.05; // expected links over records

bool compares_nothing(const PatternEvidence& evidence)
{
    return std::ranges::all_of(evidence.groups,
                               [](const PatternGroup& group) { return group.fields.empty(); });
}

// Whether some evidence speaks clearly for one person, and some against it.
bool tells_apart(const Fit& fit)
{
    double share = 0;
    for (const PairClass& one : fit.classes)
        if (one.match) share += one.share;
    const double before = std::log(std::max(share, 1e-300)) - std::log(std::max(1 - share, 1e-300));
    const auto [least, most] = std::ranges::minmax(fit.log_odds);
    return most - before > std::log(10.0) && most - least > std::log(10.0);
}

double chance_of_equal(const Levels& levels)
{
    double sum = 0;
    for (std::size_t l = 0; l < levels.size(); ++l)
        if (levels.group[l] == levels.equal) sum += levels.chance[l];
    return sum;
}

void of_evidence(const PatternEvidence& evidence, std::vector<std::string>& said)
{
    for (const Levels& levels : evidence.fields)
        if (chance_of_equal(levels) > nearly_all)
            said.push_back(
                fmt::format("{}: nearly all pairs of records look the same in it, so it helps little to tell "
                            "people apart",
                            levels.field));
}

void of_unit(const UnitSides& unit, double matches, std::vector<std::string>& said)
{
    const double smaller = std::min(unit.rows_a, unit.rows_b);
    if (unit.one_partner && matches > more_than * smaller + 1)
        said.push_back(
            fmt::format("{}: more links are expected ({:.0f}) than the smaller file has records "
                        "({:.0f}); the files may repeat people, or families are taken for one person",
                        unit.name, matches, smaller));
    if (unit.one_partner && unit.rivalled > std::max(rivalled_at_most * unit.linked, 2.0))
        said.push_back(
            fmt::format("{}: {:.0f} of {:.0f} records that have a likely partner have several in one "
                        "file that is said to hold a person once",
                        unit.name, unit.rivalled, unit.linked));
}

} // namespace

std::vector<std::string> doubts(const PatternEvidence& evidence, const Fit& fit,
                                const std::vector<UnitSides>& units)
{
    std::vector<std::string> said;
    if (fit.log_odds.empty()) return {"there are no candidates: nothing was compared, so nothing is known"};
    if (compares_nothing(evidence))
        return {"no two records have a field in common that could be compared, so nothing is known"};
    of_evidence(evidence, said);
    if (!tells_apart(fit))
        said.emplace_back(
            "the fields do not tell matches from other pairs; what is linked is hardly better than "
            "chance");
    else if (fit.matches < 1)
        said.emplace_back("no candidate is likely to be one person: the files may have nobody in common");
    for (std::size_t u = 0; u < units.size() && u < fit.unit_matches.size(); ++u)
        of_unit(units[u], fit.unit_matches[u], said);
    if (!fit.settled)
        said.push_back(
            fmt::format("the mixture had not settled after {} rounds: error and number of matches are "
                        "rough",
                        fit.rounds));
    return said;
}

} // namespace gauze::linkage::mixture
