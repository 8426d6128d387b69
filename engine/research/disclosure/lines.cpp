#include "engine/research/disclosure/lines.hpp"

#include <algorithm>
#include <optional>

namespace gauze::research::disclosure {

namespace {

using Line = std::vector<std::size_t>; // cells, the sum last

std::vector<Line> all_lines(const Shape& shape)
{
    std::vector<Line> lines;
    for (std::size_t cell = 0; cell < shape.cells(); ++cell) {
        const std::vector<std::size_t> at = shape.places(cell);
        for (std::size_t axis = 0; axis < at.size(); ++axis) {
            if (at[axis] != 0) continue;
            Line line;
            std::vector<std::size_t> places = at;
            for (places[axis] = 0; places[axis] <= shape.axes[axis].categories(); ++places[axis])
                line.push_back(shape.cell(places));
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

// A cell of the line by what the others leave it. Bounds of open ends: a large number that no sum reaches.
constexpr std::int64_t open = std::int64_t{1} << 56;

struct Ends {
    std::int64_t least, most;
};

Ends ends_of(const Protected& table, std::size_t cell)
{
    const Interval known = known_alone(table, cell);
    return {static_cast<std::int64_t>(known.least),
            known.most == unbounded ? open : static_cast<std::int64_t>(known.most)};
}

// What the line says of its part `at` if `freed` (a part too, or nothing) were withheld besides.
Ends left_by_line(const Protected& table, const Line& line, std::size_t at, std::optional<std::size_t> freed)
{
    const std::size_t sum = line.size() - 1;
    const auto ends = [&](std::size_t part) {
        return freed == part ? Ends{0, open} : ends_of(table, line[part]);
    };
    Ends others{0, 0};
    for (std::size_t part = 0; part < sum; ++part) {
        if (part == at) continue;
        const Ends one = ends(part);
        others.least += one.least;
        others.most = std::min(open, others.most + one.most);
    }
    if (at == sum) return others;
    const Ends total = ends(sum);
    return {others.most >= open ? 0 : total.least - others.most,
            total.most >= open ? open : total.most - others.least};
}

bool wide_enough(const Ends& ends, const Profile& profile)
{
    return ends.least <= static_cast<std::int64_t>(profile.least_small()) &&
           ends.most >= static_cast<std::int64_t>(profile.most_small());
}

// Withholding a cell that is alone on its other lines will cost more there.
double cost_with_company(const Protected& table, std::size_t cell, double cost)
{
    double lonely = 0;
    for (const Line& line : lines_through(table.shape, cell)) {
        const bool company = std::ranges::any_of(
            line, [&](std::size_t other) { return other != cell && is_withheld(table.cells[other].why); });
        if (!company) ++lonely;
    }
    return cost * (1 + lonely);
}

// The cheapest cell of the line that widens its small part enough; or, if none does alone, the cheapest.
std::optional<std::size_t> company_for(const Protected& table, const Profile& profile, const Line& line,
                                       std::size_t at, const std::vector<double>& costs)
{
    std::optional<std::size_t> best;
    bool best_enough = false;
    double best_cost = 0;
    for (std::size_t part = 0; part < line.size(); ++part) {
        const std::size_t cell = line[part];
        if (part == at || costs[cell] < 0 || is_withheld(table.cells[cell].why)) continue;
        const bool enough = wide_enough(left_by_line(table, line, at, part), profile);
        const double cost = cost_with_company(table, cell, costs[cell]);
        if (!best || (enough && !best_enough) || (enough == best_enough && cost < best_cost)) {
            best = cell;
            best_enough = enough;
            best_cost = cost;
        }
    }
    return best;
}

} // namespace

void withhold(ShownCell& cell, Why why, const Profile& profile)
{
    cell = {why, 0, std::string(profile.symbol)};
}

std::vector<std::vector<std::size_t>> lines_through(const Shape& shape, std::size_t cell)
{
    const std::vector<std::size_t> at = shape.places(cell);
    std::vector<Line> lines;
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
        Line line;
        std::vector<std::size_t> places = at;
        for (places[axis] = 0; places[axis] <= shape.axes[axis].categories(); ++places[axis])
            line.push_back(shape.cell(places));
        lines.push_back(std::move(line));
    }
    return lines;
}

void withhold_on_lines(Protected& table, const Profile& profile, const std::vector<double>& costs)
{
    const std::vector<Line> lines = all_lines(table.shape);
    for (bool changed = true; changed;) {
        changed = false;
        for (const Line& line : lines)
            for (std::size_t at = 0; at < line.size(); ++at) {
                if (table.cells[line[at]].why != Why::small) continue;
                while (!wide_enough(left_by_line(table, line, at, std::nullopt), profile)) {
                    const std::optional<std::size_t> cell = company_for(table, profile, line, at, costs);
                    if (!cell) break;
                    withhold(table.cells[*cell], Why::secondary, profile);
                    changed = true;
                }
            }
    }
}

} // namespace gauze::research::disclosure
