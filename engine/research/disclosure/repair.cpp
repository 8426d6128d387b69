#include "engine/research/disclosure/repair.hpp"

#include <algorithm>
#include <limits>

namespace gauze::research::disclosure {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double noticeable = 1e-6;

double bound(std::int64_t number)
{
    if (number >= no_bound) return infinity;
    return number <= -no_bound ? -infinity : static_cast<double>(number);
}

} // namespace

Repair::Repair(const Joint& joint, std::span<const Protected* const> tables, std::vector<double> costs,
               std::size_t most_pivots)
    : joint_(joint), last_(tables.size() - 1), program_(most_pivots)
{
    const std::vector<Inequality> firm = inequalities(joint, tables.first(last_));
    bounds_.least.assign(joint.unknowns(), 0);
    bounds_.most.assign(joint.unknowns(), no_bound);
    tighten(bounds_, firm); // that they agree was asked before
    column_.resize(joint.unknowns());
    for (std::uint32_t x = 0; x < joint.unknowns(); ++x)
        if (!bounds_.fixed(x))
            column_[x] = program_.add_column(bound(bounds_.least[x]), bound(bounds_.most[x]));
    std::vector<LinearProgram::Term> terms;
    std::int64_t known = 0;
    const auto gather = [&](const Joint::Columns& columns, double sign) {
        for (const std::uint32_t x : columns) {
            if (column_[x])
                terms.push_back({*column_[x], sign});
            else
                known += static_cast<std::int64_t>(sign) * bounds_.least[x];
        }
    };
    for (const Inequality& one : firm) {
        terms.clear();
        known = 0;
        gather(one.plus, 1);
        gather(one.minus, -1);
        if (terms.size() > 1 || (terms.size() == 1 && terms[0].coefficient < 0))
            program_.add_row(bound(one.least - known),
                             bound(one.most >= no_bound ? no_bound : one.most - known), terms);
    }
    const Protected& table = *tables[last_];
    cells_.resize(table.cells.size());
    for (std::size_t cell = 0; cell < table.cells.size(); ++cell) {
        const Interval alone = known_alone(table, cell);
        terms.clear();
        known = 0;
        gather(joint.members(last_, cell), 1);
        if (alone.most == unbounded || terms.empty()) continue;
        Elastic& elastic = cells_[cell];
        elastic.shown = costs[cell] >= 0;
        if (elastic.shown) {
            elastic.above = program_.add_column(0, infinity, costs[cell]);
            elastic.below = program_.add_column(0, infinity, costs[cell]);
            terms.push_back({elastic.above, -1});
            terms.push_back({elastic.below, 1});
        }
        elastic.row = program_.add_row(static_cast<double>(alone.least) - static_cast<double>(known),
                                       static_cast<double>(alone.most) - static_cast<double>(known), terms);
    }
}

void Repair::withheld(std::size_t cell)
{
    Elastic& elastic = cells_[cell];
    if (!elastic.shown) return;
    elastic.shown = false;
    program_.bound_row(elastic.row, -infinity, infinity);
    program_.bound_column(elastic.above, 0, 0);
    program_.bound_column(elastic.below, 0, 0);
}

std::optional<std::vector<std::size_t>> Repair::cells_for(const Demand& demand)
{
    std::vector<LinearProgram::Term> terms;
    std::int64_t known = 0;
    for (const std::uint32_t x : joint_.members(demand.table, demand.cell)) {
        if (column_[x])
            terms.push_back({*column_[x], 1});
        else
            known += bounds_.least[x];
    }
    if (terms.empty()) return std::nullopt;
    const double number = static_cast<double>(demand.number - known);
    const std::size_t row =
        program_.add_row(demand.at_least ? number : 0, demand.at_least ? infinity : number, terms);
    const LinearProgram::Outcome outcome = program_.solve();
    std::optional<std::vector<std::size_t>> cells;
    if (outcome == LinearProgram::Outcome::optimal) {
        cells.emplace();
        for (std::size_t cell = 0; cell < cells_.size(); ++cell)
            if (cells_[cell].shown &&
                program_.value(cells_[cell].above) + program_.value(cells_[cell].below) > noticeable)
                cells->push_back(cell);
    }
    program_.bound_row(row, -infinity, infinity);
    return cells;
}

} // namespace gauze::research::disclosure
