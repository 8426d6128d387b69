#include "engine/research/summary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::research {

namespace {

constexpr std::string_view program = "gauze-research " GAUZE_VERSION;

Json to_json(const InputFile& input)
{
    return Json().set("role", input.role).set("file", input.name).set("sha256", input.sha256);
}

Json to_json(const PayloadSummary& payload)
{
    return Json()
        .set("party", payload.party)
        .set("table", payload.table)
        .set("file", payload.file)
        .set("rows", payload.rows)
        .set("joined", payload.joined)
        .set("withdrawn", payload.withdrawn)
        .set("without_study_id", payload.without_study_id)
        .set("repaired_cells", payload.repaired_cells)
        .set("columns", payload.columns)
        .set("missing_columns", payload.missing);
}

Json to_json(const TableSummary& table)
{
    return Json()
        .set("name", table.name)
        .set("rows", table.rows)
        .set("records_outside", table.records_outside);
}

template <typename Part>
std::vector<Json> list(const std::vector<Part>& parts)
{
    std::vector<Json> all;
    all.reserve(parts.size());
    for (const Part& part : parts) all.push_back(to_json(part));
    return all;
}

std::string whose_rows(const PayloadSummary& payload)
{
    return payload.table.empty() ? payload.party : fmt::format("{} {}", payload.party, payload.table);
}

std::string plural(std::uint64_t count, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

} // namespace

Json to_json(const CohortSummary& summary)
{
    Json json;
    json.set("program", program)
        .set("verb", "cohort")
        .set("project", summary.project)
        .set("policy", summary.policy)
        .set("recipient", summary.recipient)
        .set("statistics_only", summary.statistics_only)
        .set("release", summary.release)
        .set("inputs", list(summary.inputs))
        .set("payloads", list(summary.payloads))
        .set("map_entries", summary.map_entries)
        .set("map_entries_without_row", summary.map_entries_without_row)
        .set("withdrawals", summary.withdrawals)
        .set("persons", summary.persons)
        .set("persons_withdrawn", summary.persons_withdrawn)
        .set("study_ids_without_row", summary.study_ids_without_row)
        .set("tables", list(summary.tables))
        .set("columns", summary.columns)
        .set("columns_left_out", summary.columns_left_out)
        .set("counts", Json()
                           .set("smallest_count", summary.smallest_count)
                           .set("combinations", summary.combinations)
                           .set("withheld", summary.combinations_withheld)
                           .set("hold_against_total", summary.counts_hold))
        .set("seconds",
             Json().set("reading", summary.seconds_reading).set("writing", summary.seconds_writing))
        .set("peak_memory_bytes", summary.peak_memory);
    return json;
}

std::vector<std::pair<std::string, std::string>> facts(const CohortSummary& summary)
{
    std::vector<std::pair<std::string, std::string>> all{
        {"program", std::string(program)},
        {"project", summary.project},
        {"policy", summary.policy},
        {"recipient", summary.recipient},
        {"statistics only", summary.statistics_only ? "yes" : "no"},
        {"release", summary.release}};
    const auto add = [&](std::string name, std::uint64_t value) {
        all.emplace_back(std::move(name), fmt::to_string(value));
    };
    for (const PayloadSummary& payload : summary.payloads) {
        const std::string whose = whose_rows(payload);
        add(whose + " rows", payload.rows);
        add(whose + " joined", payload.joined);
        add(whose + " withdrawn", payload.withdrawn);
        add(whose + " without study id", payload.without_study_id);
        add(whose + " repaired cells", payload.repaired_cells);
    }
    for (const TableSummary& table : summary.tables) add("rows of " + table.name, table.rows);
    add("map entries", summary.map_entries);
    add("map entries without row", summary.map_entries_without_row);
    add("persons", summary.persons);
    add("persons withdrawn", summary.persons_withdrawn);
    add("study ids without row", summary.study_ids_without_row);
    add("smallest count", summary.smallest_count);
    for (const InputFile& input : summary.inputs)
        all.emplace_back(fmt::format("sha256 of {} {}", input.role, input.name), input.sha256);
    return all;
}

std::string in_words(const CohortSummary& summary)
{
    std::string text = fmt::format("{} for {}, release {}\n", plural(summary.persons, "person", "persons"),
                                   summary.recipient, summary.release);
    for (const PayloadSummary& payload : summary.payloads)
        text += fmt::format("  {}: {} = {} joined + {}{} without a study id\n", whose_rows(payload),
                            plural(payload.rows, "row", "rows"), payload.joined,
                            payload.withdrawn > 0 ? fmt::format("{} withdrawn + ", payload.withdrawn)
                                                  : std::string(),
                            payload.without_study_id);
    for (const TableSummary& table : summary.tables)
        text += fmt::format("  table {}: {}{}\n", table.name, plural(table.rows, "row", "rows"),
                            table.records_outside > 0
                                ? fmt::format("; {} of persons who are in none",
                                              plural(table.records_outside, "record", "records"))
                                : std::string());
    if (!summary.columns_left_out.empty())
        text += fmt::format("  left out, since {} does not get what they are made of: {}\n",
                            summary.recipient, fmt::join(summary.columns_left_out, ", "));
    if (summary.withdrawals > 0)
        text += fmt::format("  {} given; {} no longer here\n",
                            plural(summary.withdrawals, "withdrawal", "withdrawals"),
                            plural(summary.persons_withdrawn, "person is", "persons are"));
    if (summary.map_entries_without_row > 0)
        text += fmt::format("  {} of {} in the link map met no payload row\n",
                            summary.map_entries_without_row, plural(summary.map_entries, "entry", "entries"));
    text += fmt::format("  {} of {} of sources withheld in counts\n", summary.combinations_withheld,
                        plural(summary.combinations, "combination", "combinations"));
    return text;
}

} // namespace gauze::research
