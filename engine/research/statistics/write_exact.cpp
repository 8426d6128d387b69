#include "engine/research/statistics/write_exact.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/output_folder.hpp"
#include "engine/project/progress.hpp"
#include "engine/research/statistics/exact_tables.hpp"
#include "engine/research/statistics/stored_cohort.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::research::statistics {

namespace {

std::string profile_of(const project::Admitted& me)
{
    return me.policy.governance ? me.policy.governance->disclosure : std::string("tre10");
}

void write_about(const project::Admitted& me, const TablesFile& file, const ExactSummary& summary,
                 const OutputFolder& folder)
{
    std::vector<Json> tables, inputs;
    for (std::size_t i = 0; i < file.tables.size(); ++i)
        tables.push_back(Json()
                             .set("name", file.tables[i].name)
                             .set("title", file.tables[i].title)
                             .set("kind", to_text(file.tables[i].kind))
                             .set("people", summary.tables[i].people)
                             .set("without_the_measure", summary.tables[i].unmeasured));
    for (const auto& [name, digest] : summary.inputs)
        inputs.push_back(Json().set("what", name).set("sha256", digest));
    const Json about = Json()
                           .set("program", "gauze-research " GAUZE_VERSION)
                           .set("verb", "tables")
                           .set("statistics_only", true)
                           .set("not_for_release", true)
                           .set("project", me.policy.id)
                           .set("policy", me.policy.fingerprint())
                           .set("made", now_text())
                           .set("rates", wilson_words)
                           .set("means", student_words)
                           .set("odds", woolf_words)
                           .set("tables", tables)
                           .set("inputs", inputs);
    FileWriter out(folder.file("about.json"), FileMode::owner_only);
    out.write(about.pretty());
    out.close();
}

} // namespace

ExactSummary write_exact(const project::Admitted& me, const ExactOptions& options)
{
    const TablesFile file = read_tables_file(options.tables);
    const StoredCohort cohort(options.cohort, me);
    OutputFolder folder(options.out, "tables", options.existing);
    ExactSummary summary;
    summary.tables.resize(file.tables.size());
    summary.inputs.emplace_back("tables-asked-for", file.sha256);
    for (const project::Unit unit :
         {project::Unit::person, project::Unit::family, project::Unit::household}) {
        if (std::ranges::count(file.tables, unit, &TableRequest::unit) == 0) continue;
        const StoredTable stored = cohort.read(unit, file.tables);
        summary.inputs.emplace_back(fmt::format("cohort-of-{}", to_text(unit)), stored.sha256);
        for (std::size_t i = 0; i < file.tables.size(); ++i) {
            const TableRequest& request = file.tables[i];
            if (request.unit != unit) continue;
            summary.tables[i] = {request.name, stored.rows, 0};
            Sheet sheet;
            if (request.kind == Kind::microdata) {
                sheet = microdata_sheet(stored, request, profile_of(me));
            } else {
                const Tabulated table = tabulate(stored, request, {me.policy.id, file.area, stored.sha256});
                summary.tables[i] = {request.name, table.people(), table.unmeasured};
                sheet = exact_sheet(table);
            }
            write_sheet(folder.file(fmt::format("{}.csv", request.name)), sheet);
        }
    }
    write_about(me, file, summary, folder);
    folder.commit();
    return summary;
}

std::string ExactSummary::in_words() const
{
    std::string text;
    for (const Table& table : tables)
        text += fmt::format("{:<24} {} counted{}\n", table.name, table.people,
                            table.unmeasured > 0
                                ? fmt::format(", {} without the measure left out", table.unmeasured)
                                : std::string());
    return text + "exact figures: they stay here (gauze-research disclose makes what may leave)\n";
}

Json ExactSummary::to_json() const
{
    std::vector<Json> list;
    for (const Table& table : tables)
        list.push_back(Json()
                           .set("name", table.name)
                           .set("people", table.people)
                           .set("without_the_measure", table.unmeasured));
    return Json().set("not_for_release", true).set("tables", list);
}

} // namespace gauze::research::statistics
