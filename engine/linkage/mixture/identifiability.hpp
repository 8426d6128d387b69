// What makes a judgement doubtful, in words. A mixture always finds something; these are the signs that what
// it found are not the matches, which can be seen without a label.
#pragma once

#include "engine/linkage/mixture/fit.hpp"

#include <string>
#include <vector>

namespace gauze::linkage::mixture {

// Of the two parties of a unit. For duplicates within a party both sides are the same records.
struct UnitSides {
    std::string name; // "a and b", for the warning
    double rows_a = 0, rows_b = 0;
    bool one_partner = false; // a record has at most one in the other file
    // Records that have two or more candidates likelier than not, and those that have any.
    double rivalled = 0, linked = 0;
};

// Sentences, without values; none if nothing is wrong. `units` in the order of the fit's.
//   - nothing to compare: no candidates, or no field that any two of them share
//   - nothing to tell apart by: no evidence makes one person more than ten times as likely or unlikely as
//     the pair before it was compared
//   - fields that show the same for nearly all pairs
//   - no match expected
//   - more links expected than the smaller file has records
//   - one-to-one is violated by more than one linked record in twenty
//   - the fit did not settle
std::vector<std::string> doubts(const PatternEvidence& evidence, const Fit& fit,
                                const std::vector<UnitSides>& units);

} // namespace gauze::linkage::mixture
