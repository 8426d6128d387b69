// What [cohort] means, as bytes. A policy that says nothing of it means what it meant before there was one.
#include "engine/project/canonical.hpp"
#include "engine/project/cohort_words.hpp"

#include <fmt/format.h>

namespace gauze::project {

namespace {

void put_column(Canonical& into, const CohortColumn& one)
{
    into.text(to_text(one.unit)).text(one.name).text(to_text(one.take)).text(one.table).text(one.from);
    into.text(one.minus).set(one.sources).text(one.where_column).set(one.where_is);
    into.number(one.bands.size());
    for (const double edge : one.bands) into.text(fmt::format("{}", edge)); // the shortest that is read back
}

} // namespace

void put_cohort(Canonical& into, const Cohort& cohort)
{
    if (cohort.units == Cohort().units && cohort.columns.empty()) return;
    into.text("cohort").number(cohort.units.size());
    for (const Unit unit : cohort.units) into.text(to_text(unit)); // sorted by the reader
    into.number(cohort.columns.size());
    for (const CohortColumn& one : cohort.columns) put_column(into, one); // in the order of the table
}

} // namespace gauze::project
