// The journal of finished units: what a restart need not compute again. A record of fixed size for each block
// of edges that counts, appended only when the block is on the disk. Each record's checksum is seeded with
// that of the record before it and the first with the header's, so a record that is altered, moved, repeated
// or left out breaks the chain; what is behind the break is not believed, and its units are computed again.
#pragma once

#include "engine/linkage/edges.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace gauze::linkage {

// What a unit counted on its way, beside its edges. Sums over all units stand in summaries, so they must not
// depend on how the work was divided over threads or runs.
struct UnitCounts {
    std::uint64_t compared = 0;           // pairs
    std::array<std::uint64_t, 4> other{}; // free to the work
    UnitCounts& operator+=(const UnitCounts& more) noexcept;
    bool operator==(const UnitCounts&) const = default;
};

// One block that counts. A unit is finished when all its parts have a record; the counts stand with the last.
struct JournalRecord {
    Block block;
    std::uint32_t parts = 1; // of the unit
    UnitCounts counts;
    bool operator==(const JournalRecord&) const = default;
};

// What a journal says, as far as it can be believed.
struct JournalContent {
    enum class End {
        whole,   // every byte is good
        torn,    // the last record is half there: a run was killed as it wrote
        damaged, // from some record on nothing fits
    };
    enum class Owner { ours, nobody, another_plan, damaged }; // nobody: not even the header was written whole
    Owner owner = Owner::nobody;
    End end = End::whole;
    std::uint32_t number = 0; // of the segment it goes with
    std::vector<JournalRecord> records;
    std::uint64_t sound_bytes = 0; // the records and the header
    std::uint64_t chain = 0;       // checksum of the last sound record, or of the header
};
// Reads a stranger's bytes; throws nothing but for lack of memory.
JournalContent read_journal(Bytes bytes, const PlanStamp& plan);
// The same of a file that may be absent. Says what had to be left out. Throws Error(configuration) for the
// journal of another plan, Error(bad_data) for a file that is no journal or has a damaged header.
JournalContent read_journal_file(const std::filesystem::path& path, const PlanStamp& plan);

// A journal that is being written, locked for this process. One thread at a time.
class Journal {
public:
    // Opens or begins it, and cuts off what cannot be believed. Throws as read_journal_file does,
    // Error(configuration) when another process writes it, Error(cannot_write).
    Journal(const std::filesystem::path& path, const PlanStamp& plan, std::uint32_t number);

    // What it held when it was opened, oldest first. Of two records of the same part the later one counts.
    const std::vector<JournalRecord>& found() const noexcept { return found_; }
    // Appends and syncs. What the records speak of must be on the disk already.
    void append(std::span<const JournalRecord> records);

private:
    void begin(const PlanStamp& plan, std::uint32_t number);
    AppendFile file_;
    std::vector<JournalRecord> found_;
    std::uint64_t chain_ = 0;
};

} // namespace gauze::linkage
