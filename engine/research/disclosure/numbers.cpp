#include "engine/research/disclosure/numbers.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace gauze::research::disclosure {

namespace {

Verdict no(std::string code, std::string reason) { return {false, std::move(code), std::move(reason)}; }

constexpr double z_95 = 1.959963984540054; // 97.5 % quantile of the standard normal

// Ratio and interval in units of the last decimal, as they would be printed.
struct Printed {
    std::int64_t ratio = 0, low = 0, high = 0;
    bool operator==(const Printed&) const = default;
};

Printed printed(const std::array<double, 4>& n, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    const double ratio = n[0] * n[3] / (n[1] * n[2]);
    const double spread = z_95 * std::sqrt(1 / n[0] + 1 / n[1] + 1 / n[2] + 1 / n[3]);
    const auto units = [scale](double value) { return std::llround(value * scale); };
    return {units(ratio), units(ratio * std::exp(-spread)), units(ratio * std::exp(spread))};
}

using Cells = std::array<Interval, 4>;

bool within(std::uint64_t count, const Interval& interval)
{
    return interval.least <= count && count <= interval.most;
}

// Whether four counts within the cells' intervals agree with the margins' and, if it is asked, print so.
bool some_counts(const Cells& cells, const Cells& margins, const Printed* wanted, int decimals)
{
    for (std::uint64_t a = cells[0].least; a <= cells[0].most; ++a)
        for (std::uint64_t b = cells[1].least; b <= cells[1].most; ++b) {
            if (!within(a + b, margins[0])) continue;
            for (std::uint64_t c = cells[2].least; c <= cells[2].most; ++c) {
                if (!within(a + c, margins[2])) continue;
                for (std::uint64_t d = cells[3].least; d <= cells[3].most; ++d) {
                    if (!within(c + d, margins[1]) || !within(b + d, margins[3])) continue;
                    if (wanted == nullptr || printed({static_cast<double>(a), static_cast<double>(b),
                                                      static_cast<double>(c), static_cast<double>(d)},
                                                     decimals) == *wanted)
                        return true;
                }
            }
        }
    return false;
}

// Whether the printed numbers take a value from any cell that the margins leave it.
bool narrows(const Cells& cells, const Cells& margins, const Printed& wanted, int decimals)
{
    for (std::size_t i = 0; i < cells.size(); ++i)
        for (std::uint64_t value = cells[i].least; value <= cells[i].most; ++value) {
            Cells pinned = cells;
            pinned[i] = {value, value};
            if (some_counts(pinned, margins, nullptr, 0) && !some_counts(pinned, margins, &wanted, decimals))
                return true;
        }
    return false;
}

bool exact(const Cells& cells)
{
    return std::ranges::all_of(cells, [](const Interval& one) { return one.least == one.most; });
}

ShownOdds shown(const Printed& numbers, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return {static_cast<double>(numbers.ratio) / scale, static_cast<double>(numbers.low) / scale,
            static_cast<double>(numbers.high) / scale, decimals};
}

} // namespace

Verdict mean_verdict(std::uint64_t n, const Profile& profile)
{
    if (n >= profile.least_for_means) return {};
    return no("few-people", fmt::format("a mean needs {} people", profile.least_for_means));
}

Verdict extreme_verdict(std::uint64_t n, const Profile& profile)
{
    if (!profile.extremes)
        return no("extreme",
                  "minima, maxima, medians and percentiles are single people's values: show groups");
    return mean_verdict(n, profile);
}

Verdict model_verdict(std::uint64_t n, std::uint64_t parameters, const Profile& profile)
{
    if (n >= parameters && n - parameters >= profile.least_degrees) return {};
    return no("few-degrees",
              fmt::format("a model needs {} residual degrees of freedom", profile.least_degrees));
}

Verdict money_verdict(std::span<const double> contributions, const Profile& profile)
{
    double sum = 0, first = 0, second = 0;
    std::uint64_t contributors = 0;
    for (const double contribution : contributions) {
        const double size = std::abs(contribution);
        if (!std::isfinite(size)) return no("no-number", "a contribution is no number");
        contributors += size > 0;
        sum += size;
        if (size > first)
            second = std::exchange(first, size);
        else
            second = std::max(second, size);
    }
    if (contributors < profile.least_for_means)
        return no("few-people", fmt::format("a sum needs {} contributors", profile.least_for_means));
    if ((first + second) * 100 >= sum * profile.dominance_percent)
        return no("dominance",
                  fmt::format("the largest two contribute {} % or more", profile.dominance_percent));
    if ((sum - first - second) * 100 < first * profile.p_percent)
        return no("p-percent", fmt::format("the second contributor could tell the largest to within {} %",
                                           profile.p_percent));
    return {};
}

std::optional<ShownOdds> odds_to_show(const FourCells& truth, const std::array<Interval, 4>& cells,
                                      const std::array<Interval, 4>& margins, const Profile& profile,
                                      Verdict& verdict)
{
    verdict = {};
    std::array<double, 4> counts{};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (cells[i].most == unbounded ||
            truth.counts[i] < std::max<std::uint64_t>(1, profile.least_for_odds)) {
            verdict = no("small-cell", fmt::format("one of the four cells is withheld or below {}",
                                                   profile.least_for_odds));
            return std::nullopt;
        }
        assert(within(truth.counts[i], cells[i]));
        counts[i] = static_cast<double>(truth.counts[i]);
    }
    if (exact(cells)) return shown(printed(counts, 4), 4);
    for (int decimals = 2; decimals >= 0; --decimals) {
        const Printed numbers = printed(counts, decimals);
        if (!narrows(cells, margins, numbers, decimals)) return shown(numbers, decimals);
    }
    verdict =
        no("recoverable", "beside the rounded counts, the ratio and its interval would say which they are");
    return std::nullopt;
}

} // namespace gauze::research::disclosure
