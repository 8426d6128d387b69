// A custodian's file comes from whatever program the office has: whatever its bytes are, it is read or
// refused. What is read keeps the reader's promises, and does not depend on where the window happens to cut
// it.
#include "bloom/base/error.hpp"
#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/csv_records.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace gauze::custodian;

// A file that has a path but no place on the disk.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view text) : descriptor_(::memfd_create("people", MFD_CLOEXEC))
    {
        while (!text.empty()) {
            const auto part = ::write(descriptor_, text.data(), text.size());
            if (part <= 0) std::abort();
            text.remove_prefix(static_cast<std::size_t>(part));
        }
    }
    MemoryFile(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(descriptor_); }
    std::filesystem::path path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

private:
    int descriptor_;
};

void require(bool promise)
{
    if (!promise) std::abort();
}

void read_rows(const std::filesystem::path& path, const FileFacts& facts)
{
    CsvReader reader(path, facts);
    std::uint64_t number = 0;
    std::uint64_t line = 1;
    for (Row row; reader.next(row);) {
        require(row.number == ++number);
        require(row.line > line);
        require(row.cells.size() == (row.fault ? 0 : reader.columns().size()));
        for (const Plaintext& cell : row.cells) {
            require(cell.reveal().size() <= longest_cell);
            require(cell.reveal().find('\0') == std::string_view::npos);
        }
        line = row.line;
    }
}

// The same records through a window that grows from a few bytes, and through one that starts at its largest;
// small enough that some records fit in neither.
void compare_windows(const std::filesystem::path& path, const FileFacts& facts)
{
    constexpr std::size_t largest = 512;
    CsvRecords narrow(path, facts, {4, largest});
    CsvRecords wide(path, facts, {largest, largest});
    CsvRecord a, b;
    for (;;) {
        const bool more = wide.next(b);
        require(narrow.next(a) == more);
        if (!more) break;
        require(a.line == b.line && a.fault == b.fault && a.cells.size() == b.cells.size());
        for (std::size_t cell = 0; cell < a.cells.size(); ++cell) {
            require(a.cells[cell].written == b.cells[cell].written);
            require(text_of(a.cells[cell]) == text_of(b.cells[cell]));
            require(text_of(a.cells[cell]).size() == size_of(a.cells[cell]));
        }
    }
    require(narrow.blank_lines() == wide.blank_lines());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const MemoryFile file({reinterpret_cast<const char*>(data), size});
    try {
        const FileFacts facts = examine(file.path());
        compare_windows(file.path(), facts);
        read_rows(file.path(), facts);
    } catch (const gauze::Error& error) {
        require(error.code() == gauze::Exit::bad_data);
    }
    return 0;
}
