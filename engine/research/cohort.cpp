#include "engine/research/cohort.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/output_folder.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/progress.hpp"
#include "engine/research/cohort_table.hpp"
#include "engine/research/open.hpp"
#include "engine/research/receipts.hpp"
#include "engine/research/sqlite_writer.hpp"
#include "engine/research/table_writer.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::research {

namespace fs = std::filesystem;

namespace {

// --force exchanges the whole folder, and with it what else stands there.
void refuse_inputs_in_the_output(const CohortOptions& options)
{
    std::error_code unknown; // whoever opens the file will say what is wrong with it
    fs::path out = fs::weakly_canonical(options.out, unknown);
    if (!out.has_filename()) out = out.parent_path(); // "out/" is "out"
    std::vector<fs::path> inputs{options.policy, options.map};
    inputs.insert(inputs.end(), options.payloads.begin(), options.payloads.end());
    inputs.insert(inputs.end(), options.withdrawals.begin(), options.withdrawals.end());
    for (const fs::path& input : inputs) {
        const fs::path full = fs::weakly_canonical(input, unknown);
        if (std::mismatch(out.begin(), out.end(), full.begin(), full.end()).first == out.end())
            throw Error(Exit::usage, fmt::format("{} stands in the output folder", input.string()),
                        "the output folder is replaced as a whole; choose another --out");
    }
}

InputFile described(std::string role, const fs::path& path)
{
    return {std::move(role), path.filename().string(), to_hex(sha256(MappedFile(path).bytes()))};
}

People read_people(const fs::path& path, const project::Policy& policy, CohortSummary& summary)
{
    link_map::LinkMap map = link_map::read(path);
    check_policy(path, map.policy, policy);
    summary.recipient = map.recipient;
    summary.release = map.release;
    summary.map_entries = map.entries.size();
    return People(std::move(map.entries));
}

void describe(const CohortOptions& options, const project::Policy& policy,
              const std::vector<PayloadFile>& payloads, const Withdrawals& withdrawals,
              CohortSummary& summary)
{
    summary.project = policy.id;
    summary.policy = policy.fingerprint();
    summary.smallest_count = policy.smallest_count;
    summary.columns = cohort_columns(payloads);
    summary.inputs = {described("policy", options.policy), described("link-map", options.map)};
    for (const PayloadFile& payload : payloads)
        summary.inputs.push_back(described("payload", payload.path()));
    for (const WithdrawalFile& file : withdrawals.files())
        summary.inputs.push_back({"withdrawal", file.path.filename().string(), file.digest});
    summary.withdrawals = withdrawals.files().size();
}

// A forgotten file would look like a party that knows nobody.
void say_who_is_missing(const std::vector<PayloadFile>& payloads, const project::Policy& policy)
{
    for (const project::Party& party : policy.parties)
        if (!party.payload.empty() &&
            std::ranges::none_of(payloads, [&](const PayloadFile& p) { return p.party() == party.name; }))
            project::say(
                fmt::format("no payload of {} was named: nobody is shown as known to it", party.name));
}

PayloadSummary told(const PayloadFile& payload, const Records& records)
{
    if (!payload.missing().empty())
        project::say(fmt::format("{} sends no column {}, which the policy lists", payload.party(),
                                 fmt::join(payload.missing(), ", ")));
    if (records.repaired_cells() > 0)
        project::say(fmt::format("{}: bytes that are no UTF-8 were replaced, in this many cells: {}",
                                 payload.party(), records.repaired_cells()));
    return {payload.party(),
            records.read(),
            records.joined(),
            records.withdrawn().size(),
            records.without_study_id(),
            records.repaired_cells(),
            payload.columns(),
            payload.missing()};
}

// Who had rows, and has none left.
std::uint64_t gone(const std::vector<Source>& sources, const People& people)
{
    std::vector<bool> there(people.size()), taken(people.size());
    for (const Source& source : sources) {
        for (std::size_t i = 0; i < source.records.joined(); ++i)
            there[static_cast<std::size_t>(source.records.person(i))] = true;
        for (const Person person : source.records.withdrawn_from())
            taken[static_cast<std::size_t>(person)] = true;
    }
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < people.size(); ++i) count += taken[i] && !there[i];
    return count;
}

std::vector<RowToken> removed_rows(const std::vector<Source>& sources)
{
    std::vector<RowToken> removed;
    for (const Source& source : sources)
        removed.insert(removed.end(), source.records.withdrawn().begin(), source.records.withdrawn().end());
    std::ranges::sort(removed);
    return removed;
}

std::vector<Source> join(const std::vector<PayloadFile>& payloads, const People& people,
                         const Withdrawals& withdrawals, CohortSummary& summary)
{
    std::uint64_t rows = 0;
    for (const PayloadFile& payload : payloads) rows += payload.table().rows();
    project::Progress progress("joining", "rows", rows);
    std::vector<Source> sources;
    Met met(people.tokens().size());
    summary.map_entries_without_row = summary.map_entries;
    for (const PayloadFile& payload : payloads) {
        Records records(payload, people, met, withdrawals);
        progress.advance(records.read());
        summary.payloads.push_back(told(payload, records));
        if (people.size() > 0 && records.read() > 0 && records.joined() + records.withdrawn().size() == 0)
            throw Error(Exit::bad_data,
                        fmt::format("no row of {} stands in the link map", payload.path().string()),
                        "it is of another encode run than the file that was linked; ask the custodian for "
                        "the payload "
                        "of the same run");
        summary.map_entries_without_row -= records.joined() + records.withdrawn_from().size();
        sources.push_back({payload.party(), payload.columns(), std::move(records)});
    }
    summary.persons_withdrawn = gone(sources, people);
    return sources;
}

CountTable count(const CohortTable& table, const People& people, CohortSummary& summary)
{
    std::vector<SourceCount> counts = table.count_sources();
    for (const SourceCount& row : counts) summary.persons += row.persons;
    summary.study_ids_without_row = people.size() - summary.persons;
    CountTable shown = withhold_small_counts(std::move(counts), summary.smallest_count);
    summary.combinations = shown.rows.size();
    summary.combinations_withheld = shown.withheld();
    summary.counts_hold = shown.holds;
    if (!shown.holds)
        project::say(
            "counts.csv: who knows the number of persons can work out a withheld count; keep them apart");
    return shown;
}

void write_csv(const CohortTable& table, const CountTable& counts, const CohortSummary& summary,
               const OutputFolder& folder)
{
    project::Progress progress("writing cohort.csv", "persons", summary.persons);
    CsvWriter cohort(folder.file("cohort.csv"), summary.columns);
    table.each_row([&](std::span<const std::string_view> cells) {
        cohort.row(cells);
        progress.advance();
    });
    cohort.close();
    CsvWriter sources(folder.file("counts.csv"), {"sources", "persons", "reason"});
    for (const SourceCount& row : counts.rows) {
        const std::string persons = shown_persons(row, counts.smallest_count);
        const std::string why = reason(row, counts.smallest_count);
        sources.row(std::array<std::string_view, 3>{row.sources, persons, why});
    }
    sources.close();
}

// In SQL "<10" would be greater than every number, so that a withheld count is NULL there.
void write_counts(const CountTable& counts, SqliteWriter& file)
{
    file.begin_table("counts", {{"sources"}, {"persons", SqliteColumn::Holds::number}, {"reason"}});
    for (const SourceCount& row : counts.rows) {
        const std::string persons = shown_persons(row, counts.smallest_count);
        const std::string why = reason(row, counts.smallest_count);
        file.row(std::array<std::string_view, 3>{
            row.sources, row.shown == Shown::exactly ? std::string_view(persons) : std::string_view(), why});
    }
}

void write_sqlite(const CohortTable& table, const CountTable& counts, const std::vector<bool>& numbers,
                  const CohortSummary& summary, const OutputFolder& folder)
{
    project::Progress progress("writing cohort.sqlite", "persons", summary.persons);
    std::vector<SqliteColumn> columns;
    for (std::size_t i = 0; i < summary.columns.size(); ++i)
        columns.push_back(
            {summary.columns[i], numbers[i] ? SqliteColumn::Holds::number : SqliteColumn::Holds::text});
    SqliteWriter file(folder.file("cohort.sqlite"));
    file.begin_table("cohort", columns);
    table.each_row([&](std::span<const std::string_view> cells) {
        file.row(cells);
        progress.advance();
    });
    write_counts(counts, file);
    file.begin_table("about", {{"name"}, {"value"}});
    for (const auto& [name, value] : facts(summary)) file.row(std::array<std::string_view, 2>{name, value});
    file.close();
}

void write_about(const CohortSummary& summary, const OutputFolder& folder)
{
    FileWriter about(folder.file("about.json"), FileMode::owner_only);
    about.write(to_json(summary).pretty());
    about.close();
}

} // namespace

// The cohort run, from payload and link map to the folder of tables.
CohortSummary cohort(const CohortOptions& options)
{
    project::Stopwatch clock;
    CohortSummary summary;
    refuse_inputs_in_the_output(options);
    OutputFolder folder(options.out, "cohort", options.existing);
    const project::Policy policy = project::read_policy(options.policy);
    const People people = read_people(options.map, policy, summary);
    if (options.me != nullptr && options.me->governed()) {
        require_my_map(*options.me, summary.recipient);
        summary.statistics_only = true;
    }
    const std::vector<PayloadFile> payloads = open_payloads(options.payloads, policy);
    const Withdrawals withdrawals(options.withdrawals, policy.id);
    std::vector<fs::path> inputs = options.payloads;
    inputs.push_back(options.map);
    refuse_if_forgotten(withdrawals, inputs, options.out, policy.id);
    say_who_is_missing(payloads, policy);
    describe(options, policy, payloads, withdrawals, summary);
    // From here on all files belong to one policy and hold no more than it lets them, no party speaks twice,
    // and nothing that was taken back is forgotten.

    const std::vector<Source> sources = join(payloads, people, withdrawals, summary);
    summary.seconds_reading = clock.lap();
    // From here on there are persons and no row tokens, and every row is joined or counted.

    const CohortTable table(people, sources);
    const CountTable counts = count(table, people, summary);
    if (options.csv) write_csv(table, counts, summary, folder);
    if (options.sqlite) write_sqlite(table, counts, count_columns(payloads), summary, folder);
    summary.seconds_writing = clock.lap();
    summary.peak_memory = project::peak_memory();
    write_about(summary, folder);
    if (options.me != nullptr && options.me->governed())
        write_receipts(*options.me, summary, withdrawals, removed_rows(sources), folder);
    folder.commit();
    // From here on the cohort exists.
    return summary;
}

} // namespace gauze::research
