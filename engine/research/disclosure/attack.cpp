#include "engine/research/disclosure/attack.hpp"

#include "engine/project/refusal.hpp"
#include "engine/research/disclosure/published.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace gauze::research::disclosure {

namespace {

void attack_group(std::span<const Protected> releases, const std::vector<std::size_t>& group,
                  const Limits& limits, std::vector<Attacked>& found)
{
    std::vector<const Protected*> tables;
    std::vector<const Shape*> shapes;
    for (const std::size_t t : group) {
        tables.push_back(&releases[t]);
        shapes.push_back(&releases[t].shape);
    }
    const Joint joint(shapes, limits.most_joint_cells);
    Published published(joint, tables, limits.most_pivots);
    if (published.consistent() == Published::Answer::no)
        project::refuse_with("releases-contradict", "these tables cannot be of the same people",
                             "look for tables of two states of the cohort that are said to be one wave");
    for (std::size_t t = 0; t < group.size(); ++t)
        for (std::size_t cell = 0; cell < tables[t]->cells.size(); ++cell) {
            if (!is_withheld(tables[t]->cells[cell].why)) continue;
            const std::optional<Interval> interval = published.tightest(t, cell);
            if (!interval)
                project::refuse_with("not-verifiable", "the limit of work was reached",
                                     "attack fewer tables at once");
            found.push_back({group[t], cell, *interval});
        }
}

} // namespace

std::vector<Attacked> attack(std::span<const Protected> releases, Waves waves, const Limits& limits)
{
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> groups;
    for (std::size_t t = 0; t < releases.size(); ++t) {
        const Shape& shape = releases[t].shape;
        groups[{shape.population, waves == Waves::only_added ? std::string() : shape.wave}].push_back(t);
    }
    std::vector<Attacked> found;
    for (const auto& [population, group] : groups) attack_group(releases, group, limits, found);
    std::ranges::sort(found, {}, [](const Attacked& one) { return std::pair(one.table, one.cell); });
    return found;
}

bool wide_enough(const Interval& interval, Why why, const Profile& profile)
{
    switch (why) {
    case Why::small: return interval.least <= profile.least_small() && interval.most >= profile.most_small();
    case Why::secondary: return interval.least < interval.most;
    default: return true;
    }
}

} // namespace gauze::research::disclosure
