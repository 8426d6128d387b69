#include "engine/linkage/kin_file.hpp"

#include "bloom/base/error.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::linkage {

KinFile::KinFile(const std::filesystem::path& folder, std::string_view kind, const PersonsFile& persons)
    : path_(folder / fmt::format("{}.table", kind))
{
    const std::string_view group = kind == "families" ? "family" : "household";
    std::error_code unknown;
    if (!std::filesystem::is_regular_file(path_, unknown))
        project::refuse_with(
            "kin-missing",
            fmt::format("{} is not there, and the policy's [cohort] asks for {}", path_.string(), kind),
            fmt::format("link writes it beside persons.table where a [[key]] of the policy is about the {}; "
                        "name the persons.table of such a run",
                        group));
    const project::TableFile table(path_, kind);
    if (table.about().text("policy") != persons.policy)
        project::refuse_with("kin-of-another",
                             fmt::format("{} is of another policy than the persons", path_.string()),
                             "the tables of one link run stay together; link again");
    const std::size_t token = table.column("row_token"), of = table.column(group);
    rows_.reserve(table.rows());
    table.each_row([&](std::span<const std::string_view> cells) {
        const auto row_token = row_token_from(cells[token]);
        PersonId id{};
        if (!row_token || !from_hex(cells[of], id))
            throw Error(Exit::bad_data, fmt::format("{}: row {} holds no token or no {}", path_.string(),
                                                    rows_.size() + 1, group));
        rows_.emplace_back(*row_token, id);
    });
    std::ranges::sort(rows_);
}

const PersonId* KinFile::group_of(const RowToken& token) const noexcept
{
    const auto at = std::ranges::lower_bound(rows_, token, {}, [](const auto& row) { return row.first; });
    return at == rows_.end() || at->first != token ? nullptr : &at->second;
}

} // namespace gauze::linkage
