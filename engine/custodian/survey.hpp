// What a custodian's file holds of what the policy asks, settled before the first row is encoded: character
// set, where each field's column stands, how dates are written.
#pragma once

#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/date_format.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gauze::custodian {

// Where one field of the policy stands in the file.
struct FieldSource {
    bool held = false;                // this party keeps the field
    std::optional<std::size_t> whole; // its column, or
    std::size_t day = 0, month = 0, year = 0;
    std::optional<DateFormat> format; // of a date in one column
    std::string column;               // for people: "dob", "birth_day/birth_month/birth_year"
};

struct Source {
    FileFacts facts;
    std::vector<std::string> header;                // names of the file's columns
    std::vector<FieldSource> fields;                // as the policy orders them
    std::optional<std::size_t> id;                  // the custodian's own reference
    std::vector<std::size_t> payload;               // of a governed policy none: see release/payload_plan.hpp
    std::vector<std::optional<std::size_t>> strata; // as the policy orders them: a column of its own
    std::vector<std::string> remarks;               // what was found out, one sentence each, to be said
};

// Which columns a file must have: those that the policy gives for the party and, under an agreement, no
// others; or any, where somebody only looks at it.
enum class ColumnsAsked { agreed, any };

// Reads the file once for its character set, and once more if a date's format must be inferred. Throws
// Error(bad_data) when a column is missing or a date column can be read in two ways. Of a file with any
// columns, fields whose column it lacks are not held, and neither reference nor payload is looked for.
Source survey(const Input& input, const project::Policy& policy, const project::Party& party,
              ColumnsAsked asked = ColumnsAsked::agreed);

} // namespace gauze::custodian
