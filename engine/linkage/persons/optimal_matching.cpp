// Costs are negated weights. Every row also has a column of its own at cost 0, the staying alone, so that
// each row always finds a place. Prices keep all reduced costs at or above 0 and those of the matching at 0;
// a new row looks for the cheapest way to a free column, over rows that move on to another one.
#include "engine/linkage/persons/optimal_matching.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <limits>
#include <queue>
#include <tuple>

namespace gauze::linkage {

namespace {

constexpr auto nobody = std::numeric_limits<std::uint32_t>::max();
constexpr auto far = std::numeric_limits<std::int64_t>::max();
constexpr auto alone = std::numeric_limits<std::size_t>::max(); // instead of a pair

class Matching {
public:
    Matching(std::size_t rows, std::size_t columns, std::span<const WeightedPair> pairs)
        : columns_(columns),
          pairs_(pairs),
          first_(rows + 1),
          row_price_(rows, 0),
          column_price_(columns + rows, 0),
          row_of_(columns + rows, nobody),
          column_of_(rows, nobody),
          pair_of_(rows, alone),
          distance_(columns + rows, far),
          from_(columns + rows, nobody),
          by_(columns + rows, alone)
    {
        for (const WeightedPair& pair : pairs) ++first_[pair.row + 1];
        for (std::size_t row = 0; row < rows; ++row) first_[row + 1] += first_[row];
    }

    // Gives one more row its place.
    void add(std::uint32_t row);
    std::vector<bool> chosen() const;

private:
    struct Step {
        std::int64_t distance;
        std::uint32_t column;
        bool operator>(const Step& other) const
        {
            return std::tie(distance, column) > std::tie(other.distance, other.column);
        }
    };
    using Steps = std::priority_queue<Step, std::vector<Step>, std::greater<>>;

    void set_price(std::uint32_t row);
    void look(std::uint32_t row, std::int64_t distance, Steps& steps);
    void offer(std::uint32_t row, std::uint32_t column, std::size_t pair, std::int64_t distance,
               Steps& steps);
    std::uint32_t cheapest_free_column(std::uint32_t row);
    void settle_prices(std::uint32_t row, std::int64_t least);
    void turn_over(std::uint32_t row, std::uint32_t column);

    std::uint32_t own_column(std::uint32_t row) const { return static_cast<std::uint32_t>(columns_ + row); }
    std::int64_t reduced(std::uint32_t row, std::uint32_t column, std::size_t pair) const
    {
        return (pair == alone ? 0 : -pairs_[pair].weight) - row_price_[row] - column_price_[column];
    }

    std::size_t columns_;
    std::span<const WeightedPair> pairs_;
    std::vector<std::size_t> first_; // by row: its first pair
    std::vector<std::int64_t> row_price_, column_price_;
    std::vector<std::uint32_t> row_of_;    // by column: who holds it
    std::vector<std::uint32_t> column_of_; // by row: which it holds
    std::vector<std::size_t> pair_of_;     // by row: and by which pair
    // Of the search for one row, by column:
    std::vector<std::int64_t> distance_;
    std::vector<std::uint32_t> from_; // the row it was reached from
    std::vector<std::size_t> by_;     // and by which pair
    std::vector<std::uint32_t> seen_, settled_;
};

void Matching::set_price(std::uint32_t row)
{
    std::int64_t price = -column_price_[own_column(row)];
    for (std::size_t p = first_[row]; p < first_[row + 1]; ++p)
        price = std::min(price, -pairs_[p].weight - column_price_[pairs_[p].column]);
    row_price_[row] = price;
}

void Matching::offer(std::uint32_t row, std::uint32_t column, std::size_t pair, std::int64_t distance,
                     Steps& steps)
{
    assert(reduced(row, column, pair) >= 0);
    const std::int64_t way = distance + reduced(row, column, pair);
    if (way >= distance_[column]) return;
    if (distance_[column] == far) seen_.push_back(column);
    distance_[column] = way;
    from_[column] = row;
    by_[column] = pair;
    steps.push({way, column});
}

void Matching::look(std::uint32_t row, std::int64_t distance, Steps& steps)
{
    for (std::size_t p = first_[row]; p < first_[row + 1]; ++p)
        offer(row, pairs_[p].column, p, distance, steps);
    offer(row, own_column(row), alone, distance, steps);
}

// Dijkstra's search over the columns; always ends, since the row's own column is free.
std::uint32_t Matching::cheapest_free_column(std::uint32_t row)
{
    Steps steps;
    look(row, 0, steps);
    for (;;) {
        const Step step = steps.top();
        steps.pop();
        if (step.distance > distance_[step.column]) continue; // a nearer way was found since
        if (row_of_[step.column] == nobody) return step.column;
        settled_.push_back(step.column);
        look(row_of_[step.column], step.distance, steps);
    }
}

// What was settled on the way to the free column becomes dearer by what it was nearer.
void Matching::settle_prices(std::uint32_t row, std::int64_t least)
{
    row_price_[row] += least;
    for (const std::uint32_t column : settled_) {
        row_price_[row_of_[column]] += least - distance_[column];
        column_price_[column] -= least - distance_[column];
    }
}

// Each row on the way moves on to the next column; the last one takes the free one.
void Matching::turn_over(std::uint32_t row, std::uint32_t column)
{
    for (;;) {
        const std::uint32_t mover = from_[column], left = column_of_[mover];
        row_of_[column] = mover;
        column_of_[mover] = column;
        pair_of_[mover] = by_[column];
        if (mover == row) return;
        column = left;
    }
}

void Matching::add(std::uint32_t row)
{
    set_price(row);
    const std::uint32_t column = cheapest_free_column(row);
    settle_prices(row, distance_[column]);
    turn_over(row, column);
    for (const std::uint32_t seen : seen_) distance_[seen] = far;
    seen_.clear();
    settled_.clear();
}

std::vector<bool> Matching::chosen() const
{
    std::vector<bool> chosen(pairs_.size(), false);
    for (const std::size_t pair : pair_of_)
        if (pair != alone) chosen[pair] = true;
    return chosen;
}

} // namespace

std::vector<bool> heaviest_matching(std::size_t rows, std::size_t columns,
                                    std::span<const WeightedPair> pairs)
{
    assert(std::ranges::is_sorted(pairs, {}, &WeightedPair::row));
    Matching matching(rows, columns, pairs);
    for (std::uint32_t row = 0; row < rows; ++row) matching.add(row);
    return matching.chosen();
}

} // namespace gauze::linkage
