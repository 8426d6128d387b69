// What changed in the researchers' tables: whose rows they hold, and what stands in them.
#include "engine/desk/diff_parts.hpp"
#include "engine/project/cohort_words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::desk {

namespace {

using project::Cohort;
using project::CohortColumn;

const CohortColumn* same_column(const Cohort& cohort, const CohortColumn& one)
{
    const auto found = std::ranges::find_if(cohort.columns, [&](const CohortColumn& other) {
        return other.unit == one.unit && other.name == one.name;
    });
    return found == cohort.columns.end() ? nullptr : &*found;
}

std::string told(const CohortColumn& one)
{
    return fmt::format("the column {} of each {}", one.name, to_text(one.unit));
}

// Without columns of its own the table of persons holds what each source sends.
bool shows_all(const Cohort& cohort)
{
    return cohort.has(project::Unit::person) &&
           std::ranges::count(cohort.columns, project::Unit::person, &CohortColumn::unit) == 0;
}

std::vector<std::string> unit_names(const Cohort& cohort)
{
    std::vector<std::string> names;
    for (const project::Unit unit : cohort.units) names.emplace_back(to_text(unit));
    return names;
}

} // namespace

void compare_cohort(const Cohort& old, const Cohort& now, Differences& into)
{
    into.names("the units that researchers have a table of", unit_names(old), unit_names(now),
               Weight::widened, Weight::narrowed);
    for (const CohortColumn& one : now.columns) {
        const CohortColumn* before = same_column(old, one);
        if (before == nullptr)
            into.add(Weight::widened, fmt::format("{} is new: {}", told(one), in_words(one)));
        else if (in_words(*before) != in_words(one))
            into.add(Weight::changed, fmt::format("{} is \"{}\", and was \"{}\"", told(one), in_words(one),
                                                  in_words(*before)));
    }
    for (const CohortColumn& one : old.columns)
        if (same_column(now, one) == nullptr)
            into.add(Weight::narrowed, fmt::format("{} is not made any more", told(one)));
    if (shows_all(old) != shows_all(now))
        into.add(shows_all(now) ? Weight::widened : Weight::narrowed,
                 shows_all(now) ? "the table of persons holds what each source sends, as it is"
                                : "the table of persons holds no longer what each source sends, as it is");
}

} // namespace gauze::desk
