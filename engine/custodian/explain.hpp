// `gauze encode --explain ROWS`: what each cell of some rows becomes, for the custodian who wonders why two
// records did not meet. It shows names in the open and therefore shows them to a person: on a terminal, and
// nowhere else, unless the row tokens come from a test seed and no real record is in the file.
//
// It needs no key: everything up to tokens and parts is public rule (docs/normalisation.md), what follows is
// keyed and tells a reader nothing.
#pragma once

#include "engine/custodian/plaintext.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// Data rows, counted from 1 without the header, both within.
struct RowRange {
    std::uint64_t first = 1, last = UINT64_MAX;
    bool operator==(const RowRange&) const = default;
};
// Reads "1-5,17" or "all"; the ranges come back ascending and apart. Throws Error(usage).
std::vector<RowRange> row_ranges_from(std::string_view text);

struct ExplainOptions {
    std::string party;
    std::filesystem::path input;
    std::vector<RowRange> rows; // as `row_ranges_from` gives them
    bool json = false;          // one object a line, for tests: its texts are not wiped
    bool to_terminal_only = true;
};

// Writes the rows to `out`, for people or as JSON:
//
//   {"row":5,"line":6,"id":"A17","fields":[{"field":"given","normal":"MARY","fault":"","tokens":["_M","MA"],
//    "parts":{"exact":"MARY"}}],"views":["record"],"keys":["key-1"]}
//
// `parts` has the levels that keys and blocks ask of the field and the value has (but not bigrams, which are
// chosen under the key); `views` and `keys` are those that the record has, and so is `blocks`, where the
// policy has any; `strata` has the value of each stratum before rare ones become "other". A row that cannot
// be cut into cells has "rejected" instead. Reads the file as `encode` does, up to the last row that is asked
// for, and makes no file. Throws Error(refused) when standard output is no terminal and only that is allowed,
// Error(usage) when a range begins behind the last row, and what `survey` throws.
void explain(const project::Policy& policy, const ExplainOptions& options, std::ostream& out);

} // namespace gauze::custodian
