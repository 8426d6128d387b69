#include "engine/linkage/edges.hpp"

#include "engine/project/progress.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <vector>

#include <fmt/format.h>

namespace gauze::linkage {

static_assert(std::endian::native == std::endian::little,
              "the files are little-endian, and written as they stand");

namespace {

struct SegmentHeader {
    std::array<char, 8> magic{'G', 'A', 'U', 'Z', 'E', 'S', 'E', 'G'};
    std::uint32_t version = 1;
    std::uint32_t number = 0;
    Digest plan{};
    std::uint64_t unused = 0;
    std::uint64_t checksum = 0; // of the bytes before it
};
static_assert(sizeof(SegmentHeader) == 64);

struct Trailer {
    std::array<char, 8> magic{'G', 'A', 'U', 'Z', 'E', 'B', 'L', 'K'};
    std::uint32_t unit = 0, part = 0;
    PartyPair parties;
    std::uint64_t edges = 0;
    std::uint64_t offset = 0;
    std::uint64_t checksum = 0; // of the edges and the bytes before it
};
static_assert(sizeof(Trailer) == 48);

template <class T>
Bytes bytes_of_struct(const T& value)
{
    return std::as_bytes(std::span(&value, 1));
}

template <class T>
Bytes before_checksum(const T& value)
{
    return bytes_of_struct(value).first(sizeof(T) - sizeof value.checksum);
}

Trailer trailer_of(const Block& block)
{
    Trailer trailer;
    trailer.unit = block.unit;
    trailer.part = block.part;
    trailer.parties = block.parties;
    trailer.edges = block.edges;
    trailer.offset = block.offset;
    trailer.checksum = block.checksum;
    return trailer;
}

// What stands at the beginning of a segment: nothing that counts, a header of this plan, or another's.
enum class Beginning { none, ours, foreign };

Beginning beginning_of(const std::filesystem::path& path, const SegmentHeader& expected)
{
    SegmentHeader found;
    if (!PieceReader(path).read(0, std::as_writable_bytes(std::span(&found, 1)))) return Beginning::none;
    if (std::memcmp(&found, &expected, sizeof found) == 0) return Beginning::ours;
    return found.checksum == checksum(before_checksum(found)) ? Beginning::foreign : Beginning::none;
}

} // namespace

std::uint64_t PlanStamp::seed() const noexcept
{
    std::uint64_t first = 0;
    std::memcpy(&first, digest.data(), sizeof first);
    return first;
}

std::uint64_t Block::end() const noexcept
{
    constexpr std::uint64_t most = ~std::uint64_t{0};
    if (edges > (most - sizeof(Trailer)) / sizeof(Edge)) return most;
    const std::uint64_t length = edges * sizeof(Edge) + sizeof(Trailer);
    return offset > most - length ? most : offset + length;
}

SegmentWriter::SegmentWriter(const std::filesystem::path& path, const PlanStamp& plan, std::uint32_t number)
    : file_(path), seed_(plan.seed()), number_(number)
{
    SegmentHeader header;
    header.number = number;
    header.plan = plan.digest;
    header.checksum = checksum(before_checksum(header));
    const Beginning found = beginning_of(path, header);
    if (found == Beginning::foreign)
        throw Error(Exit::configuration, fmt::format("{} belongs to another plan", path.string()),
                    "name another folder for this run, or remove the old one");
    if (found == Beginning::ours) return;
    if (file_.size() > 0)
        project::say(fmt::format("{} is damaged at its beginning and is written anew", path.string()));
    file_.cut(0);
    file_.append(bytes_of_struct(header));
    file_.sync();
}

Block SegmentWriter::append(std::uint32_t unit, std::uint32_t part, PartyPair parties,
                            std::span<const Edge> edges)
{
    assert(std::ranges::is_sorted(edges, {}, &Edge::rows));
    Block block{unit, part, number_, parties, file_.size(), edges.size(), 0};
    Trailer trailer = trailer_of(block);
    Checksum sum(seed_);
    sum.update(std::as_bytes(edges));
    sum.update(before_checksum(trailer));
    block.checksum = trailer.checksum = sum.value();
    file_.append(std::as_bytes(edges));
    file_.append(bytes_of_struct(trailer));
    return block;
}

void SegmentWriter::cut(std::uint64_t size)
{
    file_.cut(std::max<std::uint64_t>(size, sizeof(SegmentHeader)));
}

BlockReader::BlockReader(const PieceReader& segment, const PlanStamp& plan, const Block& block)
    : segment_(segment), block_(block), checksum_(plan.seed())
{}

std::optional<std::size_t> BlockReader::next(std::span<Edge> into)
{
    if (whole_) return 0;
    if (block_.end() == ~std::uint64_t{0}) return std::nullopt; // no file is that long
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), block_.edges - done_));
    if (count == 0 && done_ < block_.edges) return std::nullopt; // no room was given
    const auto piece = std::as_writable_bytes(into.first(count));
    if (!segment_.read(block_.offset + done_ * sizeof(Edge), piece)) return std::nullopt;
    checksum_.update(piece);
    done_ += count;
    if (done_ == block_.edges && !trailer_fits()) return std::nullopt;
    return count;
}

bool BlockReader::trailer_fits()
{
    const Trailer expected = trailer_of(block_);
    Trailer found;
    if (!segment_.read(block_.offset + block_.edges * sizeof(Edge),
                       std::as_writable_bytes(std::span(&found, 1))))
        return false;
    checksum_.update(before_checksum(expected));
    whole_ = std::memcmp(&found, &expected, sizeof found) == 0 && checksum_.value() == expected.checksum;
    return whole_;
}

bool is_whole(const PieceReader& segment, const PlanStamp& plan, const Block& block)
{
    BlockReader reader(segment, plan, block);
    std::vector<Edge> piece(std::min<std::uint64_t>(std::max<std::uint64_t>(block.edges, 1), 1u << 16));
    for (;;) {
        const auto count = reader.next(piece);
        if (!count) return false;
        if (*count == 0) return true;
    }
}

} // namespace gauze::linkage
