// The encoding doctor: what can be seen of encodings without reading them, before hours are spent on
// comparing what cannot agree. It looks at each file by itself (fill, dead and constant bits, repeats,
// missing values) and at every two of them (does the same bit stand for the same thing?), and says in words
// what is odd.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/linkage/receive.hpp"

#include <string>
#include <vector>

namespace gauze::linkage {

struct Diagnosis {
    std::string table;                 // for people, one line a view and party
    std::vector<std::string> findings; // sentences; empty: nothing odd
    std::vector<Json> parties;
};

// Costs two passes over the files. Any threads; the same words for any number of them.
Diagnosis diagnose(const Parties& parties);

} // namespace gauze::linkage
