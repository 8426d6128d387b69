#include "engine/research/disclosure/walk.hpp"

#include <algorithm>

namespace gauze::research::disclosure {

Walk::Walk(const std::vector<std::int64_t>& least, const std::vector<std::int64_t>& most)
    : least_(least), most_(most), rows_of_(least.size())
{}

std::size_t Walk::add(std::span<const std::uint32_t> plus, std::span<const std::uint32_t> minus,
                      std::int64_t least, std::int64_t most)
{
    const auto number = static_cast<std::uint32_t>(rows_.size());
    Row row{{}, least, most};
    for (const std::uint32_t x : plus) row.parts.push_back({x, 1});
    for (const std::uint32_t x : minus) row.parts.push_back({x, -1});
    for (const Part& part : row.parts) rows_of_[part.number].push_back({number, part.sign});
    rows_.push_back(std::move(row));
    return number;
}

void Walk::bound(std::size_t row, std::int64_t least, std::int64_t most)
{
    rows_[row].least = least;
    rows_[row].most = most;
}

std::int64_t Walk::Row::broken(std::int64_t by) const
{
    const std::int64_t moved = sum + by;
    if (moved < least) return least - moved;
    return moved > most ? moved - most : 0;
}

// How much less is broken after the step.
double Walk::gain(std::uint32_t unknown, std::int64_t by) const
{
    double gain = 0;
    for (const Part& part : rows_of_[unknown]) {
        const Row& row = rows_[part.number];
        gain += row.weight * static_cast<double>(row.broken(0) - row.broken(part.sign * by));
    }
    return gain;
}

Walk::Step Walk::best_step(const Row& row, const std::vector<std::int64_t>& people) const
{
    Step best;
    const std::int64_t missing = row.sum < row.least ? row.least - row.sum : row.most - row.sum;
    for (const Part& part : row.parts) {
        const std::uint32_t x = part.number;
        for (const std::int64_t size : {missing, missing > 0 ? std::int64_t{1} : std::int64_t{-1}}) {
            const std::int64_t to = std::clamp(people[x] + part.sign * size, least_[x], most_[x]);
            const std::int64_t by = to - people[x];
            if (by == 0) continue;
            const double here = gain(x, by);
            if (best.by == 0 || here > best.gain) best = {x, by, here};
        }
    }
    return best;
}

void Walk::start(const std::vector<std::int64_t>& people)
{
    for (Row& row : rows_) {
        row.weight = 1;
        row.sum = 0;
        for (const Part& part : row.parts) row.sum += part.sign * people[part.number];
    }
}

// Takes broken rows in turn, so that no row is starved.
bool Walk::settle(std::vector<std::int64_t>& people, std::size_t most_moves)
{
    start(people);
    std::size_t whole = 0; // rows seen unbroken since the last move
    std::size_t at = 0;
    for (std::size_t moves = 0; moves < most_moves && whole < rows_.size(); at = (at + 1) % rows_.size()) {
        Row& row = rows_[at];
        if (row.broken(0) == 0) {
            ++whole;
            continue;
        }
        whole = 0;
        ++moves;
        const Step step = best_step(row, people);
        if (step.by == 0) return false; // its people cannot move
        if (step.gain <= 0) {
            row.weight += 1;
            continue;
        }
        people[step.unknown] += step.by;
        for (const Part& part : rows_of_[step.unknown]) rows_[part.number].sum += part.sign * step.by;
    }
    return whole == rows_.size();
}

} // namespace gauze::research::disclosure
