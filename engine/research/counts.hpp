// How many persons stand in which combination of sources, with small counts withheld: counts.csv.
//
// What it protects. A reader who has counts.csv and the number of persons in the cohort cannot work out a
// withheld count: subtracting what is published from the total leaves a sum over several withheld counts, and
// these are chosen so that each small one could still be any of at least half of the numbers from 1 to
// smallest_count - 1, even for a reader who knows the limit and that the smallest of the other counts were
// withheld along with it.
//
// What it does not protect. That a combination occurs at all is visible (combinations nobody is in are not
// listed). cohort.csv has one row a person and gives every count away; so do the rows joined per payload in
// about.json, which are the margins of this table. Whoever may not see those gets neither. A reader who
// reruns this program on every conceivable table learns from how much it withheld, and with very few counts
// close to the limit that can be enough to pin one. And nothing here looks at other tables of the same
// people: releasing figures is the business of disclosure control, not of this file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

enum class Shown {
    exactly,
    small,    // withheld: below the policy's smallest count
    withheld, // not small itself: withheld so that a small one cannot be worked out
};

struct SourceCount {
    std::string sources; // "gp+hospital"
    std::uint64_t persons = 0;
    Shown shown = Shown::exactly;
};

struct CountTable {
    std::uint32_t smallest_count = 0;
    std::vector<SourceCount> rows; // every combination that occurs, in the order they were given
    // False when even withholding everything leaves a small count that the total gives away, as it does in a
    // cohort of one combination with four persons in it.
    bool holds = true;

    std::uint64_t withheld() const; // how many rows are
};

// Decides what may be shown. Withholds every count below `smallest_count`, then the next smallest (of equals
// the first) until what is withheld sums to at least `smallest_count` over at least two rows and the promise
// above holds.
CountTable withhold_small_counts(std::vector<SourceCount> counts, std::uint32_t smallest_count);

// What a small count may still be to a reader who knows the total, what is shown, and the rules: no less, no
// more. Of a table with small counts only.
struct Range {
    std::uint64_t least, most;
    bool operator==(const Range&) const = default;
};
Range still_possible(const CountTable& table);

// How a row is written down: "812", "<10" or "withheld"; and why, or "".
std::string shown_persons(const SourceCount& row, std::uint32_t smallest_count);
std::string reason(const SourceCount& row, std::uint32_t smallest_count);

} // namespace gauze::research
