// The columns of a file against those that the agreement names for its source: nothing else may be in it,
// whatever would become of it.
#pragma once

#include "engine/custodian/release/days.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/project/governance.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// Refusals (Error(refused)): column-missing (one that is named, and not for `drop` alone, is not in the
// file), column-not-agreed (one of the file is not named), source-unknown. Names of the file are shown only
// when all columns that the policy asks for are there: otherwise its first row may be somebody's values.
void check_columns(const project::Governance& governance, std::string_view party,
                   const std::vector<std::string>& header, const std::filesystem::path& input);

// Where the columns stand that decide something, and how their dates are written.
class ControlColumns {
public:
    explicit ControlColumns(const Source& file) : file_(file) {}
    // Nothing for "". Throws as above (column-missing) for a name that is not in the file.
    std::optional<std::size_t> find(std::string_view name) const;
    DayReader dates_of(const std::optional<std::size_t>& column) const;

private:
    const Source& file_;
};

} // namespace gauze::custodian
