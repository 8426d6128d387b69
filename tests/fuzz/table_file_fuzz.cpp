// A table comes from another party: whatever its bytes are, it is read or refused, and never anything else.
// The digest would stop nearly every mutation at the door, so each input is tried three times: as it is, with
// a right end line behind it, and as the rows of a table whose header is right.
#include "bloom/base/error.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

namespace {

// A file that has a path but no place on the disk.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view text) : descriptor_(::memfd_create("table", MFD_CLOEXEC))
    {
        while (!text.empty()) {
            const auto part = ::write(descriptor_, text.data(), text.size());
            if (part <= 0) std::abort();
            text.remove_prefix(static_cast<std::size_t>(part));
        }
    }
    MemoryFile(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(descriptor_); }
    std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

private:
    int descriptor_;
};

std::string with_end_line(std::string text)
{
    if (!text.empty() && text.back() != '\n') text += '\n';
    const auto lines = std::count(text.begin(), text.end(), '\n');
    return text + fmt::format("end {} {}\n", lines < 2 ? 0 : lines - 2,
                              gauze::to_hex(gauze::sha256(gauze::bytes_of(text))));
}

void read_or_refuse(std::string_view text)
{
    const MemoryFile memory(text);
    try {
        const gauze::project::TableFile table(memory.path(), "payload");
        std::uint64_t rows = 0;
        table.each_row([&](std::span<const std::string_view> cells) {
            if (cells.size() != table.columns().size()) std::abort();
            ++rows;
        });
        if (rows != table.rows()) std::abort();
    } catch (const gauze::Error& error) {
        if (error.code() != gauze::Exit::bad_data) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_or_refuse(text);
    read_or_refuse(with_end_line(std::string(text)));
    read_or_refuse(with_end_line(
        "gauze-table 1\n{\"kind\":\"payload\",\"columns\":[\"row_token\",\"x\"],\"about\":{}}\n" +
        std::string(text)));
    return 0;
}
