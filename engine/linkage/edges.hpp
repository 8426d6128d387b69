// Edges on disk. A pair that scored is 16 bytes; the edges of one unit of work stand together as a block,
// sorted by rows, with a trailer that says whose they are and a checksum over all of it. A segment is a file
// of blocks that only grows. Nothing in it counts by itself: the journal says which blocks do, so what a kill
// left behind the last of them is no harm (docs/file-formats.md has the tables).
#pragma once

#include "bloom/base/append_file.hpp"
#include "bloom/base/checksum.hpp"
#include "engine/linkage/links.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

namespace gauze::linkage {

// One pair of a party pair, as it lies on the disk: positions in the parties' files and the two counts of
// Dice.
struct Edge {
    std::uint32_t row_a = 0, row_b = 0;
    std::uint32_t common = 0, sum = 0;
    std::uint64_t rows() const noexcept
    {
        return std::uint64_t{row_a} << 32 | row_b;
    } // what edges are sorted by
    bool operator==(const Edge&) const = default;
};
static_assert(sizeof(Edge) == 16);

// Which plan a file belongs to: the digest of inputs, parameters and program, and how many units it has.
struct PlanStamp {
    Digest digest{};
    std::uint32_t units = 0;
    std::uint64_t seed() const noexcept; // of every checksum, so that nothing of another plan fits
    bool operator==(const PlanStamp&) const = default;
};

// Where the edges of a unit lie, or one part of them if they were too many to be held.
struct Block {
    std::uint32_t unit = 0, part = 0, segment = 0;
    PartyPair parties;
    std::uint64_t offset = 0, edges = 0; // of the first edge, in bytes; how many
    std::uint64_t checksum = 0;
    std::uint64_t
    end() const noexcept; // behind the trailer; the block may be a stranger's, so this saturates
    bool operator==(const Block&) const = default;
};

// Writes one segment. One thread at a time. Throws Error(cannot_write); a segment of another plan is refused
// with Error(configuration).
class SegmentWriter {
public:
    SegmentWriter(const std::filesystem::path& path, const PlanStamp& plan, std::uint32_t number);

    // `edges` are sorted by rows. Where they lie now; on the disk only after `sync`.
    Block append(std::uint32_t unit, std::uint32_t part, PartyPair parties, std::span<const Edge> edges);
    void sync() { file_.sync(); }
    // Forgets what lies behind: blocks of a run that died.
    void cut(std::uint64_t size);
    std::uint64_t size() const noexcept { return file_.size(); }

private:
    AppendFile file_;
    std::uint64_t seed_;
    std::uint32_t number_;
};

// Reads one block from its segment in pieces, so that memory does not grow with it. One thread.
class BlockReader {
public:
    BlockReader(const PieceReader& segment, const PlanStamp& plan, const Block& block);

    // Fills `into` with the next edges and returns how many; 0 at the end, when all that was handed out is
    // known to be what was written. Nothing: the block is damaged or cannot be read.
    std::optional<std::size_t> next(std::span<Edge> into);

private:
    bool trailer_fits();
    const PieceReader& segment_;
    Block block_;
    std::uint64_t done_ = 0;
    Checksum checksum_;
    bool whole_ = false; // all edges were handed out and the trailer fits
};

// Whether the block can be read and is what was written.
bool is_whole(const PieceReader& segment, const PlanStamp& plan, const Block& block);

} // namespace gauze::linkage
