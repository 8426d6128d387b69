#include "engine/linkage/finished_units.hpp"

#include "engine/project/progress.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <map>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>

namespace gauze::linkage {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view journal_prefix = "journal-";
constexpr std::size_t most_waiting = 4096; // records, each for a block

fs::path journal_path(const fs::path& folder, std::uint32_t number)
{
    return folder / fmt::format("{}{}", journal_prefix, number);
}

// Row numbers of who is alike are for the linkage unit alone.
fs::path made(fs::path folder)
{
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        throw Error(
            Exit::cannot_write,
            fmt::format("{} cannot be made: {}", folder.string(), std::generic_category().message(errno)),
            "check that the folder above it exists and may be written to");
    return folder;
}

// Records by unit, of each part the latest, and only of units that have all their parts.
std::map<std::uint32_t, std::vector<JournalRecord>> whole_units(std::span<const JournalRecord> records)
{
    std::map<std::uint32_t, std::vector<JournalRecord>> units;
    for (const JournalRecord& record : records) {
        auto& parts = units[record.block.unit];
        // A unit that was computed again begins again at its first part.
        if (record.block.part == 0) parts.clear();
        if (record.block.part == parts.size()) parts.push_back(record);
    }
    std::erase_if(units, [](const auto& unit) {
        return unit.second.empty() || unit.second.size() != unit.second.back().parts;
    });
    return units;
}

bool can_be_read(const PieceReader& segment, const PlanStamp& plan, std::span<const JournalRecord> parts)
{
    return std::ranges::all_of(
        parts, [&](const JournalRecord& part) { return is_whole(segment, plan, part.block); });
}

} // namespace

fs::path segment_path(const fs::path& folder, std::uint32_t number)
{
    return folder / fmt::format("segment-{}", number);
}

FinishedUnits::FinishedUnits(fs::path folder, const PlanStamp& plan, std::uint32_t number)
    : folder_(made(std::move(folder))),
      plan_(plan),
      journal_(journal_path(folder_, number), plan, number),
      segment_(segment_path(folder_, number), plan, number),
      finished_(plan.units)
{
    if (journal_.found().empty())
        segment_.cut(0);
    else
        take_over();
}

// Takes for finished what the journal says and the segment still bears out.
void FinishedUnits::take_over()
{
    const auto units = whole_units(journal_.found());
    const PieceReader reader(segment_path(folder_, journal_.found().front().block.segment));
    project::Progress progress("checking what is finished", "units", units.size());
    std::uint64_t end = 0;
    std::size_t lost = 0;
    for (const auto& [unit, parts] : units) {
        progress.advance();
        if (!can_be_read(reader, plan_, parts)) {
            ++lost;
            continue;
        }
        count_in(parts);
        for (const JournalRecord& part : parts) end = std::max(end, part.block.end());
    }
    segment_.cut(end);
    if (lost > 0)
        project::say(fmt::format("{}: the edges of {} finished units are damaged or gone; these units are "
                                 "computed again",
                                 reader.path().string(), lost));
}

bool FinishedUnits::has(std::uint32_t unit) const
{
    const std::lock_guard lock(guard_);
    return finished_[unit];
}

std::uint32_t FinishedUnits::count() const
{
    const std::lock_guard lock(guard_);
    return count_;
}

std::uint64_t FinishedUnits::edges() const
{
    const std::lock_guard lock(guard_);
    return edges_;
}

UnitCounts FinishedUnits::counts() const
{
    const std::lock_guard lock(guard_);
    return counts_;
}

Block FinishedUnits::lay_down(std::uint32_t unit, std::uint32_t part, PartyPair parties,
                              std::span<const Edge> edges)
{
    const std::lock_guard lock(guard_);
    return segment_.append(unit, part, parties, edges);
}

void FinishedUnits::finish(std::span<const Block> parts, const UnitCounts& counts)
{
    std::vector<JournalRecord> records;
    for (const Block& part : parts) records.push_back({part, static_cast<std::uint32_t>(parts.size()), {}});
    records.back().counts = counts;
    const std::lock_guard lock(guard_);
    count_in(records);
    waiting_.insert(waiting_.end(), records.begin(), records.end());
    if (waiting_.size() >= most_waiting || std::chrono::steady_clock::now() - last_sync_ >= wait_) sync_now();
}

void FinishedUnits::count_in(std::span<const JournalRecord> parts)
{
    const std::uint32_t unit = parts.front().block.unit;
    assert(!finished_[unit]);
    finished_[unit] = true;
    ++count_;
    for (const JournalRecord& part : parts) edges_ += part.block.edges;
    counts_ += parts.back().counts;
}

void FinishedUnits::sync()
{
    const std::lock_guard lock(guard_);
    sync_now();
}

void FinishedUnits::sync_now()
{
    segment_.sync();
    if (!waiting_.empty()) journal_.append(waiting_);
    waiting_.clear();
    last_sync_ = std::chrono::steady_clock::now();
}

namespace {

// The numbers of the journals in a folder, in order.
std::vector<std::uint32_t> journals_in(const fs::path& folder)
{
    std::vector<std::uint32_t> numbers;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(journal_prefix)) continue;
        std::uint32_t number = 0;
        const char *begin = name.data() + journal_prefix.size(), *end = name.data() + name.size();
        const auto [stop, error] = std::from_chars(begin, end, number);
        if (error == std::errc{} && stop == end) numbers.push_back(number);
    }
    if (failed)
        throw Error(Exit::input_missing,
                    fmt::format("{} cannot be read: {}", folder.string(), failed.message()),
                    "name the folder of the work that is to be merged");
    std::ranges::sort(numbers);
    return numbers;
}

[[noreturn]] void missing(const fs::path& folder, std::size_t missing_units, std::uint32_t units)
{
    throw Error(Exit::condition_not_met,
                fmt::format("{} of {} units are not finished in {}", missing_units, units, folder.string()),
                "finish scoring first: the same command goes on where it stopped");
}

} // namespace

std::vector<Block> blocks_of(const fs::path& folder, const PlanStamp& plan)
{
    std::map<std::uint32_t, std::vector<JournalRecord>> units;
    for (const std::uint32_t number :
         journals_in(folder)) // of a unit that two journals have, the first counts
        units.merge(whole_units(read_journal_file(journal_path(folder, number), plan).records));
    if (units.size() != plan.units) missing(folder, plan.units - units.size(), plan.units);
    std::vector<Block> blocks;
    for (const auto& [unit, parts] : units)
        for (const JournalRecord& part : parts) blocks.push_back(part.block);
    return blocks;
}

} // namespace gauze::linkage
