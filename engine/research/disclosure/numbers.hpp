// Numbers that are not counts: means, sums of money, odds ratios. Each function says whether the number may
// be shown under a profile, and the reason when not, in words for the checker's sheet (never with a value).
#pragma once

#include "engine/research/disclosure/table.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>

namespace gauze::research::disclosure {

struct Verdict {
    bool may = true;
    std::string
        code; // "few-people", "dominance", "p-percent", "small-cell", "recoverable", ...; "" if it may
    std::string reason; // a sentence
};

// A mean, a standard deviation, an interval of them, over n people.
Verdict mean_verdict(std::uint64_t n, const Profile& profile);
// A minimum, maximum, median or percentile as it is.
Verdict extreme_verdict(std::uint64_t n, const Profile& profile);
// A fitted model.
Verdict model_verdict(std::uint64_t n, std::uint64_t parameters, const Profile& profile);

// A sum (or mean) of money over these people: contributions, each >= 0; negative ones count by their size.
// Fewer contributors than the profile's least_for_means, dominance, the p % rule: the largest contributor x1
// must be safe from the second, who knows the sum and himself: sum - x1 - x2 >= p % of x1.
Verdict money_verdict(std::span<const double> contributions, const Profile& profile);

// Exposed with and without the outcome, reference with and without it.
struct FourCells {
    std::array<std::uint64_t, 4> counts{}; // a b c d: the odds ratio is (a d) / (b c)
};
struct ShownOdds {
    double ratio = 0, low = 0, high = 0; // rounded to `decimals`; a 95 % interval (Woolf)
    int decimals = 0;
};
// The odds ratio that may be shown beside these four cells, as `shown` (interior cells of one protected
// table) say them: with as many decimals (at most 2) as leave each rounded cell every value it could have
// beside its margins alone; where nothing was rounded, any number follows from the cells, and 4 decimals are
// given. Nothing, with the reason in `verdict`, when a cell is withheld or below the profile's least_for_odds
// (zero cells among them: no odds is 0 or infinite), or when no number of decimals hides them.
std::optional<ShownOdds> odds_to_show(const FourCells& truth, const std::array<Interval, 4>& cells,
                                      const std::array<Interval, 4>& margins, // a+b, c+d, a+c, b+d
                                      const Profile& profile, Verdict& verdict);

} // namespace gauze::research::disclosure
