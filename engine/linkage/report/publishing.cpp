#include "engine/linkage/report/publishing.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::linkage::report {

namespace {

// Factors are small fractions; what is nearer to 0 than this is 0.
constexpr double nothing = 1e-9;

bool is_zero(const std::vector<double>& row)
{
    return std::ranges::all_of(row, [](double x) { return std::abs(x) < nothing; });
}

void subtract(std::vector<double>& from, double times, const std::vector<double>& row)
{
    if (std::abs(times) < nothing) return;
    for (std::size_t c = 0; c < row.size(); ++c) {
        from[c] -= times * row[c];
        if (std::abs(from[c]) < nothing) from[c] = 0;
    }
}

} // namespace

std::size_t Publishing::cell(std::uint64_t value)
{
    values_.push_back(static_cast<double>(value));
    return values_.size() - 1;
}

std::uint64_t Publishing::value_of(const Figure& figure) const
{
    double sum = 0;
    for (const auto& [cell, factor] : figure) sum += factor * values_[cell];
    return static_cast<std::uint64_t>(std::llround(std::max(0.0, sum)));
}

Publishing::Row Publishing::as_row(const Figure& figure) const
{
    Row row(values_.size(), 0);
    for (const auto& [cell, factor] : figure) row[cell] += factor;
    return row;
}

void Publishing::reduce(Row& row) const
{
    for (const Basis& known : basis_) subtract(row, row[known.pivot], known.row);
}

// A row of the basis tells too much if it is one cell, or a sum of cells, and small. Factors of a sum may
// differ: 2 x + y = 7 says as much of both.
bool Publishing::gives_away(const Row& row) const
{
    double sum = 0, least = 0, cells = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
        if (std::abs(row[c]) < nothing || values_[c] == 0) continue;
        if (row[c] < 0) return false;
        least = cells == 0 ? row[c] : std::min(least, row[c]);
        cells += 1;
        sum += row[c] * values_[c];
    }
    return cells > 0 && sum / least < smallest_ - 0.5;
}

void Publishing::guard(const Figure& figure)
{
    if (!small(value_of(figure))) return;
    Row row = as_row(figure);
    reduce(row);
    if (!is_zero(row)) secrets_.push_back(std::move(row));
}

void Publishing::known(const Figure& figure) { take(figure, true); }
bool Publishing::publish(const Figure& figure) { return !small(value_of(figure)) && take(figure, false); }

bool Publishing::take(const Figure& figure, bool anyway)
{
    Row fresh = as_row(figure);
    reduce(fresh);
    const auto largest = std::ranges::max_element(fresh, {}, [](double factor) { return std::abs(factor); });
    if (largest == fresh.end() || std::abs(*largest) < nothing) return true; // it followed already
    const auto pivot = static_cast<std::size_t>(largest - fresh.begin());
    const double scale = *largest;
    for (double& factor : fresh) factor /= scale;

    std::vector<Basis> basis = basis_;
    std::vector<Row> secrets = secrets_;
    bool tells = gives_away(fresh);
    for (Basis& known : basis) {
        if (std::abs(known.row[pivot]) < nothing) continue;
        subtract(known.row, known.row[pivot], fresh);
        tells = tells || gives_away(known.row);
    }
    for (Row& secret : secrets) {
        subtract(secret, secret[pivot], fresh);
        tells = tells || is_zero(secret);
    }
    if (tells && !anyway) return false;
    basis.push_back({pivot, std::move(fresh)});
    std::erase_if(secrets, [](const Row& secret) { return is_zero(secret); });
    basis_ = std::move(basis);
    secrets_ = std::move(secrets);
    return true;
}

} // namespace gauze::linkage::report
