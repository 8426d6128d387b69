#include "engine/research/cohort.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/output_folder.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/refusal.hpp"
#include "engine/research/cohort_tables.hpp"
#include "engine/research/join.hpp"
#include "engine/research/open.hpp"
#include "engine/research/receipts.hpp"
#include "engine/research/write_tables.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

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
    link_map::LinkMap head;
    People people(path, head);
    check_policy(path, head.policy, policy);
    summary.recipient = head.recipient;
    summary.release = head.release;
    summary.map_entries = people.tokens().size();
    if (policy.governance && policy.governance->recipient(head.recipient) == nullptr)
        project::refuse_with("map-of-nobody",
                             fmt::format("{} is for no recipient of the policy", path.string()),
                             "ask the linkage unit for a map of this policy");
    for (const project::Unit unit : {project::Unit::family, project::Unit::household})
        if (policy.governance && policy.governance->cohort.has(unit) && !people.groups(unit))
            project::refuse_with("map-without-units",
                                 fmt::format("{} tells no {}, and the policy's [cohort] has a table of them",
                                             path.string(),
                                             unit == project::Unit::family ? "families" : "households"),
                                 "ask the linkage unit to issue the map again under this policy");
    return people;
}

void describe(const CohortOptions& options, const project::Policy& policy,
              const std::vector<PayloadFile>& payloads, const Withdrawals& withdrawals,
              CohortSummary& summary)
{
    summary.project = policy.id;
    summary.policy = policy.fingerprint();
    summary.smallest_count = policy.smallest_count;
    summary.inputs = {described("policy", options.policy), described("link-map", options.map)};
    for (const PayloadFile& payload : payloads)
        summary.inputs.push_back(
            described(payload.episodes().empty() ? "payload" : "episodes", payload.path()));
    for (const WithdrawalFile& file : withdrawals.files())
        summary.inputs.push_back({"withdrawal", file.path.filename().string(), file.digest});
    summary.withdrawals = withdrawals.files().size();
}

// Everything a file may be refused for before its rows are read.
std::vector<PayloadFile> open_files(const CohortOptions& options, const project::Policy& policy,
                                    const CohortSummary& summary)
{
    std::vector<PayloadFile> files = open_payloads(options.payloads, policy);
    if (policy.governance && !files.empty() && files.front().recipient() != summary.recipient)
        project::refuse_with(
            "payload-recipient",
            fmt::format("{} is for another recipient than the link map", files.front().path().string()),
            "a cohort is made of what one recipient may have");
    say_what_is_missing(files, policy, summary.recipient);
    return files;
}

Withdrawals read_withdrawals(const CohortOptions& options, const project::Policy& policy)
{
    Withdrawals withdrawals(options.withdrawals, policy.id);
    std::vector<fs::path> inputs = options.payloads;
    inputs.push_back(options.map);
    refuse_if_forgotten(withdrawals, inputs, options.out, policy.id);
    return withdrawals;
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
    std::optional<ParquetWriter> parquet;
    if (options.parquet) parquet.emplace(options.parquet_library);
    OutputFolder folder(options.out, "cohort", options.existing);
    const project::Policy policy = project::read_policy(options.policy);
    const People people = read_people(options.map, policy, summary);
    if (options.me != nullptr && options.me->governed()) {
        require_my_map(*options.me, summary.recipient);
        summary.statistics_only = true;
    }
    const std::vector<PayloadFile> files = open_files(options, policy, summary);
    const Withdrawals withdrawals = read_withdrawals(options, policy);
    describe(options, policy, files, withdrawals, summary);
    // From here on all files belong to one policy and hold no more than it lets them, and nothing that was
    // taken back is forgotten.

    const Joined joined{policy, summary.recipient, people, join(files, people, withdrawals, summary)};
    summary.seconds_reading = clock.lap();
    // From here on there are persons and no row tokens, and every row is joined or counted.

    const CohortTables tables(joined, summary);
    if (options.csv) write_csv(tables.all(), folder);
    if (options.sqlite) write_sqlite(tables.all(), facts(summary), folder);
    if (parquet) write_parquet(tables.all(), *parquet, folder);
    summary.seconds_writing = clock.lap();
    summary.peak_memory = project::peak_memory();
    write_about(summary, folder);
    if (options.me != nullptr && options.me->governed())
        write_receipts(*options.me, summary, withdrawals, removed_rows(joined.sources), folder);
    folder.commit();
    // From here on the cohort exists.
    return summary;
}

} // namespace gauze::research
