// From the cell of a file to the value that is encoded: sentinels, the checks of the feature's format, and
// the one writing of whole numbers and dates. Nothing is trimmed, folded or normalised on the way.
#pragma once

#include "engine/custodian/anonlink/schema.hpp"
#include "engine/custodian/normalize.hpp"

#include <memory>
#include <string_view>

namespace gauze::custodian::anonlink {

// Why a cell stops the run. The first four stop it with validation off as well.
enum class CellReason {
    none,
    not_utf8,
    not_whole,
    not_date,
    not_number,
    not_encodable,
    carriage_return,
    too_long,
    pattern,
    too_short,
    above_length,
    wrong_case,
    below_minimum,
    above_maximum,
    not_in_enum
};
std::string_view to_text(CellReason reason); // "is not a whole number": the half behind the column's name

// One feature's rule with the scratch it needs. One thread.
class CellRule {
public:
    CellRule(const Feature& feature, bool validate); // the feature must outlive this

    // The value of a cell: either the cell itself, a text of the schema, or what was written to `scratch`.
    // Valid until one of the three changes.
    CellReason value(std::string_view cell, WipedText& scratch, std::string_view& value);

private:
    CellReason check_text(std::string_view cell);
    CellReason whole_number(std::string_view cell, WipedText& scratch) const;
    const Feature& feature_;
    bool validate_;
    std::unique_ptr<PatternMatcher> matcher_;
};

} // namespace gauze::custodian::anonlink
