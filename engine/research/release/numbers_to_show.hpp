// The numbers beside the counts of a protected table: rates, means, odds ratios. What can be worked out of
// shown counts is worked out of them, so that it says nothing new; what cannot (a mean, an odds ratio) is
// asked of disclosure/numbers.hpp, and is withheld wherever others would give it away.
//
// A mean is a sum in disguise: the mean of everybody less those of the shown groups is the mean of the rest.
// So margins are shown only as long as every mean that follows from all of them together is one of enough
// people (`means_to_show`), and with so few decimals that a mean of whole numbers does not tell a rounded
// count. What two tables' means of one population give away together is not looked at: that is for the
// checkers, whom the sheet tells so.
#pragma once

#include "engine/research/disclosure/numbers.hpp"
#include "engine/research/statistics/exact_tables.hpp"

#include <string>
#include <vector>

namespace gauze::research::release {

// Something that a reader will not see, and why.
struct Withheld {
    std::string table, cell, number; // "count", "mean", "odds ratio"
    std::string code, reason;
    disclosure::Interval interval = {}; // of counts: what a reader can conclude at best
    bool has_interval = false;
    bool wide_enough = true;
};

// Of every cell of the table: whether its mean may be shown; the reasons go to `withheld`.
std::vector<bool> means_to_show(const statistics::Tabulated& table, const disclosure::Protected& shown,
                                const disclosure::Profile& profile, std::vector<Withheld>& withheld);

// The table as readers get it. Withheld numbers are the profile's symbol; ":" is a number that does not
// exist.
statistics::Sheet protected_sheet(const statistics::Tabulated& table, const disclosure::Protected& shown,
                                  const disclosure::Profile& profile, std::vector<Withheld>& withheld);

} // namespace gauze::research::release
