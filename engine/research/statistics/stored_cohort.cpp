#include "engine/research/statistics/stored_cohort.hpp"

#include "bloom/base/files.hpp"
#include "bloom/base/json.hpp"
#include "engine/project/refusal.hpp"
#include "engine/research/open.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::research::statistics {

std::string file_of(project::Unit unit)
{
    switch (unit) {
    case project::Unit::family: return "families.csv";
    case project::Unit::household: return "households.csv";
    case project::Unit::person: break;
    }
    return "cohort.csv";
}

bool is_identifier(std::string_view column)
{
    return column == "study_id" || column == "family_id" || column == "household_id";
}

StoredCohort::StoredCohort(std::filesystem::path folder, const project::Admitted& me)
    : folder_(std::move(folder))
{
    const auto path = folder_ / "about.json";
    const Json about = Json::parse(read_small_file(path), path.string());
    if (about.text("project") != me.policy.id)
        project::refuse_with("wrong-project", fmt::format("{} is of another project", folder_.string()),
                             "keep the projects' folders apart; use this one's policy");
    if (about.text("policy") != me.policy.fingerprint())
        project::refuse_with("wrong-policy",
                             fmt::format("{} was made under another policy", folder_.string()),
                             "make the cohort anew under the policy that holds now: gauze cohort");
    recipient_ = about.text("recipient");
    if (me.governed()) require_my_map(me, recipient_);
}

StoredTable StoredCohort::read(project::Unit unit, const std::vector<TableRequest>& tables) const
{
    const auto path = folder_ / file_of(unit);
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        project::refuse_with("no-such-unit",
                             fmt::format("{} has no {}", folder_.string(), path.filename().string()),
                             "the policy says of which units there are tables ([cohort] units), and "
                             "gauze cohort --format csv writes them",
                             Exit::input_missing);
    std::vector<std::string> wanted;
    for (const TableRequest& table : tables)
        if (table.unit == unit)
            for (std::string& name : table.reads()) wanted.push_back(std::move(name));
    std::ranges::sort(wanted);
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    return read_stored(path, wanted);
}

} // namespace gauze::research::statistics
