#include "engine/research/release/numbers_to_show.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::research::release {

namespace {

using disclosure::Profile;
using disclosure::Protected;
using disclosure::Shape;
using statistics::Tabulated;

// Sums that follow from those that are shown: equations over the interior cells whose mean is not shown, in
// reduced form, modulo a prime so that nothing is rounded.
class Equations {
public:
    Equations(std::vector<std::uint64_t> people, std::uint64_t least)
        : people_(std::move(people)), least_(least)
    {}
    // Adds the equation unless something would follow from it that must not.
    bool add(std::vector<std::uint64_t> row)
    {
        std::vector<Row> before = rows_;
        reduce(row);
        const auto first = std::ranges::find_if(row, [](auto one) { return one != 0; });
        if (first == row.end()) return true; // it said nothing new
        const auto lead = static_cast<std::size_t>(first - row.begin());
        const std::uint64_t inverse = power(row[lead], prime - 2);
        for (auto& one : row) one = one * inverse % prime;
        for (Row& other : rows_) subtract(other.cells, row, other.cells[lead]);
        rows_.push_back({lead, std::move(row)});
        if (std::ranges::all_of(rows_, [&](const Row& one) { return is_harmless(one); })) return true;
        rows_ = std::move(before);
        return false;
    }

private:
    struct Row {
        std::size_t lead = 0;
        std::vector<std::uint64_t> cells;
    };
    static constexpr std::uint64_t prime = 2147483647; // 2^31 - 1
    static std::uint64_t power(std::uint64_t base, std::uint64_t exponent)
    {
        std::uint64_t result = 1;
        for (; exponent > 0; exponent >>= 1, base = base * base % prime)
            if (exponent & 1) result = result * base % prime;
        return result;
    }
    static void subtract(std::vector<std::uint64_t>& from, const std::vector<std::uint64_t>& row,
                         std::uint64_t times)
    {
        if (times == 0) return;
        for (std::size_t i = 0; i < row.size(); ++i) from[i] = (from[i] + (prime - times) * row[i]) % prime;
    }
    void reduce(std::vector<std::uint64_t>& row) const
    {
        for (const Row& one : rows_) subtract(row, one.cells, row[one.lead]);
    }
    // What an equation says is a sum over several groups that are enough people together.
    bool is_harmless(const Row& one) const
    {
        std::size_t groups = 0;
        std::uint64_t people = 0;
        for (std::size_t i = 0; i < one.cells.size(); ++i)
            if (one.cells[i] != 0) ++groups, people += people_[i];
        return groups >= 2 && people >= least_;
    }
    std::vector<std::uint64_t> people_;
    std::uint64_t least_;
    std::vector<Row> rows_;
};

std::size_t margins_of(const Shape& shape, std::size_t cell)
{
    const std::vector<std::size_t> places = shape.places(cell);
    std::size_t number = 0;
    for (std::size_t i = 0; i < places.size(); ++i) number += places[i] == shape.axes[i].categories();
    return number;
}

bool counts_in(const Shape& shape, std::size_t interior, std::size_t margin)
{
    const std::vector<std::size_t> own = shape.places(interior), at = shape.places(margin);
    for (std::size_t i = 0; i < own.size(); ++i)
        if (at[i] != own[i] && at[i] != shape.axes[i].categories()) return false;
    return true;
}

// What the profile says of one cell by itself.
disclosure::Verdict verdict_of(const Tabulated& table, const Protected& shown, const Profile& profile,
                               std::size_t cell)
{
    if (disclosure::is_withheld(shown.cells[cell].why))
        return {false, "count-withheld", "the number of people behind it is withheld"};
    disclosure::Verdict verdict = disclosure::mean_verdict(table.means[cell].people, profile);
    if (verdict.may && !table.amounts.empty())
        verdict = disclosure::money_verdict(table.amounts[cell], profile);
    return verdict;
}

} // namespace

std::vector<bool> means_to_show(const Tabulated& table, const Protected& shown, const Profile& profile,
                                std::vector<Withheld>& withheld)
{
    const Shape& shape = shown.shape;
    std::vector<bool> may(shape.cells(), false);
    const auto withhold = [&](std::size_t cell, std::string code, std::string reason) {
        withheld.push_back(
            {shape.name, shape.label(cell), "mean", std::move(code), std::move(reason), {}, false, true});
    };
    std::vector<std::size_t> margins, unknown;
    std::vector<std::uint64_t> people;
    for (std::size_t cell = 0; cell < shape.cells(); ++cell) {
        if (table.means[cell].people == 0 && !disclosure::is_withheld(shown.cells[cell].why))
            continue; // nobody, and everybody may know
        const disclosure::Verdict verdict = verdict_of(table, shown, profile, cell);
        may[cell] = verdict.may;
        if (!verdict.may) withhold(cell, verdict.code, verdict.reason);
        if (margins_of(shape, cell) > 0) {
            if (verdict.may) margins.push_back(cell);
        } else if (!verdict.may) {
            unknown.push_back(cell);
            people.push_back(table.means[cell].people);
        }
    }
    // The most general ones first: they are what a reader wants most.
    std::ranges::stable_sort(margins, std::greater<>(), [&](auto cell) { return margins_of(shape, cell); });
    Equations equations(std::move(people), profile.least_for_means);
    for (const std::size_t cell : margins) {
        std::vector<std::uint64_t> row;
        for (const std::size_t one : unknown) row.push_back(counts_in(shape, one, cell) ? 1 : 0);
        may[cell] = equations.add(std::move(row));
        if (!may[cell])
            withhold(cell, "recoverable", "with the means that are shown it would give away a withheld one");
    }
    return may;
}

} // namespace gauze::research::release
