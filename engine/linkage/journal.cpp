#include "engine/linkage/journal.hpp"

#include "engine/project/progress.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

struct Header {
    std::array<char, 8> magic{'G', 'A', 'U', 'Z', 'E', 'J', 'R', 'N'};
    std::uint32_t version = 1;
    std::uint32_t units = 0;
    Digest plan{};
    std::uint32_t number = 0;
    std::uint32_t unused = 0;
    std::uint64_t checksum = 0; // of the bytes before it
};
static_assert(sizeof(Header) == 64);

// A record as it lies on the disk.
struct Line {
    std::uint32_t unit, part, parts, segment;
    PartyPair parties;
    std::uint64_t offset, edges, block_checksum;
    std::uint64_t compared;
    std::array<std::uint64_t, 4> other;
    std::uint64_t checksum; // of the bytes before it, seeded with that of the line before
};
static_assert(sizeof(Line) == 96);

template <class T>
std::uint64_t checksum_of(const T& value, std::uint64_t seed)
{
    return checksum(std::as_bytes(std::span(&value, 1)).first(sizeof(T) - sizeof value.checksum), seed);
}

template <class T>
T struct_at(Bytes bytes, std::uint64_t at)
{
    T value;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

Header header_of(const PlanStamp& plan, std::uint32_t number)
{
    Header header;
    header.units = plan.units;
    header.plan = plan.digest;
    header.number = number;
    header.checksum = checksum_of(header, 0);
    return header;
}

Line line_of(const JournalRecord& record, std::uint64_t chain)
{
    const Block& b = record.block;
    Line line{b.unit,  b.part,     record.parts,           b.segment,           b.parties, b.offset,
              b.edges, b.checksum, record.counts.compared, record.counts.other, 0};
    line.checksum = checksum_of(line, chain);
    return line;
}

JournalRecord record_of(const Line& line)
{
    return {{line.unit, line.part, line.segment, line.parties, line.offset, line.edges, line.block_checksum},
            line.parts,
            {line.compared, line.other}};
}

// A right checksum does not make a record sensible: a stranger can compute one too.
bool sensible(const JournalRecord& record, const PlanStamp& plan, std::uint32_t number)
{
    const Block& b = record.block;
    return b.unit < plan.units && b.part < record.parts && b.segment == number &&
           b.offset >= sizeof(Header) && b.offset % sizeof(Edge) == 0 && b.end() != ~std::uint64_t{0};
}

// A run that was killed in its first moment leaves a beginning of the header, or zeros in its place.
bool is_unwritten(Bytes bytes)
{
    if (bytes.size() > sizeof(Header)) return false;
    const Header blank;
    const std::size_t compared = std::min(bytes.size(), sizeof blank.magic);
    return std::ranges::all_of(bytes, [](std::byte b) { return b == std::byte{}; }) ||
           (bytes.size() < sizeof(Header) && std::memcmp(bytes.data(), blank.magic.data(), compared) == 0);
}

JournalContent::Owner owner_of(Bytes bytes, const PlanStamp& plan)
{
    using Owner = JournalContent::Owner;
    if (is_unwritten(bytes)) return Owner::nobody;
    if (bytes.size() < sizeof(Header)) return Owner::damaged;
    const auto found = struct_at<Header>(bytes, 0);
    const Header expected = header_of(plan, found.number);
    if (std::memcmp(&found, &expected, sizeof found) == 0) return Owner::ours;
    const bool intact = found.magic == expected.magic && found.checksum == checksum_of(found, 0);
    return intact ? Owner::another_plan : Owner::damaged;
}

std::string sentence_about(const JournalContent& content, std::uint64_t size)
{
    const std::uint64_t lost = size - content.sound_bytes;
    return content.end == JournalContent::End::torn
               ? fmt::format("its last record was cut short ({} bytes) and is left out", lost)
               : fmt::format("it is damaged behind record {}; {} bytes are left out, and their units are "
                             "computed again",
                             content.records.size(), lost);
}

} // namespace

UnitCounts& UnitCounts::operator+=(const UnitCounts& more) noexcept
{
    compared += more.compared;
    for (std::size_t i = 0; i < other.size(); ++i) other[i] += more.other[i];
    return *this;
}

JournalContent read_journal(Bytes bytes, const PlanStamp& plan)
{
    JournalContent content;
    content.owner = owner_of(bytes, plan);
    if (content.owner != JournalContent::Owner::ours) return content;
    const auto header = struct_at<Header>(bytes, 0);
    content.number = header.number;
    content.chain = header.checksum;
    content.sound_bytes = sizeof header;
    for (; bytes.size() - content.sound_bytes >= sizeof(Line); content.sound_bytes += sizeof(Line)) {
        const auto line = struct_at<Line>(bytes, content.sound_bytes);
        const JournalRecord record = record_of(line);
        if (line.checksum != checksum_of(line, content.chain) || !sensible(record, plan, header.number))
            break;
        content.chain = line.checksum;
        content.records.push_back(record);
    }
    const std::uint64_t left = bytes.size() - content.sound_bytes;
    content.end = left == 0              ? JournalContent::End::whole
                  : left <= sizeof(Line) ? JournalContent::End::torn
                                         : JournalContent::End::damaged;
    return content;
}

JournalContent read_journal_file(const std::filesystem::path& path, const PlanStamp& plan)
{
    std::error_code unknown;
    if (!std::filesystem::exists(path, unknown)) return {};
    const MappedFile file(path);
    JournalContent content = read_journal(file.bytes(), plan);
    if (content.owner == JournalContent::Owner::another_plan)
        throw Error(Exit::configuration, fmt::format("{} belongs to another plan", path.string()),
                    "inputs, options and program must be those of the run that began it; name another folder "
                    "for this run, or remove the old one");
    if (content.owner == JournalContent::Owner::damaged)
        throw Error(Exit::bad_data, fmt::format("{} is no journal, or its header is damaged", path.string()),
                    "nothing in it can be believed; remove its folder to compute everything again");
    if (content.owner == JournalContent::Owner::ours && content.end != JournalContent::End::whole)
        project::say(fmt::format("{}: {}", path.string(), sentence_about(content, file.bytes().size())));
    return content;
}

namespace {

// The lock comes first: what another process is writing must not be read, and still less be cut.
AppendFile locked(const std::filesystem::path& path)
{
    AppendFile file(path);
    if (!file.lock())
        throw Error(Exit::configuration, fmt::format("{} is being written by another run", path.string()),
                    "wait until it ends or stop it; two runs share no work");
    return file;
}

} // namespace

Journal::Journal(const std::filesystem::path& path, const PlanStamp& plan, std::uint32_t number)
    : file_(locked(path))
{
    JournalContent content = read_journal_file(path, plan);
    if (content.owner == JournalContent::Owner::nobody) {
        begin(plan, number);
        return;
    }
    if (content.number != number)
        throw Error(Exit::configuration,
                    fmt::format("{} is journal {}, not {}", path.string(), content.number, number),
                    "were files renamed? put the old names back");
    file_.cut(content.sound_bytes);
    file_.sync();
    found_ = std::move(content.records);
    chain_ = content.chain;
}

void Journal::begin(const PlanStamp& plan, std::uint32_t number)
{
    const Header header = header_of(plan, number);
    file_.cut(0);
    file_.append(std::as_bytes(std::span(&header, 1)));
    file_.sync();
    chain_ = header.checksum;
}

void Journal::append(std::span<const JournalRecord> records)
{
    std::vector<Line> lines;
    lines.reserve(records.size());
    for (const JournalRecord& record : records) {
        lines.push_back(line_of(record, chain_));
        chain_ = lines.back().checksum;
    }
    file_.append(std::as_bytes(std::span(lines)));
    file_.sync();
}

} // namespace gauze::linkage
