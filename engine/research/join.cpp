#include "engine/research/join.hpp"

#include "bloom/base/error.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::research {

namespace {

using Files = std::span<const PayloadFile>;

// The files of one party and table, which stand together.
Files of_one(Files files)
{
    std::size_t end = 1;
    while (end < files.size() && files[end].place() == files[0].place() &&
           files[end].episodes() == files[0].episodes())
        ++end;
    return files.first(end);
}

std::string whose(const PayloadFile& file)
{
    return file.episodes().empty() ? file.party() : fmt::format("{} {}", file.party(), file.episodes());
}

PayloadSummary told(const PayloadFile& file, const Tally& tally)
{
    if (!file.missing().empty())
        project::say(fmt::format("{} sends no column {}, which the policy lists", whose(file),
                                 fmt::join(file.missing(), ", ")));
    if (tally.repaired_cells > 0)
        project::say(fmt::format("{}: bytes that are no UTF-8 were replaced, in this many cells: {}",
                                 whose(file), tally.repaired_cells));
    return {.party = file.party(),
            .table = file.episodes(),
            .file = file.path().filename().string(),
            .rows = tally.read,
            .joined = tally.joined,
            .withdrawn = tally.withdrawn,
            .without_study_id = tally.without_study_id,
            .repaired_cells = tally.repaired_cells,
            .columns = file.columns(),
            .missing = file.missing()};
}

void refuse_of_another_run(const PayloadFile& file, const Tally& tally, const People& people)
{
    if (people.size() == 0 || tally.read == 0 || tally.without_study_id < tally.read) return;
    if (!file.episodes().empty()) {
        project::say(fmt::format("no row of {} stands in the link map", whose(file)));
        return;
    }
    throw Error(Exit::bad_data, fmt::format("no row of {} stands in the link map", file.path().string()),
                "it is of another encode run than the file that was linked; ask the custodian for the "
                "payload of the same run");
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

bool is_named(const std::vector<PayloadFile>& files, const std::string& party, std::string_view episodes)
{
    return std::ranges::any_of(
        files, [&](const PayloadFile& file) { return file.party() == party && file.episodes() == episodes; });
}

} // namespace

void say_what_is_missing(const std::vector<PayloadFile>& files, const project::Policy& policy,
                         const std::string& recipient)
{
    for (const project::Party& party : policy.parties) {
        if (!agreed_columns(policy, party, recipient, "").empty() && !is_named(files, party.name, ""))
            project::say(
                fmt::format("no payload of {} was named: nobody is shown as known to it", party.name));
        const project::Source* source = policy.governance ? policy.governance->source(party.name) : nullptr;
        if (source == nullptr) continue;
        for (const project::EpisodeTable& table : source->tables)
            if (!agreed_columns(policy, party, recipient, table.name).empty() &&
                !is_named(files, party.name, table.name))
                project::say(fmt::format("no episodes {} of {} were named: nobody is shown to have any there",
                                         table.name, party.name));
    }
}

std::vector<Source> join(const std::vector<PayloadFile>& files, const People& people,
                         const Withdrawals& withdrawals, CohortSummary& summary)
{
    std::uint64_t rows = 0;
    for (const PayloadFile& file : files) rows += file.table().rows();
    project::Progress progress("joining", "rows", rows);
    std::vector<Source> sources;
    Met met(people.tokens().size());
    for (Files left = files; !left.empty();) {
        const Files one = of_one(left);
        Records records(one, people, met, withdrawals);
        for (std::size_t i = 0; i < one.size(); ++i) {
            progress.advance(records.files()[i].read);
            refuse_of_another_run(one[i], records.files()[i], people);
            summary.payloads.push_back(told(one[i], records.files()[i]));
        }
        sources.push_back({one[0].party(), one[0].place(), one[0].episodes(), std::move(records)});
        left = left.subspan(one.size());
    }
    summary.map_entries_without_row = static_cast<std::uint64_t>(std::ranges::count(met, false));
    summary.persons_withdrawn = gone(sources, people);
    return sources;
}

std::vector<RowToken> removed_rows(const std::vector<Source>& sources)
{
    std::vector<RowToken> removed;
    for (const Source& source : sources)
        removed.insert(removed.end(), source.records.withdrawn().begin(), source.records.withdrawn().end());
    std::ranges::sort(removed);
    return removed;
}

} // namespace gauze::research
