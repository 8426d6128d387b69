// A folder of unfinished work as a stranger may leave it. Checksums guard nearly every byte, so the fuzzer
// gets help: of half of its inputs the header and the checksums are put right, so that what the records say
// is what it wrote, and their blocks are looked up in a segment of its bytes.
#include "engine/linkage/journal.hpp"

#include <cstdint>
#include <cstring>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace gauze;
using namespace gauze::linkage;

constexpr std::size_t header_bytes = 64, record_bytes = 96;

PlanStamp a_plan()
{
    PlanStamp plan;
    plan.digest.fill(std::byte{7});
    plan.units = 1000;
    return plan;
}

void put_checksum(std::string& bytes, std::size_t begin, std::size_t length, std::uint64_t seed)
{
    const std::uint64_t sum = checksum(bytes_of(std::string_view(bytes).substr(begin, length - 8)), seed);
    std::memcpy(bytes.data() + begin + length - 8, &sum, 8);
}

std::string with_right_checksums(std::string_view records)
{
    std::string bytes = "GAUZEJRN";
    const PlanStamp plan = a_plan();
    const std::uint32_t version = 1;
    bytes.append(reinterpret_cast<const char*>(&version), 4);
    bytes.append(reinterpret_cast<const char*>(&plan.units), 4);
    bytes.append(reinterpret_cast<const char*>(plan.digest.data()), plan.digest.size());
    bytes.append(16, '\0');
    put_checksum(bytes, 0, header_bytes, 0);
    bytes += records;
    for (std::size_t at = header_bytes; at + record_bytes <= bytes.size(); at += record_bytes) {
        std::uint64_t chain = 0;
        std::memcpy(&chain, bytes.data() + at - 8, 8);
        put_checksum(bytes, at, record_bytes, chain);
    }
    return bytes;
}

void look_up(const JournalContent& content, std::string_view segment)
{
    const int descriptor = ::memfd_create("segment", 0);
    if (::write(descriptor, segment.data(), segment.size()) == static_cast<ssize_t>(segment.size())) {
        const PieceReader reader("/proc/self/fd/" + std::to_string(descriptor));
        for (const JournalRecord& record : content.records)
            if (is_whole(reader, a_plan(), record.block) && record.block.end() > segment.size())
                __builtin_trap();
    }
    ::close(descriptor);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (bytes.empty()) return 0;
    const std::string journal =
        bytes.front() % 2 == 0 ? std::string(bytes.substr(1)) : with_right_checksums(bytes.substr(1));
    const JournalContent content = read_journal(bytes_of(journal), a_plan());
    if (content.sound_bytes > journal.size()) __builtin_trap();
    if (content.owner != JournalContent::Owner::ours && !content.records.empty()) __builtin_trap();
    look_up(content, bytes);
    return 0;
}
